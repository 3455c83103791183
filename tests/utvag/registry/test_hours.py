"""Tests of opening hours."""

from __future__ import annotations

import pytest
from utvag.registry import hours, scalars
from utvag.registry.model import OpeningHours, Schedule

WEEK = tuple(hours.DAYS)


def opened(days: tuple[str, ...], opens_at: str = "00:00", closes_at: str = "24:00") -> Schedule:
    """Return one opening, as the registry has it."""
    return Schedule.model_validate({"byday": days, "opens_at": opens_at, "closes_at": closes_at})


@pytest.mark.parametrize(
    ("clock", "minutes"),
    [
        ("00:00", 0),
        ("09:30", 570),
        ("24:00", 1440),
        *((clock, None) for clock in ["", "9:00", "24:01", "12:60", "12.30", "kl 12", "12:30:00", "٠٩:٠٠"]),
    ],
)
def test_a_clock_is_minutes_since_midnight_and_what_is_none_has_none(clock: str, minutes: int | None) -> None:
    assert scalars.minutes(clock) == minutes


@pytest.mark.parametrize(
    ("openings", "day"),
    [
        ([opened(("MO",), "09:00", "12:00"), opened(("MO",), "11:59", "14:00")], "måndag"),
        ([opened(("TU", "TU"))], "tisdag"),
        ([opened(("SU",), "08:00", "20:00"), opened(("SU",), "09:00", "10:00"), opened(("SU",), "19:00", "21:00")], "söndag"),
        ([opened(("MO",), "09:00", "12:00"), opened(("MO",), "12:00", "14:00")], None),
        ([opened(("MO",)), opened(("TU",))], None),
    ],
)
def test_an_overlap_is_named_by_its_day(openings: list[Schedule], day: str | None) -> None:
    if day is None:
        assert OpeningHours.model_validate(openings).schedules == tuple(openings)
    else:
        with pytest.raises(ValueError, match=f"in i varandra på {day}"):
            OpeningHours.model_validate(openings)


@pytest.mark.parametrize(
    ("openings", "covers"),
    [
        ([opened(WEEK)], True),
        ([opened(WEEK, "00:00", "12:00"), opened(WEEK, "12:00", "24:00")], True),
        ([opened(WEEK[:-1])], False),
        ([opened(WEEK, "00:00", "23:59")], False),
        ([opened(WEEK, "00:01")], False),
        ([opened(WEEK, "00:00", "12:00"), opened(WEEK, "12:01")], False),
    ],
)
def test_only_every_minute_of_the_week_is_around_the_clock(openings: list[Schedule], covers: bool) -> None:  # noqa: FBT001 -- a table's column
    assert OpeningHours.model_validate(openings).around_the_clock is covers


def test_opening_hours_read_as_a_sentence_in_the_order_of_the_week() -> None:
    said = hours.sentence([opened(("FR", "MO"), "09:00", "17:00"), opened(("SA",), "10:00", "12:00")])
    assert said == "Måndag och fredag 09:00–17:00; lördag 10:00–12:00."
    parts = [opened(WEEK[:5], "09:00", "12:00"), opened(WEEK[:5], "13:00", "16:00")]
    assert hours.sentence(parts) == "Måndag–fredag 09:00–12:00 och 13:00–16:00."
    assert hours.sentence([]) == ""


def test_a_sentence_is_said_in_the_language_of_the_page() -> None:
    opening = [opened(("MO", "TU", "WE"), "09:00", "17:00"), opened(("SA",), "10:00", "12:00")]
    assert hours.sentence(opening, "en") == "Monday–Wednesday 09:00–17:00; Saturday 10:00–12:00."
    assert hours.sentence(opening, "ar") == "الاثنين–الأربعاء 09:00–17:00; السبت 10:00–12:00."
