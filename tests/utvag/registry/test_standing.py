"""Tests of what stands on a day: hours, claims, routes, programmes, pauses; and that lines, words and rules follow."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from builders import a_registry, as_yaml, load, problems_in
from hypothesis import given, settings
from hypothesis import strategies as st
from utvag.registry.hours import DAYS, OpeningHours
from utvag.swedish import is_public_holiday
from utvag.upkeep import calls

if TYPE_CHECKING:
    from builders import Data

WEEK, BEFORE, SUMMER, AFTER = list(DAYS), date(2027, 5, 31), date(2027, 7, 1), date(2027, 8, 16)
VISIT = "programs.vagen-annan.contact_routes.besok"


def opening(opens_at: str, closes_at: str, **days: object) -> Data:
    return {"byday": WEEK[:5], "opens_at": opens_at, "closes_at": closes_at, **days}


ORDINARY = opening("09:00", "16:00", valid_from=AFTER)
SHORT = opening("09:00", "12:00", valid_from=date(2027, 6, 1), valid_to=date(2027, 8, 15))


def said(changes: Data, on: date, lang: str = "sv") -> str:
    program = next(one for one in load(a_registry(changes)).on(on).registry.programs if one.id == "vagen-annan")
    return program.contact_routes[0].hours.sentence(lang)  # type: ignore[union-attr]  # the visit


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (
            BEFORE,
            "Från 1 juni 2027 till 15 augusti 2027: måndag–fredag 09:00–12:00. Från 16 augusti 2027: måndag–fredag 09:00–16:00.",
        ),
        (SUMMER, "Till 15 augusti 2027: måndag–fredag 09:00–12:00. Från 16 augusti 2027: måndag–fredag 09:00–16:00."),
        (date(2027, 8, 15), "Till 15 augusti 2027: måndag–fredag 09:00–12:00. Från 16 augusti 2027: måndag–fredag 09:00–16:00."),
        (AFTER, "Måndag–fredag 09:00–16:00."),
    ],
)
def test_hours_that_are_over_are_not_said_and_others_say_their_days(on: date, words: str) -> None:
    assert said({f"{VISIT}.opening_hours": [SHORT, ORDINARY]}, on) == words


def test_hours_that_end_with_nothing_after_them_are_unknown() -> None:
    assert said({f"{VISIT}.opening_hours": [SHORT]}, AFTER) == ""


def test_closed_days_are_said_until_they_have_been() -> None:
    closed = {f"{VISIT}.closed": ["public_holidays", date(2026, 12, 24), date(2026, 12, 23), date(2027, 1, 5)]}
    words = "Måndag–torsdag 09:00–16:00; fredag 09:00–12:00. Stängt röda dagar"
    assert said(closed, date(2026, 12, 1)) == f"{words}, 23 december 2026–24 december 2026 och 5 januari 2027."
    assert said(closed, date(2026, 12, 25)) == f"{words} och 5 januari 2027."


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({f"{VISIT}.opening_hours": [opening("09:00", "12:00"), opening("11:00", "16:00", valid_to=AFTER)]}, "oppettid"),
        ({f"{VISIT}.opening_hours": [{**SHORT, "valid_to": BEFORE}]}, "datum"),
        ({f"{VISIT}.valid_to": date(2207, 8, 15)}, "datum"),
        ({f"{VISIT}.closed": ["jul"]}, "datum"),
        ({"programs.skydd.paused_until": AFTER}, "datum"),
        ({"lifeline.closed": ["public_holidays"]}, "livlina-dygnet-runt"),
        ({"lifeline.opening_hours": [{**opening("00:00", "24:00"), "byday": WEEK, "valid_to": AFTER}]}, "livlina-dygnet-runt"),
    ],
    ids=str,
)
def test_days_that_cannot_be_are_refused(changes: Data, code: str) -> None:
    assert [problem.code for problem in problems_in(a_registry(changes))] == [code]


def test_the_first_minute_without_an_answer_is_told() -> None:
    week = [{"byday": WEEK, "opens_at": "00:00", "closes_at": "13:00"}, {"byday": WEEK, "opens_at": "13:01", "closes_at": "24:00"}]
    (problem,) = problems_in(a_registry({"lifeline.opening_hours": week}))
    assert problem.message.endswith("Ingen svarar måndag 13:00.")


def status(changes: Data, on: date) -> tuple[str, str]:
    program = next(one for one in load(a_registry(changes)).on(on).registry.programs if one.id == "skydd")
    return program.status, program.status_reason.sv if program.status_reason else ""


def test_a_programme_begins_ends_and_runs_again_on_its_day() -> None:
    lasting = {"programs.skydd.valid_from": SUMMER, "programs.skydd.valid_to": AFTER}
    assert status(lasting, BEFORE) == ("unconfirmed", "Börjar 1 juli 2027.")
    assert status(lasting, SUMMER) == status(lasting, AFTER) == ("active", "")
    assert status(lasting, AFTER + timedelta(1)) == ("ended", "Slutade 16 augusti 2027.")
    pause = {"programs.skydd.status": "paused", "programs.skydd.status_reason": "Paus.", "programs.skydd.paused_until": AFTER}
    assert status(pause, AFTER) == ("paused", "Paus.")
    assert status(pause, AFTER + timedelta(1)) == ("active", "")


def test_what_is_left_keeps_its_line() -> None:
    claims = [{"text": words, "sources": ["K2"], **days} for words, days in (("Förr.", {"valid_to": BEFORE}), ("Alltid.", {}))]
    whole = load(a_registry({"programs.skydd.description": claims}))
    place = next(number for number, one in enumerate(whole.registry.programs) if one.id == "skydd")
    later = whole.on(AFTER)
    assert [claim.text.sv for claim in later.registry.programs[place].description] == ["Alltid."]
    path = ("programs", place, "description")
    assert later.where(*path, 0, "text") == whole.where(*path, 1, "text")
    assert later.on(None).registry == whole.registry


def test_what_is_over_or_near_is_due_with_its_line() -> None:
    hours = {f"{VISIT}.opening_hours": [SHORT, ORDINARY], f"{VISIT}.closed": [date(2027, 7, 2)]}
    loaded = load(a_registry(hours))
    told = {
        on: [(turn.day, turn.is_over) for turn in calls.report(loaded, on).turns]
        for on in (BEFORE, SUMMER, date(2027, 7, 20), AFTER)
    }
    assert told[BEFORE] == [(date(2027, 6, 1), False)]
    assert told[SUMMER] == []
    assert told[date(2027, 7, 20)] == [(date(2027, 7, 2), True), (date(2027, 8, 15), False), (AFTER, False)]
    assert told[AFTER] == [(date(2027, 7, 2), True), (date(2027, 8, 15), True)]
    turn = calls.report(loaded, AFTER).turns[1]
    assert as_yaml(a_registry(hours)).decode().splitlines()[turn.where.line - 1].strip() == "valid_to: 2027-08-15"
    assert turn.what.startswith("programs[vagen-annan].contact_routes[besok].opening_hours[1] gällde till 15 augusti 2027")


PERIODS = st.lists(st.integers(0, 60), min_size=2, max_size=8, unique=True).map(sorted)
START = date(2027, 1, 1)


@settings(deadline=None, max_examples=60)
@given(PERIODS, st.lists(st.integers(0, 60), max_size=5), st.integers(0, 70))
def test_somebody_answers_on_a_day_when_one_schedule_of_its_weekday_stands_and_it_is_not_closed(
    days: list[int], closed: list[int], number: int
) -> None:
    """Counted day by day, one schedule at a time, and not by the stretches that the program makes of them."""
    spans = [(START + timedelta(one), START + timedelta(other - 1)) for one, other in zip(days[::2], days[1::2], strict=False)]
    rows = [
        opening("09:00", f"{10 + place}:00", valid_from=str(one), valid_to=str(other)) for place, (one, other) in enumerate(spans)
    ]
    hours = OpeningHours.model_validate(rows).model_copy(
        update={"closed": ("public_holidays", *(START + timedelta(one) for one in closed))}
    )
    day = START + timedelta(number)
    expected = [(540, (10 + place) * 60) for place, (one, other) in enumerate(spans) if one <= day <= other]
    is_shut = number in closed or day.weekday() > 4 or day in (date(2027, 1, 1), date(2027, 1, 6))
    assert hours.on(day) == ([] if is_shut else expected)


def test_red_days_are_those_of_the_calendar_and_no_ordinary_sunday() -> None:
    assert all(
        map(is_public_holiday, (date(2027, 3, 26), date(2027, 3, 29), date(2027, 6, 6), date(2027, 6, 26), date(2026, 12, 25)))
    )
    assert not any(map(is_public_holiday, (date(2027, 3, 21), date(2026, 12, 24), date(2027, 6, 25))))
