"""Opening hours: days and clocks, the minutes of a week that are open, and how they are said.

Days are iCalendar's BYDAY codes, as in Open Referral HSDS `schedule`; clocks are "HH:MM" with "24:00" for the end of a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from utvag.registry.scalars import END_OF_DAY, Clock, fault, key, minutes, wanted
from utvag.registry.texts import Model
from utvag.swedish import day_names, listing

DAYS = dict(zip(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), day_names(), strict=True))
"""The days of the week in order, with their Swedish names."""


class Schedule(Model):
    """Days of the week with one opening time each (HSDS `schedule`)."""

    byday: Annotated[
        tuple[Literal["MO", "TU", "WE", "TH", "FR", "SA", "SU"], ...],
        Field(min_length=1),
        key("Veckodagarna, från måndag till söndag.", ["MO", "TU"]),
    ]
    opens_at: Annotated[Clock, key("När det öppnar.", "09:00")]
    closes_at: Annotated[Clock, key("När det stänger. Senare än det öppnar. Midnatt är 24:00.", "16:00")]

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Schedule:
        if (minutes(self.closes_at) or 0) <= (minutes(self.opens_at) or 0):
            message = f"Det stänger {self.closes_at} men öppnar {self.opens_at}."
            remedy = 'Skriv en senare tid i closes_at. Midnatt skrivs "24:00". Går tiden över midnatt: dela den på två dagar.'
            raise fault("oppettid", message, remedy, "closes_at")
        return self


class OpeningHours(Model):
    """When somebody answers: always, unknown, or a weekly list."""

    state: Literal["always", "unknown", "listed"]
    schedules: tuple[Schedule, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _from_word_or_list(cls, value: object) -> object:
        if isinstance(value, list) and value:
            return {"state": "listed", "schedules": tuple(value)}
        if value in ("always", "unknown"):
            return {"state": str(value)}
        remedy = "Skriv always (dygnet runt), unknown (vet inte) eller en lista med byday, opens_at och closes_at."
        raise wanted("oppettid", "öppettider", value, remedy)

    @model_validator(mode="after")
    def _never_twice_at_once(self) -> OpeningHours:
        if day := _overlap(self.schedules):
            message = f"Två öppettider går in i varandra på {day}."
            raise fault("oppettid", message, "Slå ihop dem till en, eller ändra tiderna.")
        return self

    @property
    def around_the_clock(self) -> bool:
        """Whether somebody answers every minute of the week."""
        return self.state == "always" or _cover_the_week(self.schedules)


def spans(openings: Iterable[Schedule]) -> Iterator[tuple[str, int, int]]:
    """Yield (day, first minute, minute after the last) for every opening, in the order of the week."""
    every = [(day, minutes(one.opens_at) or 0, minutes(one.closes_at) or 0) for one in openings for day in one.byday]
    order = list(DAYS)
    return iter(sorted(every, key=lambda span: (order.index(span[0]), span[1:])))


def _overlap(openings: Iterable[Schedule]) -> str | None:
    """Return the Swedish name of the first day on which two openings overlap, or None."""
    open_until = dict.fromkeys(DAYS, 0)
    for day, start, end in spans(openings):
        if start < open_until[day]:
            return DAYS[day]
        open_until[day] = end
    return None


def _cover_the_week(openings: Iterable[Schedule]) -> bool:
    """Return whether every minute of the week is open."""
    open_until = dict.fromkeys(DAYS, 0)
    for day, start, end in spans(openings):
        if start <= open_until[day]:
            open_until[day] = max(open_until[day], end)
    return all(end == END_OF_DAY for end in open_until.values())


def sentence(openings: Iterable[Schedule], lang: str = "sv") -> str:
    """Return the openings in `lang`, days with the same times together: "Måndag–fredag 09:00–12:00 och 13:00–16:00."."""
    times: dict[str, list[str]] = {}
    for day, start, end in spans(openings):
        times.setdefault(day, []).append(f"{_clock(start)}–{_clock(end)}")
    together: dict[str, list[str]] = {}
    for day, clocks in times.items():
        together.setdefault(listing(clocks, lang), []).append(day)
    words = "; ".join(f"{_days(days, lang)} {clocks}" for clocks, days in together.items())
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _days(days: list[str], lang: str) -> str:
    """Return "måndag–fredag" for three days or more in a row, else the days by name."""
    order = list(DAYS)
    names = [day_names(lang)[order.index(day)] for day in days]
    in_a_row = days == order[order.index(days[0]) :][: len(days)]
    return f"{names[0]}–{names[-1]}" if in_a_row and len(days) > 2 else listing(names, lang)  # noqa: PLR2004 -- two days are named
