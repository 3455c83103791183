"""Tests of how problems are ordered and kept."""

from __future__ import annotations

from utvag.problems import InvalidRegistry, Location, Problem, Severity, in_order

LATER = Problem(Location("f", 10, 2), "programs[a]", "Fel.", "Rätta.", "kod")
SOONER = Problem(Location("f", 9, 30), "x", "50 %\nfel.", "Gör: så, här.", "annan", Severity.WARNING)


def test_problems_come_in_the_order_of_the_lines_and_each_once() -> None:
    assert in_order([LATER, SOONER, LATER]) == (SOONER, LATER)


def test_an_invalid_registry_keeps_its_problems() -> None:
    assert InvalidRegistry([LATER, SOONER]).problems == (LATER, SOONER)
