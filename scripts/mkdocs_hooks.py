"""What MkDocs calls while it builds either edition: our pages among its files, our templates, our readings of each page.

It keeps nothing in the module between builds; what a build needs later travels in MkDocs's config.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from markupsafe import escape
from utvag import reports
from utvag.content import languages, page_markdown, page_source, urls
from utvag.guide import gaps, personas
from utvag.project import STAFF
from utvag.site import build, headers, pages, templates
from utvag.site.build import File, PluginError
from utvag.site.pages import GeneratedPage
from utvag.site.readings import Reader
from utvag.staff import pages as staff_pages
from utvag.staff import search_index, source_list, translating
from utvag.upkeep import calls

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from utvag.site.build import Files, Making, MkDocsConfig, Page
    from utvag.site.templates import Environment
    from utvag.staff.source_list import Basis

_SETTINGS = ("exit_address", "history_light", "owner", "feedback")


@dataclass(slots=True)
class _Edition:
    """What an edition is made of: what renders its generated pages, what reads every page, what Markdown they are written in.

    The generated pages of the public edition have no text here: they are written when all else is. The staff edition has what
    hand-written pages rest on (`basis`), papers to print, and rows for its search.
    """

    making: Making
    env: Environment
    reader: Reader
    extensions: list[str]
    generated: Iterable[GeneratedPage] = ()
    basis: dict[str, list[Basis]] | None = None
    sheets: Mapping[str, bytes] = field(default_factory=dict)
    searched: list[search_index.Row] = field(default_factory=list)


def on_config(config: MkDocsConfig) -> None:
    """Read and prove the registry (unless our own build has) before anything is written: a fault leaves the last site as it was."""
    making = build.making_of(config)
    config.theme.static_templates.discard("sitemap.xml")  # MkDocs's own says the day of the build (safety.md A14)
    project, loaded, tree = making.project, making.loaded, making.tree
    env = pages.environment(project, loaded, tree, {name: config.extra[name] for name in _SETTINGS})
    reader = Reader(project.edition.site, loaded, None if project.edition is STAFF else tree)
    edition = config.extra["utvag"] = _Edition(making, env, reader, config["markdown_extensions"])
    if project.edition is STAFF:
        _add_facts(edition, config.extra.get("edit_link", ""))
    else:
        edition.generated = [GeneratedPage(address, "") for address in urls.generated(loaded.registry, loaded.languages)]


def _add_facts(edition: _Edition, pattern: str) -> None:
    """Add what staff see; no papers when a text has no room on one, for that is no reason to keep facts from them."""
    from utvag.print import paper  # noqa: PLC0415 -- the public edition is built without what sets papers

    making = edition.making
    project, loaded = making.project, making.loaded
    making.tell(staff_pages.check_edit_link(pattern, project.edition.settings))
    sheets, found = paper.make(project, loaded, making.tree)
    for problem in found:
        build.log.info(reports.of_problems([problem]))
    edition.sheets = {} if found else sheets
    report = calls.report(loaded, making.day or loaded.registry.last_checked)
    names = tuple(edition.sheets)
    people, titles = personas.load(project)[0], page_source.titles(project.content)
    drafted, wrong = translating.drafts(project, loaded)
    making.tell(wrong)
    facts = staff_pages.Material(loaded, making.tree, report, people, titles, pattern, names, drafted, gaps.last_release(project))
    edition.generated = staff_pages.generate(facts, edition.env)
    edition.basis = source_list.of_written(project, loaded)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages; drop from the public edition whatever is no page: of the theme, all stands in the pages already."""
    edition: _Edition = config.extra["utvag"]
    for file in [file for file in files if not file.is_documentation_page()]:
        if edition.basis is None or file.src_uri == "sitemap.xml":
            files.remove(file)
    if edition.basis is not None and (front := files.get_file_from_path(staff_pages.HOME)):
        files.remove(front)
        files.append(File.generated(config, staff_pages.FRONT, abs_src_path=str(front.abs_src_path)))
    taken = {file.dest_uri for file in files}
    for page in edition.generated:
        file = File.generated(config, page.address, content=page.text)
        if file.dest_uri in taken:
            msg = f"{page.address} is both generated and hand-written"
            raise PluginError(msg)
        file.edit_uri = f"../{page.edit}"
        files.append(file)
    for name, data in edition.sheets.items():
        files.append(File.generated(config, f"{staff_pages.PAPERS}/{name}", content=data))
    edition.reader.above = urlsplit(config.site_url or "").path.rstrip("/")
    edition.reader.files = {*(file.dest_uri for file in files), *config.theme.static_templates}
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Render hand-written pages with the environment of the generated ones, not with MkDocs's own; staff have Material's.

    Links have been held against all pages by now, so those without text can go: no empty page is ever written.
    """
    edition: _Edition = config.extra["utvag"]
    if edition.basis is not None:
        return env
    for file in [file for file in files if file.generated_by]:
        files.remove(file)
    return edition.env


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: Any) -> str:  # noqa: ANN401 -- MkDocs gives more than we use
    """Let a hand-written page be read as our rules read it, whatever mkdocs.yml says; let links lead to the pages for staff."""
    edition: _Edition = config.extra["utvag"]
    is_written = bool(name := _written_as(page))
    if is_written:
        said = page_source.said(PurePath(name.removeprefix("content/")), edition.making.loaded)
        markdown = page_source.with_facts(markdown, said)
    config["markdown_extensions"] = page_markdown.extensions() if is_written else edition.extensions
    if edition.basis is None or not is_written:
        return markdown
    page.meta.update({key: escape(value) for key, value in page.meta.items() if isinstance(value, str)})  # Material does not
    return staff_pages.relinked(markdown, page.file.src_uri)


def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: Any) -> str:  # noqa: ANN401 -- as above
    """Let numbers say whose they are. Tell staff where a hand-written page is changed and what it rests on, below its words."""
    edition: _Edition = config.extra["utvag"]
    lang = languages.of(page.file.dest_uri, edition.making.loaded.languages).code
    if edition.basis is None:
        return templates.heard(edition.env, html, edition.making.loaded, lang)
    name = _written_as(page)
    edition.searched.append(search_index.row(page.file.dest_uri, str(page.title), html, page.meta if name else {}, lang))
    if not name:
        return html
    address = page_source.address(PurePath(name.removeprefix("content/")))
    return staff_pages.framed(edition.env, html, name, lang, edition.basis[address])


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
    """Write the generated pages of the public edition, and the headers; stop at a page that is wrong."""
    edition: _Edition = config.extra["utvag"]
    site, making = Path(config.site_dir), edition.making
    if edition.basis is None:
        if making.kept:
            pages.write(site, making.kept.generate(making.loaded, making.tree, edition.env, edition.reader))
        else:
            pages.write(site, pages.generate(making.loaded.registry, making.tree, edition.env), edition.reader.read)
        if config.site_url:  # search engines take whole addresses alone
            (site / "sitemap.xml").write_text(pages.sitemap(making.loaded.registry, edition.env, config.site_url), encoding="utf-8")
    else:
        (site / search_index.FILE).write_text(search_index.as_script(edition.searched, making.loaded.registry), encoding="utf-8")
    headers.write(site, templates.policy(edition.env) if edition.basis is None else headers.OWN_FILES)
    making.tell(edition.reader.end())


def on_build_error(error: Exception, **_: Any) -> None:  # noqa: ANN401 -- as above
    """Tell a fault of a template with its place."""
    if isinstance(error, templates.TemplateError):
        raise PluginError(templates.explain(error)) from None
