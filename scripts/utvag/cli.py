"""Which commands there are, and what may stand behind each.

Exit status: 0 nothing wrong, 1 problems found, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from utvag.commands import comparing, delivery, editing, printing, site, weekly
from utvag.commands.telling import OK, USAGE, waiting
from utvag.project import EDITIONS, PUBLIC, Project

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def main(arguments: Sequence[str], root: Path) -> int:
    """Run one command in the project at `root`; return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # they are text streams here
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # what a terminal in another alphabet sends is asked for again, no traceback
    try:
        chosen = _parser().parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    edition = EDITIONS[getattr(chosen, "edition", PUBLIC.id)]
    project = Project.at(root, chosen.registry, getattr(chosen, "site_dir", None), edition)
    run: Callable[[Project, argparse.Namespace], int] = chosen.run
    try:
        with nullcontext() if run in TALKS else waiting():
            return run(project, chosen)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone: there is nobody to tell
        return OK


def _a_day(words: str) -> dt.date:
    try:
        return dt.datetime.strptime(words, "%Y-%m-%d").replace(tzinfo=dt.UTC).date()
    except ValueError:
        reason = f"{words} är ingen dag, skriv så här: 2026-11-21"
        raise argparse.ArgumentTypeError(reason) from None


class _SwedishParser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]  # argparse says it never returns; neither does exit
        """Say in Swedish that the command was not understood, and which there are."""
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"Kommandot gick inte att förstå ({message}). Skriv: .venv/bin/python scripts --help\n")


COMMANDS = (
    ("check", site.check),
    ("build", site.make),
    ("pack", delivery.pack),
    ("journeys", site.show),
    ("sources", site.sources),
    ("due", weekly.due),
    ("diff", weekly.diff),
    ("links", weekly.links),
    ("verify", comparing.verify),
    ("serve", site.serve),
    ("format", editing.tidy),
    ("new", editing.new),
    ("paper", printing.papers),
    ("docs", editing.docs),
)
"""Every command and the function that does it; the docstring is its help."""

TALKS = (site.serve, editing.new)
"""Commands that somebody talks with, or that go on until they are stopped: they tell by themselves what they do."""

_FORMATS = {
    "check": ("text", "github", "json"),
    "journeys": ("text", "json", "mermaid"),
    "sources": ("text", "csv"),
    "due": ("text", "markdown", "json"),
    "format": ("text", "github", "json"),
    "diff": ("text", "markdown", "json"),
    "links": ("text", "markdown", "json"),
}


def _option(*names: str, **how: Any) -> tuple[tuple[str, ...], dict[str, Any]]:  # noqa: ANN401 -- as argparse takes it
    return names, how


_FOLDER = _option("--site-dir", type=Path, metavar="MAPP", help="en annan mapp än site/ eller site-staff/")
_DAY = _option("--on", type=_a_day, metavar="DAG", help="en annan dag än i dag: 2026-11-21")
_EDITION = _option("--edition", choices=tuple(EDITIONS), default=PUBLIC.id, help="för besökare, eller för er (staff)")

_OPTIONS = {
    "build": (_DAY, _EDITION, _FOLDER),
    "serve": (_DAY, _EDITION, _FOLDER, _option("--port", type=int, metavar="PORT", help="8000 om inget sägs, för er 8001")),
    "pack": (_EDITION, _FOLDER),
    "links": (_FOLDER,),
    "verify": (_option("where", metavar="ADRESS", help="en webbadress, eller en mapp"), _EDITION, _FOLDER),
    "due": (_DAY, _option("--release", action="store_true", help="svara 1 om numret där alla vägar slutar är försenat")),
    "diff": (
        _option("base", metavar="FÖRE", help="en fil eller en version i git, till exempel main"),
        _option("head", nargs="?", metavar="EFTER", help="detsamma; filerna som de är nu om inget sägs"),
    ),
    "format": (_option("--check", action="store_true", help="säg bara till om något borde flyttas; skriv inget"),),
    "new": (_option("--print", action="store_true", help="skriv insatsen på skärmen, inte i registret"),),
    "paper": (_option("--out", type=Path, metavar="MAPP", help="en annan mapp än paper/"),),
}
"""What may stand behind a command, besides `--registry` and `--format`."""


def _parser() -> argparse.ArgumentParser:
    parser = _SwedishParser(prog=".venv/bin/python scripts", description="Utväg: registret, guiden och webbplatsen.")
    commands = parser.add_subparsers(required=True, metavar="KOMMANDO", parser_class=_SwedishParser)
    for name, run in COMMANDS:
        command = commands.add_parser(name, help=run.__doc__, description=run.__doc__)
        command.set_defaults(run=run)
        command.add_argument("--registry", type=Path, metavar="FIL", help="ett annat register än programs.yaml")
        if name in _FORMATS:
            command.add_argument("--format", choices=_FORMATS[name], default="text", help="hur svaret skrivs")
        for names, how in _OPTIONS.get(name, ()):
            command.add_argument(*names, **how)
    return parser
