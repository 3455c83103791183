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
from utvag.site.readings import BROKEN
from utvag.swedish import quoted

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

_LINK = re.compile(r"Doc file '(?P<page>[^']+)' contains an? [a-z ]*link '(?P<link>[^']*)'")
_PAGE = re.compile(r"Error (?:building|reading) page '(?P<page>[^']+)'")
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
            return _found(making, said.lines if said.lines and isinstance(fault, Abort) else [str(fault)])
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


def _found(making: Making, lines: list[str]) -> tuple[Problem, ...]:
    """Return what stopped MkDocs: the links that it says lead nowhere, what our hooks have found, else all that it says."""
    links = [_broken(making.project, found) for line in lines if (found := _LINK.match(line))]
    others = [problem for problem in making.found if not links or problem.code != BROKEN]
    if links or any(problem.severity is Severity.ERROR for problem in others):
        return (*links, *others)
    return (*others, *(_told(making.project, line) for line in lines))


def _broken(project: Project, found: re.Match[str]) -> Problem:
    """Return the problem of a link that leads nowhere, at its place in the page."""
    path = project.content / found["page"]
    before, is_there, _ = path.read_text(encoding="utf-8", errors="replace").partition(f"({found['link']}")
    line, column = (before.count("\n") + 1, len(before.rpartition("\n")[2]) + 2) if is_there else (1, 1)
    name = project.shown(path)
    message = f"Länken {quoted(found['link'])} leder ingenstans."
    remedy = "Skriv filen som länken ska leda till, till exempel fragor.md eller guide/index.html."
    return Problem(Location(name, line, column), name, message, remedy, BROKEN)


def _told(project: Project, line: str) -> Problem:
    """Return what MkDocs says: of a template at its place, of a page or of the settings."""
    where, words = Location(project.shown(project.settings)), line
    if found := _TEMPLATE.fullmatch(line):
        where, words = Location(found["file"], int(found["line"])), found["words"]
    elif found := _PAGE.match(line):
        where = Location(project.shown(project.content / found["page"]))
    remedy = "Rätta det som står här. Den förra webbplatsen är kvar som den var."
    return Problem(where, "mkdocs", f"Bygget stannade: {words}", remedy, "bygget")
