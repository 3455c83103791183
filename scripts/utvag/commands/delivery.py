"""The command that makes a built site ready for a server: pack."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from utvag.commands.telling import OK, PROBLEMS, seconds_since, tell

if TYPE_CHECKING:
    import argparse

    from utvag.project import Project


def pack(project: Project, chosen: argparse.Namespace) -> int:
    """lägg varje sida packad bredvid sig själv, så som servern skickar den"""  # noqa: D400, D415 -- shown in --help
    from utvag.site import pack as packing  # noqa: PLC0415 -- `check` is quicker without it

    del chosen
    start = time.monotonic()
    where = project.shown(project.site)
    if not (project.site / "index.html").is_file():
        tell(f"Det finns ingen webbplats i {where}. Bygg den först: .venv/bin/python scripts build")
        return PROBLEMS
    print("Packar …", flush=True)
    try:
        packed = packing.pack(project.site)
    except OSError as fault:
        tell(f"{where} går inte att packa ({fault.strerror}). Sidorna är kvar som de var. Se efter att mappen går att skriva i.")
        return PROBLEMS
    print(f"Klar på {seconds_since(start)}: {packed} {'sida' if packed == 1 else 'sidor'} i {where}")
    return OK
