"""The pages of the staff edition as Markdown: registry, guide, day and people, in a stable order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from utvag.guide import journeys, personas, wizard
from utvag.registry.model import LIFELINE
from utvag.site import templates
from utvag.site.pages import GeneratedPage
from utvag.staff import phone_view, program_sheet
from utvag.swedish import language_name, order, slug
from utvag.upkeep.facts import HOW, STEPS
from utvag.upkeep.questions import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from utvag.guide.journeys import Tree
    from utvag.guide.personas import Persona
    from utvag.guide.wizard import Document, Outcome
    from utvag.problems import Location
    from utvag.registry.loader import Loaded
    from utvag.site.templates import Environment
    from utvag.staff.edit_links import Editing
    from utvag.upkeep.calls import Report
    from utvag.upkeep.edits import Edit
    from utvag.upkeep.facts import Fact

HOME = "index.md"
PHONE_VIEW = "vid-telefonen.md"
PROGRAMS = "stod/index.md"
NUMBERS = "nummer.md"
AGES = "alder.md"
CALLS = "samtal.md"
WAYS = "vagar.md"
PERSONAS = "personer.md"
SOURCES = "kallor.md"
WRITTEN = "sidor.md"
PAPER = "papper.md"
PAPERS = "papper"
FRONT = "forsta-sidan.md"
"""Where the visitors' first page stands here, since ours has its place. PAPERS is the folder of the papers themselves."""

TITLES = {PHONE_VIEW: "Vid telefonen", WAYS: "Vägar genom guiden"}
"""What the pages are called that list the municipalities, where each has a guide of its own."""

CONFIDENCE = {"high": "säker", "medium": "ganska säker", "low": "osäker"}
"""How sure we are of a source, in words."""


@dataclass(frozen=True, slots=True)
class Material:
    """All that the pages are made of: the registry, its guide, the report of the day, people, and how lines are changed.

    `written` are the titles of the hand-written pages by address ("fragor/index.html"), `papers` the names of the files to print.
    """

    loaded: Loaded
    tree: Tree
    report: Report
    people: tuple[Persona, ...]
    written: Mapping[str, str]
    editing: Editing
    papers: tuple[str, ...] = ()


def generate(made_of: Material, env: Environment) -> Iterator[GeneratedPage]:
    """Yield every page as Markdown; `env` comes from `templates.environment` for the folder of our templates."""
    env.filters.update(
        source_date=source_date,
        confidence=CONFIDENCE.__getitem__,
        anchor=anchor,
        how=HOW.__getitem__,
        doing=doing,
        place=place,
        here=here,
    )
    env.globals.update(editing=made_of.editing, registry=made_of.loaded.registry)
    sheets = program_sheet.Sheets(made_of.loaded)
    programs = [sheets.program(number) for number in range(len(made_of.loaded.registry.programs))]
    stages = facts_by_age(made_of.report)
    work = {"work": made_of.report, "on": made_of.report.on, "stages": stages}
    yield _page(env, HOME, "home.html", programs=programs, **work)
    yield from _each_guide(made_of, env, PHONE_VIEW, "phone_view.html", _phone_view)
    yield _page(env, PROGRAMS, "programs.html", programs=programs)
    for program in programs:
        yield _page(env, address(program.program.slug), "program.html", it=program)
    numbers = {key: sheets.number(getattr(made_of.loaded.registry, key), key) for key in (LIFELINE, "emergency")}
    checks = {key: sheets.checks(getattr(made_of.loaded.registry, key).checks, (key,)) for key in numbers}
    yield _page(env, NUMBERS, "numbers.html", programs=programs, numbers=numbers, checks=checks)
    yield _page(env, AGES, "ages.html", **work)
    yield _page(
        env,
        CALLS,
        "calls.html",
        say_first=WORDS["say_first"],
        unknown=WORDS["unknowns"],
        copy=WORDS["copy"],
        **work,
    )
    yield from _each_guide(made_of, env, WAYS, "ways.html", _ways)
    yield _page(env, PERSONAS, "personas.html", people=_people(made_of), left_out=_left_out(made_of))
    yield _page(env, SOURCES, "sources.html", used=_used(programs), lines=_source_lines(made_of.loaded))
    yield _page(env, WRITTEN, "written.html", titles=made_of.written)
    yield _page(env, PAPER, "paper.html", papers=_papers(made_of))


def _papers(made_of: Material) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return each language's name in Swedish, and its papers: what each is, and its file."""
    found = []
    for language in made_of.loaded.languages:
        files = [name for name in made_of.papers if name.endswith(f"-{language.code.lower()}.pdf")]
        found.append((language_name(language.code) or language.code, [(name.rpartition("-")[0], name) for name in files]))
    return found


def _each_guide(
    made_of: Material,
    env: Environment,
    where: str,
    template: str,
    tell: Callable[[Material, Environment, Document], dict[str, object]],
) -> Iterator[GeneratedPage]:
    """Yield the page `where` about the guide; where the guide is a document for each place, a list of them and a page for each."""
    for document in wizard.documents(made_of.loaded.registry, made_of.tree):
        context = tell(made_of, env, document)
        page = where if document.place is None else f"{where.removesuffix('.md')}/{document.place.id}.md"
        yield _page(env, page, template, place=document.place, **context)
    if made_of.loaded.registry.lists_places:
        places = sorted(made_of.loaded.registry.municipalities, key=lambda place: order(place.name))
        yield _page(env, where, "places.html", title=TITLES[where], places=places)


def _ways(_: Material, __: Environment, document: Document) -> dict[str, object]:
    """Return the guide of a document, which the template opens step by step, and how many paths it has."""
    return {"tree": document.tree, "count": sum(1 for _ in journeys.walk(document.tree))}


def _phone_view(made_of: Material, env: Environment, document: Document) -> dict[str, object]:
    """Return the page for a call, from which every programme's page can be reached."""
    up = "../" if document.place is None else "../../"
    links = {program.id: f"{up}stod/{program.slug}/" for program in made_of.loaded.registry.programs}
    return {"view": phone_view.page(made_of.loaded, document.tree, env, links, document.registry)}


def address(name: str) -> str:
    """Return the file of the page of the programme with the slug `name`."""
    return f"stod/{name}.md"


def _page(env: Environment, where: str, template: str, **context: object) -> GeneratedPage:
    """Return a page; in it `root` is the way to the first page from where its address leads."""
    depth = 0 if where == HOME else where.removesuffix("/index.md").count("/") + 1
    return GeneratedPage(where, templates.render(env, template, root="../" * depth, **context).lstrip())


def source_date(source: object) -> str:
    """Return when a source was published, as it says itself."""
    date, note = getattr(source, "date", ""), getattr(source, "date_note", None)
    return f"{'utan datum' if date == 'unknown' else date}{f' ({note})' if note else ''}"


def anchor(name: str) -> str:
    """Return what the place of a source is called on the page of sources."""
    return f"kalla-{slug(name)}"


def place(edit: Edit) -> Location:
    """Return the line that an edit begins at, or is put in after."""
    return edit.where


def here(page: str) -> str:
    """Return where the visitors' page "fragor/index.html" is read here; their first page has another place."""
    moved = FRONT.removesuffix(".md") + "/index.html" if page == "index.html" else page
    return moved.removesuffix("index.html")


def doing(edit: Edit) -> str:
    """Return what to do with the lines of an edit, in words: "Byt rad 4 mot"; the lines themselves follow it."""
    return edit.told.capitalize()


def _people(made_of: Material) -> list[tuple[Persona, list[tuple[str, str]], Outcome]]:
    """Return each person whose answers this registry has: what they are asked and answer, in words, and where they end."""
    left_out = _left_out(made_of)
    return [(persona, *_path(made_of.tree, persona)) for persona in made_of.people if persona.id not in left_out]


def _path(tree: Tree, persona: Persona) -> tuple[list[tuple[str, str]], Outcome]:
    walked = personas.journey(tree, persona)
    words = {
        (question.id, answer.id): (question.words["sv"], answer.words["sv"])
        for question in journeys.questions(tree)
        for answer in question.answers
    }
    return [words[step] for step in walked.answers], walked.outcome


def _left_out(made_of: Material) -> list[str]:
    return [persona.id for persona in made_of.people if any(personas.unknown(persona, made_of.loaded.registry))]


def _used(programs: list[program_sheet.ProgramSheet]) -> dict[str, list[program_sheet.ProgramSheet]]:
    """Return by id of a source the programmes that rest on it."""
    used: dict[str, list[program_sheet.ProgramSheet]] = {}
    for program in programs:
        for source in program.sources:
            used.setdefault(source.id, []).append(program)
    return used


def _source_lines(loaded: Loaded) -> dict[str, Location]:
    return {source.id: loaded.where("sources", number, "id") for number, source in enumerate(loaded.registry.sources)}


@dataclass(frozen=True, slots=True)
class Aging:
    """Facts on the same step of the ladder: the step's id and name; each fact with its line and the page that tells more of it."""

    id: str
    name: str
    rows: tuple[tuple[Fact, Location, str], ...]


def facts_by_age(report: Report) -> tuple[Aging, ...]:
    """Return every fact of a report once, by steps, the worst step first and within it what is due first; empty steps too."""
    made = []
    for step, name in STEPS.items():
        alike = sorted((fact for fact in report.facts if fact.step is step), key=lambda fact: (fact.ladder.due, fact.rank))
        made.append(Aging(step.value, name, tuple((fact, _line(report, fact), _about(report, fact)) for fact in alike)))
    return tuple(made)


def _line(report: Report, fact: Fact) -> Location:
    """Return the line of a fact: its own, or where what it is about begins."""
    return report.loaded.source.locate(fact.path, key=True)


def _about(report: Report, fact: Fact) -> str:
    owner = fact.owner
    return f"stod/{report.loaded.registry.programs[int(owner[1])].slug}/" if owner[0] == "programs" else "nummer/"
