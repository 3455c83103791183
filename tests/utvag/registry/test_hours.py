"""Tests of opening hours."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from utvag.registry import hours

WEEK = tuple(hours.DAYS)


@dataclass(frozen=True)
class Open:
    """One opening, as the registry has it."""

    byday: tuple[str, ...]
    opens_at: str = "00:00"
    closes_at: str = "24:00"


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
    assert hours.minutes(clock) == minutes


@pytest.mark.parametrize(
    ("openings", "day"),
    [
        ([Open(("MO",), "09:00", "12:00"), Open(("MO",), "11:59", "14:00")], "måndag"),
        ([Open(("TU", "TU"))], "tisdag"),
        ([Open(("SU",), "08:00", "20:00"), Open(("SU",), "09:00", "10:00"), Open(("SU",), "19:00", "21:00")], "söndag"),
        ([Open(("MO",), "09:00", "12:00"), Open(("MO",), "12:00", "14:00")], None),
        ([Open(("MO",)), Open(("TU",))], None),
        ([], None),
    ],
)
def test_an_overlap_is_named_by_its_day(openings: list[Open], day: str | None) -> None:
    assert hours.overlap(openings) == day


@pytest.mark.parametrize(
    ("openings", "covers"),
    [
        ([Open(WEEK)], True),
        ([Open(WEEK, "00:00", "12:00"), Open(WEEK, "12:00", "24:00")], True),
        ([Open(WEEK[:-1])], False),
        ([Open(WEEK, "00:00", "23:59")], False),
        ([Open(WEEK, "00:01")], False),
        ([Open(WEEK, "00:00", "12:00"), Open(WEEK, "12:01")], False),
        ([], False),
    ],
)
def test_only_every_minute_of_the_week_is_around_the_clock(openings: list[Open], covers: bool) -> None:  # noqa: FBT001 -- a table's column
    assert hours.cover_the_week(openings) is covers


def test_opening_hours_read_as_a_sentence_in_the_order_of_the_week() -> None:
    said = hours.sentence([Open(("FR", "MO"), "09:00", "17:00"), Open(("SA",), "10:00", "12:00")])
    assert said == "Måndag och fredag 09:00–17:00; lördag 10:00–12:00."
    week = ("MO", "TU", "WE", "TH", "FR")
    assert (
        hours.sentence([Open(week, "09:00", "12:00"), Open(week, "13:00", "16:00")]) == "Måndag–fredag 09:00–12:00 och 13:00–16:00."
    )
    assert hours.sentence([]) == ""


def test_a_sentence_is_said_in_the_language_of_the_page() -> None:
    opening = [Open(("MO", "TU", "WE"), "09:00", "17:00"), Open(("SA",), "10:00", "12:00")]
    assert hours.sentence(opening, "en") == "Monday–Wednesday 09:00–17:00; Saturday 10:00–12:00."
    assert hours.sentence(opening, "ar") == "الاثنين–الأربعاء 09:00–17:00; السبت 10:00–12:00."
