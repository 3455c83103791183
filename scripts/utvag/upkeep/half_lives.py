"""How long facts last: half-lives by importance, and the ladder soon, due, overdue. Days in, days out, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class HalfLife:
    """A kind of fact: its name, after how many weeks it is as likely wrong as right unless somebody checks, and why so many."""

    id: str
    name: str
    weeks: int
    reason: str


LIFELINE = HalfLife("lifeline", "Numret som alltid svarar", 4, "Alla vägar slutar här. Är det fel finns ingen annan väg.")
EMERGENCY = HalfLife("emergency", "Larmnumret", 8, "Det gäller liv. Men numret är samma i hela EU och ändras nästan aldrig.")
NUMBER = HalfLife(
    "number", "Telefonnummer", 13, "Ett fel nummer möter den som just har vågat ringa. Nummer byts några gånger om året."
)
HOURS = HalfLife("hours", "Öppettider", 26, "Fel tid kostar ett försök till. Tider ändras ofta till sommar och jul.")
REST = HalfLife("rest", "Övrigt", 52, "Texter, webbsidor och vägar via andra ändras sakta, och numret står alltid bredvid.")

IMPORTANCE = (LIFELINE, EMERGENCY, NUMBER, HOURS, REST)
"""Every kind of fact, the most important first. This table is the only place that says how long a fact lasts."""

EARLIER = 2
"""What rests on old sources alone lasts a half-life divided by this: the check only read again what was old already."""


class Step(StrEnum):
    """Where on the ladder a fact stands."""

    FRESH = "fresh"
    SOON = "soon"
    DUE = "due"
    OVERDUE = "overdue"


STEPS = {Step.OVERDUE: "Försenat", Step.DUE: "Dags", Step.SOON: "Snart", Step.FRESH: "Aktuellt"}
"""What each step is called, the worst first."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The first day of each step: soon after three quarters of a half-life, due after one, overdue after two."""

    soon: date
    due: date
    overdue: date

    def step(self, on: date) -> Step:
        """Return where a fact with this ladder stands on the day `on`."""
        if on >= self.overdue:
            return Step.OVERDUE
        if on >= self.due:
            return Step.DUE
        return Step.SOON if on >= self.soon else Step.FRESH


def climb(kind: HalfLife, checks: Iterable[tuple[date, bool]], on: date) -> Ladder:
    """Return the ladder of a fact of `kind` as it is known on the day `on`.

    Each check is its day, and whether it rests on old sources alone. Checks after `on` have not been made yet. Of several
    checks each step is put off by the one that puts it off longest, so that one more check never brings a step closer. A fact
    that nobody has checked by then is overdue.
    """
    ladders = [_one(day, kind.weeks * 7 // (EARLIER if old else 1)) for day, old in checks if day <= on]
    if not ladders:
        return Ladder(on, on, on)
    return Ladder(*(max(days) for days in zip(*((one.soon, one.due, one.overdue) for one in ladders), strict=True)))


def _one(day: date, half_life: int) -> Ladder:
    return Ladder(_later(day, half_life * 3 // 4), _later(day, half_life), _later(day, half_life * 2))


def _later(day: date, days: int) -> date:
    """Return the day so many days later, or the last one that there is."""
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))
