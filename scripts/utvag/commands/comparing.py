"""The command that holds a site, wherever it stands, against the one that was built here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from utvag.commands.telling import OK, PROBLEMS, USAGE, report, tell
from utvag.problems import InvalidRegistry
from utvag.registry import loader
from utvag.site import manifest
from utvag.swedish import quoted

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from utvag.project import Project
    from utvag.registry.model import Lifeline
    from utvag.site.manifest import Manifest
    from utvag.site.verify import Difference

_BUILD_FIRST = "Skriv först: .venv/bin/python scripts build"


def verify(project: Project, chosen: argparse.Namespace) -> int:
    """jämför en webbplats, på nätet eller i en mapp, med den som är byggd här; numret först"""  # noqa: D400, D415 -- shown in --help
    try:
        line = loader.load(project.registry, project.shown(project.registry)).registry.lifeline
    except InvalidRegistry as fault:
        return report(fault.problems, "text")
    listed = _listed(project, line)
    if listed is None:
        return USAGE
    is_address = chosen.where.lower().startswith(("http://", "https://"))
    if not is_address and not Path(chosen.where).is_dir():
        tell(f"{quoted(chosen.where)} är ingen mapp här, och ingen adress som börjar med https://.")
        return USAGE
    tell(f"Jämför {len(listed.files)} filer …")
    found = _compared(chosen.where, listed, line, is_address=is_address)
    if found is None:
        return PROBLEMS
    _told(found, listed)
    return PROBLEMS if found else OK


def _listed(project: Project, line: Lifeline) -> Manifest | None:
    """Return the list of the build here, or tell why there is none to compare with."""
    folder = project.shown(project.site)
    try:
        listed = manifest.parse((project.site / manifest.NAME).read_bytes())
    except (OSError, ValueError):
        tell(f"I {folder} finns inget bygge att jämföra med. {_BUILD_FIRST}")
        return None
    if (line.number, line.dialled) != (listed.number, listed.dialled):
        tell(f"Bygget i {folder} har {listed.number}, registret har {line.number}. {_BUILD_FIRST}")
        return None
    return listed


def _compared(where: str, listed: Manifest, line: Lifeline, *, is_address: bool) -> tuple[Difference, ...] | None:
    """Return what differs at an address or in a folder, or tell why nothing could be compared."""
    from utvag.site import answers, verify  # noqa: PLC0415 -- `check` is quicker without the web

    try:
        if not is_address:
            return verify.compare(verify.Folder(Path(where)), listed, line.number, line.dialled)
        with answers.Server(where) as server:
            return verify.compare(verify.Web(where, server), listed, line.number, line.dialled)
    except answers.NoAnswer as fault:
        tell(f"{where}: {fault} Inget är jämfört.")
        return None


def _told(found: Sequence[Difference], listed: Manifest) -> None:
    """Tell what differs from the list, the number first."""
    build = f"{f'version {listed.version}' if listed.version else 'utan version i git'}, register {listed.registry[:12]}"
    wrong = sum(difference.is_number for difference in found)
    if not wrong:
        print(f"Numret stämmer: {listed.number} går att ringa från varje sida som svarade.")
    for difference in found:
        print(f"{'FEL NUMMER: ' if difference.is_number else ''}{difference.where}: {difference.message}")
    if wrong:
        tell("\nNumret är fel. Sätt tillbaka den förra webbplatsen nu. Ta sedan reda på vem som ändrade.")
    elif found:
        counted = f"{len(found)} skillnad{'' if len(found) == 1 else 'er'}"
        tell(f"\n{counted} mot bygget ({build}). Lägg ut det bygget igen, eller jämför med rätt bygge.")
    else:
        print(f"Allt stämmer med bygget ({build}).")
