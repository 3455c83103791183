"""Tests of how old a fact was when it was checked: two dates, no clock."""

from __future__ import annotations

import datetime as dt

import pytest
from builders import a_registry, load
from hypothesis import given
from hypothesis import strategies as st
from utvag.content import freshness

CHECKED = dt.date(2026, 11, 21)

AGES = [
    (["2023-11-21"], 2023),
    (["2023-11-22"], None),
    (["2022"], 2022),
    (["2023"], None),  # it can be the last of December
    (["2023-10"], 2023),
    (["2023-11"], None),
    (["2023-12"], None),
    (["2019", "2022-06-03"], 2022),
    (["2019", "2026-01-01"], None),
    (["2019", "unknown"], None),
    (["unknown"], None),
    ([], None),
    (["2020-02-29"], 2020),
]


def old_since(dates: list[str], checked: dt.date = CHECKED) -> int | None:
    registry = a_registry()
    source = registry["sources"][0]
    registry["sources"] += [source | {"id": f"N{number}", "date": date} for number, date in enumerate(dates)]
    return freshness.old_since([f"N{number}" for number in range(len(dates))], load(registry).registry.sources_by_id, checked)


@pytest.mark.parametrize(("dates", "year"), AGES)
def test_what_was_old_at_its_check_says_its_year(dates: list[str], year: int | None) -> None:
    assert old_since(dates) == year


def test_a_source_that_is_not_there_can_be_new() -> None:
    assert freshness.old_since(["X9"], {}, CHECKED) is None


@given(st.dates(dt.date(2000, 1, 1), dt.date(2026, 11, 21)))
def test_three_years_to_the_day_is_old(day: dt.date) -> None:
    assert (old_since([day.isoformat()]) == day.year) is (day <= dt.date(2023, 11, 21))
