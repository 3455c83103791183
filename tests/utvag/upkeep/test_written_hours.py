"""Tests of reading opening hours as people write them: what the site says of hours is read back as the same hours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from utvag.registry import source
from utvag.registry.hours import DAYS, OpeningHours
from utvag.upkeep import written_hours


def hours(rows: tuple[str, ...]) -> OpeningHours:
    """Return what the registry would have."""
    if rows == ("always",):
        return OpeningHours.model_validate("always")
    document = source.parse(f"a: [{', '.join(rows)}]".encode(), "").document
    assert document is not None
    return OpeningHours.model_validate(document["a"])


def open_at(when: OpeningHours) -> list[tuple[str, str, str]]:
    return sorted(span for period in when.periods for span in period.spans)


CLOCKS = st.builds(lambda hour, minute: f"{hour:02}:{minute:02}", st.integers(0, 23), st.integers(0, 59))
SPANS = st.tuples(CLOCKS, CLOCKS | st.just("24:00")).filter(lambda span: span[0] < span[1])


@st.composite
def weeks(draw: st.DrawFn) -> OpeningHours:
    """Return hours of a week, at most two openings a day, none in another."""
    spans = {
        day: sorted(draw(st.sampled_from([[], [("09:00", "16:00")], [("00:00", "24:00")]]) | st.lists(SPANS, max_size=2)))
        for day in DAYS
    }
    rows = [
        {"byday": (day,), "opens_at": opens, "closes_at": closes}
        for day, times in spans.items()
        for number, (opens, closes) in enumerate(times)
        if number == 0 or opens > times[0][1]
    ]
    return OpeningHours.model_validate(rows or [{"byday": ("MO",), "opens_at": "09:00", "closes_at": "16:00"}])


@given(weeks())
def test_what_the_site_says_is_read_back_as_the_same_hours(when: OpeningHours) -> None:
    rows = written_hours.read(when.sentence())
    assert rows
    assert when.around_the_clock or open_at(hours(rows)) == open_at(when)
    assert hours(rows).sentence() == when.sentence()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("mån-fre 9-16", "Måndag–fredag 09:00–16:00."),
        ("Måndagar och onsdagar kl. 9.00–12.00 samt 13 till 16", "Måndag och onsdag 09:00–12:00 och 13:00–16:00."),
        ("mån–tors: 8:30–16, fre 8.30-15.", "Måndag–torsdag 08:30–16:00; fredag 08:30–15:00."),
        (
            "måndag–fredag 09:00–12:00 och 13:00–16:00\nlördag 10:00–14:00\n",
            "Måndag–fredag 09:00–12:00 och 13:00–16:00; lördag 10:00–14:00.",
        ),
        ("fre–lör 20–02", "Fredag och lördag 20:00–02:00."),
        ("lör-mån 10-00", "Måndag, lördag och söndag 10:00–24:00."),
        ("alla dagar 8–20", "Måndag–söndag 08:00–20:00."),
        ("Öppet dygnet runt.", "Dygnet runt."),
    ],
)
def test_people_write_in_many_ways(words: str, said: str) -> None:
    rows = written_hours.read(words)
    assert rows
    assert hours(rows).sentence().replace("Öppet dygnet runt", "Dygnet runt") == said


@pytest.mark.parametrize(
    "words",
    [
        "",
        "vardagar 9-16",
        "mån-fre",
        "9-16",
        "mån 9-12-15",
        "mån 9-16 utom i juli",
        "till 15 augusti: mån 9-12",
        "mån, xyz 9-16",
        "m 9-16",
    ],
)
def test_what_is_not_quite_understood_is_not_read(words: str) -> None:
    assert written_hours.read(words) is None


@given(st.text(st.sampled_from('mån tisfrelö-–,;.:\n0123456789ochkl{}"') | st.characters(codec="utf-8"), max_size=60))
def test_whatever_is_written_only_rows_come_out(words: str) -> None:
    for row in written_hours.read(words) or ():
        document = source.parse(f"a: {row}".encode(), "").document
        assert row == "always" or (document and set(document["a"]) == {"byday", "opens_at", "closes_at"})
