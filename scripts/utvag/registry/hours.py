"""Opening hours: minutes of a week that are open, and faults in how they are written.

Days are iCalendar's BYDAY codes, as in Open Referral HSDS `schedule`; clocks are "HH:MM" with "24:00" for the end of a day.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from utvag.swedish import day_names, listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DAYS = dict(zip(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), day_names(), strict=True))
"""The days of the week in order, with their Swedish names."""

END_OF_DAY = 24 * 60


class Opening(Protocol):
    """Some days of the week with one time each: what `spans` and the checks below need to know."""

    @property
    def byday(self) -> tuple[str, ...]:
        """Days, as in DAYS."""

    @property
    def opens_at(self) -> str:
        """Clock."""

    @property
    def closes_at(self) -> str:
        """Clock."""


def minutes(clock: str) -> int | None:
    """Return the minutes since midnight of "HH:MM" (00:00 to 24:00), or None when it is no such clock."""
    found = re.fullmatch(r"([0-9]{2}):([0-9]{2})", clock)
    if not found:
        return None
    total = int(found[1]) * 60 + int(found[2])
    return total if int(found[2]) < 60 and total <= END_OF_DAY else None  # noqa: PLR2004 -- minutes in an hour


def spans(openings: Iterable[Opening]) -> Iterator[tuple[str, int, int]]:
    """Yield (day, first minute, minute after the last) for every opening, in the order of the week."""
    every = [
        (day, minutes(opening.opens_at) or 0, minutes(opening.closes_at) or 0) for opening in openings for day in opening.byday
    ]
    order = list(DAYS)
    return iter(sorted(every, key=lambda span: (order.index(span[0]), span[1:])))


def overlap(openings: Iterable[Opening]) -> str | None:
    """Return the Swedish name of the first day on which two openings overlap, or None."""
    last_day, last_end = "", 0
    for day, start, end in spans(openings):
        if day == last_day and start < last_end:
            return DAYS[day]
        last_end = max(end, last_end) if day == last_day else end
        last_day = day
    return None


def cover_the_week(openings: Iterable[Opening]) -> bool:
    """Return whether every minute of the week is open."""
    open_until = dict.fromkeys(DAYS, 0)
    for day, start, end in spans(openings):
        if start <= open_until[day]:
            open_until[day] = max(open_until[day], end)
    return all(end == END_OF_DAY for end in open_until.values())


def sentence(openings: Iterable[Opening], lang: str = "sv") -> str:
    """Return the openings in `lang`, days with the same times together: "Måndag–fredag 09:00–12:00 och 13:00–16:00."."""
    times: dict[str, list[str]] = {}
    for day, start, end in spans(openings):
        times.setdefault(day, []).append(f"{_clock(start)}–{_clock(end)}")
    together: dict[str, list[str]] = {}
    for day, told in times.items():
        together.setdefault(listing(told, lang), []).append(day)
    words = "; ".join(f"{_days(days, lang)} {told}" for told, days in together.items())
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _days(days: list[str], lang: str) -> str:
    """Return "måndag–fredag" for three days or more in a row, else the days by name."""
    first = list(DAYS).index(days[0])
    called = dict(zip(DAYS, day_names(lang), strict=True))
    names = [called[day] for day in days]
    in_a_row = days == list(DAYS)[first : first + len(days)]
    return f"{names[0]}–{names[-1]}" if in_a_row and len(days) > 2 else listing(names, lang)  # noqa: PLR2004 -- two days are named
