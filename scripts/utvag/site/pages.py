"""Registry and guide into finished pages, in a stable order."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from utvag import swedish
from utvag.content import page_source, sitemap, statements, urls
from utvag.guide import result_cards, wizard
from utvag.project import STAFF
from utvag.registry.model import LIFELINE, NATIONAL
from utvag.site import templates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from utvag.guide.journeys import Tree
    from utvag.guide.wizard import Document
    from utvag.project import Project
    from utvag.registry.loader import Loaded
    from utvag.registry.model import Municipality, Program, Registry
    from utvag.site.templates import Environment
    from utvag.swedish import Language


@dataclass(frozen=True, slots=True)
class GeneratedPage:
    """A finished page: its file under the site's root, its text, and the file to edit to change it."""

    address: str
    text: str
    edit: str = "programs.yaml"


def environment(project: Project, loaded: Loaded, tree: Tree, settings: Mapping[str, Any]) -> Environment:
    """Return what renders the pages of the project's edition; `settings` are those of its MkDocs settings that pages show."""
    registry = loaded.registry
    plan = sitemap.draw(registry, loaded.languages, page_source.titles(project.content))
    site = templates.Site(registry.lifeline, registry.emergency, map=plan, sources=registry.sources_by_id, **settings)
    if project.edition is STAFF:
        return templates.environment(project.theme / "pages", site)
    return templates.environment(project.templates, site, {"guide.css": result_cards.filters(registry, tree)})


def generate(registry: Registry, tree: Tree, env: Environment) -> Iterator[GeneratedPage]:
    """Yield every page made from the registry; `tree` is the compiled guide, `env` comes from `templates.environment`."""
    yield from map(_pages(registry, tree, env), urls.generated(registry, templates.sitemap(env).languages))


def write(folder: Path, pages: Iterable[GeneratedPage], read: Callable[[str, str], None]) -> None:
    """Write `pages` below `folder`, each as soon as it is made and `read`: all of them at once would need much memory.

    Raises OSError.
    """
    for page in pages:
        read(page.address, page.text)
        path = folder / page.address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.text, encoding="utf-8", newline="\n")


def _pages(registry: Registry, tree: Tree, env: Environment) -> Callable[[str], GeneratedPage]:
    """Return what renders the page of an address; all that several pages need is looked up now."""
    plan = templates.sitemap(env)
    by_id = {program.id: program for program in registry.programs}
    by_address = {urls.of_program(program): program for program in registry.programs}
    documents = {urls.of_guide(document.place): document for document in wizard.documents(registry, tree)}
    places = {urls.of_place(place): place for place in registry.municipalities if registry.lists_places}
    letters = _letters(registry)
    behind = _sources(registry)

    def page(address: str) -> GeneratedPage:
        language = plan.language(address)
        inside = address.removeprefix(language.prefix)
        if inside in by_address:
            template, context = "program.html", _program(by_address[inside], by_id, registry, language)
        elif inside in documents:
            template, context = "guide.html", _guide(documents[inside])
        elif inside in places:
            template, context = "program_index.html", {"groups": _groups(registry, language, places[inside]), "letters": []}
        elif inside == urls.GUIDE:
            template, context = "places.html", _places(registry, tree)
        else:
            template, context = _LISTS[inside], {"groups": _groups(registry, language), "letters": letters, "via": by_id}
        told = {
            "sources": behind.get(inside),
            "title": plan.titles[address],
            "lang": language.code,
            "address": address,
            "root": plan.root(address),
        }
        return GeneratedPage(address, templates.render(env, template, **told, **context))

    return page


_LISTS = {
    urls.PROGRAMS: "program_index.html",
    urls.CONTACTS: "contacts.html",
    urls.CALL: "call.html",
}
"""The templates of the pages that are about more than one programme, by their address below a language's prefix."""


def _guide(document: Document) -> dict[str, object]:
    """Return what a document of the guide asks and can show."""
    dealt = result_cards.deal(document.registry, document.tree)
    return {"start": document.tree, "cards": dealt, "marks": result_cards.marks(document.registry, dealt), "place": document.place}


def _places(registry: Registry, tree: Tree) -> dict[str, object]:
    """Return what stands above the list of places, the list by its letters, and the place of whoever is in none of them."""
    return {
        "danger": next(document.tree for document in wizard.documents(registry, tree)),
        "asked": tree,
        "letters": _letters(registry),
        "elsewhere": next(place for place in registry.municipalities if place.elsewhere),
    }


def _letters(registry: Registry) -> list[tuple[str, list[Municipality]]]:
    """Return the places of the list by their first letters; none where they are few enough for a question."""
    places = [place for place in registry.municipalities if registry.lists_places and not place.elsewhere]
    places.sort(key=lambda place: swedish.order(place.name))
    return [(letter, list(found)) for letter, found in itertools.groupby(places, key=lambda place: place.name[0].upper())]


def _program(program: Program, by_id: Mapping[str, Program], registry: Registry, language: Language) -> dict[str, object]:
    """Return what the page of a programme shows."""
    routes = program.published_routes
    return {
        "program": program,
        "routes": routes,
        "place": _place(program, registry, language),
        "via": {route.program: by_id[route.program] for route in routes if route.kind == "via" and route.program != LIFELINE},
        "last_checked": program.last_checked,
    }


def _sources(registry: Registry) -> dict[str, list[str]]:
    """Return by page of a programme who stands behind it, each once, with the year of their newest word: "SVT 2022"."""
    newest: dict[str, dict[str, str]] = {}
    for told in (told for told in statements.of(registry) if told.path[0] == "programs"):
        publishers = newest.setdefault(urls.of_program(registry.programs[int(told.path[1])]), {})
        for source in (registry.sources_by_id[name] for name in told.rests_on if name in registry.sources_by_id):
            year = "" if source.date == "unknown" else source.date[:4]
            publishers[source.publisher] = max(publishers.get(source.publisher, ""), year)
    return {
        address: [f"{publisher} {year}".strip() for publisher, year in sorted(found.items(), key=lambda item: item[0].casefold())]
        for address, found in newest.items()
    }


def _groups(registry: Registry, language: Language, place: Municipality | None = None) -> list[tuple[str, list[Program]]]:
    """Return headings with their programmes: place by place, then the whole country, then support.

    Places of a list have pages of their own: with `place` it is what there is in one of them, without one what there is elsewhere.
    """
    places: tuple[Municipality, ...] = registry.municipalities
    shown: Iterable[Program] = registry.programs
    if place is not None:
        places, shown = (place,), [program for program in registry.by_place[place.id].programs if program.municipality == place.id]
    elif registry.lists_places:
        places = tuple(place for place in registry.municipalities if place.elsewhere)
        shown = registry.by_place[places[0].id].programs
    shown = [program for program in shown if program.has_page]
    headings = [(sitemap.called(place, language), place.id) for place in places]
    headings.append((language["whole_country"], NATIONAL))
    groups = [
        (heading, [program for program in shown if program.municipality == where and program.kind == "way_out"])
        for heading, where in headings
    ]
    groups.append((language["somebody_to_talk_to"], [program for program in shown if program.kind == "support"]))
    return [group for group in groups if group[1]]


def _place(program: Program, registry: Registry, language: Language) -> str:
    """Return where a programme is for: a municipality's name, "din egen kommun" or the whole country."""
    place = registry.places_by_id.get(program.municipality)
    if place is None:
        return language["whole_country"]
    return language["own_municipality"] if place.elsewhere else place.name
