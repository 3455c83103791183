"""The commands that change files for their readers: format, new, docs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from utvag.commands.telling import OK, PROBLEMS, report, tell
from utvag.problems import InvalidRegistry
from utvag.registry import loader
from utvag.swedish import listing

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from utvag.project import Project

_GO_ON = "Fortsätt med: .venv/bin/python scripts new"


def tidy(project: Project, chosen: argparse.Namespace) -> int:
    """ställ upp registrets rader snyggt; orden, anmärkningarna och ordningen är kvar"""  # noqa: D400, D415 -- shown in --help
    from utvag.registry import layout  # noqa: PLC0415 -- `check` is quicker without it

    name = project.shown(project.registry)
    try:
        data = loader.read(project.registry, name)
    except InvalidRegistry as fault:
        return report(fault.problems, chosen.format)
    laid = layout.repair(data, name, lambda text: _faults(text, name))
    if laid.text is None:
        return report(laid.problems, chosen.format)
    drift = layout.difference(data, laid.text, name)
    if chosen.check or drift is None:
        return report([drift] if drift else [], chosen.format)
    if not _written(project, project.registry, laid.text, data):
        return PROBLEMS
    if laid.mended:
        rows = f"Rad {listing([str(row) for row in laid.mended])}"
        print(f"{name}: {rows} gick inte att läsa. Mellanslagen där är rättade. Titta att det blev som du menade.")
    print(f"{name}: raderna är uppställda. Inget annat är ändrat.")
    return OK


def _faults(text: str, name: str) -> int:
    """Return how many faults a registry's text has."""
    try:
        loader.parse(text.encode(), name)
    except InvalidRegistry as fault:
        return len(fault.problems)
    return 0


def new(project: Project, chosen: argparse.Namespace) -> int:
    """lägg till en insats: en fråga i taget, och varje svar kontrolleras genast"""  # noqa: D400, D415 -- shown in --help
    from utvag import files  # noqa: PLC0415 -- `check` is quicker without them
    from utvag.registry import dialogue  # noqa: PLC0415 -- `check` is quicker without them
    from utvag.upkeep import edits  # noqa: PLC0415 -- `check` is quicker without them

    try:
        made = dialogue.hold(project, _asked, tell)
    except InvalidRegistry as fault:
        return report(fault.problems, "text")
    except (KeyboardInterrupt, EOFError):
        saved = f" och svaren är sparade. {_GO_ON}" if dialogue.kept(project) else "."
        tell(f"\nAvbrutet. Registret är orört{saved}")
        return PROBLEMS
    except OSError as fault:
        tell(f"Ditt senaste svar går inte att spara: {files.reason(fault)}. Registret är orört. {_GO_ON}")
        return PROBLEMS
    if chosen.print:
        print(made.entry, end="")
    elif not _written(project, project.registry, made.text, made.read):
        return PROBLEMS
    else:
        tell("Insatsen står i registret. Titta på den med: .venv/bin/python scripts serve")
    dialogue.forget(project)
    for number in made.numbers:
        tell(f"{number}: {edits.LOCK}")
    for remark in made.remarks:
        tell(f"Innan den kan visas: {remark.message} {remark.remedy}")
    return OK


def _asked(prompt: str) -> str:
    """Put a question on the screen and return the answer; what is printed stays free for the entry."""
    print(prompt, end="", file=sys.stderr, flush=True)
    return input()


def _written(project: Project, path: Path, text: str, read: bytes | None = None) -> bool:
    """Put a file's new text in place; return whether it could be done, else say why. `read` is what it must still hold."""
    from utvag import files  # noqa: PLC0415 -- `check` is quicker without it

    try:
        if read is not None and path.read_bytes() != read:
            tell(f"{project.shown(path)} sparades av någon annan under tiden. Inget är ändrat. Skriv samma kommando igen.")
            return False
        files.replace(path, text.encode())
    except OSError as fault:
        tell(f"{project.shown(path)} går inte att skriva: {files.reason(fault)}. Inget är ändrat.")
        return False
    return True


def docs(project: Project, chosen: argparse.Namespace) -> int:
    """skriv om det som görs av modellen: schema/programs.schema.json och tabellerna i CONTRIBUTING.md"""  # noqa: D400, D403, D415 -- shown in --help
    from utvag.registry import keys, schema  # noqa: PLC0415 -- `check` is quicker without them

    del chosen
    guide = project.root / "CONTRIBUTING.md"
    made = {
        guide: keys.refreshed(guide.read_text(encoding="utf-8")),
        project.root / "schema" / "programs.schema.json": schema.as_text(),
    }
    for path, text in made.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            if not _written(project, path, text):
                return PROBLEMS
            print(f"Skriven: {project.shown(path)}")
    return OK
