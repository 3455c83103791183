"""The door to MkDocs: puts the generated pages among its files, and gives it our templates.

The only file that imports mkdocs. It keeps nothing in the module between builds; what a build needs later travels in its config.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File
from utvag import build, cards, headers, manuscript, pages, problems, sitemap, templates, written
from utvag.paths import Project
from utvag.problems import InvalidRegistry, Severity

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from utvag.templates import Environment

log = get_plugin_logger("utvag")


def on_config(config: MkDocsConfig) -> None:
    """Read and prove the registry before MkDocs touches the target folder: a fault leaves the last site as it was."""
    root = Path(config.config_file_path or "mkdocs.yml").parent
    project = Project.at(root, registry=root / os.environ.get("UTVAG_REGISTRY", "programs.yaml"))
    try:
        loaded, tree, found = build.prepare(project)
    except InvalidRegistry as fault:
        raise PluginError(problems.render(fault.problems)) from None
    errors = [problem for problem in found if problem.severity is Severity.ERROR]
    if errors:
        raise PluginError(problems.render(errors))
    for problem in found:
        log.info(problems.render([problem]))
    config.theme.static_templates.discard("sitemap.xml")  # it lists every address with dates (safety.md A14)
    registry = loaded.registry
    plan = sitemap.draw(registry, loaded.languages, written.titles(project.content))
    told = {name: config.extra[name] for name in ("exit_address", "history_light", "owner", "feedback")}
    site = templates.Site(registry.lifeline, registry.emergency, map=plan, sources=registry.sources_by_id, **told)
    style = cards.filters(registry, cards.deal(registry, tree))
    env = templates.environment(project.templates, site, {"guide.css": style})
    config.extra["utvag"] = {"registry": registry, "tree": tree, "env": env}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages; drop the theme's own files, which stand inside every page already."""
    for file in [file for file in files if not file.is_documentation_page() and not _is_content(file, config)]:
        files.remove(file)
    taken = {file.dest_uri for file in files}
    for page in _generated(config):
        if page.address in taken:
            msg = f"{page.address} is both generated and hand-written"
            raise PluginError(msg)
        file = File.generated(config, page.address, content=page.text)
        file.edit_uri = f"../{page.edit}"
        files.append(file)
    return files


def _is_content(file: File, config: MkDocsConfig) -> bool:
    return file.src_dir is not None and Path(file.src_dir).resolve() == Path(config.docs_dir).resolve()


def _generated(config: MkDocsConfig) -> list[pages.GeneratedPage]:
    made = config.extra["utvag"]
    try:
        return list(pages.generate(made["registry"], made["tree"], made["env"]))
    except templates.TemplateError as fault:
        raise PluginError(templates.explain(fault)) from None


def on_env(env: Environment, config: MkDocsConfig, **_: Any) -> Environment:  # noqa: ANN401 -- MkDocs gives more than we use
    """Render hand-written pages with the environment of the generated ones, not with MkDocs's own."""
    del env
    made: Environment = config.extra["utvag"]["env"]
    return made


def on_page_markdown(markdown: str, **_: Any) -> str:  # noqa: ANN401 -- MkDocs gives more than we use
    """Take out the marks of sources before Markdown sees them: they are for us, not for visitors."""
    return manuscript.bare(markdown)


def on_post_build(config: MkDocsConfig) -> None:
    """Put the headers beside the pages they belong to."""
    headers.write(Path(config.site_dir), templates.policy(config.extra["utvag"]["env"]))
