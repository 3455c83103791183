"""What MkDocs calls while it builds either edition: our pages among its files, our templates, our readings of each page.

It keeps nothing in the module between builds; what a build needs later travels in MkDocs's config.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from utvag import reports, rules
from utvag.content import languages, page_markdown, page_source, urls
from utvag.guide import personas
from utvag.problems import InvalidRegistry, Location, Problem, Severity
from utvag.project import EDITIONS, PUBLIC, STAFF, Project
from utvag.site import headers, mkdocs_build, pages, templates
from utvag.site.mkdocs_build import File, Making, PluginError, log
from utvag.site.readings import Reader
from utvag.staff import edit_links, handwritten
from utvag.staff import pages as staff_pages
from utvag.upkeep import due

if TYPE_CHECKING:
    from collections.abc import Iterable

    from utvag.print.paper import Sheet
    from utvag.site.mkdocs_build import Files, MkDocsConfig, Page
    from utvag.site.templates import Environment
    from utvag.staff.handwritten import Basis

_SETTINGS = ("exit_address", "history_light", "owner", "feedback")


@dataclass(slots=True)
class _Staff:
    """What the staff edition has besides: the facts, what hand-written pages rest on, papers to print."""

    facts: staff_pages.Material
    basis: Basis
    sheets: tuple[Sheet, ...]


@dataclass(slots=True)
class _Edition:
    """What an edition is made of: `env` renders its generated pages, `reader` reads every page.

    `extensions` are those that python-markdown reads generated pages with.
    """

    making: Making
    env: Environment
    reader: Reader
    extensions: list[str]
    staff: _Staff | None = None


def on_config(config: MkDocsConfig) -> None:
    """Read and prove the registry (unless our own build has) before anything is written: a fault leaves the last site as it was."""
    making = config.extra.get(mkdocs_build.MAKING) or _making(config)
    _tell(making, (_missing(making.project, name) for name in _SETTINGS if name not in config.extra))
    config.theme.static_templates.discard("sitemap.xml")  # it lists every address with dates (safety.md A14)
    project, loaded, registry = making.project, making.loaded, making.loaded.registry
    # For all that is made, the time is that of the commit; where git knows none, midnight of the registry's latest check.
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(datetime.combine(registry.last_checked, time(), UTC).timestamp())))
    env = pages.environment(project, loaded, making.tree, {name: config.extra[name] for name in _SETTINGS})
    if project.edition is STAFF:
        staff, tree = _staff(making, config.extra.get("edit_link", "")), None
    else:
        staff, tree = None, making.tree
    reader = Reader(project.edition.site, loaded, tree)
    config.extra["utvag"] = _Edition(making, env, reader, config["markdown_extensions"], staff)


def _missing(project: Project, name: str) -> Problem:
    where = Location(project.edition.settings)
    return Problem(where, f"extra.{name}", "Raden saknas.", f'Skriv den, till exempel: {name}: ""', "bygget")


def _making(config: MkDocsConfig) -> Making:
    """Return what a plain `mkdocs build` is made of. Raises PluginError when something is wrong with it."""
    root = Path(config.config_file_path or PUBLIC.settings).parent
    project = Project.at(root, edition=EDITIONS[config.extra.get("edition", PUBLIC.id)])
    try:
        loaded, tree, found = rules.check(project)
    except InvalidRegistry as fault:
        raise PluginError(reports.of_problems(fault.problems)) from None
    making = Making(project, loaded, tree)
    _tell(making, found)
    return making


def _staff(making: Making, pattern: str) -> _Staff:
    """Return what staff have besides; no papers when a text has no room on one, for that is no reason to keep facts from them."""
    from utvag.print import paper  # noqa: PLC0415 -- the public edition is built without what sets papers

    project, loaded, tree = making.project, making.loaded, making.tree
    _tell(making, edit_links.check(pattern, project.edition.settings))
    sheets, found = paper.make(project, loaded, tree)
    for problem in found:
        log.info(reports.of_problems([problem]))
    links = edit_links.Editing(pattern)
    report = due.report(loaded, making.day or loaded.registry.last_checked)
    titles = page_source.titles(project.content)
    names = () if found else tuple(sheet.name for sheet in sheets)
    facts = staff_pages.Material(loaded, tree, report, personas.load(project)[0], titles, links, names)
    return _Staff(facts, handwritten.basis(project, loaded, links), () if found else sheets)


def _tell(making: Making, found: Iterable[Problem]) -> None:
    """Note what was found, and log it. Raises PluginError when there is an error."""
    told = tuple(found)
    making.found += told
    if any(problem.severity is Severity.ERROR for problem in told):
        raise PluginError(reports.of_problems(told))
    for problem in told:
        log.info(reports.of_problems([problem]))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages; drop from the public edition whatever is no page: of the theme, all stands in the pages already."""
    edition: _Edition = config.extra["utvag"]
    for file in [file for file in files if not file.is_documentation_page()]:
        if not edition.staff or file.src_uri == "sitemap.xml":
            files.remove(file)
    if edition.staff and (front := files.get_file_from_path(staff_pages.HOME)):
        files.remove(front)
        files.append(File.generated(config, staff_pages.FRONT, abs_src_path=str(front.abs_src_path)))
    taken = {file.dest_uri for file in files}
    for page in _generated(edition):
        file = File.generated(config, page.address, content=page.text)
        if file.dest_uri in taken:
            msg = f"{page.address} is both generated and hand-written"
            raise PluginError(msg)
        file.edit_uri = f"../{page.edit}"
        files.append(file)
    papers = (f"{staff_pages.PAPERS}/{sheet.name}" for sheet in (edition.staff.sheets if edition.staff else ()))
    edition.reader.files = {*(file.dest_uri for file in files), *config.theme.static_templates, *papers}
    return files


def _generated(edition: _Edition) -> Iterable[pages.GeneratedPage]:
    """Return the generated pages of an edition; of the public one without their text, for they are written when all else is."""
    if edition.staff:
        return staff_pages.generate(edition.staff.facts, edition.env)
    plan = templates.sitemap(edition.env)
    return (pages.GeneratedPage(address, "") for address in urls.generated(edition.making.loaded.registry, plan.languages))


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Render hand-written pages with the environment of the generated ones, not with MkDocs's own; staff have Material's.

    Links have been held against all pages by now, so those without text can go: no empty page is ever written.
    """
    edition: _Edition = config.extra["utvag"]
    if edition.staff:
        return env
    for file in [file for file in files if file.generated_by]:
        files.remove(file)
    return edition.env


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: Any) -> str:  # noqa: ANN401 -- MkDocs gives more than we use
    """Let a hand-written page be read as our rules read it, whatever mkdocs.yml says; let links lead to the pages for staff."""
    edition: _Edition = config.extra["utvag"]
    if not _written_as(page):
        config["markdown_extensions"] = edition.extensions
        return markdown
    config["markdown_extensions"] = page_markdown.extensions()
    return handwritten.relinked(markdown, page.file.src_uri) if edition.staff else markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: Any) -> str:  # noqa: ANN401 -- as above
    """Tell staff where a hand-written page is changed and what it rests on, below its words; visitors get the words alone."""
    edition: _Edition = config.extra["utvag"]
    if not edition.staff or not (name := _written_as(page)):
        return html
    address = page_source.address(PurePath(name.removeprefix("content/")))
    return handwritten.framed(html, address, name, languages.of(address, edition.making.loaded.languages).code, edition.staff.basis)


def _written_as(page: Page) -> str:
    """Return the file that a hand-written page stands in, "" for a generated one."""
    if page.file.src_uri == staff_pages.FRONT:
        return f"content/{staff_pages.HOME}"
    return f"content/{page.file.src_uri}" if page.file.generated_by is None else ""


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> None:
    """Read a finished page."""
    config.extra["utvag"].reader.read(page.file.dest_uri, output)


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> None:
    """Read the page for lost addresses."""
    config.extra["utvag"].reader.read(template_name, output)


def on_post_build(config: MkDocsConfig) -> None:
    """Write the generated pages of the public edition or the papers of the other, and the headers; stop at a page that is wrong."""
    edition: _Edition = config.extra["utvag"]
    site, registry = Path(config.site_dir), edition.making.loaded.registry
    if not edition.staff:
        pages.write(site, pages.generate(registry, edition.making.tree, edition.env), edition.reader.read)
    for sheet in edition.staff.sheets if edition.staff else ():
        path = site / staff_pages.PAPERS / sheet.name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(sheet.data)
    headers.write(site, headers.OWN_FILES if edition.staff else templates.policy(edition.env))
    _tell(edition.making, edition.reader.end())


def on_build_error(error: Exception, **_: Any) -> None:  # noqa: ANN401 -- as above
    """Tell a fault of a template with its place."""
    if isinstance(error, templates.TemplateError):
        raise PluginError(templates.explain(error)) from None
