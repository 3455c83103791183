"""Tests of the papers, read back from the PDFs: what they say, what they never say, and that nothing is cut off."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import national
import pytest
from builders import Data, a_project, a_question, a_registry, as_yaml, in_swedish, load
from pypdf import PdfReader
from translated import add_language
from utvag import reports, rules, swedish
from utvag.content import languages
from utvag.guide import journeys, wizard
from utvag.guide.eligibility import Verdict
from utvag.print import paper
from utvag.registry import phones
from utvag.registry.model import DECLINED, PhoneRoute
from utvag.rules.text_rules import TELLING, promised
from utvag.site import templates

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pypdf import PageObject
    from utvag.guide.journeys import Tree
    from utvag.problems import Problem
    from utvag.project import Project
    from utvag.registry.loader import Loaded
    from utvag.registry.model import Registry

NAMES = [f"{name}-{lang}.pdf" for lang in ("sv", "en") for name in ("affisch", "kort", "vikblad")]
MILLIMETRE = 72 / 25.4


@pytest.fixture(scope="module")
def sheets(project: Project, shipped: Loaded, tree: Tree) -> dict[str, bytes]:
    """Return every paper of the shipped registry by the name of its file."""
    made, found = paper.make(project, shipped, tree)
    assert not found, reports.of_problems(found)
    return made


def a_page(data: bytes) -> PageObject:
    return PdfReader(io.BytesIO(data)).pages[0]


def words_of(data: bytes) -> str:
    """Return the words of a paper on one line."""
    return " ".join(a_page(data).extract_text().split())


def pieces(data: bytes) -> list[tuple[str, float, float]]:
    """Return every piece of text with where it begins, in millimetres from the left and from below."""
    found = []

    def note(text: str, place: list[float], _matrix: object, _font: object, _size: object) -> None:
        if text.strip():
            found.append((" ".join(text.split()), place[4] / MILLIMETRE, place[5] / MILLIMETRE))

    a_page(data).extract_text(visitor_text=note)
    return found


def panels(data: bytes) -> list[str]:
    """Return the words of each of the four panels of a folded paper, from left to right."""
    found: list[list[str]] = [[], [], [], []]
    for words, x, _ in pieces(data):
        found[int(x // (297 / 4))].append(words)
    return [" ".join(words) for words in found]


def made_of(project: Project) -> tuple[dict[str, bytes], list[Problem]]:
    loaded, tree, _ = rules.check(project)
    return paper.make(project, loaded, tree)


def of_registry(folder: Path, data: Data) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the papers of a small Swedish registry, and what is wrong with them."""
    project = in_swedish(a_project(folder))
    project.registry.write_bytes(as_yaml(data))
    return made_of(project)


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_is_one_tagged_a4_in_its_language_with_every_letter_inside(sheets: dict[str, bytes], name: str) -> None:
    reader = PdfReader(io.BytesIO(sheets[name]))
    catalogue: Any = reader.trailer["/Root"]
    (page,) = reader.pages
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == name[-6:-4]
    assert sorted(round(side / MILLIMETRE) for side in page.mediabox[2:]) == [210, 297]
    fonts: Any = page["/Resources"]
    for font in fonts["/Font"].values():
        below = font.get_object()
        descriptor = below["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)
        assert "Lexend" in below["/BaseFont"]


def kinds(node: Any, inside: str = "") -> Iterator[str]:  # noqa: ANN401 -- a tree as pypdf gives it
    """Yield what every part of a paper is, and what it is inside: "H1", "LI/LBody"."""
    below = node.get("/K", []) if hasattr(node, "get") else []
    own = str(node["/S"])[1:] if hasattr(node, "get") and "/S" in node else inside
    if own != inside:
        yield own
    for part in below if isinstance(below, list) else [below]:
        yield from kinds(part.get_object(), own) if hasattr(part, "get_object") else ()


def test_whoever_listens_hears_headings_paragraphs_and_lists(sheets: dict[str, bytes], shipped: Loaded, tree: Tree) -> None:
    found = {name: list(kinds(PdfReader(io.BytesIO(data)).trailer["/Root"]["/StructTreeRoot"])) for name, data in sheets.items()}  # type: ignore[index]  # pypdf gives every kind of thing
    for lang in ("sv", "en"):
        assert found[f"affisch-{lang}.pdf"].count("H1") == 1
        assert found[f"affisch-{lang}.pdf"].count("P") > 23
        assert found[f"kort-{lang}.pdf"].count("P") == 30
        guide = found[f"vikblad-{lang}.pdf"]
        assert guide.count("H1") == 1
        assert guide.count("H3") == len(paper.chart(shipped.registry, tree))
        assert guide.count("LI") > 10


@pytest.mark.parametrize("name", NAMES)
def test_the_title_is_the_question_and_no_name_tells_anything(sheets: dict[str, bytes], name: str, shipped: Loaded) -> None:
    words = next(language for language in shipped.languages if language.code == name[-6:-4])
    metadata = PdfReader(io.BytesIO(sheets[name])).metadata
    assert metadata is not None
    assert metadata.title == words["paper_heading"]
    assert set(metadata) == {"/Title", "/Creator", "/CreationDate", "/ModDate"}
    for text in (name, *map(str, metadata.values())):
        assert not TELLING.search(text)
    assert metadata.creation_date is not None
    assert metadata.creation_date.date() == shipped.registry.last_checked


@pytest.mark.parametrize("name", NAMES)
def test_the_number_and_its_hours_and_every_other_number_are_those_of_the_registry(
    sheets: dict[str, bytes], name: str, shipped: Loaded
) -> None:
    registry, line = shipped.registry, shipped.registry.lifeline
    words = next(language for language in shipped.languages if language.code == name[-6:-4])
    told = f"{line.number} {templates.opening_hours(line.opening_hours, words).removesuffix('.')}"
    if name.startswith("vikblad"):
        front, questions, ways, _ = panels(sheets[name])
        assert told in front
        assert questions.endswith(f"{words['paper_end']} {told}")
        assert line.number in ways
    else:
        text = words_of(sheets[name])
        assert text.count(line.number) == text.count(told) == {"affisch": 11, "kort": 10}[name[:-7]]
    routes = [route for program in registry.programs for route in program.published_routes if route.kind == "phone"]
    named = {number for piece, _, _ in pieces(sheets[name]) for number in phones.mentioned(piece)}
    assert named <= {line.number, registry.emergency.number, *(route.number for route in routes)}


def test_a_strip_and_a_card_carry_the_number_and_nothing_that_tells(sheets: dict[str, bytes], shipped: Loaded) -> None:
    line, words = shipped.registry.lifeline.number, shipped.languages[0]
    always = words["always_open"].removesuffix(".")
    strips = a_page(sheets["affisch-sv.pdf"]).extract_text().split(line)[2:]
    assert [" ".join(strip.split()) for strip in strips] == [always] * 10
    assert words_of(sheets["kort-sv.pdf"]) == " ".join([f"{words['paper_lead']} {line} {always}"] * 10)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_what_others_can_see_tells_nothing_and_no_paper_promises_what_nobody_can_keep(sheets: dict[str, bytes], lang: str) -> None:
    front, *inside, back = panels(sheets[f"vikblad-{lang}.pdf"])
    for text in (words_of(sheets[f"affisch-{lang}.pdf"]), words_of(sheets[f"kort-{lang}.pdf"]), front, back):
        assert text
        assert not TELLING.search(text), text
    assert all(TELLING.search(text) for text in inside)
    assert not any(promised(words_of(data)) for data in sheets.values())


def test_the_folded_guide_has_every_question_answer_and_way_of_the_chart(
    sheets: dict[str, bytes], shipped: Loaded, tree: Tree
) -> None:
    for lang in ("sv", "en"):
        _, questions, ways, back = panels(sheets[f"vikblad-{lang}.pdf"])
        assert swedish.long_date(shipped.registry.lifeline.last_checked, lang) in back
        for step in paper.chart(shipped.registry, tree):
            assert step.words[lang] in questions
            for branch in step.branches:
                assert branch.words[lang] in questions
                assert all(program.name in ways for program in branch.programs)
                assert not branch.emergency or branch.emergency.number in ways


def test_everything_stands_inside_the_paper_and_clear_of_the_folds(sheets: dict[str, bytes]) -> None:
    """No piece of text begins where a printer leaves the paper white, or on a fold."""
    for name, data in sheets.items():
        width, height = (float(side) / MILLIMETRE for side in a_page(data).mediabox[2:])
        found = pieces(data)
        assert found
        assert all(4 < x < width - 4 and 4 < y < height - 4 for _, x, y in found), name
        if name.startswith("vikblad"):
            assert all(4 < x % (297 / 4) < 297 / 4 - 1 for _, x, _ in found), name


def test_another_number_in_the_registry_is_on_every_paper(tmp_path: Path, project: Project, shipped: Loaded) -> None:
    line = shipped.registry.lifeline
    other = a_project(tmp_path / "p")
    text = project.registry.read_text(encoding="utf-8")
    text = text.replace(line.number, "08-465 00 466").replace(str(line.e164), "+46846500466")
    other.registry.write_text(text, encoding="utf-8")
    sheets, found = made_of(other)
    assert not found
    assert list(sheets) == NAMES
    for data in sheets.values():
        assert "08-465 00 466" in words_of(data)
        assert line.number not in words_of(data)


def test_a_third_language_has_papers_of_its_own(tmp_path: Path) -> None:
    project = a_project(tmp_path / "p")
    add_language(project, a_registry(), "so", "S ")
    sheets, found = made_of(project)
    assert not found
    assert [name for name in sheets if name.endswith("-so.pdf")] == ["affisch-so.pdf", "kort-so.pdf", "vikblad-so.pdf"]
    assert words_of(sheets["affisch-so.pdf"]).startswith("S Vill du prata med någon?")


@pytest.mark.parametrize(
    ("changes", "papers", "place"),
    [
        ({"lifeline.what_happens.0.text": "Du får prata med någon som lyssnar på dig. " * 12}, ["affisch", "vikblad"], "rubriken"),
        (
            {"questions.vem.why": "Olika.", "questions.vem.text": "Vem gäller det här för dig nu? " * 25},
            ["vikblad"],
            "guidens frågor",
        ),
        ({"lifeline.name": "Rådgivningen " * 30}, ["affisch", "vikblad"], "rutan med numret"),
        ({"lifeline.name": "R" + "å" * 80}, ["affisch", "kort", "vikblad"], "ett ord är längre än en rad"),
    ],
)
def test_a_text_that_has_no_room_is_told_and_never_cut_off(tmp_path: Path, changes: Data, papers: list[str], place: str) -> None:
    sheets, found = of_registry(tmp_path / "p", a_registry(changes))
    assert [problem.subject for problem in found] == papers
    assert {problem.code for problem in found} == {"papper-plats"}
    assert place in " ".join(problem.message for problem in found)
    assert not {name.split("-")[0] for name in sheets} & set(papers)


def test_registry_texts_that_tell_stay_inside(tmp_path: Path) -> None:
    texts = ["Du som vill lämna ett gäng.", "Alla får ringa."]
    claims = [{"text": text, "sources": ["K1"]} for text in texts]
    sheets, found = of_registry(tmp_path / "p", a_registry({"lifeline.for_whom": claims}))
    assert not found
    assert list(sheets) == NAMES[:3]
    poster = words_of(sheets["affisch-sv.pdf"])
    assert texts[1] in poster
    assert texts[0] not in poster


def test_a_text_that_tells_in_one_language_is_left_out_in_all(shipped: Loaded) -> None:
    text = shipped.registry.lifeline.for_whom[-1].text
    telling = text.model_copy(update={"others": {"en": "You want to leave."}})
    assert paper.neutral([text]) == [text]
    assert paper.neutral([telling]) == []


def test_a_word_that_tells_in_our_own_words_is_a_problem(tmp_path: Path) -> None:
    project = a_project(tmp_path / "p")
    path = project.content / languages.WORDS
    path.write_text(path.read_text(encoding="utf-8").replace("Vill du prata med någon?", "Vill du lämna?"), encoding="utf-8")
    _, found = made_of(project)
    assert {(problem.code, problem.subject, str(problem.where)) for problem in found} == {
        ("papper-ord", name, "content/words.yaml:1:1") for name in ("affisch", "kort", "vikblad")
    }


def test_a_letter_that_the_typeface_lacks_is_a_problem(tmp_path: Path) -> None:
    project = a_project(tmp_path / "p")
    path = project.content / "en" / languages.WORDS
    path.write_text(path.read_text(encoding="utf-8").replace("You can ask questions first.", "مرحبا"), encoding="utf-8")
    sheets, found = made_of(project)
    assert [(problem.code, problem.subject, problem.where.file) for problem in found] == [
        ("papper-tecken", "kort", "content/en/words.yaml")
    ]
    assert "engelska" in found[0].message
    assert "kort-en.pdf" not in sheets


def test_every_place_of_the_templates_has_a_swedish_name(project: Project) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(project.papers.glob("*.typ"))]
    named = {
        name
        for text in texts
        for name in re.findall(r'fitted\(\s*"([a-z ]+)"|does not fit: ([a-z]+)"', text)
        for name in name
        if name
    }
    assert named == set(paper.PLACES)


def test_the_templates_have_no_words(project: Project) -> None:
    for path in project.papers.glob("*.typ"):
        code = re.sub(r"^//.*|\s//.*", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert not re.search(r"[åäöÅÄÖ]", code)


def test_the_papers_have_the_colours_of_the_site(tmp_path: Path, sheets: dict[str, bytes]) -> None:
    project = a_project(tmp_path / "p")
    path = project.templates / "assets" / "utvag.css"
    style = path.read_text(encoding="utf-8")
    path.write_text(style.replace("--press: #0b544e;", "--press: #ff0000;", 1), encoding="utf-8")

    def has(data: bytes, colour: bytes) -> bool:
        contents = a_page(data).get_contents()
        return contents is not None and colour in contents.get_data().replace(b"\n", b" ")

    red = made_of(project)[0]
    for name, data in sheets.items():
        assert has(red[name], b" 1 0 0 scn"), name
        assert not has(data, b" 1 0 0 scn"), name


def test_papers_are_written_and_those_before_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    new = {"kort-sv.pdf": b"ny", "kort-en.pdf": b"annan"}
    paper.write({"kort-sv.pdf": b"gammal"}, folder)
    paper.write(new, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == new


def test_a_note_about_a_call_takes_the_place_of_its_hours(shipped: Loaded) -> None:
    """A switchboard may answer day and night, and those one asks for only by day; the note says so, and paper has no room."""
    noted = [
        (program, route)
        for program in shipped.registry.programs
        for route in program.published_routes
        if isinstance(route, PhoneRoute) and route.notes and route.opening_hours.around_the_clock
    ]
    words = shipped.languages[0]
    for program, route in noted:
        said = paper._way(shipped.registry, program, words, again=False)  # noqa: SLF001 -- what one way on the guide says
        assert said["number"] == route.number
        assert templates.opening_hours(route.opening_hours, words) not in str(said["notes"])


def on_paper(registry: Registry, steps: list[paper.Step]) -> dict[tuple[str, str], set[str]]:
    """Return the programmes beside every answer, by question and answer."""
    found = {}
    for step in steps:
        names = [*(choice.id for choice in registry.choices[step.question]), DECLINED]
        for name, branch in zip(names, step.branches, strict=True):
            found[step.question, name] = {program.id for program in branch.programs}
    return found


def in_journeys(tree: Tree) -> dict[tuple[str, str], set[str]]:
    """Return, by question and answer, the programmes that fit at the end of every path through it."""
    found: dict[tuple[str, str], set[str]] = {}
    for journey in journeys.walk(tree):
        fits = {name for name, verdict in journeys.results(journey.outcome).items() if verdict is Verdict.FITS}
        for step in journey.answers:
            found[step] = found.get(step, fits) & fits
    return found


def test_the_chart_says_of_each_answer_exactly_what_every_path_through_it_ends_with(shipped: Loaded, tree: Tree) -> None:
    found = on_paper(shipped.registry, paper.chart(shipped.registry, tree))
    walked = in_journeys(tree)
    assert found == walked
    assert sum(len(programs) for programs in found.values()) > 4


def test_the_questions_stand_in_the_order_they_are_asked_with_danger_first(shipped: Loaded, tree: Tree) -> None:
    steps = [step.question for step in paper.chart(shipped.registry, tree)]
    assert steps[0] == "fara"
    for journey in journeys.walk(tree):
        asked = [question for question, _ in journey.answers]
        assert asked == [question for question in steps if question in asked]


def test_every_question_can_be_declined_and_112_stands_beside_danger_now_alone(shipped: Loaded, tree: Tree) -> None:
    steps = paper.chart(shipped.registry, tree)
    assert all(step.branches[-1].words == shipped.registry.declined_answer for step in steps)
    marked = [(step.question, number) for step in steps for number, branch in enumerate(step.branches) if branch.emergency]
    assert marked == [("fara", 0)]


def test_a_question_that_changes_nothing_is_not_on_paper() -> None:
    registry = load(a_registry({"questions.+": a_question("vader", "sol", "regn")})).registry
    assert "vader" not in [step.question for step in paper.chart(registry, wizard.compile(registry))]


def test_a_list_of_places_has_no_room_on_paper() -> None:
    registry = load(national.a_nation(15, 7)).registry
    assert [step.question for step in paper.chart(registry, wizard.compile(registry))] == ["fara", "vem", "vad"]
