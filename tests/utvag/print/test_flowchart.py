"""Tests of the chart on paper: it asks what the guide asks, and never says more or less than every journey does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import national
from builders import a_question, a_registry, load
from utvag.guide import journeys, wizard
from utvag.guide.eligibility import Verdict
from utvag.print import flowchart
from utvag.registry.model import DECLINED

if TYPE_CHECKING:
    from utvag.guide.journeys import Tree
    from utvag.print.flowchart import Step
    from utvag.registry.loader import Loaded
    from utvag.registry.model import Registry


def on_paper(registry: Registry, steps: tuple[Step, ...]) -> dict[tuple[str, str], set[str]]:
    """Return the programmes beside every answer, by question and answer."""
    found = {}
    for step in steps:
        names = [*(choice.id for choice in registry.choices[step.question]), DECLINED]
        for name, branch in zip(names, step.branches, strict=True):
            found[step.question, name] = {program.id for program in branch.programs}
    return found


def in_journeys(tree: Tree) -> dict[tuple[str, str], set[str]]:
    """Return, by question and answer, the programmes that fit at the end of every path through it."""
    found: dict[tuple[str, str], set[str]] = {}
    for journey in journeys.walk(tree):
        fits = {name for name, verdict in journeys.results(journey.outcome).items() if verdict is Verdict.FITS}
        for step in journey.answers:
            found[step] = found.get(step, fits) & fits
    return found


def test_the_chart_says_of_each_answer_exactly_what_every_path_through_it_ends_with(shipped: Loaded, tree: Tree) -> None:
    paper = on_paper(shipped.registry, flowchart.draw(shipped.registry, tree))
    walked = in_journeys(tree)
    assert paper == walked
    assert sum(len(programs) for programs in paper.values()) > 8


def test_the_questions_stand_in_the_order_they_are_asked_with_danger_first(shipped: Loaded, tree: Tree) -> None:
    steps = [step.question for step in flowchart.draw(shipped.registry, tree)]
    assert steps[0] == "fara"
    for journey in journeys.walk(tree):
        asked = [question for question, _ in journey.answers]
        assert asked == [question for question in steps if question in asked]


def test_every_answer_of_the_guide_has_its_words_and_every_question_can_be_declined(shipped: Loaded, tree: Tree) -> None:
    registry = shipped.registry
    for step in flowchart.draw(registry, tree):
        assert len(step.branches) == len(registry.choices[step.question]) + 1
        assert step.branches[-1].words == registry.declined_answer
        assert step.branches[-1].emergency is None


def test_the_emergency_number_stands_beside_danger_now_and_nowhere_else(shipped: Loaded, tree: Tree) -> None:
    steps = flowchart.draw(shipped.registry, tree)
    marked = [(step.question, number) for step in steps for number, branch in enumerate(step.branches) if branch.emergency]
    assert marked == [("fara", 0)]


def test_a_question_that_changes_nothing_is_not_on_paper() -> None:
    registry = load(a_registry({"questions.+": a_question("vader", "sol", "regn")})).registry
    assert "vader" not in [step.question for step in flowchart.draw(registry, wizard.compile(registry))]


def test_a_list_of_places_has_no_room_on_paper() -> None:
    registry = load(national.a_nation(15, 7)).registry
    assert [step.question for step in flowchart.draw(registry, wizard.compile(registry))] == ["fara", "vem", "vad"]
