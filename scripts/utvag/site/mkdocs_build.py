"""The only module that imports mkdocs: a strict build in this process, and what stops it as problems."""

from __future__ import annotations

import logging
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from utvag import reports, rules
from utvag.problems import InvalidRegistry, Location, Problem, Severity
from utvag.project import EDITIONS, PUBLIC, Project

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from utvag.guide.journeys import Tree
    from utvag.registry.loader import Loaded

__all__ = ["File", "Files", "Making", "MkDocsConfig", "Page", "PluginError", "log", "making_of", "run"]

log = get_plugin_logger("utvag")

_GIVEN = "utvag_making"
"""Where in MkDocs's `extra` stands what `run` was given."""

_PAGE = re.compile(r"(?:Doc file|Error building page|Error reading page) '(?P<page>[^']+)'")
_TEMPLATE = re.compile(r"(?P<file>overrides/[^:]+):(?P<line>\d+): (?P<words>.*)")


@dataclass(slots=True)
class Making:
    """What a build is made of, on which day (for staff; None for that of the latest check), and what its hooks have found."""

    project: Project
    loaded: Loaded
    tree: Tree
    day: date | None = None
    found: list[Problem] = field(default_factory=list)

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


def making_of(config: MkDocsConfig) -> Making:
    """Return what `run` was given, or in a plain `mkdocs build` what is read and proven now.

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


def run(making: Making, target: Path) -> tuple[Problem, ...]:
    """Let MkDocs write strictly into `target`; return what is wrong with what it wrote, or why it stopped.

    Raises OSError when something cannot be read or written.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's, about its own future
    said = _Said(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(said)
    try:
        config = load_config(str(making.project.settings), site_dir=str(target), strict=True)
        config.extra[_GIVEN] = making
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build.build(config)
        finally:
            config.plugins.on_shutdown()
    except MkDocsException as fault:
        if not making.has_errors:
            lines = said.lines if said.lines and isinstance(fault, Abort) else [str(fault)]
            making.found += (_problem(making.project, line) for line in lines)
    finally:
        logger.removeHandler(said)
    return tuple(making.found)


class _Said(logging.Handler):
    """Keeps each warning and error, once."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what a record says."""
        words = " ".join(record.getMessage().split())
        if words not in self.lines:
            self.lines.append(words)


def _problem(project: Project, line: str) -> Problem:
    """Return what MkDocs says: of a template at its place, of a page or of the settings."""
    where, words = Location(project.shown(project.settings)), line
    if found := _TEMPLATE.fullmatch(line):
        where, words = Location(found["file"], int(found["line"])), found["words"]
    elif found := _PAGE.match(line):
        where = Location(project.shown(project.content / found["page"]))
    remedy = "Rätta det som står här. Den förra webbplatsen är kvar som den var."
    return Problem(where, "mkdocs", f"Bygget stannade: {words}", remedy, "bygget")
