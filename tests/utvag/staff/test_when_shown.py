"""Tests of when the guide shows a programme, in words."""

from __future__ import annotations

import pytest
from builders import Data, a_registry, asking, load
from utvag.staff import when_shown


def said(changes: dict[str, object], name: str = "skydd") -> list[str]:
    registry = load(a_registry(changes)).registry
    program = next(program for program in registry.programs if program.id == name)
    return [one.words for one in when_shown.when_shown(program, registry)]


def test_a_condition_cites_the_question_and_the_answers() -> None:
    registry = load(a_registry()).registry
    question = next(question for question in registry.questions if question.criterion == "danger")
    chosen = question.answers[0]
    words = said({"programs.skydd.eligibility": asking(question.id, chosen.id)})
    assert any(question.text.leaver["sv"] in line and chosen.text.leaver["sv"] in line for line in words)


@pytest.mark.parametrize(
    ("ages", "told"),
    [
        ({"minimum_age": 18, "maximum_age": 25}, "18–25 år."),
        ({"minimum_age": 18}, "18 år eller äldre."),
        ({"maximum_age": 17}, "Högst 17 år."),
    ],
)
def test_ages_are_said_as_people_say_them(ages: dict[str, int], told: str) -> None:
    who = next(question for question in load(a_registry()).registry.questions if question.criterion == "audience")
    wanted: Data = {"conditions": [{"question": who.id, **ages, "sources": ["K2"]}], "depends_on": []}
    assert any(line.startswith(told) for line in said({"programs.skydd.eligibility": wanted}))


def test_a_programme_that_authorities_choose_people_for_is_never_proposed() -> None:
    assert said({"programs.skydd.access": "chosen_by_authorities"})[0].startswith("Guiden föreslår det aldrig")


def test_what_only_a_person_decides_is_said_with_its_line() -> None:
    claim: Data = {"text": "De avgör om det passar.", "sources": ["K2"]}
    assert "De avgör om det passar." in said({"programs.skydd.eligibility": {"conditions": [], "depends_on": [claim]}})


def test_a_national_programme_without_conditions_is_for_everybody() -> None:
    wanted: Data = {"conditions": [], "depends_on": []}
    assert said({"programs.skydd.eligibility": wanted, "programs.skydd.municipality": "national"}) == [
        "Inget svar krävs. Det visas för alla."
    ]
