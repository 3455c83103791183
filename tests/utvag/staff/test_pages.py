"""Tests of the pages of the staff edition as values: which there are, what they say, that they stay the same; lines as links."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import national
import pytest
from builders import CONTENT, MINIMAL, ROOT, a_registry, load
from frozen import THEN
from hypothesis import given, settings
from hypothesis import strategies as st
from utvag.content import page_source, urls
from utvag.guide import personas, wizard
from utvag.problems import Location
from utvag.registry import loader
from utvag.site import templates
from utvag.staff import pages, source_list
from utvag.upkeep import calls

if TYPE_CHECKING:
    from utvag.project import Project
    from utvag.registry.loader import Loaded
    from utvag.site.templates import Environment

ON = date(2026, 11, 22)
PATTERN = "https://kod.example.org/{file}#L{line}"


def environment(loaded: Loaded) -> Environment:
    plan = urls.sitemap(loaded.registry, loaded.languages, page_source.titles(CONTENT))
    site = templates.Site(loaded.registry.lifeline, loaded.registry.emergency, "https://www.example.com/", plan)
    return templates.environment(ROOT / "overrides" / "staff" / "pages", site)


def material(loaded: Loaded, pattern: str = "", on: date = ON) -> pages.Material:
    people = personas.parse((THEN / "personas.yaml").read_bytes(), "personas.yaml")[0]
    titles = page_source.titles(CONTENT)
    return pages.Material(loaded, wizard.compile(loaded.registry), calls.report(loaded, on), people, titles, pattern)


def made(loaded: Loaded, pattern: str = "", on: date = ON) -> dict[str, str]:
    return {page.address: page.text for page in pages.generate(material(loaded, pattern, on), environment(loaded))}


@pytest.fixture(scope="module")
def shown(shipped: Loaded) -> dict[str, str]:
    return made(shipped, PATTERN)


def test_every_programme_has_a_page_and_every_page_a_title(shown: dict[str, str], shipped: Loaded) -> None:
    assert {pages.address(program.slug) for program in shipped.registry.programs} <= shown.keys()
    for name, text in shown.items():
        if name.endswith(".md"):
            assert re.match(r"(---\n.*?---\n)?# \S", text, flags=re.DOTALL), name


def test_a_page_says_all_that_is_known_of_a_source(shown: dict[str, str], shipped: Loaded) -> None:
    for source in shipped.registry.sources:
        assert f'id="{pages.anchor(source.id)}"' in shown[pages.SOURCES]
    trefas = shown[pages.address("tre-som-samarbetar")]
    known = shipped.registry.sources_by_id["A10"]
    for words in (known.id, known.title, known.publisher, "utan datum, källan är säker"):
        assert words in trefas


def test_what_visitors_never_see_is_marked(shown: dict[str, str], shipped: Loaded) -> None:
    for program in shipped.registry.programs:
        text = shown[pages.address(program.slug)]
        hidden = [route for route in program.contact_routes if not program.has_page or route.status != "published"]
        assert text.count("visas inte för besökare</span>") == len(hidden) + (not program.has_page), program.id


def test_every_line_link_names_a_line_of_the_file(shown: dict[str, str], shipped: Loaded) -> None:
    last, lines = shipped.source.text.count("\n"), shipped.source.text.split("\n")
    checks = [row for text in shown.values() for row in re.findall(r"<li>(\d.*, av .*)</li>", text)]
    assert len(checks) > 50
    for row in checks:
        line = lines[int(re.findall(r"#L(\d+)", row)[0]) - 1]
        day, month, year = row.partition(",")[0].split()
        assert f"{year}-" in line
        assert f"-{int(day):02}" in line, month
    found = [int(line) for text in shown.values() for line in re.findall(r"example\.org/programs\.yaml#L(\d+)", text)]
    assert len(found) > 900
    assert all(1 <= line <= last for line in found)


def test_without_a_pattern_the_line_is_said_and_home_tells_how_to_link_it(shipped: Loaded) -> None:
    found = made(shipped)
    assert "programs.yaml rad " in found[pages.address("tre-som-samarbetar")]
    assert "<code>edit_link</code>" in found[pages.HOME]
    assert "<code>edit_link</code>" not in made(shipped, PATTERN)[pages.HOME]


def test_the_same_day_gives_the_same_pages_and_another_day_others(shipped: Loaded, shown: dict[str, str]) -> None:
    assert made(shipped, PATTERN) == shown
    later = made(shipped, PATTERN, date(2027, 3, 22))
    changed = {name for name in shown if shown[name] != later[name]}
    assert changed == {pages.HOME, pages.AGES, pages.CALLS}
    assert "22 mars 2027" in later[pages.HOME]


def test_this_weeks_calls_stand_on_the_first_page_after_the_call_page(shown: dict[str, str], shipped: Loaded) -> None:
    home = shown[pages.HOME]
    week = calls.report(shipped, ON).week
    assert len(week) == 5
    assert all(call.number in home and f"samtal/#{pages.anchor(call.id)}" in home for call in week)
    assert 0 < home.index("vid-telefonen/") < home.index("samtal/#")


def test_a_call_has_all_its_questions_and_lines(shown: dict[str, str], shipped: Loaded) -> None:
    words = html.unescape(shown[pages.CALLS])
    for call in calls.report(shipped, ON).week:
        asked = (*call.ask, *call.unknowns)
        assert all(one.words in words for one in asked)
        whole = [edit for edit in (*call.write, *(one.otherwise for one in asked)) if edit.action != "point"]
        assert all(f"<pre><code>{line}</code></pre>" in words for edit in whole for line in edit.lines), (
            "with the indent of the file"
        )
        assert all(
            f"Ta bort rad {one.otherwise.first}–{one.otherwise.last}" in words for one in call.unknowns if not one.otherwise.lines
        )


def test_a_call_says_how_many_questions_wait(shipped: Loaded) -> None:
    on = date(2029, 11, 23)
    waiting = [call.waiting for call in calls.report(shipped, on).week]
    told = re.findall(r"Frågor som väntar till nästa samtal: (\d+)\.", made(shipped, on=on)[pages.CALLS])
    assert told == [str(number) for number in waiting if number]
    assert told


def test_every_persona_is_shown_with_what_they_get(shown: dict[str, str], shipped: Loaded) -> None:
    text = shown[pages.PERSONAS]
    people = material(shipped).people
    assert len(re.findall(r"^## P\d+\\?\. ", text, flags=re.MULTILINE)) == len(people) > 0
    assert "visas därför inte" not in text


def test_another_registry_says_whom_it_has_no_answers_for() -> None:
    found = made(loader.parse(MINIMAL.read_bytes(), "annat.yaml", load(a_registry()).languages))
    assert "visas därför inte: P1" in found[pages.PERSONAS]
    assert "annat.yaml rad " in found[pages.AGES]


def test_words_of_the_registry_are_never_taken_for_markdown_or_html() -> None:
    name = "A *b* _c_ `d` [e](f) {#h} \\i & j"
    text = made(load(a_registry({"programs.skydd.name": name})))[pages.address("skydd")]
    heading = next(line for line in text.splitlines() if line.startswith("# "))
    assert heading == r"# A \*b\* \_c\_ \`d\` \[e\](f) \{#h\} \\i &amp; j"


def test_where_the_guide_is_a_document_for_each_municipality_its_pages_are_too() -> None:
    loaded = load(national.a_nation(15, 7))
    shown = made(loaded)
    for where in (pages.WAYS, pages.PHONE_VIEW):
        folder = where.removesuffix(".md")
        for place in loaded.registry.municipalities:
            assert f'<li><a href="{place.id}/">{place.name}</a></li>' in shown[where]
            assert place.name in shown[f"{folder}/{place.id}.md"]
        here = shown[f"{folder}/uppsala.md"]
        assert "Socialtjänsten i Uppsala" in here
        assert "Socialtjänsten i Stockholm" not in here
        assert len(re.findall(r'href="\.\./\.\./stod/[a-z]', here)) > 10


@settings(max_examples=25, deadline=None)
@given(st.integers(-30, 1500))
def test_every_fact_stands_once_on_its_step_and_the_first_due_first(wait: int) -> None:
    found = calls.report(load(a_registry()), date(2026, 11, 21) + timedelta(days=wait)).facts
    stages = pages.by_age(found)
    assert [step for step, *_ in stages] == ["overdue", "due", "soon", "fresh"]
    assert sorted(fact.id for *_, facts in stages for fact in facts) == sorted(fact.id for fact in found)
    for step, _, facts in stages:
        assert {fact.step for fact in facts} <= {step}
        assert [fact.ladder.due for fact in facts] == sorted(fact.ladder.due for fact in facts)


def test_the_row_of_a_fact_names_its_own_line_and_leads_to_the_page_that_tells_more(shipped: Loaded) -> None:
    on, lines = date(2027, 6, 1), shipped.source.text.split("\n")
    rows = made(shipped, PATTERN, on)[pages.AGES].split("<tr>\n<td>")[1:]
    in_order = [fact for *_, facts in pages.by_age(calls.report(shipped, on).facts) for fact in facts]
    for row, fact in zip(rows, in_order, strict=True):
        line = lines[int(re.findall(r"#L(\d+)", row)[0]) - 1].strip().removeprefix("- ")
        last = fact.path[-1]
        assert line.startswith("id:" if isinstance(last, int) else f"{last}:"), row
        about = f"stod/{shipped.registry.programs[int(fact.owner[1])].slug}/" if fact.owner[0] == "programs" else "nummer/"
        assert row.startswith(f'<a href="../{about}">'), row


@pytest.mark.parametrize(
    ("pattern", "name", "address"),
    [
        (pages.EXAMPLE, "content/frågor.md", pages.EXAMPLE.partition("{")[0] + "content/fr%C3%A5gor.md?plain=1#L42"),
        ("", "content/frågor.md", ""),
        (pages.EXAMPLE, "/hemma/annat.yaml", ""),
        (pages.EXAMPLE, "../annat.yaml", ""),
    ],
)
def test_a_pattern_becomes_the_address_of_a_line_inside_the_project(pattern: str, name: str, address: str) -> None:
    assert pages.edit_address(pattern, Location(name, 42, 7)) == address


WRONG = ["https://x.se/{file}", "https://x.se/#L{line}", "http://x.se/{file}#{line}", "javascript:{file}{line}", None, 7, ["x"]]


@pytest.mark.parametrize("pattern", ["", pages.EXAMPLE, "https://kod.example.org/{file}:{line}", *WRONG])
def test_a_pattern_that_cannot_be_used_is_told_with_an_example(pattern: object) -> None:
    found = list(pages.check_edit_link(pattern, "mkdocs.staff.yml"))
    assert [problem.code for problem in found] == (["andra-lank"] if pattern in WRONG else [])
    assert all(pages.EXAMPLE in problem.remedy for problem in found)


LINKS = [
    ("[x](guide/index.html)", "fragor.md", "[x](vagar.md)"),
    ("[x](kontakt/index.html)", "fragor.md", "[x](nummer.md)"),
    ("[x](stod/bris/index.html#a)", "fragor.md", "[x](stod/bris.md)"),
    ("[x](stod/index.html)", "fragor.md", "[x](stod/index.md)"),
    ("[x](guide/index.html){.button}", "en/fragor.md", "[x](../vagar.md){.button}"),
    ("[x](surfa-tryggare.md) [112](tel:112)", "fragor.md", "[x](surfa-tryggare.md) [112](tel:112)"),
]


@pytest.mark.parametrize(("before", "name", "after"), LINKS)
def test_a_link_of_a_hand_written_page_leads_to_where_the_facts_are(before: str, name: str, after: str) -> None:
    assert pages.relinked(before, name) == after


def test_below_a_hand_written_page_stands_its_file_and_what_each_block_rests_on(project: Project, shipped: Loaded) -> None:
    env = environment(shipped)
    pages.generate(material(shipped, PATTERN), env)
    where, words, rows = source_list.of_written(project, shipped)["fragor/index.html"][0]
    html = pages.framed(env, "<h1>Frågor</h1>", "content/fragor.md", "sv", [(where, words, rows)])
    assert html.startswith("<h1>Frågor</h1>")
    assert '<a href="https://kod.example.org/content/fragor.md#L1">' in html
    assert f'<a href="https://kod.example.org/content/fragor.md#L{where.line}">' in html
    assert words.split(".")[0] in (project.content / "fragor.md").read_text(encoding="utf-8").splitlines()[where.line - 1]
    assert words.split(".")[0] in html
    assert rows[0].source in html
    assert '<div lang="en"><h1>x</h1></div>' in pages.framed(env, "<h1>x</h1>", "content/en/fragor.md", "en", [])
