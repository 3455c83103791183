"""Commands, exit codes, what is printed: the only place that prints.

Exit status: 0 nothing wrong, 1 problems found, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from utvag import build, journeys, ledger, problems, registry
from utvag.paths import Project
from utvag.problems import InvalidRegistry, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from utvag.journeys import Tree
    from utvag.problems import Problem
    from utvag.registry import Loaded

OK, PROBLEMS, USAGE = 0, 1, 2


def main(arguments: Sequence[str], root: Path) -> int:
    """Run one command in the project at `root`; return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # they are text streams here
    try:
        chosen = _parser().parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    project = Project.at(root, registry=chosen.registry, site=getattr(chosen, "site_dir", None))
    run: Callable[[Project, argparse.Namespace], int] = chosen.run
    try:
        return run(project, chosen)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone: there is nobody to tell
        return OK


def check(project: Project, chosen: argparse.Namespace) -> int:
    """kontrollera registret, guiden och de skrivna sidorna"""  # noqa: D400, D403, D415 -- shown in --help, as the others are
    try:
        loaded, tree, found = build.prepare(project)
    except InvalidRegistry as fault:
        return _report(fault.problems, chosen.format)
    status = _report(found, chosen.format)
    if chosen.format == "text" and status == OK:
        paths = sum(1 for _ in journeys.walk(tree))
        shown = sum(program.has_page for program in loaded.registry.programs)
        print(f"Allt stämmer: {shown} stöd, {paths} vägar genom guiden. Alla slutar på {loaded.registry.lifeline.number}.")
    return status


def make(project: Project, chosen: argparse.Namespace) -> int:
    """bygg webbplatsen; den förra är kvar om något är fel"""  # noqa: D400, D403, D415 -- shown in --help
    del chosen
    start = time.monotonic()
    print("Bygger …", flush=True)
    status = _report(build.build(project), "text")
    if status == OK:
        print(f"Klar på {_seconds_since(start)}: {project.shown(project.site)}")
    elif project.site.exists():
        print(f"Inget är ändrat i {project.shown(project.site)}: den förra webbplatsen är kvar.", file=sys.stderr)
    return status


def _proven(project: Project) -> tuple[Loaded, Tree] | None:
    """Return the registry and its guide; when something is wrong with them, tell it and return None."""
    try:
        loaded, tree, found = build.prepare(project)
    except InvalidRegistry as fault:
        _report(fault.problems, "text")
        return None
    if any(problem.severity is Severity.ERROR for problem in found):
        _report(found, "text")
        return None
    return loaded, tree


def show(project: Project, chosen: argparse.Namespace) -> int:
    """visa alla vägar genom guiden, och bevisa att alla slutar på numret"""  # noqa: D400, D403, D415 -- shown in --help
    made = _proven(project)
    if made is None:
        return PROBLEMS
    forms = {"text": journeys.as_text, "json": journeys.as_json, "mermaid": journeys.as_mermaid}
    print(forms[chosen.format](made[1]))
    return OK


def sources(project: Project, chosen: argparse.Namespace) -> int:
    """visa varje uppgift på webbplatsen, var den står och hur vi vet den"""  # noqa: D400, D403, D415 -- shown in --help
    made = _proven(project)
    if made is None:
        return PROBLEMS
    rows = list(ledger.rows(project, made[0]))
    print({"text": ledger.as_text, "csv": ledger.as_csv}[chosen.format](rows))
    if gaps := [row for row in rows if not row.is_whole]:
        print(f"\n{len(gaps)} uppgifter saknar källa. Den första står på {gaps[0].line}.", file=sys.stderr)
        return PROBLEMS
    return OK


def due(project: Project, chosen: argparse.Namespace) -> int:
    """säg vilka uppgifter som ska kontrolleras igen, och vem ni ringer den här veckan"""  # noqa: D400, D415 -- shown in --help
    from utvag import due as dues  # noqa: PLC0415 -- `check` is quicker without it

    try:
        found = dues.report(registry.load(project.registry, project.shown(project.registry)), chosen.on or _today())
    except InvalidRegistry as fault:
        return _report(fault.problems, "text")
    print(dues.FORMATS[chosen.format](found), end="" if chosen.format == "ics" else "\n", flush=True)
    blocking = list(dues.release(found)) if chosen.release else []
    if blocking:
        print(problems.render(blocking), file=sys.stderr)
    return PROBLEMS if blocking else OK


def _today() -> dt.date:
    """Return the day it is here: the only place that reads the calendar."""
    return dt.datetime.now(tz=dt.UTC).astimezone().date()


def _a_day(words: str) -> dt.date:
    try:
        return dt.datetime.strptime(words, "%Y-%m-%d").replace(tzinfo=dt.UTC).date()
    except ValueError:
        reason = f"{words} är ingen dag, skriv så här: 2026-11-21"
        raise argparse.ArgumentTypeError(reason) from None


def diff(project: Project, chosen: argparse.Namespace) -> int:
    """berätta vad som ändras för besökare mellan två versioner: filer eller versioner i git"""  # noqa: D400, D415 -- shown in --help
    from utvag.changes import report, versions  # noqa: PLC0415 -- `check` is quicker without it

    try:
        with versions.opened(project, chosen.base) as before, versions.opened(project, chosen.head) as after:
            found = [versions.read(version) for version in (before, after)]
    except versions.NoSuchVersion as fault:
        print(fault, file=sys.stderr)
        return USAGE
    problems = [problem for read in found for problem in read.problems]
    old, new = (read.seen for read in found)
    if old is None or new is None:
        return _report(problems, "json" if chosen.format == "json" else "text")
    print(report.render(report.compare(old, new), chosen.format))
    return OK


def serve(project: Project, chosen: argparse.Namespace) -> int:
    """bygg, visa på den här datorn och bygg om när en fil sparas"""  # noqa: D400, D415 -- shown in --help
    from utvag import server  # noqa: PLC0415 -- `check` is quicker without a web server

    def again() -> None:
        make(project, chosen)

    if make(project, chosen) != OK and not project.site.exists():
        print("Rätta felen och spara. Då byggs webbplatsen.", file=sys.stderr)
    try:
        server.serve(project, chosen.port, again, lambda address: print(f"Titta på {address} (avsluta med Ctrl+C)", flush=True))
    except (OSError, OverflowError):
        print(f"Port {chosen.port} går inte att använda. Skriv till exempel --port 8001.", file=sys.stderr)
        return PROBLEMS
    return OK


def tidy(project: Project, chosen: argparse.Namespace) -> int:
    """ställ upp registrets rader snyggt; orden, anmärkningarna och ordningen är kvar"""  # noqa: D400, D415 -- shown in --help
    from utvag import layout  # noqa: PLC0415 -- `check` is quicker without it

    name = project.shown(project.registry)
    try:
        data = registry.read(project.registry, name)
    except InvalidRegistry as fault:
        return _report(fault.problems, chosen.format)
    laid = layout.repair(data, name)
    if laid.text is None:
        return _report(laid.problems, chosen.format)
    drift = layout.difference(data, laid.text, name)
    if chosen.check or drift is None:
        return _report([drift] if drift else [], chosen.format)
    if not _written(project, laid.text):
        return PROBLEMS
    print(f"{name}: raderna är uppställda. Inget annat är ändrat.")
    return OK


def new(project: Project, chosen: argparse.Namespace) -> int:
    """lägg till en insats: en fråga i taget, och varje svar kontrolleras genast"""  # noqa: D400, D415 -- shown in --help
    from utvag import dialogue  # noqa: PLC0415 -- `check` is quicker without it

    try:
        made = dialogue.hold(project, _asked, _tell)
    except InvalidRegistry as fault:
        return _report(fault.problems, "text")
    except (KeyboardInterrupt, EOFError):
        _tell("\nAvbrutet. Registret är orört och svaren är sparade. Skriv python scripts new igen för att fortsätta.")
        return PROBLEMS
    if chosen.print:
        print(made.entry, end="")
    elif not _written(project, made.text):
        return PROBLEMS
    else:
        _tell("Insatsen står i registret. Titta på den med: python scripts serve")
    dialogue.forget(project)
    for remark in made.remarks:
        _tell(f"Innan den kan visas: {remark.message} {remark.remedy}")
    return OK


def _asked(prompt: str) -> str:
    """Put a question on the screen and return the answer; what is printed stays free for the entry."""
    print(prompt, end="", file=sys.stderr, flush=True)
    return input()


def _tell(line: str) -> None:
    print(line, file=sys.stderr)


def _written(project: Project, text: str) -> bool:
    """Put a new registry in place; return whether it could be done, else say why."""
    from utvag import files  # noqa: PLC0415 -- `check` is quicker without it

    try:
        files.replace(project.registry, text.encode())
    except OSError as fault:
        _tell(f"{project.shown(project.registry)} går inte att skriva ({fault.strerror}). Inget är ändrat.")
        return False
    return True


def docs(project: Project, chosen: argparse.Namespace) -> int:
    """skriv om det som görs av modellen: schema/programs.schema.json och tabellerna i CONTRIBUTING.md"""  # noqa: D400, D403, D415 -- shown in --help
    from utvag import files, keys, schema  # noqa: PLC0415 -- `check` is quicker without them

    del chosen
    guide = project.root / "CONTRIBUTING.md"
    made = {
        guide: keys.refreshed(guide.read_text(encoding="utf-8")),
        project.root / "schema" / "programs.schema.json": schema.as_text(),
    }
    for path, text in made.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            files.replace(path, text.encode())
            print(f"Skriven: {project.shown(path)}")
    return OK


def _report(found: Sequence[Problem], form: str) -> int:
    errors = sum(problem.severity is Severity.ERROR for problem in found)
    if found or form == "json":
        print(problems.render(found, form), flush=True)
    if form == "text" and found:
        print(f"\n{errors} fel, {len(found) - errors} påpekanden. Koderna inom [ ] förklaras i CONTRIBUTING.md.", file=sys.stderr)
    return PROBLEMS if errors else OK


def _seconds_since(start: float) -> str:
    return f"{time.monotonic() - start:.1f} s".replace(".", ",")


class _SwedishParser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]  # argparse says it never returns; neither does exit
        """Say in Swedish that the command was not understood, and which there are."""
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"Kommandot gick inte att förstå ({message}). Skriv: python scripts --help\n")


COMMANDS = (
    ("check", check),
    ("build", make),
    ("journeys", show),
    ("sources", sources),
    ("due", due),
    ("diff", diff),
    ("serve", serve),
    ("format", tidy),
    ("new", new),
    ("docs", docs),
)
"""Every command and the function that does it; the docstring is its help."""

_FORMATS = {
    "check": ("text", "github", "json"),
    "journeys": ("text", "json", "mermaid"),
    "sources": ("text", "csv"),
    "due": ("text", "json", "ics"),
    "format": ("text", "github", "json"),
    "diff": ("text", "markdown", "json"),
}


def _parser() -> argparse.ArgumentParser:
    parser = _SwedishParser(prog="python scripts", description="Utväg: registret, guiden och webbplatsen.")
    commands = parser.add_subparsers(required=True, metavar="KOMMANDO", parser_class=_SwedishParser)
    for name, run in COMMANDS:
        command = commands.add_parser(name, help=run.__doc__, description=run.__doc__)
        command.set_defaults(run=run)
        command.add_argument("--registry", type=Path, metavar="FIL", help="ett annat register än programs.yaml")
        if name in _FORMATS:
            command.add_argument("--format", choices=_FORMATS[name], default="text", help="hur svaret skrivs")
        if name == "due":
            command.add_argument("--on", type=_a_day, metavar="DAG", help="en annan dag än i dag: 2026-11-21")
            command.add_argument("--release", action="store_true", help="svara 1 om numret där alla vägar slutar är försenat")
        if name == "diff":
            command.add_argument("base", metavar="FÖRE", help="en fil eller en version i git, till exempel main")
            command.add_argument("head", nargs="?", metavar="EFTER", help="detsamma; filerna som de är nu om inget sägs")
        if name in ("build", "serve"):
            command.add_argument("--site-dir", type=Path, metavar="MAPP", help="en annan mapp än site/")
        if name == "format":
            command.add_argument("--check", action="store_true", help="säg bara till om något borde flyttas; skriv inget")
        if name == "new":
            command.add_argument("--print", action="store_true", help="skriv insatsen på skärmen, inte i registret")
        if name == "serve":
            command.add_argument("--port", type=int, default=8000, metavar="PORT", help="8000 om inget sägs")
    return parser
