"""Tests of how problems are ordered and told."""

from __future__ import annotations

import json

from utvag.problems import InvalidRegistry, Location, Problem, Severity, in_order, render

LATER = Problem(Location("f", 10, 2), "programs[a]", "Fel.", "Rätta.", "kod")
SOONER = Problem(Location("f", 9, 30), "x", "50 %\nfel.", "Gör: så, här.", "annan", Severity.WARNING)


def test_problems_come_in_the_order_of_the_lines_and_each_once() -> None:
    assert in_order([LATER, SOONER, LATER]) == (SOONER, LATER)


def test_text_has_the_place_first_and_the_code_last() -> None:
    assert render([LATER]) == "f:10:2: error: programs[a]: Fel.\n    Rätta.  [kod]"
    assert render([]) == ""


def test_an_annotation_is_one_line_that_the_runner_can_undo() -> None:
    assert render([SOONER], "github") == "::warning file=f,line=9,col=30,title=annan::x: 50 %25%0Afel. Gör: så, här."


def test_json_holds_every_part() -> None:
    (found,) = json.loads(render([LATER], "json"))
    assert found == {
        "file": "f",
        "line": 10,
        "column": 2,
        "severity": "error",
        "subject": "programs[a]",
        "message": "Fel.",
        "remedy": "Rätta.",
        "code": "kod",
    }
    assert json.loads(render([], "json")) == []


def test_an_invalid_registry_keeps_its_problems() -> None:
    assert InvalidRegistry([LATER, SOONER]).problems == (LATER, SOONER)
