"""Tests of half-lives and the ladder: days only ever climb it, and one more check never makes a fact older."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from utvag.upkeep import half_lives
from utvag.upkeep.half_lives import IMPORTANCE, HalfLife, Step

DAY = date(2026, 11, 21)
ORDER = list(Step)

kinds = st.sampled_from(IMPORTANCE)
checks = st.lists(st.tuples(st.dates(), st.booleans()), max_size=5)


def rung(kind: HalfLife, made: list[tuple[date, bool]], on: date) -> int:
    return ORDER.index(half_lives.climb(kind, made, on).step(on))


def test_the_more_important_the_sooner_and_each_half_life_has_its_reason() -> None:
    assert [kind.id for kind in IMPORTANCE] == ["lifeline", "emergency", "number", "hours", "rest"]
    weeks = [kind.weeks for kind in IMPORTANCE]
    assert weeks == sorted(set(weeks))
    assert all(kind.weeks > 0 and kind.reason.endswith(".") and kind.name for kind in IMPORTANCE)


@pytest.mark.parametrize("old", [False, True])
@pytest.mark.parametrize("kind", IMPORTANCE, ids=lambda kind: kind.id)
def test_the_steps_begin_after_three_quarters_one_and_two_half_lives(kind: HalfLife, *, old: bool) -> None:
    days = kind.weeks * 7 // (2 if old else 1)
    begins = {0: Step.FRESH, days * 3 // 4: Step.SOON, days: Step.DUE, days * 2: Step.OVERDUE}
    before = Step.FRESH
    for after, step in begins.items():
        on = DAY + timedelta(days=after)
        assert half_lives.climb(kind, [(DAY, old)], on).step(on) is step
        if after:
            assert half_lives.climb(kind, [(DAY, old)], on).step(on - timedelta(days=1)) is before
        before = step


@settings(deadline=None)
@given(kind=kinds, made=checks, on=st.dates())
def test_the_ladder_stands_upright_whatever_the_days(kind: HalfLife, made: list[tuple[date, bool]], on: date) -> None:
    ladder = half_lives.climb(kind, made, on)
    assert ladder.soon <= ladder.due <= ladder.overdue


@settings(deadline=None)
@given(kind=kinds, made=checks, on=st.dates(), wait=st.integers(min_value=0, max_value=4000))
def test_time_alone_only_climbs(kind: HalfLife, made: list[tuple[date, bool]], on: date, wait: int) -> None:
    later = date.fromordinal(min(on.toordinal() + wait, date.max.toordinal()))
    known = [check for check in made if check[0] <= on]
    assert rung(kind, known, on) <= rung(kind, known, later)


@settings(deadline=None)
@given(kind=kinds, made=checks, more=st.tuples(st.dates(), st.booleans()), on=st.dates())
def test_one_more_check_never_makes_a_fact_older(
    kind: HalfLife, made: list[tuple[date, bool]], more: tuple[date, bool], on: date
) -> None:
    assert rung(kind, [*made, more], on) <= rung(kind, made, on)


@settings(deadline=None)
@given(kind=kinds, day=st.dates(), on=st.dates())
def test_old_sources_alone_are_never_later(kind: HalfLife, day: date, on: date) -> None:
    assert rung(kind, [(day, True)], on) >= rung(kind, [(day, False)], on)


@settings(deadline=None)
@given(kind=kinds, made=checks, on=st.dates())
def test_a_check_that_has_not_been_made_yet_does_not_count(kind: HalfLife, made: list[tuple[date, bool]], on: date) -> None:
    known = [check for check in made if check[0] <= on]
    assert half_lives.climb(kind, made, on) == half_lives.climb(kind, known, on)
    if not known:
        assert rung(kind, made, on) == ORDER.index(Step.OVERDUE)


@settings(deadline=None)
@given(day=st.dates(), on=st.dates(), important=st.integers(0, len(IMPORTANCE) - 1), less=st.integers(0, len(IMPORTANCE) - 1))
def test_what_is_more_important_is_never_fresher(day: date, on: date, important: int, less: int) -> None:
    first, second = sorted((important, less))
    assert rung(IMPORTANCE[first], [(day, False)], on) >= rung(IMPORTANCE[second], [(day, False)], on)
