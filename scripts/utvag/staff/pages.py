"""The pages of the staff edition as Markdown, and what stands around those that are written by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from utvag.guide import gaps, journeys, personas, wizard
from utvag.problems import Location, Problem
from utvag.registry.model import LIFELINE
from utvag.site import templates
from utvag.site.pages import GeneratedPage
from utvag.staff import call_page, program_sheet
from utvag.swedish import order, quoted, slug
from utvag.upkeep import questions
from utvag.upkeep.facts import HOW, IMPORTANCE, STEPS, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from utvag.guide.journeys import Tree
    from utvag.guide.personas import Persona
    from utvag.guide.wizard import Outcome
    from utvag.registry.loader import Loaded
    from utvag.registry.model import Check, Program
    from utvag.registry.source import Path
    from utvag.site.templates import Environment
    from utvag.staff.source_list import Basis
    from utvag.staff.translating import Draft
    from utvag.upkeep.calls import Report
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
LANGUAGES = "sprak.md"
GAPS = "luckor.md"
PAPERS = "papper"
FRONT = "forsta-sidan.md"
"""Where the visitors' first page stands here, since ours has its place. PAPERS is the folder of the papers themselves."""

TEMPLATES = {
    HOME: "home.html",
    PROGRAMS: "programs.html",
    NUMBERS: "numbers.html",
    AGES: "ages.html",
    CALLS: "calls.html",
    PERSONAS: "personas.html",
    SOURCES: "sources.html",
    WRITTEN: "written.html",
    PAPER: "paper.html",
    LANGUAGES: "languages.html",
    GAPS: "gaps.html",
}
"""The templates of the pages that are one, whatever the registry."""

EXAMPLE = "https://github.com/ÄGARE/PROJEKT/blob/main/{file}?plain=1#L{line}"
"""A pattern for GitHub: it opens the file with the line marked, and a pen to change it. (Its editor itself forgets the line.)"""

_MADE = re.compile(r"\]\((?:\.\./)*(guide|kontakt|stod(?:/[a-z0-9-]+)?)/index\.html(?:#[^)]*)?\)")
_HERE = {"guide": WAYS, "kontakt": NUMBERS, "stod": PROGRAMS}
"""Where the pages that are made for visitors have their facts here."""


@dataclass(frozen=True, slots=True)
class Material:
    """All that the pages are made of: the registry, its guide, the report of the day, people, and how lines are changed.

    `written` are the titles of the hand-written pages by address ("fragor/index.html"), `papers` the names of the files to print,
    `edit_link` where a line can be changed: an address with `{file}` and `{line}` in it, empty when nobody has said where.
    `drafts` are languages that visitors do not see.
    `last_release` is how many endings had a way out then (guide/gaps.py).
    """

    loaded: Loaded
    tree: Tree
    report: Report
    people: tuple[Persona, ...]
    written: Mapping[str, str]
    edit_link: str = ""
    papers: tuple[str, ...] = ()
    drafts: tuple[Draft, ...] = ()
    last_release: Mapping[str, dict[str, int]] = field(default_factory=dict)


def generate(made_of: Material, env: Environment) -> Iterator[GeneratedPage]:
    """Return every page as Markdown, in a stable order; `env` comes from `templates.environment` for the folder of templates."""
    loaded, registry = made_of.loaded, made_of.loaded.registry
    env.filters.update(anchor=anchor)
    env.globals.update(
        made_of=made_of,
        registry=registry,
        by_id={program.id: program for program in registry.programs},
        stages=by_age(made_of.report.facts),
        calling=questions.WORDS,
        values=program_sheet.WORDS["values"],
        how=HOW,
        importance=IMPORTANCE,
        edit_address=partial(edit_address, made_of.edit_link),
        line=partial(loaded.source.locate, key=True),
        checks=partial(_checks, loaded),
        sections=partial(program_sheet.sections, registry),
        of_route=partial(program_sheet.of_route, registry),
        place_name=partial(program_sheet.place_name, registry),
    )
    return _pages(made_of, env)


def _pages(made_of: Material, env: Environment) -> Iterator[GeneratedPage]:
    loaded, registry = made_of.loaded, made_of.loaded.registry
    used: dict[str, list[Program]] = {}
    for number, program in enumerate(registry.programs):
        cited = program_sheet.cited(registry, program)
        for source in cited:
            used.setdefault(source.id, []).append(program)
        shown = program_sheet.when_shown(registry, program, ("programs", number))
        notes = program_sheet.notes(loaded, number)
        context = {"program": program, "number": number, "cited": cited, "shown": [*shown], "notes": [*notes]}
        yield _page(env, address(program.slug), "program.html", **context)
    people = [*_people(made_of)]
    endings = list(gaps.every(registry, made_of.tree, [language.code for language in templates.sitemap(env).languages]))
    sums = [*gaps.summary(gaps.counted(endings), made_of.last_release)]
    for where, template in TEMPLATES.items():
        yield _page(env, where, template, used=used, people=people, keys=(LIFELINE, "emergency"), endings=endings, sums=sums)
    for document in wizard.documents(registry, made_of.tree):
        up = "../" if document.place is None else "../../"
        links = {program.id: f"{up}stod/{program.slug}/" for program in registry.programs}
        view = call_page.page(loaded, document.tree, env, links, document.registry)
        paths = sum(1 for _ in journeys.walk(document.tree))
        context = {"place": document.place, "view": view, "tree": document.tree, "count": paths}
        for where, template in (PHONE_VIEW, "call_page.html"), (WAYS, "ways.html"):
            page = f"{where.removesuffix('.md')}/{document.place.id}.md" if document.place else where
            yield _page(env, page, template, **context)
    for draft in made_of.drafts:
        yield _page(env, f"sprak/{draft.lang.lower()}.md", "draft.html", draft=draft)
    if registry.lists_places:
        places = sorted(registry.municipalities, key=lambda place: order(place.name))
        for where, title in (PHONE_VIEW, "Vid telefonen"), (WAYS, "Vägar genom guiden"):
            yield _page(env, where, "places.html", title=title, places=places)


def address(name: str) -> str:
    """Return the file of the page of the programme with the slug `name`."""
    return f"stod/{name}.md"


def _page(env: Environment, where: str, template: str, **context: object) -> GeneratedPage:
    """Return a page; in it `root` is the way to the first page from where its address leads."""
    depth = 0 if where == HOME else where.removesuffix("/index.md").count("/") + 1
    return GeneratedPage(where, templates.render(env, template, root="../" * depth, **context).lstrip())


def anchor(name: str) -> str:
    """Return what the place of a source, or of a call, is called on its page."""
    return f"kalla-{slug(name)}"


def by_age(facts: Sequence[Fact]) -> list[tuple[Step, str, list[Fact]]]:
    """Return every fact once, by steps, the worst step first and within it what is due first; empty steps too."""
    in_order = sorted(facts, key=lambda fact: (fact.ladder.due, fact.rank))
    return [(step, name, [fact for fact in in_order if fact.step is step]) for step, name in STEPS.items()]


def _checks(loaded: Loaded, checks: Sequence[Check], path: Path) -> list[tuple[Check, Location]]:
    """Return the checks of what stands at `path`, each with its line, the latest first."""
    found = [(check, loaded.source.locate((*path, "checks", number))) for number, check in enumerate(checks)]
    return sorted(found, key=lambda one: one[0].date, reverse=True)


def _people(made_of: Material) -> Iterator[tuple[Persona, list[tuple[str, str]], Outcome | None]]:
    """Yield each person: what they are asked and answer, in words, and where they end; nowhere, if it is no answer here."""
    words = {
        (question.id, answer.id): (question.words["sv"], answer.words["sv"])
        for question in journeys.questions(made_of.tree)
        for answer in question.answers
    }
    for persona in made_of.people:
        if any(personas.unknown(persona, made_of.loaded.registry)):
            yield persona, [], None
        else:
            walked = journeys.follow(made_of.tree, persona.answers)
            yield persona, [words[step] for step in walked.answers], walked.outcome


def edit_address(pattern: str, where: Location) -> str:
    """Return the address that opens a line, empty when there is none: no pattern, or a file outside the project."""
    if where.file.startswith(("/", "..")):
        return ""
    return pattern.replace("{file}", quote(where.file)).replace("{line}", str(where.line))


def check_edit_link(pattern: object, settings: str) -> Iterator[Problem]:
    """Yield what is wrong with the pattern in the file `settings`."""
    written = pattern if isinstance(pattern, str) else "?"
    if written and not ("{file}" in written and "{line}" in written and written.startswith("https://")):
        message = f"{quoted(written)} är ingen adress till en rad i en fil."
        remedy = f'Skriv till exempel: edit_link: "{EXAMPLE}". Eller ingenting: edit_link: ""'
        yield Problem(Location(settings), "extra.edit_link", message, remedy, "andra-lank")


def relinked(markdown: str, name: str) -> str:
    """Return the Markdown of the file `name` below content/ with its links to pages made for visitors leading to ours."""
    top = "../" * name.count("/")
    return _MADE.sub(lambda link: f"]({top}{_HERE.get(link[1]) or f'{link[1]}.md'})", markdown)


def framed(env: Environment, html: str, file: str, lang: str, blocks: Sequence[Basis]) -> str:
    """Return a page's HTML in the language `lang`, and after it the `file` that it stands in and what its `blocks` rest on."""
    return templates.render(env, "frame.html", html=html, where=Location(file), lang=lang, blocks=blocks)
