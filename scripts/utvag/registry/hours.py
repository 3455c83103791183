"""Opening hours: days and clocks, the minutes of a week that are open, and how they are said.

Days are iCalendar's BYDAY codes, as in Open Referral HSDS `schedule`; clocks are "HH:MM" with "24:00" for the end of a day.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, model_validator

from utvag.registry import scalars
from utvag.registry.scalars import Key, Model, fault, wanted
from utvag.swedish import day_names, listing

DAYS = dict(zip(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), day_names(), strict=True))
"""The days of the week in order, by iCalendar's BYDAY codes, with their Swedish names."""


class Schedule(Model):
    """Days of the week with one opening time each (HSDS `schedule`)."""

    byday: Annotated[
        tuple[Literal["MO", "TU", "WE", "TH", "FR", "SA", "SU"], ...],
        Field(min_length=1, json_schema_extra={"uniqueItems": True}),
        Key("Veckodagarna, från måndag till söndag.", ["MO", "TU"]),
    ]
    opens_at: Annotated[scalars.Clock, Key("När det öppnar.", "09:00")]
    closes_at: Annotated[scalars.Clock, Key("När det stänger. Senare än det öppnar. Midnatt är 24:00.", "16:00")]

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Schedule:
        if self.closes_at <= self.opens_at:
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
        for (day, _, end), (other, start, _) in pairwise(self.spans):
            if day == other and start < end:
                message = f"Två öppettider går in i varandra på {DAYS[day]}."
                raise fault("oppettid", message, "Slå ihop dem till en, eller ändra tiderna.")
        return self

    @property
    def spans(self) -> list[tuple[str, str, str]]:
        """Every opening as day, when it opens, when it closes, in the order of the week."""
        every = [(day, one.opens_at, one.closes_at) for one in self.schedules for day in one.byday]
        return sorted(every, key=lambda span: (list(DAYS).index(span[0]), *span[1:]))

    @property
    def around_the_clock(self) -> bool:
        """Whether somebody answers every minute of the week."""
        open_minutes = sum(_minutes(end) - _minutes(start) for _, start, end in self.spans)
        return self.state == "always" or open_minutes == len(DAYS) * _minutes("24:00")

    def sentence(self, lang: str = "sv") -> str:
        """Return the openings in `lang`, days with the same times together: "Måndag–fredag 09:00–12:00 och 13:00–16:00."."""
        times: dict[str, list[str]] = {}
        for day, start, end in _nights_whole(self.spans):
            times.setdefault(day, []).append(f"{start}–{end}")
        together: dict[str, list[str]] = {}
        for day, clocks in times.items():
            together.setdefault(listing(clocks, lang), []).append(day)
        words = "; ".join(f"{_days(days, lang)} {clocks}" for clocks, days in together.items())
        return f"{words[:1].upper()}{words[1:]}." if words else ""

    @property
    def edges(self) -> str:
        """The minutes of a week that it opens and closes, from Monday at 00:00 on: "540 1020"; "" when none is known to be shut."""
        days = {day: number * _minutes("24:00") for number, day in enumerate(DAYS)}
        opened = [] if self.around_the_clock else self.spans
        return " ".join(f"{days[day] + _minutes(start)} {days[day] + _minutes(end)}" for day, start, end in opened)


OFFICE_HOURS = " ".join(f"{day * 1440 + 6 * 60} {day * 1440 + 20 * 60}" for day in range(5))
"""The most that "weekdays in the daytime" can mean, as `OpeningHours.edges`: at all other times nobody answers."""


def _nights_whole(spans: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Return openings with one that the file splits at midnight as one, on the day it begins: (Friday, 20:00, 02:00)."""
    whole, days = [*spans], [*DAYS]
    for day, start, end in spans:
        tomorrow = (days[days.index(day) - 6], "00:00")
        morning = next((span for span in whole if span[:2] == tomorrow and span[2] < start), None)
        if morning and end == "24:00":
            whole[whole.index((day, start, end))] = (day, start, morning[2])
            whole.remove(morning)
    return whole


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def _days(days: list[str], lang: str) -> str:
    """Return "måndag–fredag" for three days or more in a row, else the days by name."""
    order = list(DAYS)
    names = [day_names(lang)[order.index(day)] for day in days]
    in_a_row = days == order[order.index(days[0]) :][: len(days)]
    return f"{names[0]}–{names[-1]}" if in_a_row and len(days) > 2 else listing(names, lang)  # noqa: PLR2004 -- two days are named
