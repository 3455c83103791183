"""A change of the registry before anybody makes it: tried in a copy against all rules, and told as `diff` tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from utvag import changes
from utvag.changes import versions
from utvag.changes.versions import Version
from utvag.project import copied
from utvag.registry import loader, source
from utvag.upkeep.edits import apply_edits

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from utvag.problems import Problem
    from utvag.project import Project
    from utvag.upkeep.edits import Edit


class Proposal(NamedTuple):
    """The registry's `text` as edits leave it, what is wrong with it then, and what `diff` tells of it when nothing is.

    `before` is the file that was read; `files.rewrite` takes it, so that what somebody else saves meanwhile is not lost.
    """

    before: bytes
    text: str
    problems: tuple[Problem, ...]
    told: str


def propose(project: Project, edits: Iterable[Edit], on: date) -> Proposal:
    """Return the registry of `project` with `edits` made, as it stands on the day `on`. Nothing is written but in a copy.

    What is wrong before the edits is told too. Edits that only point change nothing: they are for people. Raises InvalidRegistry
    for a registry that cannot be read.
    """
    name = project.shown(project.registry)
    before = loader.read(project.registry, name)
    text = apply_edits(source.parse(before, name).text, edits)
    with copied(project) as tried:
        tried.registry.write_bytes(text.encode())
        old = versions.read(Version(project), on)
        new = versions.read(Version(tried), on, None if isinstance(old, list) else old)
        if isinstance(old, list) or isinstance(new, list):
            found = [problem for read in (old, new) if isinstance(read, list) for problem in read]
            return Proposal(before, text, tuple(dict.fromkeys(found)), "")
        return Proposal(before, text, (), changes.render(changes.compare(old, new)))
