"""Tests of how problems are ordered and kept."""

from __future__ import annotations

from dataclasses import replace

from utvag.problems import InvalidRegistry, Location, Problem, Severity, in_order

LATER = Problem(Location("f", 10, 2), "programs[a]", "Fel.", "Rätta.", "kod")
SOONER = Problem(Location("f", 9, 30), "x", "50 %\nfel.", "Gör: så, här.", "annan", Severity.WARNING)


def test_problems_come_in_the_order_of_the_lines_and_each_once() -> None:
    assert in_order([LATER, SOONER, LATER]) == (SOONER, LATER)


def test_of_one_code_a_hundred_are_told_and_how_many_more_there_are() -> None:
    many = [replace(LATER, where=Location("f", line)) for line in range(1, 151)]
    told = in_order([*reversed(many), SOONER])
    assert [problem.where.line for problem in told if problem.code == "kod"] == list(range(1, 101))
    assert SOONER in told
    assert told[-1].message == "Fel. Likadant på 50 ställen till."
    assert in_order(told) == told
    assert in_order(many[:100])[-1].message == "Fel."


def test_an_invalid_registry_keeps_its_problems() -> None:
    assert InvalidRegistry([LATER, SOONER]).problems == (LATER, SOONER)
