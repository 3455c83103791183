"""Tests of opening hours."""

from __future__ import annotations

import pytest
from utvag.registry.contact import DAYS, Schedule
from utvag.registry.model import OpeningHours

WEEK = tuple(DAYS)


def opened(days: tuple[str, ...], opens_at: str = "00:00", closes_at: str = "24:00") -> Schedule:
    """Return one opening, as the registry has it."""
    return Schedule.model_validate({"byday": days, "opens_at": opens_at, "closes_at": closes_at})


@pytest.mark.parametrize(
    ("openings", "day"),
    [
        ([opened(("MO",), "09:00", "12:00"), opened(("MO",), "11:59", "14:00")], "måndag"),
        ([opened(("TU", "TU"))], "tisdag"),
        ([opened(("SU",), "08:00", "20:00"), opened(("SU",), "09:00", "10:00"), opened(("SU",), "19:00", "21:00")], "söndag"),
    ],
)
def test_an_overlap_is_named_by_its_day(openings: list[Schedule], day: str) -> None:
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


@pytest.mark.parametrize(
    ("openings", "lang", "said"),
    [
        (
            [opened(("FR", "MO"), "09:00", "17:00"), opened(("SA",), "10:00", "12:00")],
            "sv",
            "Måndag och fredag 09:00–17:00; lördag 10:00–12:00.",
        ),
        (
            [opened(WEEK[:5], "09:00", "12:00"), opened(WEEK[:5], "13:00", "16:00")],
            "sv",
            "Måndag–fredag 09:00–12:00 och 13:00–16:00.",
        ),
        ([opened(WEEK[:3], "09:00", "17:00")], "en", "Monday–Wednesday 09:00–17:00."),
        ([opened(WEEK[:3], "09:00", "17:00")], "ar", "الاثنين–الأربعاء 09:00–17:00."),
    ],
)
def test_opening_hours_read_as_a_sentence_in_the_order_of_the_week(openings: list[Schedule], lang: str, said: str) -> None:
    assert OpeningHours.model_validate(openings).sentence(lang) == said
    assert OpeningHours.model_validate("unknown").sentence(lang) == ""
