"""One strict MkDocs build beside the target folder, put in its place only when every check of it has passed.

The only door to mkdocs. Whoever starts MkDocs, our command or `mkdocs build`, its hooks ask here what is built (`making_of`).
"""

from __future__ import annotations

import errno
import io
import json
import logging
import os
import re
from dataclasses import dataclass, field
from importlib.util import find_spec
from logging.handlers import BufferingHandler
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands import build as mkdocs
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from utvag import files, git, reports, rules
from utvag.problems import InvalidRegistry, Location, Problem, Severity, in_order
from utvag.project import EDITIONS, HOME, PUBLIC, STAFF, Project
from utvag.registry import loader
from utvag.site import atomic_folder, file_links, manifest
from utvag.upkeep import facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from utvag.guide.journeys import Tree
    from utvag.registry.loader import Loaded
    from utvag.site.kept import Kept

__all__ = ["File", "Files", "Making", "MkDocsConfig", "Page", "PluginError", "build", "log", "making_of", "run"]

log = get_plugin_logger("utvag")

STAFF_NEEDS = {"Material för MkDocs": "material", "Typst": "typst", "Typsnittet Lexend": "fontpkg_lexend"}
"""What the staff edition is built with and the public one is not, by the names of their modules."""

MADE_OF = (
    *("programs.yaml", "personas.yaml", "content", "overrides", "scripts", "schema"),
    *("mkdocs.yml", "mkdocs.staff.yml", "requirements.txt", "requirements-staff.txt"),
)
"""What a site is made of: with changes in any of it, the commit alone does not tell what was built."""

HOOKS = "scripts/mkdocs_hooks.py"
"""What MkDocs calls, below the top folder."""

_GIVEN = "utvag_making"
"""Where in MkDocs's `extra` stands what a build of ours is made of."""

_PAGE = re.compile(r"(?:Doc file|Error building page|Error reading page) '(?P<page>[^']+)'")
_TEMPLATE = re.compile(r"(?P<file>overrides/[^:]+):(?P<line>\d+): (?P<words>.*)")


@dataclass(slots=True)
class Making:
    """What a build is made of, on which day (None for that of the latest check), and what has been found.

    `as_files` says whether its links open without a server, `kept` is what is kept of the build before, when more will follow.
    """

    project: Project
    loaded: Loaded
    tree: Tree
    day: date | None = None
    found: list[Problem] = field(default_factory=list)
    as_files: bool = False
    kept: Kept | None = None

    @property
    def has_errors(self) -> bool:
        """Whether anything was found that stops the build."""
        return any(problem.severity is Severity.ERROR for problem in self.found)

    def tell(self, found: Iterable[Problem]) -> None:
        """Note what was found, and log it. Raises PluginError when there is an error."""
        told = tuple(found)
        self.found += told
        if self.has_errors:
            raise PluginError(reports.of_problems(told))
        for problem in told:
            log.info(reports.of_problems([problem]))


def build(
    project: Project,
    on: date | None = None,
    *,
    as_files: bool = False,
    kept: Kept | None = None,
    write: Callable[[Making, Path], None] | None = None,
) -> tuple[Problem, ...]:
    """Build the project's edition into `project.site`; return what is wrong, in which case the folder is as it was.

    Nothing in the target changes until the new site is whole and read; then the two folders change places. `on` is the day
    it is: no page may tell of a check after it, pages say what stands then, and the staff edition tells of it. Without one it is
    the day of the registry's latest check. With `as_files`, and in the staff edition always, links open without a server.
    `write` makes an edition that MkDocs does not.
    """
    try:
        if refused := _refusal(project):
            return (refused,)
        with atomic_folder.held(project.site) as work:
            text, revision = _registry(project), git.current(project.root, MADE_OF)
            loaded, tree, found = _check(project, on, kept)
            making = Making(project, loaded, tree, on, [*found], as_files or project.edition is STAFF, kept)
            if not making.has_errors:
                (write or run)(making, work.new)
            if _registry(project) != text:
                name = project.shown(project.registry)
                changed = "Filen ändrades medan webbplatsen byggdes."
                making.found.append(Problem(Location(name), name, changed, "Bygg igen.", "bygget"))
            if not making.has_errors:
                version = revision.commit if revision else ""
                if revision and (revision.is_changed or project.registry != Project.at(project.root).registry):
                    version += manifest.CHANGED
                manifest.write(work.new, loaded.registry.lifeline, text, version)
                work.put_in_place()
            return in_order(making.found)
    except InvalidRegistry as fault:
        return fault.problems
    except atomic_folder.Busy:
        return (_target(project, "Ett annat bygge håller på i samma mapp.", "Vänta tills det är klart. Bygg sedan igen."),)
    except OSError as fault:
        if fault.errno in (errno.EBUSY, errno.EXDEV) and fault.filename == str(project.site):
            inside = f"Låt bygget ha en mapp inne i den: --site-dir {project.shown(project.site / 'sidor')}"
            return (_target(project, f"Mappen kan inte byta plats med en ny: {files.reason(fault)}.", inside),)
        return (rules.unreadable(project, fault),)


def _check(project: Project, on: date | None, kept: Kept | None) -> tuple[Loaded, Tree, tuple[Problem, ...]]:
    """Return the registry, its guide and all that is wrong (`rules.check`), checks of a later day too. Raises InvalidRegistry."""
    loaded, tree, found = rules.check(project, on, kept.loaded if kept else None)
    if kept:
        kept.loaded = loaded
    return loaded, tree, (*found, *(facts.ahead(loaded, on) if on else ()))


def run(making: Making, target: Path) -> None:
    """Let MkDocs write strictly into `target`, and note what is wrong with what it wrote, or why it stopped. Raises OSError."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's, about its own future
    logger, said = logging.getLogger("mkdocs"), BufferingHandler(10_000)
    said.setLevel(logging.WARNING)
    logger.addHandler(said)
    try:
        config = _configured(making.project, target)
        config.extra[_GIVEN] = making
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs.build(config)
            if making.as_files:
                file_links.write(target)
        finally:
            config.plugins.on_shutdown()
    except MkDocsException as fault:
        if not making.has_errors:
            lines = [record.getMessage() for record in said.buffer] if isinstance(fault, Abort) else []
            told = dict.fromkeys(" ".join(line.split()) for line in lines or [str(fault)])
            making.found += (_problem(making.project, line) for line in told)
    finally:
        logger.removeHandler(said)


class _Settings(io.BytesIO):
    """Settings that stand in no file, named as one in the project's top folder would be."""

    name = ""


def _configured(project: Project, target: Path) -> MkDocsConfig:
    """Return the project's settings, with templates and hooks of the program where it has none of its own."""
    given: dict[str, object] = {"INHERIT": str(project.settings), "theme": {"custom_dir": str(project.theme)}, "watch": []}
    if not (project.root / HOOKS).exists():
        given["hooks"] = [str(HOME / HOOKS)]
    settings = _Settings(json.dumps(given).encode())
    settings.name = str(project.settings)
    config = load_config(settings, config_file_path=str(project.settings), site_dir=str(target), strict=True)
    config.theme.dirs.insert(1, str(HOME / project.edition.theme))  # a file that the project's own folder lacks
    return config


def making_of(config: MkDocsConfig) -> Making:
    """Return what a build of ours is made of, or in a plain `mkdocs build` what is read and proven now.

    Raises PluginError when something is wrong with it.
    """
    making: Making | None = config.extra.get(_GIVEN)
    if making is None:
        root = Path(config.config_file_path or PUBLIC.settings).parent
        project = Project.at(root, edition=EDITIONS[config.extra.get("edition", PUBLIC.id)])
        try:
            loaded, tree, found = rules.check(project)
        except InvalidRegistry as fault:
            raise PluginError(reports.of_problems(fault.problems)) from None
        making = Making(project, loaded, tree)
        making.tell(found)
    return making


def _registry(project: Project) -> bytes:
    return loader.read(project.registry, project.shown(project.registry))


def _problem(project: Project, line: str) -> Problem:
    """Return what MkDocs says: of a template at its place, of a page or of the settings."""
    where, words = Location(project.shown(project.settings)), line
    if found := _TEMPLATE.fullmatch(line):
        where, words = Location(found["file"], int(found["line"])), found["words"]
    elif found := _PAGE.match(line):
        where = Location(project.shown(project.content / found["page"]))
    remedy = "Rätta det som står här. Den förra webbplatsen är kvar som den var."
    return Problem(where, "mkdocs", f"Bygget stannade: {words}", remedy, "bygget")


def _refusal(project: Project) -> Problem | None:
    """Return why nothing is built: something is not installed, or the target holds what would be thrown away."""
    for name, module in STAFF_NEEDS.items() if project.edition is STAFF else ():
        if find_spec(module) is None:
            where = Location(project.shown(project.settings))
            remedy = "Skriv: make staff. Då hämtas det som behövs."
            return Problem(where, "theme", f"{name} är inte installerat.", remedy, "bygget")
    folder = project.site
    made_from = (project.content, project.templates, project.theme, project.root / "scripts")
    if project.root.is_relative_to(folder) or any(folder.is_relative_to(part) for part in made_from):
        return _target(project, "Där ligger det som webbplatsen görs av.")
    if folder.is_dir() and any(folder.iterdir()) and not all((folder / name).is_file() for name in ("404.html", "index.html")):
        return _target(project, "Mappen innehåller något annat än en webbplats.")
    if folder.exists() and not folder.is_dir():
        return _target(project, "Det är en fil, ingen mapp.")
    return None


def _target(project: Project, message: str, remedy: str = "") -> Problem:
    name = project.shown(project.site)
    choose = f"Välj en tom mapp, eller ingen alls: då blir det {project.edition.site}/."
    return Problem(Location(name), name, message, remedy or choose, "malmapp")
