"""Every fact by how old it is: what is overdue first, and within a step what is due first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from utvag.upkeep.half_lives import STEPS

if TYPE_CHECKING:
    from utvag.problems import Location
    from utvag.upkeep.due import Report
    from utvag.upkeep.facts import Fact


@dataclass(frozen=True, slots=True)
class Row:
    """One fact, the line it stands on, and the page that tells more of it, from the first page ("stod/bris/")."""

    fact: Fact
    where: Location
    page: str


@dataclass(frozen=True, slots=True)
class Stage:
    """Facts on the same step of the ladder; `id` names the step, `name` is what people call it."""

    id: str
    name: str
    rows: tuple[Row, ...]


def stages(found: Report) -> tuple[Stage, ...]:
    """Return every fact of a report, each once, those of a step together; also the steps without any."""
    made = []
    for step, name in STEPS.items():
        alike = sorted((fact for fact in found.facts if fact.step is step), key=lambda fact: (fact.ladder.due, fact.rank))
        made.append(Stage(step.value, name, tuple(Row(fact, line(found, fact), _page(found, fact)) for fact in alike)))
    return tuple(made)


def line(found: Report, fact: Fact) -> Location:
    """Return the line of a fact: its own, or where what it is about begins."""
    return found.loaded.source.locate(fact.path, key=True)


def _page(found: Report, fact: Fact) -> str:
    owner = fact.owner
    return f"stod/{found.loaded.registry.programs[int(owner[1])].slug}/" if owner[0] == "programs" else "nummer/"
