"""Opening hours: days and clocks, the minutes of a week that are open, and how they are said.

Days are iCalendar's BYDAY codes, as in Open Referral HSDS `schedule`; clocks are "HH:MM" with "24:00" for the end of a day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from pydantic import Field, model_validator

from utvag.registry import scalars
from utvag.registry.days import IN_SWEDISH, PUBLIC_HOLIDAYS, Dated, ValidFrom, ValidTo, between
from utvag.registry.scalars import Key, Model, fault, wanted
from utvag.swedish import day_names, day_spans, is_public_holiday, listing, long_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DAYS = dict(zip(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), day_names(), strict=True))
"""The days of the week in order, by iCalendar's BYDAY codes, with their Swedish names."""

A_DAY = 24 * 60
"""Minutes."""

Span = tuple[str, str, str]
"""One opening: the day, when it opens, when it closes."""


class Schedule(Dated):
    """Days of the week with one opening time each (HSDS `schedule`), always or from a day to a day."""

    byday: Annotated[
        tuple[Literal["MO", "TU", "WE", "TH", "FR", "SA", "SU"], ...],
        Field(min_length=1, json_schema_extra={"uniqueItems": True}),
        Key("Veckodagarna, från måndag till söndag.", ["MO", "TU"]),
    ]
    opens_at: Annotated[scalars.Clock, Key("När det öppnar.", "09:00")]
    closes_at: Annotated[scalars.Clock, Key("När det stänger. Senare än det öppnar. Midnatt är 24:00.", "16:00")]
    valid_from: ValidFrom = None
    valid_to: ValidTo = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Schedule:
        if self.closes_at <= self.opens_at:
            message = f"Det stänger {self.closes_at} men öppnar {self.opens_at}."
            remedy = 'Skriv en senare tid i closes_at. Midnatt skrivs "24:00". Går tiden över midnatt: dela den på två dagar.'
            raise fault("oppettid", message, remedy, "closes_at")
        return self


class Period(NamedTuple):
    """The openings of every week from the day `first` to the day `last`; None where it has no beginning or no end."""

    first: date | None
    last: date | None
    spans: list[Span]

    def has(self, day: date) -> bool:
        """Return whether `day` is in it."""
        return (self.first or day) <= day <= (self.last or day)


class OpeningHours(Model):
    """When somebody answers: always, unknown, or a weekly list; not on days that are `closed` (Attended.hours)."""

    state: Literal["always", "unknown", "listed"]
    schedules: tuple[Schedule, ...] = ()
    closed: tuple[date | str, ...] = ()

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
        for (day, _, end), (other, start, _) in (pair for period in self.periods for pair in pairwise(period.spans)):
            if day == other and start < end:
                message = f"Två öppettider går in i varandra på {DAYS[day]}."
                remedy = "Slå ihop dem till en, eller ändra tiderna. Gäller de olika delar av året: skriv valid_from och valid_to."
                raise fault("oppettid", message, remedy)
        return self

    @property
    def periods(self) -> list[Period]:
        """All days there are, in order, each stretch of them with the openings of its weeks."""
        after = [one.valid_to + timedelta(1) for one in self.schedules if one.valid_to]
        turns = sorted({*(one.valid_from for one in self.schedules if one.valid_from), *after})
        found = []
        for first, following in zip([None, *turns], [*turns, None], strict=True):
            last = following and following - timedelta(1)
            day = first or last or date.min
            standing = [one for one in self.schedules if (one.valid_from or day) <= day <= (one.valid_to or day)]
            spans = [(name, one.opens_at, one.closes_at) for one in standing for name in one.byday]
            found.append(Period(first, last, sorted(spans, key=lambda span: (list(DAYS).index(span[0]), *span[1:]))))
        return found

    @property
    def first_gap(self) -> str | None:
        """When nobody answers, in words: closed days, or the first minute ("": unknown); None when somebody always does."""
        if self.closed or self.state == "unknown":
            return self._closed_days("sv", IN_SWEDISH)
        for period in self.periods if self.state == "listed" else ():
            for minute, _ in gaps(_of_week(period.spans), len(DAYS) * A_DAY):
                since = f", från {long_date(period.first)}" if period.first else ""
                return f"{list(DAYS.values())[minute // A_DAY]} {clock(minute % A_DAY)}{since}"
        return None

    @property
    def around_the_clock(self) -> bool:
        """Whether somebody answers every minute of every day."""
        return self.first_gap is None

    def sentence(self, lang: str = "sv", said: Mapping[str, str] = IN_SWEDISH) -> str:
        """Return the openings in `lang`, days with the same times together: "Måndag–fredag 09:00–12:00 och 13:00–16:00."."""
        return " ".join(f"{words[:1].upper()}{words[1:]}." for words in self._told(lang, said))

    def phrase(self, lang: str, said: Mapping[str, str]) -> str:
        """Return the same for the middle of a sentence: "måndag–fredag 09:00–16:00; stängt 24 december"; "" when unknown."""
        return "; ".join(self._told(lang, said))

    def _told(self, lang: str, said: Mapping[str, str]) -> list[str]:
        told = [_inside(said["always_open"])] if self.model_copy(update={"closed": ()}).around_the_clock else []
        for period in self.periods if not told else ():
            if week := _week(period.spans, lang):
                when = between(period.first, period.last, lang, said)
                told.append(f"{when}: {week}" if when else week)
        if self.closed:
            told.append(_inside(said["closed_on"].format(days=self._closed_days(lang, said))))
        return told

    def _closed_days(self, lang: str, said: Mapping[str, str]) -> str:
        holidays = [said["public_holidays"]] if PUBLIC_HOLIDAYS in self.closed else []
        return listing([*holidays, *day_spans([day for day in self.closed if isinstance(day, date)], lang)], lang)

    @property
    def standing(self) -> Period:
        """What stands until the first day on which something changes."""
        return self.periods[0]

    @property
    def edges(self) -> str:
        """The minutes of a week that it now opens and closes, Monday 00:00 being 0: "540 1020"; "" when never known to be shut."""
        opened = [] if self.around_the_clock else _of_week(self.standing.spans)
        return " ".join(f"{start} {end}" for start, end in opened)

    def on(self, day: date) -> list[tuple[int, int]]:
        """Return the minutes of `day` from which to which somebody is known to answer; 0 is its beginning."""
        if day in self.closed or (PUBLIC_HOLIDAYS in self.closed and is_public_holiday(day)):
            return []
        if self.state == "always":
            return [(0, A_DAY)]
        spans = next(period.spans for period in self.periods if period.has(day))
        return [(_minutes(start), _minutes(end)) for name, start, end in spans if name == [*DAYS][day.weekday()]]


OFFICE_HOURS = " ".join(f"{day * A_DAY + 6 * 60} {day * A_DAY + 20 * 60}" for day in range(5))
"""The most that "weekdays in the daytime" can mean, as `OpeningHours.edges`: at all other times nobody answers."""


class Attended(Model):
    """A group with `opening_hours`, and days on which it is `closed` all the same."""

    if TYPE_CHECKING:
        opening_hours: OpeningHours
        closed: tuple[date | str, ...]

    @property
    def hours(self) -> OpeningHours:
        """When somebody answers."""
        return self.opening_hours.model_copy(update={"closed": self.closed}) if self.closed else self.opening_hours


def gaps(spans: Iterable[tuple[int, int]], end: int) -> Iterator[tuple[int, int]]:
    """Yield what is in none of `spans`, in order, of the minutes from 0 to `end`."""
    minute = 0
    for start, stop in [*sorted(spans), (end, end)]:
        if start > minute:
            yield minute, start
        minute = max(minute, stop)


def clock(minute: int) -> str:
    """Return a minute of the day as people write it."""
    return f"{minute // 60:02}:{minute % 60:02}"


def _inside(sentence: str) -> str:
    """Return a sentence as it stands inside another one."""
    return f"{sentence[:1].lower()}{sentence[1:].removesuffix('.')}"


def _week(spans: list[Span], lang: str) -> str:
    times: dict[str, list[str]] = {}
    for day, start, end in _nights_whole(spans):
        times.setdefault(day, []).append(f"{start}–{end}")
    together: dict[str, list[str]] = {}
    for day, clocks in times.items():
        together.setdefault(listing(clocks, lang), []).append(day)
    return "; ".join(f"{_days(days, lang)} {clocks}" for clocks, days in together.items())


def _of_week(spans: list[Span]) -> list[tuple[int, int]]:
    """Return openings as minutes of the week, in order."""
    days = {day: number * A_DAY for number, day in enumerate(DAYS)}
    return [(days[day] + _minutes(start), days[day] + _minutes(end)) for day, start, end in spans]


def _nights_whole(spans: list[Span]) -> list[Span]:
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
