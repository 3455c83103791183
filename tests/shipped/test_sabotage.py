# ruff: noqa: E501 -- one fault a line, however long
"""Everything that must never be published is planted in a good copy of the project, and must be found, with its place."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from builders import ROOT, SWEDISH, a_project, a_site, problems_in, replanted
from shipped import test_programs_yaml
from utvag import rules
from utvag.guide import proof, wizard
from utvag.guide.eligibility import Verdict
from utvag.guide.wizard import Answer, Question, Recommendation
from utvag.problems import Problem, Severity
from utvag.registry import loader
from utvag.site import build, built, judging

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.guide.journeys import Tree
    from utvag.registry.loader import Loaded

Plant: TypeAlias = Callable[["Path", "Loaded", "Tree"], Iterable[Problem]]
"""Plants a fault in a folder or in memory, and returns what was found."""

END = ("nej", "vuxen", "uppsala", "kriminalitet")
DANGER = ("nu", "ung", "stockholm", "extremism")


AT_REST = re.compile(r"    status: paused\n    status_reason: .*\n")
"""What an editor writes to pause a programme; the faults are planted in a registry where everything runs."""


def spoilt(path: Path, old: str, new: str, after: str = "") -> str:
    """Return the text of `path` with the first `old` that stands after `after` made `new`."""
    text = AT_REST.sub("    status: active\n", path.read_text(encoding="utf-8"))
    begin = text.index(after)
    assert old in text[begin:], f"{path.name} has no {old!r} any more: plant this fault in another way"
    return text[:begin] + text[begin:].replace(old, new, 1)


def text(old: str, new: str, after: str = "") -> Plant:
    """Change the registry's text; `check` reads it."""
    return lambda _folder, _loaded, _tree: problems_in(spoilt(ROOT / "programs.yaml", old, new, after).encode())


def texts(*edits: tuple[str, str]) -> Plant:
    """Change the registry's text in several places; `check` reads it."""

    def plant(folder: Path, _loaded: Loaded, _tree: Tree) -> Iterable[Problem]:
        path = folder / "programs.yaml"
        shutil.copy(ROOT / "programs.yaml", path)
        for old, new in edits:
            path.write_text(spoilt(path, old, new), encoding="utf-8")
        return problems_in(path.read_bytes())

    return plant


def checked(folder: Path, loaded: Loaded, tree: Tree) -> list[Problem]:
    """Return what every check of the build says of a built site."""
    made = built.read(folder)
    return list(judging.judge(made, loaded, tree))


def template(name: str, old: str, new: str) -> Plant:
    """Change a template; the check of the built pages reads them."""

    def plant(folder: Path, loaded: Loaded, tree: Tree) -> Iterable[Problem]:
        shutil.copytree(ROOT / "overrides" / "public", folder / "public")
        path = folder / "public" / name
        path.write_text(spoilt(path, old, new), encoding="utf-8")
        return checked(a_site(folder / "site", loaded, folder / "public"), loaded, tree)

    return plant


def whole(name: str, old: str, new: str) -> Plant:
    """Change any file of the project; the whole build reads it."""

    def plant(folder: Path, _loaded: Loaded, _tree: Tree) -> Iterable[Problem]:
        project = a_project(folder)
        path = project.root / name
        path.write_text(spoilt(path, old, new), encoding="utf-8")
        found = build.build(project)
        assert not project.site.exists()
        return found

    return plant


def page(name: str, words: str) -> Plant:
    """Write a page by hand; `check` reads it."""

    def plant(folder: Path, _loaded: Loaded, _tree: Tree) -> Iterable[Problem]:
        project = a_project(folder)
        path = project.content / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(words, encoding="utf-8")
        return rules.check(project)[2]

    return plant


def grown(behind: tuple[str, ...], edit: Callable[[Any, Loaded], Any]) -> Plant:
    """Change the tree after the answers `behind`; the proof reads it."""
    return lambda _folder, loaded, tree: proof.prove(loaded, replanted(tree, behind, lambda node: edit(node, loaded)))


def other_line(end: Any, loaded: Loaded) -> Any:  # noqa: ANN401 -- any part of a tree
    return replace(end, lifeline=loaded.registry.lifeline.model_copy(update={"number": "114 14", "e164": None}))


def other_emergency(end: Any, loaded: Loaded) -> Any:  # noqa: ANN401 -- any part of a tree
    return replace(end, emergency=loaded.registry.emergency.model_copy(update={"number": "114 14"}))


def with_program(name: str) -> Callable[[Any, Loaded], Any]:
    def edit(end: Any, loaded: Loaded) -> Any:  # noqa: ANN401 -- any part of a tree
        program = next(program for program in loaded.registry.programs if program.id == name)
        return replace(end, recommendations=(*end.recommendations, Recommendation(program, Verdict.FITS)))

    return edit


def cycle(node: Any, _loaded: Loaded) -> Any:  # noqa: ANN401 -- any part of a tree
    above = replace(node)
    below = tuple(replace(answer, leads_to=replace(node, answers=(replace(answer, leads_to=above),))) for answer in node.answers)
    object.__setattr__(above, "answers", below)
    return above


def needless(end: Any, loaded: Loaded) -> Any:  # noqa: ANN401 -- any part of a tree
    words = loaded.registry.declined_answer
    return Question("vad", words, words, tuple(Answer(name, words, end) for name in ("kriminalitet", "extremism", "vet-inte")))


HEAD = "---\ntitle: Sida\ndescription: En sida.\naudience: [leaver]\nowner: redaktionen\nreviewed: 2026-11-21\n---\n"
QUESTION = (
    "  - id: {0}\n    criterion: environment\n    sensitivity: low\n    text: Hur?\n    why: Därför.\n"
    "    answers:\n      - {{id: ja, text: Ja, reason: x}}\n      - {{id: nej, text: Nej, reason: y}}\n\n"
)
Q5, Q6 = QUESTION.format("q5"), QUESTION.format("q6")
BEFORE_PROGRAMS = "programs:\n\n"
ASKS_MORE = "          sources: [N58]\n        - question: q5\n          answers: [ja]\n          sources: [N58]\n        - question: q6\n          answers: [ja]\n"
UNCONFIRMED = "status: unconfirmed\n        status_reason: Ingen har ringt."
PAUSED = "status: paused\n    status_reason: Semester."
ONE_MORE = "      - {id: annat, text: {sv: Annat, en: Other}, reason: {sv: annat, en: other}, audience: leaver, minimum_age: 65}\n"

SABOTAGES: list[tuple[str, Plant, str, str]] = [
    # The text of the registry
    ("a slug used twice", text("slug: sig-stockholm", "slug: socialtjanst-stockholm"), "dubbel-adress", "programs[stockholm-sig].slug"),
    ("an id used twice", text("- id: stockholm-oro", "- id: stockholm-sig"), "dubbelt-id", "programs[stockholm-sig].id"),
    ("a title used twice", text("sv: Stöd i din stadsdel", "sv: Socialtjänsten i Stockholm"), "dubbel-titel", "programs[stockholm-sig].title"),
    ("digits swapped on display", text("number: 020-50 50 50", "number: 020-50 55 00"), "telefon-siffror", "programs[kvinnofridslinjen].contact_routes[telefon]"),
    ("digits of the lifeline swapped on display", text("number: 08-508 25 600", "number: 08-508 26 500"), "telefon-siffror", "lifeline"),
    ("digits of the lifeline swapped when dialled", text('e164: "+46850825600"', 'e164: "+46850826500"'), "telefon-siffror", "lifeline.e164"),
    ("a lifeline that closes", text("opening_hours: always", "opening_hours: unknown"), "livlina-dygnet-runt", "lifeline.opening_hours"),
    ("no lifeline", text("lifeline:\n", "lifelin:\n"), "okant-namn", "lifelin"),
    ("a source that does not exist", text("sources: [A10, A20]", "sources: [A10, A99]"), "okand-hanvisning", "programs[stockholm-trefas].summary.sources[2]"),
    ("a fact without a source", text("sources: [A10, A20]", "sources: []"), "tom-lista", "programs[stockholm-trefas].summary.sources"),
    ("an answer that does not exist", text("answers: [kriminalitet]", "answers: [kriminell]"), "okand-hanvisning", "programs[stockholm-sig].eligibility"),
    ("a default with conditions", text("conditions: []", "conditions: [{question: vem, answers: [ung], sources: [A1]}]", "- id: stockholm-socialtjanst"), "vag-in-for-alla", "municipalities[stockholm]"),
    ("a paused default", text("status: active", PAUSED, "- id: uppsala-socialtjanst"), "vag-in-for-alla", "municipalities[uppsala]"),
    ("a default from another place", text("default_programs: [uppsala-", "default_programs: [stockholm-"), "vag-in-for-alla", "municipalities[uppsala]"),
    ("a programme nobody can reach", text("status: published", UNCONFIRMED, "- id: bris"), "kontaktvag-saknas", "programs[bris]"),
    ("a programme without a check", text("    checks:\n      - {date: 2026-11-21, by: redaktionen, how: document}\n\n", "", "- id: bris"), "saknas", "programs[bris]"),
    ("a telling slug", text("slug: sig-stockholm", "slug: avhoppare-stockholm"), "neutral-adress", "programs[stockholm-sig].slug"),
    ("a telling title", text("sv: Stöd i din stadsdel", "sv: Lämna gänget"), "neutral-adress", "programs[stockholm-sig].title"),
    ("an unconfirmed number in a text", text("Ring när du vill,", "Ring 08-508 25 000,", "- id: bris"), "nummer-i-text", "programs[bris]"),
    ("an unconfirmed number written with a dash", text("Ring när du vill,", "Ring 08–508 25 000,", "- id: bris"), "nummer-i-text", "programs[bris]"),
    ("a promise nobody can keep", text("Du behöver inte säga vem du är.", "Du ringer helt säkert.", "- id: bris"), "lofte", "programs[bris]"),
    ("an address that runs code", text("https://www.uppsala.se/", "javascript:alert(1)"), "webbadress", "programs[uppsala-socialtjanst].contact_routes[webb].address"),
    ("a misspelt key", text("provider:", "provder:", "- id: bris"), "okant-namn", "programs[bris].provder"),
    ("a key written twice", text("  name: Larmnumret", "  name: Larmnumret\n  name: Larmnumret"), "dubbel-nyckel", "name"),
    ("a missing quotation mark", text('number: "112"', 'number: "112'), "yaml-citattecken", ":11"),
    ("a number without quotation marks", text('number: "112"', "number: 112"), "citattecken", "emergency.number"),
    ("a tab", text("  name: Larmnumret", "\tname: Larmnumret"), "yaml-tabb", ":1 "),
    ("a mark that turns text around", text("Larmnumret", "Larm\u202enumret"), "osynligt-tecken", "programs.yaml:"),
    ("six answers to a question", text("      - id: anhorig\n", f"{ONE_MORE}      - id: anhorig\n"), "for-manga-svar", "questions[vem]"),
    ("six questions on a path", texts((BEFORE_PROGRAMS, Q5 + Q6 + BEFORE_PROGRAMS), ("answers: [extremism]\n", f"answers: [extremism]\n{ASKS_MORE}")), "for-manga-fragor", "questions[q6]"),
    ("an answer that means the same as another", text("      - id: nej\n", "      - {id: lugn, text: Lugnt, reason: x}\n      - id: nej\n"), "skuggat-svar", "questions[fara]"),
    ("a question nobody needs", text(BEFORE_PROGRAMS, Q5 + BEFORE_PROGRAMS), "fraga-utan-verkan", "questions[q5]"),
    ("an eligibility nobody can meet", text("          maximum_age: 17\n", "          maximum_age: 17\n          sources: [N51]\n        - question: vem\n          minimum_age: 18\n", "- id: bris"), "onabar-insats", "programs[bris]"),
    ("a threat that takes a programme away", text("answers: [extremism]", "answers: [extremism]\n          sources: [A1]\n        - question: fara\n          answers: [nej]"), "hot-tar-bort", "programs[stockholm-extremism]"),
    ("danger that shows no 112", text("        emergency: true\n", ""), "fragornas-svar", "questions[fara]"),
    ("conditions for what nobody can apply to", text("conditions: []", "conditions: [{question: vem, answers: [ung], sources: [A1]}]", "- id: stockholm-trefas"), "gar-inte-att-soka", "programs[stockholm-trefas]"),
    ("a way in through what has no page", text("program: polisen-114-14", "program: kris"), "via-ingenstans", "programs[stockholm-central]"),
    # The tree of the guide
    ("an answer that leads nowhere", grown(END, lambda *_: None), "svar-utan-mal", "”uppsala” på ”plats”"),
    ("a cycle", grown(("nej",), cycle), "rundgang", "frågan ”vem”"),
    ("a question without answers", grown(("nej", "ung"), lambda node, _: replace(node, answers=())), "atervandsgrand", "”ung” på ”vem”"),
    ("an ending with another lifeline", grown(END, other_line), "slut-utan-numret", "”uppsala” på ”plats”"),
    ("danger without 112", grown(DANGER, lambda end, _: replace(end, emergency=None)), "fara-112", "”nu” på ”fara”"),
    ("danger with another number than 112", grown(DANGER, other_emergency), "fara-112", "”nu” på ”fara”"),
    ("112 without danger", grown(END, lambda end, loaded: replace(end, emergency=loaded.registry.emergency)), "fara-112", "”nej” på ”fara”"),
    ("a result dropped", grown(END, lambda end, _: replace(end, recommendations=end.recommendations[:-1])), "trad-mot-regler", "”uppsala” på ”plats”"),
    ("a result that is too sure", grown(END, lambda end, _: replace(end, recommendations=tuple(replace(item, verdict=Verdict.FITS) for item in end.recommendations))), "trad-mot-regler", "”uppsala” på ”plats”"),
    ("a result that belongs to others", grown(END, with_program("bris")), "trad-mot-regler", "bris"),
    ("no results at all", grown(END, lambda end, _: replace(end, recommendations=())), "stangd-dorr", "”uppsala” på ”plats”"),
    ("Trefas as a result", grown(END, with_program("stockholm-trefas")), "far-inte-visas", "stockholm-trefas"),
    ("an unconfirmed programme as a result", grown(END, with_program("kris")), "far-inte-visas", "kris"),
    ("a question one cannot decline", grown(("nej", "ung"), lambda node, _: replace(node, answers=node.answers[:-1])), "vet-inte", "questions[plats]"),
    ("an answer given twice", grown((), lambda node, _: replace(node, answers=(node.answers[0], *node.answers))), "vet-inte", "questions[fara]"),
    ("a question that changes nothing", grown(END, needless), "onodig-fraga", "questions[vad]"),
    ("danger not asked first", grown((), lambda node, _: node.answers[2].leads_to), "fara-forst", "questions[fara]"),
    # The templates
    ("the number gone from the endings", template("components/outcome.html", "{{ ending.lifeline|tel }}", "#innehall"), "slut-utan-numret", "guide/index.html"),
    ("the number gone from the bar", template("base.html", "{{ call_button(site.lifeline, lang) }}", ""), "sida-utan-numret", "404.html"),
    ("the number gone from the pages", template("components/lifeline.html", "{{ line|tel }}", "#innehall"), "sida-utan-numret", "404.html"),
    ("the exit gone", template("base.html", "{{ exit_button(site.exit_address, lang) }}", ""), "sida-utan-utgang", "guide/index.html"),
    ("112 gone from the answer that tells of danger", template("components/question.html", "if answer.emergency", "if false"), "fara-112", "nu"),
    ("112 gone from the endings with danger", template("components/outcome.html", "if ending.emergency", "if false"), "slut-utan-numret", "fara: nu"),
    ("what may fit gone from the endings", template("components/question.html", "answer.leads_to|letters(cards)", "'f'"), "guide-mot-trad", "guide/index.html"),
    ("the answer that declines gone", template("components/question.html", "in asked.answers", "in asked.answers[:-1]"), "guide-mot-trad", "vet-inte"),
    ("an image from elsewhere", template("base.html", "<main", '<img src="https://example.se/a.png" alt=""><main'), "a2-hamtning", "example.se"),
    ("an image from elsewhere in the style", template("assets/utvag.css", "{", "{ background: url(https://example.se/a.png);"), "a2-hamtning", "example.se"),
    ("a link inside the site that is broken", template("components/menu.html", "{{ address }}", "{{ address|replace('guide', 'guiden') }}"), "bruten-lank", "guiden/"),
    ("a link that dials an unknown number", template("components/footer.html", "<noscript>", '<a href="tel:+46850825000">x</a><noscript>'), "okant-nummer", "tel:+46850825000"),
    ("a name that does not exist", whole("overrides/public/program.html", "program.provider", "program.provder"), "bygget", "program.html"),
    ("a template that cannot be read", whole("overrides/public/guide.html", "{% endif %}", "{% endiff %}"), "bygget", "guide.html"),
    # The hand-written pages
    ("a page where a generated one stands", page("guide.md", HEAD), "upptagen-adress", "content/guide.md"),
    ("a forbidden promise", page("ny.md", f"{HEAD}\nDu surfar spårlöst.\n"), "lofte", "content/ny.md:9:11"),
    ("a wrong number in a page", page("ny.md", f"{HEAD}\nRing 08-508 25 601.\n"), "nummer-i-text", "content/ny.md:9:6"),
    ("a page without its head", page("ny.md", "# Ny\n"), "sidhuvud", "content/ny.md:1:1"),
    ("a page with a telling title", page("ny.md", "---\ntitle: Lämna gänget\ndescription: x\n---\n"), "neutral-adress", "content/ny.md:2"),
    ("a page with a telling address", page("lamna-ganget.md", HEAD), "neutral-adress", "content/lamna-ganget.md"),
    ("a broken link in a page", whole("content/index.md", "## ", "[x](finns-inte.md)\n\n## "), "bygget", "index.md"),
]  # fmt: skip


@pytest.mark.parametrize(("plant", "code", "place"), [row[1:] for row in SABOTAGES], ids=[row[0] for row in SABOTAGES])
def test_what_is_planted_is_found_with_its_place(
    tmp_path: Path, shipped: Loaded, tree: Tree, plant: Plant, code: str, place: str
) -> None:
    found = [problem for problem in plant(tmp_path, shipped, tree) if problem.severity is Severity.ERROR]
    told = [f"{problem.where} {problem.subject} {problem.message}" for problem in found if problem.code == code]
    assert [words for words in told if place in words], found


def test_nothing_is_found_where_nothing_is_planted(tmp_path: Path, shipped: Loaded, tree: Tree) -> None:
    assert [problem for problem in rules.check(a_project(tmp_path / "project"))[2] if problem.severity is Severity.ERROR] == []
    assert list(proof.prove(shipped, replanted(tree, END, replace))) == []
    assert [item for item in checked(a_site(tmp_path / "site", shipped), shipped, tree) if item.severity is Severity.ERROR] == []
    assert len(SABOTAGES) > 36


PINNED = [
    ("digits swapped in both", [("08-508 25 600", "08-508 26 500"), ("+46850825600", "+46850826500")]),
    ("somebody else who answers", [("name: Socialrådgivningen", "name: Jouren")]),
    ("Trefas offered to all", [("access: chosen_by_authorities", "access: self")]),
    ("an unconfirmed number published", [("status: unconfirmed\n        status_reason:\n          sv: Numret gällde", "status: published\n        status_reason:\n          sv: Numret gällde")]),
]  # fmt: skip


@pytest.mark.parametrize("edits", [edits for _, edits in PINNED], ids=[name for name, _ in PINNED])
def test_what_is_valid_but_not_agreed_upon_breaks_a_pin(edits: list[tuple[str, str]]) -> None:
    words = (ROOT / "programs.yaml").read_text(encoding="utf-8")
    for old, new in edits:
        assert old in words
        words = words.replace(old, new)
    loaded = loader.parse(words.encode(), "programs.yaml", SWEDISH)
    with pytest.raises(AssertionError):
        pins(loaded)


def pins(loaded: Loaded) -> None:
    test_programs_yaml.test_the_number_where_every_path_ends_is_the_one_the_owner_confirmed(loaded)
    test_programs_yaml.test_nobody_is_ever_sent_to_trefas(loaded, wizard.compile(loaded.registry))
    test_programs_yaml.test_exactly_the_numbers_that_may_be_shown_are_shown(loaded)


def test_the_pins_hold_for_what_is_shipped(shipped: Loaded) -> None:
    pins(shipped)
