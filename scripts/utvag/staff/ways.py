"""Every path through the guide as a table that people can read: by the first answer, then by the second."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from utvag.guide.wizard import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from utvag.guide.journeys import Tree
    from utvag.guide.wizard import Recommendation


@dataclass(frozen=True, slots=True)
class Asked:
    """One question and the answer somebody gave, in words; `id` is the answer's."""

    question: str
    answer: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """One path: what was asked and answered in order, and where it ends."""

    asked: tuple[Asked, ...]
    outcome: Outcome

    @property
    def id(self) -> str:
        """What the path's row is called in the table: "vag--nu--ung--stockholm"."""
        return "--".join(["vag", *(step.id for step in self.asked)])

    @property
    def support(self) -> tuple[Recommendation, ...]:
        """Somebody to talk to besides: those who fit, then those who may."""
        return (*self.outcome.to_talk_to, *self.outcome.support)


@dataclass(frozen=True, slots=True)
class Group:
    """Paths that begin alike: the question they share and its answer, then a group for each next answer, or the paths."""

    asked: Asked
    groups: tuple[Group, ...]
    ways: tuple[Way, ...]

    @property
    def size(self) -> int:
        """How many paths there are in it."""
        return len(self.ways) + sum(group.size for group in self.groups)


NO_MORE = Asked("Fler frågor", "Inga fler frågor")
"""Where a group would need one answer more than somebody is asked for."""

DEPTH = 2
"""Answers that paths are grouped by; the others stand in the rows."""


def grouped(tree: Tree) -> tuple[Group, ...]:
    """Return every path of the guide, each once, in the order of the answers."""
    return _groups(tuple(walk(tree)), 0)


def walk(tree: Tree, behind: tuple[Asked, ...] = ()) -> Iterator[Way]:
    """Yield every path below `tree` with its words."""
    if isinstance(tree, Outcome):
        yield Way(behind, tree)
        return
    for answer in tree.answers:
        yield from walk(answer.leads_to, (*behind, Asked(tree.words["sv"], answer.words["sv"], answer.id)))


def _groups(ways: Iterable[Way], depth: int) -> tuple[Group, ...]:
    found = []
    for asked, alike in groupby(ways, key=lambda way: way.asked[depth] if len(way.asked) > depth else NO_MORE):
        inside = tuple(alike)
        deeper = depth + 1 < DEPTH
        found.append(Group(asked, _groups(inside, depth + 1) if deeper else (), () if deeper else inside))
    return tuple(found)
