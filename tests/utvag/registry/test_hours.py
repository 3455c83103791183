"""Tests of opening hours as visitors read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from utvag.registry.hours import DAYS, OpeningHours

if TYPE_CHECKING:
    from builders import Data

WEEK = list(DAYS)


def opening(*days: str, opens_at: str = "09:00", closes_at: str = "17:00") -> Data:
    return {"byday": list(days), "opens_at": opens_at, "closes_at": closes_at}


NIGHT = [opening(*WEEK, opens_at="21:00", closes_at="24:00")]
MORE_ON_MONDAY = "Måndag 09:00–12:00 och 21:00–06:00; tisdag–söndag 21:00–06:00."
APART = "Fredag 20:00–24:00; söndag 00:00–02:00."
A_WHOLE_DAY = "Fredag 08:00–24:00; lördag 00:00–08:00."


@pytest.mark.parametrize(
    ("openings", "lang", "said"),
    [
        (
            [opening("FR", "MO"), opening("SA", opens_at="10:00", closes_at="12:00")],
            "sv",
            "Måndag och fredag 09:00–17:00; lördag 10:00–12:00.",
        ),
        (
            [opening(*WEEK[:5], closes_at="12:00"), opening(*WEEK[:5], opens_at="13:00")],
            "sv",
            "Måndag–fredag 09:00–12:00 och 13:00–17:00.",
        ),
        ([opening(*WEEK[:3])], "en", "Monday–Wednesday 09:00–17:00."),
        ([*NIGHT, opening(*WEEK, opens_at="00:00", closes_at="06:00")], "sv", "Måndag–söndag 21:00–06:00."),
        ([*NIGHT, opening(*WEEK, opens_at="00:00", closes_at="06:00"), opening("MO", closes_at="12:00")], "sv", MORE_ON_MONDAY),
        (
            [opening("FR", opens_at="20:00", closes_at="24:00"), opening("SA", opens_at="00:00", closes_at="02:00")],
            "sv",
            "Fredag 20:00–02:00.",
        ),
        (
            [opening("SU", opens_at="20:00", closes_at="24:00"), opening("MO", opens_at="00:00", closes_at="02:00")],
            "en",
            "Sunday 20:00–02:00.",
        ),
        ([opening("FR", opens_at="20:00", closes_at="24:00"), opening("SU", opens_at="00:00", closes_at="02:00")], "sv", APART),
        (
            [opening("FR", opens_at="08:00", closes_at="24:00"), opening("SA", opens_at="00:00", closes_at="08:00")],
            "sv",
            A_WHOLE_DAY,
        ),
        ([opening("FR", "SA", opens_at="00:00", closes_at="24:00")], "sv", "Fredag och lördag 00:00–24:00."),
        ([opening("SA", opens_at="00:00", closes_at="06:00")], "sv", "Lördag 00:00–06:00."),
        ([opening("SA", opens_at="18:00", closes_at="24:00")], "sv", "Lördag 18:00–24:00."),
        ([opening(*WEEK[:3])], "ar", "الاثنين–الأربعاء 09:00–17:00."),
        ("unknown", "sv", ""),
    ],
)
def test_opening_hours_read_as_a_sentence_in_the_order_of_the_week(openings: object, lang: str, said: str) -> None:
    assert OpeningHours.model_validate(openings).sentence(lang) == said
