"""Drafts of translations that nobody has signed: beside their Swedish in the staff edition, and never anywhere else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from utvag.problems import Problem
from utvag.staff import po_files

if TYPE_CHECKING:
    from utvag.project import Project
    from utvag.registry.loader import Loaded
    from utvag.staff.po_files import Entry

DRAFTS = "drafts"
"""The folder of languages that nobody has signed, a PO file each: for the staff edition alone."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A language that is not offered: its code, and each text with its draft, empty when its Swedish is another now."""

    lang: str
    rows: tuple[tuple[Entry, str], ...]

    @property
    def stale(self) -> int:
        """How many drafts were made of other Swedish, or of none."""
        return sum(not words for _, words in self.rows)


def load(project: Project, loaded: Loaded) -> tuple[tuple[Draft, ...], list[Problem]]:
    """Return the draft of each language in DRAFTS, and why a file of one cannot be used."""
    made, wrong = [], []
    for path in sorted((project.root / DRAFTS).glob("*.po")):
        told = po_files.read(path, project.shown(path))
        if isinstance(told, Problem):
            wrong.append(told)
            continue
        known = {entry.context: entry for entry in po_files.entries(project, loaded, told.lang)}
        here = [(known[context], said, words) for context, (_, said, words, _) in told.messages.items() if context in known]
        made.append(Draft(told.lang, tuple((entry, words if said == entry.swedish else "") for entry, said, words in here)))
    return tuple(made), wrong
