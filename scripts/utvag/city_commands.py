"""What the commands for a site of one's own do: begin one, take a new version of the program into use, write what is made."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from utvag import rules
from utvag.city import answers
from utvag.commands import OK, PROBLEMS, report, tell, today
from utvag.problems import WrongUsage
from utvag.project import Project
from utvag.registry import loader

if TYPE_CHECKING:
    import argparse

# ruff: noqa: D400, D403, D415, PLC0415 -- as in commands.py


def init(_: Project, chosen: argparse.Namespace) -> int:
    """börja en webbplats för en annan kommun: frågar om det som är ert, och skriver en mapp där allt stämmer"""
    folder: Path = chosen.folder.absolute()
    if folder.exists():
        message = f"{chosen.folder} finns redan, och inget i den ändras. Välj ett annat namn."
        raise WrongUsage(message)
    if not folder.parent.is_dir():
        message = f"{folder.parent} finns inte. Gör den mappen först."
        raise WrongUsage(message)
    said = {question.id: getattr(chosen, question.id.replace("-", "_")) for question in answers.QUESTIONS}
    try:
        given = answers.given(said) if chosen.yes else answers.asked(said, input, tell)
    except EOFError:
        message = "Det kom inga fler svar. Inget är skrivet. Svara på alla frågor, eller skriv dem som val: utvag init --help"
        raise WrongUsage(message) from None
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as work:  # gone whatever happens
        made = Path(work) / folder.name
        _write(Project.at(made), given)
        if (status := report(rules.check(Project.at(made))[2])) == OK:
            os.rename(made, folder)  # noqa: PTH104 -- says what it does
    if status == OK:
        print(f"Klar: {chosen.folder}. Alla vägar slutar på {given['number']}. Börja med att läsa {chosen.folder / 'README.md'}.")
    return status


def _write(project: Project, given: dict[str, str]) -> None:
    """Write every file of a new project. Raises InvalidRegistry and OSError."""
    from utvag.city import project as new
    from utvag.site import documents
    from utvag.staff import translating

    for name, text in new.texts(given, today()).items():
        path = project.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name in ("schema", "docs"):
        (project.root / name).mkdir()
    translating.sign(project, "")
    documents.write(project)


def upgrade(project: Project, _: argparse.Namespace) -> int:
    """berätta vad den här versionen av programmet ändrar för besökare, mot webbplatsen som är byggd med den förra"""
    from utvag import changes
    from utvag.changes import built_sites
    from utvag.site import build, manifest

    listed, name = manifest.read(project.site), project.shown(project.site)
    if listed is None:
        tell(f"Det finns ingen byggd webbplats i {name}. Bygg den med den förra versionen av programmet först.")
        return PROBLEMS
    if listed.registry != manifest.digest(loader.read(project.registry, project.registry.name).replace(b"\r\n", b"\n")):
        tell(
            f"{project.shown(project.registry)} har ändrats sedan {name} byggdes. Bygg med den förra versionen av programmet först."
        )
        return PROBLEMS
    with tempfile.TemporaryDirectory(prefix="utvag-") as work:
        again = Path(work) / "site"
        status = report(build.build(replace(project, site=again), today()))
        if again.is_dir():
            print(changes.render(built_sites.compare(project, project.site, again, today())))
    return status


def docs(project: Project, _: argparse.Namespace) -> int:
    """skriv om det som görs av modellen och reglerna: schemat, docs/nycklar.md, docs/koder.md och listan över adresser"""
    from utvag.site import documents

    for path in documents.write(project):
        print(f"Skriven: {project.shown(path)}")
    return OK
