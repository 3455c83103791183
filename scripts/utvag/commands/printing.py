"""The command that makes papers to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from utvag.commands.telling import OK, PROBLEMS, proven, report, tell

if TYPE_CHECKING:
    import argparse

    from utvag.project import Project


def papers(project: Project, chosen: argparse.Namespace) -> int:
    """gör papper att skriva ut: affischen, korten och vikbladet, på varje språk"""  # noqa: D400, D415 -- shown in --help
    try:
        from utvag import files  # noqa: PLC0415 -- `check` is quicker without it, and works where it is not installed
        from utvag.print import paper  # noqa: PLC0415 -- `check` is quicker without it, and works where it is not installed
    except ModuleNotFoundError as fault:
        tell(f"{fault.name} är inte installerat här. Skriv make paper, så installeras det först.")
        return PROBLEMS
    made = proven(project)
    if made is None:
        return PROBLEMS
    sheets, found = paper.make(project, *made)
    if found:
        return report(found, "text")
    folder = (chosen.out or project.root / "paper").resolve()
    try:
        paper.write(sheets, folder)
    except OSError as fault:
        tell(f"{project.shown(folder)} går inte att skriva i: {files.reason(fault)}.")
        return PROBLEMS
    for sheet in sheets:
        print(project.shown(folder / sheet.name))
    print(paper.HOW)
    return OK
