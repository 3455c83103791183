"""The commands about the whole site: check, build, journeys, sources, serve."""

from __future__ import annotations

import gc
import sys
import time
from typing import TYPE_CHECKING

from utvag import rules
from utvag.commands import days
from utvag.commands.telling import OK, PROBLEMS, proven, report, seconds_since
from utvag.guide import journeys
from utvag.problems import InvalidRegistry
from utvag.site import build, manifest, mkdocs_process

if TYPE_CHECKING:
    import argparse

    from utvag.project import Project

_PORTS = {"public": 8000, "staff": 8001}
"""Where each edition is shown when nobody says where: both can be looked at at once."""


def check(project: Project, chosen: argparse.Namespace) -> int:
    """kontrollera registret, guiden och de skrivna sidorna"""  # noqa: D400, D403, D415 -- shown in --help, as the others are
    gc.disable()  # a large registry is one heap that lives to the end: looking through it again and again frees nothing
    try:
        loaded, tree, found = rules.check(project)
    except InvalidRegistry as fault:
        return report(fault.problems, chosen.format)
    finally:
        gc.enable()
    status = report(found, chosen.format)
    if chosen.format == "text" and status == OK:
        paths = sum(1 for _ in journeys.walk(tree))
        shown = sum(program.has_page for program in loaded.registry.programs)
        print(f"Allt stämmer: {shown} stöd, {paths} vägar genom guiden. Alla slutar på {loaded.registry.lifeline.number}.")
    return status


def make(project: Project, chosen: argparse.Namespace) -> int:
    """bygg webbplatsen; den förra är kvar om något är fel"""  # noqa: D400, D403, D415 -- shown in --help
    status = _built(project, chosen)
    if status == OK and _is_changed(project):
        print(f"Bygget har ändringar som inte är sparade i git. Det står i {manifest.NAME}.", file=sys.stderr)
    return status


def _built(project: Project, chosen: argparse.Namespace) -> int:
    start = time.monotonic()
    print("Bygger …", flush=True)
    status = report(build.build(project, chosen.on or days.current()), "text")
    if status == OK:
        print(f"Klar på {seconds_since(start)}: {project.shown(project.site)}")
    elif project.site.exists():
        print(f"Inget är ändrat i {project.shown(project.site)}: den förra webbplatsen är kvar.", file=sys.stderr)
    return status


def _is_changed(project: Project) -> bool:
    try:
        return manifest.parse((project.site / manifest.NAME).read_bytes()).version.endswith(manifest.CHANGED)
    except (OSError, ValueError):
        return False


def show(project: Project, chosen: argparse.Namespace) -> int:
    """visa alla vägar genom guiden, och bevisa att alla slutar på numret"""  # noqa: D400, D403, D415 -- shown in --help
    made = proven(project)
    if made is None:
        return PROBLEMS
    forms = {"text": journeys.as_text, "json": journeys.as_json, "mermaid": journeys.as_mermaid}
    print(forms[chosen.format](made[1]))
    return OK


def sources(project: Project, chosen: argparse.Namespace) -> int:
    """visa varje uppgift på webbplatsen, var den står och hur vi vet den"""  # noqa: D400, D403, D415 -- shown in --help
    from utvag.staff import source_list  # noqa: PLC0415 -- `check` is quicker without it

    made = proven(project)
    if made is None:
        return PROBLEMS
    rows = list(source_list.rows(project, made[0]))
    print({"text": source_list.as_text, "csv": source_list.as_csv}[chosen.format](rows))
    if gaps := [row for row in rows if not row.is_whole]:
        print(f"\n{len(gaps)} uppgifter saknar källa. Den första står på {gaps[0].line}.", file=sys.stderr)
        return PROBLEMS
    return OK


def serve(project: Project, chosen: argparse.Namespace) -> int:
    """bygg, visa på den här datorn och bygg om när en fil sparas"""  # noqa: D400, D415 -- shown in --help
    from utvag.site import serve as local_server  # noqa: PLC0415 -- `check` is quicker without a web server

    def again() -> None:
        _built(project, chosen)

    port = chosen.port if chosen.port is not None else _PORTS[project.edition.id]
    if _built(project, chosen) != OK and not project.site.exists():
        print("Rätta felen och spara. Då byggs webbplatsen.", file=sys.stderr)
    mkdocs_process.warm()
    try:
        local_server.serve(project, port, again, lambda address: print(f"Titta på {address} (avsluta med Ctrl+C)", flush=True))
    except (OSError, OverflowError):
        print(f"Port {port} går inte att använda. Skriv till exempel --port 8002.", file=sys.stderr)
        return PROBLEMS
    return OK
