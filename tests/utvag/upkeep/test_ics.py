"""Tests of the calendar: lines as RFC 5545 wants them, and somebody else's reader finds what was written."""

from __future__ import annotations

from datetime import UTC, date, datetime

import calendars
from calendars import Found
from hypothesis import given, settings
from hypothesis import strategies as st
from utvag.upkeep import ics
from utvag.upkeep.ics import Event

ON = date(2026, 11, 22)

words = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], include_characters="\n"), max_size=400)
ids = st.from_regex(r"[a-z0-9.-]{1,60}", fullmatch=True)
days = st.dates()
events = st.builds(Event, ids, days, words, words)


@settings(deadline=None)
@given(st.lists(events, max_size=4), days)
def test_a_reader_of_others_finds_every_word_and_day(written: list[Event], on: date) -> None:
    name, found = calendars.read(ics.calendar(written, on, "Utväg: att kontrollera"))
    assert name == "Utväg: att kontrollera"
    stamp = datetime(on.year, on.month, on.day, tzinfo=UTC)
    assert found == [Found(f"{event.id}@utvag", event.day, event.title, event.details, stamp) for event in written]


@settings(deadline=None)
@given(st.lists(events, min_size=1, max_size=3))
def test_lines_end_as_they_must_and_none_is_too_long_or_cut_inside_a_character(written: list[Event]) -> None:
    raw = ics.calendar(written, ON, "Utväg").encode("utf-8")
    assert raw.endswith(b"END:VCALENDAR\r\n")
    lines = raw.split(b"\r\n")
    assert not [line for line in lines if b"\n" in line or b"\r" in line]
    assert max(len(line) for line in lines) <= ics.LONGEST_LINE
    assert all(line.decode("utf-8") for line in lines[:-1])
    unfolded = raw.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")
    assert [line.split(":")[0] for line in unfolded].count("BEGIN") == len(written) + 1


def test_the_uid_stays_when_the_day_and_the_words_change() -> None:
    first = ics.calendar([Event("ring-bris.telefon", ON, "Ring", "Fråga")], ON, "Utväg")
    later = ics.calendar([Event("ring-bris.telefon", date(2027, 2, 1), "Ring nu", "Fråga mer")], date(2027, 1, 1), "Utväg")
    for text in (first, later):
        assert "\r\nUID:ring-bris.telefon@utvag\r\n" in text
    assert "DTSTART;VALUE=DATE:20270201\r\n" in later
    assert "DTSTAMP:20270101T000000Z\r\n" in later


def test_a_day_takes_no_time_of_anybody() -> None:
    assert "TRANSP:TRANSPARENT\r\n" in ics.calendar([Event("a", ON, "b", "c")], ON, "Utväg")


def test_what_ends_a_value_is_escaped_and_long_lines_are_folded_at_the_last_octet_that_fits() -> None:
    text = ics.calendar([Event("a", ON, "a;b,c\\d\ne", "x" * 300 + "å" * 60)], ON, "Utväg")
    assert "\r\nSUMMARY:a\\;b\\,c\\\\d\\ne\r\n" in text
    lines = [len(line.encode("utf-8")) for line in text.split("\r\n")]
    start = next(number for number, line in enumerate(text.split("\r\n")) if line.startswith("DESCRIPTION:"))
    assert lines[start : start + 4] == [75, 75, 75, 75]
    assert max(lines) == 75
