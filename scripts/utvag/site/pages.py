"""Registry and guide into finished pages, in a stable order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from utvag.content import languages, page_source, statements, urls
from utvag.guide import result_cards, wizard
from utvag.project import HOME, PUBLIC, STAFF
from utvag.registry import walk
from utvag.registry.model import NATIONAL, Program, Text
from utvag.site import templates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from utvag.guide.journeys import Tree
    from utvag.guide.wizard import Document
    from utvag.project import Project
    from utvag.registry.loader import Loaded
    from utvag.registry.model import Municipality, Registry, Source
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
    said = {**settings, "name": str(languages.settings(project).value(("site_name",)))}
    site = templates.Site(registry.lifeline, registry.emergency, map=plan, sources=registry.sources_by_id, cited=cited, **said)
    if project.edition is STAFF:
        return templates.environment(project.theme / "pages", site, shared=HOME / STAFF.theme / "pages")
    return templates.environment(project.templates, site, {"guide.css": result_cards.filters(registry, tree)}, HOME / PUBLIC.theme)


@dataclass(frozen=True, slots=True)
class Told:
    """What a page is told besides what its environment tells every page (`templates.told`): it is the same whenever both are."""

    template: str
    about: Mapping[str, object]


def generate(registry: Registry, tree: Tree, env: Environment) -> Iterator[GeneratedPage]:
    """Yield every page made from the registry; `tree` is the compiled guide, `env` comes from `templates.environment`."""
    for address, told in tell(registry, tree, env).items():
        yield GeneratedPage(address, render(env, told))


def render(env: Environment, told: Told) -> str:
    """Return the text of a page that is `told` something. Raises TemplateError when a template misses a name."""
    more: dict[str, object] = {}
    if isinstance(document := told.about.get("document"), wizard.Document):
        more = _guide(document)
    elif told.template == "program.html" and isinstance(program := told.about["program"], Program):
        more = {"sources": _sources(program, templates.sources(env))}
    return templates.render(env, told.template, **told.about, **more)


def write(folder: Path, pages: Iterable[GeneratedPage], read: Callable[[str, str], None] = lambda *_: None) -> None:
    """Write `pages` below `folder`, each as soon as it is made and `read`: all of them at once would need much memory.

    Raises OSError.
    """
    for page in pages:
        read(page.address, page.text)
        path = folder / page.address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(page.text.encode())


def sitemap(registry: Registry, env: Environment, base: str) -> str:
    """Return the text of sitemap.xml, for search engines: every page that has not moved, with its other languages, without days.

    `base` is the address of the site, with a slash at its end.
    """
    left = urls.moved(registry)
    plan = templates.sitemap(env)
    shown = [address for address in plan.titles if address.removeprefix(plan.language(address).prefix) not in left]
    return templates.render(env, "sitemap.html", base=base, addresses=shown)


def tell(registry: Registry, tree: Tree, env: Environment) -> dict[str, Told]:
    """Return what each page made from the registry is told, by its address."""
    plan = templates.sitemap(env)
    programs = {urls.of_program(program): program for program in registry.programs}
    by_id = {program.id: program for program in registry.programs}
    moved = urls.moved(registry)
    documents = {urls.of_guide(document.place): document for document in wizard.documents(registry, tree)}
    listed = wizard.place_list(registry, tree)
    places = {urls.of_place(place): documents[urls.of_guide(place)] for place in (listed.places if listed else ())}
    lists = documents[urls.of_guide(listed.elsewhere)].registry if listed else registry

    def page(address: str) -> Told:
        language = plan.language(address)
        inside = address.removeprefix(language.prefix)
        context: dict[str, object]
        if inside in moved:
            template, context = "moved.html", {"program": moved[inside]}
        elif inside in programs:
            template, context = "program.html", _program(programs[inside], registry, by_id, language)
        elif inside in documents:
            document = documents[inside]
            template, context = "guide.html", {"document": document, "via": _via(document.registry.programs, by_id)}
        elif inside in places:
            local = places[inside].registry
            template, context = "program_index.html", {"groups": _groups(local, language, national=False), "letters": ()}
        elif inside == urls.GUIDE:
            template, context = "places.html", {"list": listed, "questions": registry.questions}
        else:
            letters, via = listed.letters if listed else (), _via(lists.programs, by_id)
            template, context = _LISTS[inside], {"groups": _groups(lists, language), "letters": letters, "via": via}
        about = {"title": plan.titles[address], "lang": language.code, "address": address, "root": plan.root(address)}
        return Told(template, {**about, **context})

    return {address: page(address) for address in urls.generated(registry, plan.languages)}


def _via(programs: Iterable[Program], by_id: Mapping[str, Program]) -> dict[str, Program]:
    """Return the programmes that ways to get in touch with `programs` lead through, by their ids."""
    routes = (route for program in programs for route in program.published_routes)
    return {route.program: by_id[route.program] for route in routes if route.kind == "via" and route.program in by_id}


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


def _program(program: Program, registry: Registry, by_id: Mapping[str, Program], language: Language) -> dict[str, object]:
    """Return what the page of a programme is told."""
    return {
        "program": program,
        "routes": program.published_routes,
        "via": _via((program,), by_id),
        "place": _where(registry.places_by_id.get(program.municipality), language),
    }


def _where(place: Municipality | None, language: Language) -> str:
    """Return where a programme is for: a municipality's name, "din egen kommun" or the whole country."""
    if place is None:
        return language["whole_country"]
    return language["own_municipality"] if place.elsewhere else place.name


def _sources(program: Program, known: Mapping[str, Source]) -> dict[str, list[str]]:
    """Return who stands behind the page of a programme, from A to Ö, and the ids of their sources."""
    publishers: dict[str, list[str]] = {}
    for found in (found for found in walk.texts(program) if isinstance(found.value, Text)):
        for source in (known[name] for name in statements.basis(found) if name in known):
            publishers.setdefault(source.publisher, []).append(source.id)
    return dict(sorted(publishers.items(), key=lambda item: item[0].casefold()))


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
