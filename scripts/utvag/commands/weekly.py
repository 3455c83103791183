"""The commands for people who keep the facts right: due, diff, links."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from utvag import reports
from utvag.commands import days
from utvag.commands.telling import OK, PROBLEMS, USAGE, report, tell
from utvag.problems import InvalidRegistry
from utvag.registry import loader

if TYPE_CHECKING:
    import argparse

    from utvag.project import Project


def due(project: Project, chosen: argparse.Namespace) -> int:
    """säg vilka uppgifter som ska kontrolleras igen, och vem ni ringer den här veckan"""  # noqa: D400, D415 -- shown in --help
    from utvag.upkeep import due as dues  # noqa: PLC0415 -- `check` is quicker without them
    from utvag.upkeep import facts  # noqa: PLC0415 -- as above

    try:
        found = dues.report(loader.load(project.registry, project.shown(project.registry)), chosen.on or days.current())
    except InvalidRegistry as fault:
        return report(fault.problems, "text")
    print(dues.FORMATS[chosen.format](found), flush=True)
    blocking = list(dues.release(found)) if chosen.release else []
    if told := [*facts.ahead(found.loaded, found.on), *blocking]:
        print(reports.of_problems(told), file=sys.stderr)
    return PROBLEMS if blocking else OK


def diff(project: Project, chosen: argparse.Namespace) -> int:
    """berätta vad som ändras för besökare mellan två versioner: filer eller versioner i git"""  # noqa: D400, D415 -- shown in --help
    from utvag.changes import report as changed  # noqa: PLC0415 -- `check` is quicker without it
    from utvag.changes import versions  # noqa: PLC0415 -- as above

    try:
        with versions.opened(project, chosen.base) as before, versions.opened(project, chosen.head) as after:
            found = [versions.read(version) for version in (before, after)]
            is_reworked = versions.is_reworked(project, before, after)
    except versions.NoSuchVersion as fault:
        print(fault, file=sys.stderr)
        return USAGE
    faults = [problem for read in found for problem in read.problems]
    old, new = (read.seen for read in found)
    if old is None or new is None:
        if chosen.format != "json":
            print("Det går inte att jämföra förrän det här är rättat:\n", flush=True)
        return report(faults, "json" if chosen.format == "json" else "text")
    print(changed.render(changed.compare(old, new, is_reworked=is_reworked), chosen.format))
    return OK


def links(project: Project, chosen: argparse.Namespace) -> int:
    """fråga alla adresser till andra webbplatser om de svarar; stoppar aldrig en ändring"""  # noqa: D400, D415 -- shown in --help
    from utvag.site import built  # noqa: PLC0415 -- `check` is quicker without them
    from utvag.upkeep import link_checker  # noqa: PLC0415 -- `check` is quicker without them
    from utvag.upkeep import links as leading  # noqa: PLC0415 -- as above

    has_pages = (project.site / "index.html").is_file()
    if chosen.site_dir and not has_pages:
        tell(f"I {project.shown(project.site)} finns ingen webbplats. Skriv make build först.")
        return USAGE
    try:
        loaded = loader.load(project.registry, project.shown(project.registry))
    except InvalidRegistry as fault:
        return report(fault.problems, "text")
    found = leading.collect(project, loaded, built.read(project.site) if has_pages else None)
    tell(f"Frågar {len(found)} adresser. Det kan ta några minuter …")
    try:
        visited = link_checker.make([link.address for link in found])
    except link_checker.NoVisits as fault:
        tell(str(fault))
        return USAGE
    print(leading.FORMATS[chosen.format](leading.report(found, visited, with_pages=has_pages)))
    return OK
