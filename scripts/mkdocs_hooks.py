"""The door to MkDocs: puts the generated pages among its files, and gives it our templates. One door for both editions.

The only file that imports mkdocs; `engine` runs it. It keeps nothing in the module between builds; what a build needs later
travels in its config.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File
from utvag import reports
from utvag.content import languages, page_source, sitemap, urls, written_pages
from utvag.guide import personas, result_cards
from utvag.problems import InvalidRegistry, Severity
from utvag.project import EDITIONS, PUBLIC, STAFF, Project
from utvag.site import build, headers, pages, templates
from utvag.staff import edit_links, handwritten
from utvag.staff import pages as staff_pages
from utvag.upkeep import due

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page
    from utvag.guide.journeys import Tree
    from utvag.print.paper import Sheet
    from utvag.registry.loader import Loaded
    from utvag.site.templates import Environment

log = get_plugin_logger("utvag")


def on_config(config: MkDocsConfig) -> None:
    """Read and prove the registry (unless `build` does) before anything is written: a fault leaves the last site as it was."""
    root = Path(config.config_file_path or "mkdocs.yml").parent
    registry_file = root / os.environ.get("UTVAG_REGISTRY", "programs.yaml")
    project = Project.at(root, registry_file, edition=EDITIONS[config.extra.get("edition", PUBLIC.id)])
    try:
        loaded, tree, found = build.proven(project)
    except InvalidRegistry as fault:
        raise PluginError(reports.of_problems(fault.problems)) from None
    errors = [problem for problem in found if problem.severity is Severity.ERROR]
    if errors:
        raise PluginError(reports.of_problems(errors))
    for problem in found:
        log.info(reports.of_problems([problem]))
    config.theme.static_templates.discard("sitemap.xml")  # it lists every address with dates (safety.md A14)
    registry = loaded.registry
    # For all that is made, the time is that of the commit; where git knows none, midnight of the registry's latest check.
    midnight = datetime.combine(registry.last_checked, time(), UTC)
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(midnight.timestamp())))
    plan = sitemap.draw(registry, loaded.languages, written_pages.titles(project.content))
    told = {name: config.extra[name] for name in ("exit_address", "history_light", "owner", "feedback")}
    site = templates.Site(registry.lifeline, registry.emergency, map=plan, sources=registry.sources_by_id, **told)
    if project.edition is STAFF:
        config.extra["utvag"] = _staff(project, config, loaded, tree, site)
        return
    style = result_cards.filters(registry, tree)
    env = templates.environment(project.templates, site, {"guide.css": style})
    config.extra["utvag"] = {"registry": registry, "tree": tree, "env": env}


def _staff(project: Project, config: MkDocsConfig, loaded: Loaded, tree: Tree, site: templates.Site) -> dict[str, Any]:
    """Return what the staff edition is made of; its day is UTVAG_DAY, or that of the registry's latest check."""
    pattern = config.extra.get("edit_link", "")
    if found := list(edit_links.check(pattern, project.edition.settings)):
        raise PluginError(reports.of_problems(found))
    links = edit_links.Editing(pattern)
    day = os.environ.get("UTVAG_DAY", loaded.registry.last_checked.isoformat())
    titles = written_pages.titles(project.content)
    sheets = _sheets(project, loaded, tree)
    report = due.report(loaded, date.fromisoformat(day))
    people = personas.load(project)[0]
    made_of = staff_pages.Material(loaded, tree, report, people, titles, links, tuple(sheet.name for sheet in sheets))
    return {
        "sheets": sheets,
        "registry": loaded.registry,
        "languages": loaded.languages,
        "staff": made_of,
        "env": templates.environment(project.theme / "pages", site),
        "basis": handwritten.basis(project, loaded, links),
    }


def _sheets(project: Project, loaded: Loaded, tree: Tree) -> tuple[Sheet, ...]:
    """Return the papers; none when a text has no room on one of them, for that is no reason to keep facts from staff."""
    from utvag.print import paper  # noqa: PLC0415 -- the public edition is built without what sets papers

    sheets, found = paper.make(project, loaded, tree)
    for problem in found:
        log.info(reports.of_problems([problem]))
    return () if found else sheets


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages; drop the theme's own files, which stand inside every public page already."""
    staff = "staff" in config.extra["utvag"]
    for file in [file for file in files if not file.is_documentation_page() and not _is_content(file, config)]:
        if not staff or file.src_uri == "sitemap.xml":
            files.remove(file)
    if staff and (front := files.get_file_from_path(staff_pages.HOME)):
        files.remove(front)
        files.append(File.generated(config, staff_pages.FRONT, abs_src_path=str(front.abs_src_path)))
    taken = {file.dest_uri for file in files}
    for page in _generated(config):
        file = File.generated(config, page.address, content=page.text)
        if file.dest_uri in taken:
            msg = f"{page.address} is both generated and hand-written"
            raise PluginError(msg)
        file.edit_uri = f"../{page.edit}"
        files.append(file)
    return files


def _is_content(file: File, config: MkDocsConfig) -> bool:
    return file.src_dir is not None and Path(file.src_dir).resolve() == Path(config.docs_dir).resolve()


def _generated(config: MkDocsConfig) -> Iterable[pages.GeneratedPage]:
    """Return the generated pages of an edition; of the public one without their text, for they are written when all else is."""
    made = config.extra["utvag"]
    if "staff" in made:
        return staff_pages.generate(made["staff"], made["env"])
    plan = templates.sitemap(made["env"])
    return (pages.GeneratedPage(address, "") for address in urls.generated(made["registry"], plan.languages))


def on_build_error(error: Exception, **_: Any) -> None:  # noqa: ANN401 -- MkDocs gives more than we use
    """Tell a fault of a template with its place."""
    if isinstance(error, templates.TemplateError):
        raise PluginError(templates.explain(error)) from None


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Render hand-written pages with the environment of the generated ones, not with MkDocs's own; staff have Material's.

    Links have been held against all pages by now, so those without text can go: no empty page is ever written.
    """
    if "staff" in config.extra["utvag"]:
        return env
    for file in [file for file in files if file.generated_by]:
        files.remove(file)
    made: Environment = config.extra["utvag"]["env"]
    return made


def on_page_markdown(markdown: str, page: Page | None, config: MkDocsConfig | None = None, **_: Any) -> str:  # noqa: ANN401 -- as above
    """Take out the marks of sources before Markdown sees them: they are for us, not for visitors."""
    if page is None or config is None or "staff" not in config.extra["utvag"]:
        return page_source.bare(markdown)
    if not _written_as(page):
        return markdown
    return handwritten.relinked(page_source.bare(markdown), page.file.src_uri, page.file.dest_uri)


def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: Any) -> str:  # noqa: ANN401 -- as above
    """Tell staff where a hand-written page is changed and what it rests on, below its words; visitors get the words alone."""
    made = config.extra["utvag"]
    name = _written_as(page) if "staff" in made else ""
    if not name:
        return html
    own = name.removeprefix("content/")
    address = written_pages.address(PurePath(own))
    return handwritten.framed(html, address, name, languages.of(address, made["languages"]).code, made["basis"])


def _written_as(page: Page) -> str:
    """Return the file that a hand-written page stands in, "" for a generated one."""
    if page.file.src_uri == staff_pages.FRONT:
        return f"content/{staff_pages.HOME}"
    return f"content/{page.file.src_uri}" if page.file.generated_by is None else ""


def on_post_build(config: MkDocsConfig) -> None:
    """Write the generated pages of the public edition, and the headers beside the pages they belong to."""
    made = config.extra["utvag"]
    if "staff" not in made:
        pages.write(Path(config.site_dir), made["registry"], made["tree"], made["env"])
    headers.write(Path(config.site_dir), headers.OWN_FILES if "staff" in made else templates.policy(made["env"]))
    for sheet in made.get("sheets", ()):
        path = Path(config.site_dir) / staff_pages.PAPERS / sheet.name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(sheet.data)
