"""The only module that imports mkdocs: a strict build in this process, and what stops it as problems."""

from __future__ import annotations

import contextlib
import logging
import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mkdocs.commands import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from utvag.problems import Location, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from utvag.guide.journeys import Tree
    from utvag.project import Project
    from utvag.registry.loader import Loaded

__all__ = ["File", "Files", "Making", "MkDocsConfig", "Page", "PluginError", "log", "run"]

log = get_plugin_logger("utvag")

MAKING = "utvag_making"
"""Where in MkDocs's `extra` the hooks find what `run` was given; a plain `mkdocs build` has nothing there."""

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


def run(making: Making, target: Path, time: int | None) -> tuple[Problem, ...]:
    """Let MkDocs write strictly into `target`; return what is wrong with what it wrote, or why it stopped.

    `time`, in seconds since 1970, is what MkDocs takes for now. Raises OSError when something cannot be read or written.
    """
    project = making.project
    said = _Said(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    with _environment({"NO_MKDOCS_2_WARNING": "1"} | ({"SOURCE_DATE_EPOCH": str(time)} if time is not None else {})):
        logger.addHandler(said)
        try:
            config = load_config(str(project.settings), site_dir=str(target), strict=True)
            config.extra[MAKING] = making
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build.build(config)
            finally:
                config.plugins.on_shutdown()
        except MkDocsException as fault:
            if not any(problem.severity is Severity.ERROR for problem in making.found):
                lines = said.lines if said.lines and isinstance(fault, Abort) else [str(fault)]
                making.found += (_told(project, line) for line in lines)
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


@contextlib.contextmanager
def _environment(variables: dict[str, str]) -> Iterator[None]:
    """Let MkDocs and our hooks find, and set, variables of the environment that are as before afterwards."""
    before = dict(os.environ)
    os.environ.update({name: before.get(name, value) for name, value in variables.items()})
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _told(project: Project, line: str) -> Problem:
    """Return what MkDocs says: of a template at its place, of a page or of the settings."""
    where, words = Location(project.shown(project.settings)), line
    if found := _TEMPLATE.fullmatch(line):
        where, words = Location(found["file"], int(found["line"])), found["words"]
    elif found := _PAGE.match(line):
        where = Location(project.shown(project.content / found["page"]))
    remedy = "Rätta det som står här. Den förra webbplatsen är kvar som den var."
    return Problem(where, "mkdocs", f"Bygget stannade: {words}", remedy, "bygget")
