"""Which commands there are, what may stand behind each, and how every one of them ends.

Exit status: 0 nothing wrong, 1 problems found, 2 wrong usage or nowhere to write the answer, 3 our own mistake, 130 interrupted.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import os
import signal
import sys
import threading
import time
import traceback
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from utvag import city_commands, commands, files
from utvag.city import answers
from utvag.commands import CRASHED, INTERRUPTED, PROBLEMS, USAGE, tell
from utvag.problems import InvalidRegistry, Location, WrongUsage
from utvag.project import CALLED, EDITIONS, PUBLIC, Project
from utvag.registry import loader
from utvag.rules import codes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PATIENCE, EVERY = 1.0, 10.0
"""Seconds before somebody at a screen is told that it takes a while, and how often after that."""


class Command(NamedTuple):
    """A command: its name, the function whose docstring is its help, the forms in which it answers, and what else may follow."""

    name: str
    run: Callable[[Project, argparse.Namespace], int]
    formats: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


def _day(words: str) -> dt.date:
    try:
        return dt.datetime.strptime(words, "%Y-%m-%d").replace(tzinfo=dt.UTC).date()
    except ValueError:
        reason = f"{words} är ingen dag, skriv så här: 2026-11-21"
        raise argparse.ArgumentTypeError(reason) from None


def _days(words: str) -> int:
    if words.isdecimal() and 0 < int(words) <= 4000:  # noqa: PLR2004 -- eleven years
        return int(words)
    reason = f"{words} är inget antal dagar, skriv till exempel: 400"
    raise argparse.ArgumentTypeError(reason)


OPTIONS: dict[str, dict[str, Any]] = {
    "--as-files": {"action": "store_true", "help": "länkar till filer: sidorna kan öppnas utan server"},
    "--site-dir": {"type": Path, "metavar": "MAPP", "help": "en annan mapp än site/ eller site-staff/"},
    "--on": {"type": _day, "metavar": "DAG", "help": "en annan dag än i dag: 2026-11-21"},
    "--days": {"type": _days, "default": 400, "metavar": "DAGAR", "help": "så många dagar; 400 om inget sägs"},
    "--edition": {
        "choices": (*EDITIONS,),
        "default": PUBLIC.id,
        "help": "för besökare, för er (staff) eller för andras program (data)",
    },
    "--port": {"type": int, "metavar": "PORT", "help": "8000 om inget sägs, för er 8001, för data 8002"},
    "where": {"metavar": "ADRESS", "help": "en webbadress, till exempel https://www.example.se/"},
    "--release": {
        "action": "store_true",
        "help": "svara 1 om numret där alla vägar slutar är försenat, eller om ingen har sagt vart man säger till om fel",
    },
    "base": {"metavar": "FÖRE", "help": "en fil eller en version i git, till exempel main"},
    "head": {"nargs": "?", "metavar": "EFTER", "help": "detsamma; filerna som de är nu om inget sägs"},
    "--check": {"action": "store_true", "help": "säg bara till om något borde flyttas; skriv inget"},
    "action": {"choices": ("export", "import", "sign"), "metavar": "GÖR", "help": "export, import eller sign"},
    "what": {"nargs": "?", "metavar": "VAD", "help": "export: språkets kod; import: filen; sign: platsen, som programs.yaml:42"},
    "--out": {"type": Path, "metavar": "MAPP", "help": "en annan mapp än paper/ eller brev/"},
    "program": {"metavar": "STÖD", "help": "stödets id, till exempel exit-fryshuset"},
    "file": {"type": Path, "metavar": "SVAR", "help": "filen som formuläret sparade"},
    "--write": {"action": "store_true", "help": "skriv raderna i registret, om inget är fel"},
    "form": {"choices": ("hsds",), "metavar": "SORT", "help": "hsds"},
    "path": {"type": Path, "metavar": "VAR", "help": "mappen med tabellerna, eller services.json"},
    "folder": {"type": Path, "metavar": "MAPP", "help": "en mapp som inte finns än"},
    "--yes": {"action": "store_true", "help": "fråga inget: det som inte sägs blir som vanligt"},
    **{f"--{question.id}": {"metavar": "SVAR", "help": question.words} for question in answers.QUESTIONS},
}
"""The words that may stand behind a command, and how argparse takes each."""

_PROBLEMS = ("text", "github", "json")
_REPORT = ("text", "markdown", "json")

COMMANDS = (
    Command("check", commands.check, _PROBLEMS),
    Command("build", commands.make, options=("--on", "--edition", "--site-dir", "--as-files")),
    Command("pack", commands.pack, options=("--edition", "--site-dir")),
    Command("journeys", commands.show, ("text", "json", "mermaid")),
    Command("open", commands.answers, _REPORT, ("--days", "--on")),
    Command("gaps", commands.gaps, ("text", "csv", "json")),
    Command("sources", commands.sources, ("text", "csv")),
    Command("due", commands.due, _REPORT, ("--on", "--release")),
    Command("diff", commands.diff, options=("base", "head", "--on")),
    Command("links", commands.links, _REPORT),
    Command("verify", commands.verify, options=("where", "--edition", "--site-dir")),
    Command("serve", commands.serve, options=("--on", "--edition", "--site-dir", "--port")),
    Command("format", commands.tidy, _PROBLEMS, ("--check",)),
    Command("translate", commands.translate, options=("action", "what")),
    Command("letter", commands.letter, options=("program", "--out")),
    Command("reply", commands.reply, options=("file", "--write")),
    Command("import", commands.bring_in, options=("form", "path")),
    Command("paper", commands.paper, options=("--out",)),
    Command("docs", city_commands.docs),
    Command("init", city_commands.init, options=("folder", "--yes", *(f"--{question.id}" for question in answers.QUESTIONS))),
    Command("upgrade", city_commands.upgrade),
)


class _SwedishParser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]  # argparse says it never returns; neither does exit
        """Say in Swedish that the command was not understood, and which there are."""
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"Kommandot gick inte att förstå ({message}). Skriv: {CALLED} --help\n")


def parser() -> argparse.ArgumentParser:
    """Return what understands a command line."""
    made = _SwedishParser(prog=CALLED, description="Utväg: registret, guiden och webbplatsen.")
    known = made.add_subparsers(required=True, metavar="KOMMANDO", parser_class=_SwedishParser)
    for command in COMMANDS:
        one = known.add_parser(command.name, help=command.run.__doc__, description=command.run.__doc__)
        one.set_defaults(command=command)
        one.add_argument("--registry", type=Path, metavar="FIL", help="ett annat register än programs.yaml")
        if command.formats:
            one.add_argument("--format", choices=command.formats, default="text", help="hur svaret skrivs")
        for name in command.options:
            one.add_argument(name, **OPTIONS[name])
    return made


def main(arguments: Sequence[str], root: Path) -> int:
    """Run one command in the project at `root`; return its exit status."""
    if not _prepare_streams():
        tell("Svaret går inte att skriva: utmatningen är stängd. Inget är gjort.")
        return USAGE
    try:
        status = _run(parser().parse_args(arguments), root)
        sys.stdout.flush()
    except SystemExit as stop:
        status = int(stop.code or 0)
    except KeyboardInterrupt:
        tell("Avbrutet.")
        status = INTERRUPTED
    except OSError as fault:
        about = Project.at(root).shown(Path(os.fsdecode(fault.filename))) if fault.filename else "Svaret"
        tell(f"{about} går inte att läsa eller skriva: {files.reason(fault)}.")
        status = PROBLEMS if fault.filename else _without_output()
    return status


def installed() -> None:
    """Run a command of the installed program in the project that the current folder belongs to, and end with its exit status."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was begun is cleared away, as after Ctrl+C
    here = Path.cwd()
    sys.exit(main(sys.argv[1:], next((folder for folder in (here, *here.parents) if (folder / PUBLIC.settings).is_file()), here)))


def _run(chosen: argparse.Namespace, root: Path) -> int:
    command: Command = chosen.command
    edition = EDITIONS[getattr(chosen, "edition", PUBLIC.id)]
    project = Project.at(root, chosen.registry, getattr(chosen, "site_dir", None), edition)
    try:
        if command.run in (commands.serve, city_commands.init):  # they go on until they are stopped or answered
            return command.run(project, chosen)
        with _waiting(), loader.without_collecting():
            return command.run(project, chosen)
    except InvalidRegistry as fault:
        return commands.report(fault.problems, chosen.format if command.formats == _PROBLEMS else "text")
    except files.NotWritten as fault:
        tell(f"{project.shown(fault.path)} {fault}")
        return PROBLEMS
    except WrongUsage as fault:
        tell(str(fault))
        return USAGE
    except OSError:
        raise
    except Exception as crash:
        if sys.flags.dev_mode:
            raise
        return _told(crash, project, chosen)


def _told(crash: Exception, project: Project, chosen: argparse.Namespace) -> int:
    """Tell a mistake of our own to somebody who can do nothing about it, at its line of our code; return the exit status."""
    home = Path(__file__).parent
    places = [(Path(frame.filename), frame.lineno or 1) for frame in traceback.extract_tb(crash.__traceback__)]
    path, line = next(place for place in reversed(places) if place[0].is_relative_to(home))
    where = Location(f"scripts/utvag/{path.relative_to(home).as_posix()}", line)
    read, words = project.shown(project.registry), f"{type(crash).__name__}: {' '.join(str(crash).split())}"
    problem = codes.problem(where, chosen.command.name, "programfel", read=read, fault=words)
    commands.report([problem], chosen.format if chosen.command.formats == _PROBLEMS else "text")
    return CRASHED


def _prepare_streams() -> bool:
    """Let any word be written, what is told beside the output nowhere if need be; return whether there is an output."""
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 -- open to the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return sys.stdout is not None


def _without_output() -> int:
    """Let what is left of the output go nowhere, or Python would stumble over it when it ends."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return USAGE


@contextmanager
def _waiting() -> Iterator[None]:
    """Tell somebody at a screen that what is done inside takes a while, when it does; a program that reads us is told nothing."""
    start, done = time.monotonic(), threading.Event()

    def keep_telling() -> None:
        pause = PATIENCE
        while not done.wait(pause):
            tell(f"Det tar en stund … {time.monotonic() - start:.0f} s")
            pause = EVERY

    if sys.stderr.isatty():
        threading.Thread(target=keep_telling, daemon=True).start()
    try:
        yield
    finally:
        done.set()
