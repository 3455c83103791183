"""What of a registry stands on a day: the rest is taken out of the file's data before the model reads it, so that lines stay true.

`valid_from` is the first day of something, `valid_to` and `paused_until` are the last.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from utvag.registry import walk
from utvag.registry.source import Mapping, Sequence
from utvag.swedish import long_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from utvag.registry.model import Registry
    from utvag.registry.source import Value
    from utvag.registry.walk import Found

BEGINS, ENDS, PAUSED, CLOSED = "valid_from", "valid_to", "paused_until", "closed"

DATED = re.compile(rf"({BEGINS}|{ENDS}|{PAUSED}|{CLOSED})[\"']?\s*:")
"""What the text of a registry has in which anything depends on the day: a key, for "closed" is a word of a sentence too."""


def turns(registry: Registry) -> Iterator[tuple[date, Found]]:
    """Yield every day a registry names on which something changes, with where it is named: the first day that is different."""
    for found in walk.everything(registry):
        if found.key.name in (BEGINS, ENDS, PAUSED, CLOSED) and isinstance(found.value, date):
            path = tuple(part for part in found.path if part != "schedules")  # which the file does not say
            yield found.value if found.key.name == BEGINS else found.value + timedelta(1), found._replace(path=path)


def trim(document: Mapping, day: date) -> None:
    """Take out of `document`, which the model has accepted, what does not stand on `day`.

    A programme is not taken out, since others lead to it: it has not been confirmed yet, has ended, or runs again after a pause.
    """
    programs = document["programs"]
    for program in programs if isinstance(programs, Sequence) else ():
        if isinstance(program, Mapping):
            _set_status(program, day.isoformat())
    _trim(document, day.isoformat())


def _set_status(program: Mapping, day: str) -> None:
    if _day(program, BEGINS) > day:
        status, key, told = "unconfirmed", BEGINS, "Börjar"
    elif "" < _day(program, ENDS) < day:
        status, key, told = "ended", ENDS, "Slutade"
    elif "" < _day(program, PAUSED) < day:
        program["status"] = "active"
        del program[PAUSED], program["status_reason"]
        return
    else:
        return
    if program["status"] in ("active", "paused"):
        program["status_reason"] = f"{told} {long_date(date.fromisoformat(_day(program, key)))}."
        program["status"], program.marks["status_reason"] = status, program.marks[key]
    for name in (BEGINS, ENDS, PAUSED):
        program.pop(name, None)


def _trim(here: Value, day: str) -> None:
    if isinstance(here, Sequence):
        _keep(here, lambda item: not _is_out(item, day))
    elif isinstance(here, Mapping):
        for key in [key for key, value in here.items() if _is_out(value, day)]:
            del here[key]
        if "" < _day(here, BEGINS) <= day:
            del here[BEGINS]
        if isinstance(closed := here.get(CLOSED), Sequence):
            _keep(closed, lambda item: str(item) >= day)  # words come after all digits
    for inside in here.values() if isinstance(here, Mapping) else here if isinstance(here, Sequence) else ():
        _trim(inside, day)
    if isinstance(here, Mapping) and here.get("opening_hours") == []:
        here["opening_hours"] = "unknown"


def _keep(items: Sequence, wanted: Callable[[Value], bool]) -> None:
    kept = [(item, mark) for item, mark in zip(items, items.marks, strict=True) if wanted(item)]
    items[:], items.marks[:] = [item for item, _ in kept], [mark for _, mark in kept]


def _is_out(value: Value, day: str) -> bool:
    """Return whether something is over by `day`, or has not begun; hours to come are told beforehand."""
    is_early = isinstance(value, Mapping) and _day(value, BEGINS) > day and "byday" not in value
    return is_early or (isinstance(value, Mapping) and "" < _day(value, ENDS) < day)


def _day(group: Mapping, key: str) -> str:
    value = group.get(key)
    return value if isinstance(value, str) else ""
