"""Tests of the tree that is compiled from a registry."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from builders import NO_CHANGES, Data, a_registry, asking, load
from utvag.guide import journeys, wizard
from utvag.guide.wizard import Outcome, Question, Recommendation

if TYPE_CHECKING:
    from utvag.guide.journeys import Tree

CLOSED = {"state": "listed", "schedules": ()}


def compiled(changes: Data) -> Tree:
    return wizard.compile(load(a_registry(changes)).registry)


def reached(changes: Data, **answers: str) -> Outcome:
    return journeys.follow(compiled(changes), answers).outcome


def named(changes: Data, program: str, **answers: str) -> Recommendation:
    return next(item for item in reached(changes, **answers).recommendations if item.program.id == program)


def test_an_outcome_cannot_be_made_without_a_lifeline() -> None:
    with pytest.raises(TypeError):
        Outcome()  # type: ignore[call-arg]  # that is the point
    with pytest.raises(TypeError):
        Outcome(None)  # type: ignore[arg-type]  # that is the point


def test_an_outcome_cannot_be_made_with_a_lifeline_that_closes() -> None:
    lifeline = load(a_registry()).registry.lifeline
    assert Outcome(lifeline).lifeline == lifeline
    closes = lifeline.model_copy(update={"opening_hours": lifeline.opening_hours.model_copy(update=CLOSED)})
    with pytest.raises(TypeError):
        Outcome(closes)
    with pytest.raises(TypeError):
        dataclasses.replace(Outcome(lifeline), lifeline=closes)


def test_danger_is_asked_first_wherever_it_is_declared() -> None:
    registry = a_registry()
    tree = compiled({"questions": [*registry["questions"][1:], registry["questions"][0]]})
    assert isinstance(tree, Question)
    assert tree.id == "fara"


@pytest.mark.parametrize(("changes", "asked"), [(NO_CHANGES, True), ({"programs.arbete.eligibility": asking("vem", "ung")}, False)])
def test_a_question_is_asked_only_where_it_changes_the_result(changes: Data, asked: bool) -> None:  # noqa: FBT001 -- a table's column
    assert ("vad" in {question.id for question in journeys.questions(compiled(changes))}) is asked
    assert "vad" not in dict(journeys.follow(compiled(changes), {"plats": "uppsala"}).answers)


def test_every_question_ends_with_the_answer_that_declines() -> None:
    questions = list(journeys.questions(compiled({})))
    assert len(questions) > 20
    assert {question.answers[-1].id for question in questions} == {"vet-inte"}


@pytest.mark.parametrize(("answer", "shown"), [("nu", True), ("hot", False), ("nej", False), ("vet-inte", False)])
def test_the_emergency_number_is_shown_for_danger_now_alone(answer: str, shown: bool) -> None:  # noqa: FBT001 -- a table's column
    assert (reached({}, fara=answer).emergency is not None) is shown


def test_the_way_in_what_is_shown_and_what_is_folded_stand_apart() -> None:
    outcome = reached({}, fara="hot", vem="ung", plats="stockholm", vad="kriminalitet")
    groups = [[item.program.id for item in group] for group in (outcome.doors, outcome.shown, outcome.folded, outcome.reading)]
    assert groups == [["vagen-stockholm"], ["skydd", "arbete"], ["ungdom"], []]


def test_a_result_counts_the_questions_that_are_left_to_answer_and_what_least_is_unknown_about_comes_first() -> None:
    assert named({}, "skydd", fara="hot").unknown == 0
    assert named({}, "skydd").unknown == 1
    assert [item.unknown for item in reached({}).shown] == [1, 1, 1]


def test_a_relative_is_spoken_to_as_a_relative() -> None:
    asked = compiled({})
    words = {}
    for who in ("vuxen", "anhorig"):
        node = asked
        for step in ("nej", who):
            assert isinstance(node, Question)
            node = next(answer.leads_to for answer in node.answers if answer.id == step)
        assert isinstance(node, Question)
        words[who] = node.words["sv"]
    assert words == {"vuxen": "Var är du mest?", "anhorig": "Var bor den du tänker på?"}
