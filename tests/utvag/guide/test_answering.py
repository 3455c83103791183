"""Tests of who answers at every minute: gaps between intervals, days that turn, people, and the number."""

from __future__ import annotations

import json
from datetime import date, timedelta

from builders import a_registry, load
from hypothesis import given, settings
from hypothesis import strategies as st
from utvag.guide import answering, personas
from utvag.guide.answering import Answering
from utvag.registry import hours

FIRST, A_DAY = date(2027, 6, 1), 24 * 60
PHONE = "programs.skydd.contact_routes.telefon"
HOURS = [{"byday": ["MO", "TU", "WE", "TH", "FR", "SA", "SU"], "opens_at": "08:00", "closes_at": "20:00"}]
PERSON = """personas:
- {id: P1, person: Någon, situation: Hotad., answers: {fara: hot, vem: vuxen}, emergency: false, reaches: [skydd], note: Inget.}
"""


def told(changes: dict[str, object], days: int = 10) -> list[Answering]:
    people = personas.parse(PERSON.encode(), "personas.yaml")[0]
    return answering.of_days(load(a_registry(changes)), people, FIRST, days)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, A_DAY), st.integers(0, A_DAY)).filter(lambda span: span[0] < span[1]), max_size=6))
def test_a_minute_is_in_a_gap_when_it_is_in_no_interval(spans: list[tuple[int, int]]) -> None:
    gaps = list(hours.gaps(spans, A_DAY))
    open_minutes = {minute for start, end in spans for minute in range(start, end)}
    assert [minute for start, end in gaps for minute in range(start, end)] == sorted(set(range(A_DAY)) - open_minutes)
    assert all(start < end for start, end in gaps)


def test_the_number_answers_every_minute_and_somebody_has_gaps_by_day_and_hour() -> None:
    line, person = told({f"{PHONE}.opening_hours": HOURS})
    assert (line.gaps, answering.first_gap(line)) == ([], "")
    nights = [gap for number in range(10) for gap in ((FIRST + timedelta(number), 0, 480), (FIRST + timedelta(number), 1200, 1440))]
    assert (list(person.who), person.gaps) == (["Skyddet"], nights)
    text = answering.render([line, person], FIRST, 10, "text")
    assert "Ingen annan: alla dagar 00:00–08:00 och 20:00–24:00 (10 dagar)." in text
    assert json.loads(answering.render([line, person], FIRST, 10, "json"))["people"][0]["gaps"][0] == ["2027-06-01", 0, 480]


def test_closed_days_and_days_that_turn_are_gaps_from_that_day_on() -> None:
    closed = told({f"{PHONE}.closed": [date(2027, 6, 6), date(2027, 6, 7)]})[1]
    assert closed.gaps == [(date(2027, 6, 6), 0, A_DAY), (date(2027, 6, 7), 0, A_DAY)]
    ended = told({"programs.skydd.valid_to": date(2027, 6, 8)})[1]
    assert ended.gaps == [(date(2027, 6, 9), 0, A_DAY), (date(2027, 6, 10), 0, A_DAY)]


def test_hours_that_nobody_knows_prove_nothing() -> None:
    person = told({f"{PHONE}.opening_hours": "unknown"})[1]
    assert (list(person.who), list(person.unsure), len(person.gaps)) == ([], ["Skyddet"], 10)


def test_the_first_minute_without_the_number_is_told() -> None:
    line = Answering("Linjen", gaps=[(date(2027, 6, 6), 725, 730), (date(2027, 6, 7), 0, 1)])
    assert answering.first_gap(line) == "Linjen svarar inte 2027-06-06 12:05."
