"""Registry and guide into finished pages, in a stable order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from utvag.content import page_source, statements, urls
from utvag.guide import result_cards, wizard
from utvag.project import HOME, PUBLIC, STAFF
from utvag.registry.model import NATIONAL
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
    plan = urls.sitemap(registry, loaded.languages, page_source.titles(project.content))
    cited = page_source.cited(project.content)
    site = templates.Site(registry.lifeline, registry.emergency, map=plan, sources=registry.sources_by_id, cited=cited, **settings)
    if project.edition is STAFF:
        return templates.environment(project.theme / "pages", site, shared=HOME / STAFF.theme / "pages")
    return templates.environment(project.templates, site, {"guide.css": result_cards.filters(registry, tree)}, HOME / PUBLIC.theme)


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


def sitemap(registry: Registry, env: Environment, base: str) -> str:
    """Return the text of sitemap.xml, for search engines: every page that has not moved, with its other languages, without days.

    `base` is the address of the site, with a slash at its end.
    """
    left = urls.moved(registry)
    plan = templates.sitemap(env)
    shown = [address for address in plan.titles if address.removeprefix(plan.language(address).prefix) not in left]
    return templates.render(env, "sitemap.html", base=base, addresses=shown)


def _pages(registry: Registry, tree: Tree, env: Environment) -> Callable[[str], GeneratedPage]:
    """Return what renders the page of an address; all that several pages need is looked up now."""
    plan = templates.sitemap(env)
    programs = {urls.of_program(program): program for program in registry.programs}
    moved = urls.moved(registry)
    documents = {urls.of_guide(document.place): document for document in wizard.documents(registry, tree)}
    listed = wizard.place_list(registry, tree)
    places = {urls.of_place(place): documents[urls.of_guide(place)] for place in (listed.places if listed else ())}
    lists = documents[urls.of_guide(listed.elsewhere)].registry if listed else registry
    shared = {"letters": listed.letters if listed else (), "via": {program.id: program for program in registry.programs}}
    sources = _sources(registry)

    def page(address: str) -> GeneratedPage:
        language = plan.language(address)
        inside = address.removeprefix(language.prefix)
        context: dict[str, object]
        if inside in moved:
            template, context = "moved.html", {"program": moved[inside]}
        elif inside in programs:
            template, context = "program.html", _program(programs[inside], registry, language)
        elif inside in documents:
            template, context = "guide.html", _guide(documents[inside])
        elif inside in places:
            local = places[inside].registry
            template, context = "program_index.html", {"groups": _groups(local, language, national=False), "letters": ()}
        elif inside == urls.GUIDE:
            template, context = "places.html", {"list": listed}
        else:
            template, context = _LISTS[inside], {"groups": _groups(lists, language)}
        about = {"title": plan.titles[address], "lang": language.code, "address": address, "root": plan.root(address)}
        text = templates.render(env, template, **{**shared, **about, "sources": sources.get(inside), **context})
        return GeneratedPage(address, text)

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
    return {
        "start": document.tree,
        "cards": dealt,
        "marks": result_cards.marks(document.registry, dealt),
        "openings": result_cards.openings(document.registry),
        "place": document.place,
    }


def _program(program: Program, registry: Registry, language: Language) -> dict[str, object]:
    """Return what the page of a programme shows."""
    return {
        "program": program,
        "routes": program.published_routes,
        "place": _where(registry.places_by_id.get(program.municipality), language),
    }


def _where(place: Municipality | None, language: Language) -> str:
    """Return where a programme is for: a municipality's name, "din egen kommun" or the whole country."""
    if place is None:
        return language["whole_country"]
    return language["own_municipality"] if place.elsewhere else place.name


def _sources(registry: Registry) -> dict[str, dict[str, list[str]]]:
    """Return by page of a programme who stands behind it, from A to Ö, and the ids of their sources."""
    found: dict[str, dict[str, list[str]]] = {}
    for told in (told for told in statements.of(registry) if told.path[0] == "programs"):
        publishers = found.setdefault(urls.of_program(registry.programs[int(told.path[1])]), {})
        for source in (registry.sources_by_id[name] for name in told.rests_on if name in registry.sources_by_id):
            publishers.setdefault(source.publisher, []).append(source.id)
    return {address: dict(sorted(by.items(), key=lambda item: item[0].casefold())) for address, by in found.items()}


def _groups(registry: Registry, language: Language, *, national: bool = True) -> list[tuple[str, list[Program]]]:
    """Return headings with the programmes of a registry: place by place, if asked the whole country, support, reading."""
    shown = [program for program in registry.programs if program.has_page and (national or program.municipality != NATIONAL)]
    headings = [(urls.called(place, language), place.id) for place in registry.municipalities]
    headings.append((language["whole_country"], NATIONAL))
    groups = [
        (heading, [program for program in shown if program.municipality == where and program.kind == "way_out"])
        for heading, where in headings
    ]
    for heading, kind in (("somebody_to_talk_to", "support"), ("guide_read", "reading")):
        groups.append((language[heading], [program for program in shown if program.kind == kind]))
    return [group for group in groups if group[1]]
