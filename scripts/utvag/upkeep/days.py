"""What the registry says has a last day, or a first one to come: what is over, and what will turn within a few weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from utvag.registry.standing import BEGINS, CLOSED, ENDS, PAUSED
from utvag.swedish import long_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.problems import Location
    from utvag.registry.loader import Loaded

WEEKS = 4
"""How long before its day something is told."""

_TOLD = {
    (BEGINS, False): ("börjar gälla {day}", "Fråga om det står fast."),
    (ENDS, False): ("gäller till {day}", "Fråga vad som gäller sedan, och skriv det nu, med valid_from."),
    (ENDS, True): ("gällde till {day} och visas inte längre", "Fråga vad som gäller nu. Ta bort det som är över."),
    (PAUSED, False): ("har paus till {day}", "Fråga om de börjar igen då."),
    (PAUSED, True): ("hade paus till {day} och visas som igång", "Fråga om det stämmer. Skriv status: active, eller en ny dag."),
    (CLOSED, True): ("var stängt {day}", "Ta bort dagen."),
}
"""What is said of a day and what to do, by its key and whether it is over."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which something begins or is over, what is said of it and what to do; and where the file names the day."""

    day: date
    is_over: bool
    what: str
    todo: str
    where: Location


def turning(loaded: Loaded, on: date) -> tuple[Turn, ...]:
    """Return what is over on the day `on`, and what will begin or be over within WEEKS, the earliest first."""
    return tuple(sorted(_turning(loaded, on), key=lambda turn: turn.day))


def _turning(loaded: Loaded, on: date) -> Iterator[Turn]:
    source = loaded.on(None).source
    for different, found in loaded.turns:
        is_over = different <= on
        told = _TOLD.get((found.key.name, is_over))
        if told and different <= on + timedelta(weeks=WEEKS):
            said, todo = told
            named = source.subject(found.path[:-2] if found.key.name == CLOSED else found.path[:-1])
            yield Turn(found.value, is_over, f"{named} {said.format(day=long_date(found.value))}.", todo, source.locate(found.path))
