"""Registry and guide into finished pages, in a stable order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from utvag import addresses, cards, statements, templates
from utvag.model import LIFELINE, NATIONAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.journeys import Tree
    from utvag.model import ContactRoute, Program, Registry
    from utvag.templates import Environment

EVERYWHERE = "Hela landet"
"""The heading of what is for the whole country."""

SUPPORT = "Någon att prata med"
"""The heading of the support lines."""


@dataclass(frozen=True, slots=True)
class GeneratedPage:
    """A finished page: its file under the site's root, its text, and the file to edit to change it."""

    address: str
    text: str
    edit: str = "programs.yaml"


def generate(registry: Registry, tree: Tree, env: Environment, lang: str = "sv") -> Iterator[GeneratedPage]:
    """Yield every page made from the registry; `tree` is the compiled guide, `env` comes from `templates.environment`."""
    by_id = {program.id: program for program in registry.programs}
    guide = {"start": tree, "cards": cards.deal(registry, tree)}
    content = (
        (addresses.GUIDE, "guide.html", {"title": "Guiden", "description": "Några frågor, ett steg i taget.", **guide}),
        (
            addresses.PROGRAMS,
            "program_index.html",
            {"title": "Stöd", "description": "Stöd som vi känner till.", "groups": _groups(registry)},
        ),
        (
            addresses.CONTACTS,
            "contacts.html",
            {"title": "Kontakt", "description": "Nummer och adresser.", "groups": _contacts(registry), "via": by_id},
        ),
    )
    for address, template, context in content:
        yield GeneratedPage(address, templates.render(env, template, lang=lang, root=addresses.root_of(address), **context))
    for number, program in enumerate(registry.programs):
        if not program.has_page:
            continue
        address = addresses.of_program(program)
        text = templates.render(
            env,
            "program.html",
            title=program.title[lang],
            description=program.title[lang],
            lang=lang,
            root=addresses.root_of(address),
            program=program,
            routes=program.published_routes,
            place=_place(program, registry),
            via={
                route.program: by_id[route.program]
                for route in program.published_routes
                if route.kind == "via" and route.program != LIFELINE
            },
            last_checked=program.last_checked,
            sources=_sources(number, registry),
        )
        yield GeneratedPage(address, text)


def _sources(number: int, registry: Registry) -> list[str]:
    """Return who stands behind the page of a programme, each once, with the year of their newest word: "SVT 2022"."""
    ids = [name for told in statements.of(registry) if told.path[:2] == ("programs", number) for name in told.rests_on]
    newest: dict[str, str] = {}
    for source in (registry.sources_by_id[name] for name in ids if name in registry.sources_by_id):
        year = "" if source.date == "unknown" else source.date[:4]
        newest[source.publisher] = max(newest.get(source.publisher, ""), year)
    return [f"{publisher} {year}".strip() for publisher, year in sorted(newest.items(), key=lambda item: item[0].casefold())]


def _shown(registry: Registry) -> Iterator[Program]:
    return (program for program in registry.programs if program.has_page)


def _groups(registry: Registry) -> list[tuple[str, list[Program]]]:
    """Return headings with their programmes: place by place, then the whole country, then support."""
    headings = [(place.name, place.id) for place in registry.municipalities] + [(EVERYWHERE, NATIONAL)]
    shown = list(_shown(registry))
    groups = [
        (heading, [program for program in shown if program.municipality == place and program.kind == "way_out"])
        for heading, place in headings
    ]
    groups.append((SUPPORT, [program for program in shown if program.kind == "support"]))
    return [group for group in groups if group[1]]


def _contacts(registry: Registry) -> list[tuple[str, list[tuple[Program, tuple[ContactRoute, ...]]]]]:
    """Return the groups with their routes; what is paused answers nobody."""
    groups = [
        (heading, [(program, program.published_routes) for program in programs if program.status == "active"])
        for heading, programs in _groups(registry)
    ]
    return [group for group in groups if group[1]]


def _place(program: Program, registry: Registry) -> str:
    """Return where a programme is for: a municipality's name, "din egen kommun" or the whole country."""
    place = next((place for place in registry.municipalities if place.id == program.municipality), None)
    if place is None:
        return EVERYWHERE
    return "din egen kommun" if place.elsewhere else place.name
