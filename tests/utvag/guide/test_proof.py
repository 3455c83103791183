"""Tests of the proof: near registries that keep every promise, and its words. What breaks one stands in tests/test_plants.py."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from builders import NO_CHANGES, Data, a_program, a_question, a_registry, asking, load, problems_in, replanted
from utvag.guide import proof, wizard

LOADED = load(a_registry())
TREE = wizard.compile(LOADED.registry)
END = ("nej", "vuxen", "uppsala")
FOURTH = a_question("q4", "ja", "nej")
NEEDS_IT = a_program("p4", eligibility=asking("q4", "ja"), municipality="national")
TOLD_APART = [a_program(f"p{answer}", eligibility=asking("mer", answer)) for answer in "abcd"]
BASE = a_registry()
OTHER_ANSWER: Data = {"id": "annat", "text": "x", "reason": "x"}

SILENT = [
    NO_CHANGES,
    {"questions": [*BASE["questions"], FOURTH], "programs": [*BASE["programs"], NEEDS_IT]},
    {"questions": [*BASE["questions"], a_question("mer", *"abcd")], "programs": [*BASE["programs"], *TOLD_APART]},
    {"questions.vad.answers.+": OTHER_ANSWER, "programs.+": a_program("nytt", eligibility=asking("vad", "annat"))},
    {"programs.+": a_program("nytt", eligibility=asking("fara", "nu", "hot", "nej"))},
]


@pytest.mark.parametrize("changes", SILENT)
def test_a_registry_whose_guide_keeps_its_promises_hears_nothing(changes: Data) -> None:
    assert [problem.message for problem in problems_in(a_registry(changes))] == []


def with_one_result(end: Any) -> Any:  # noqa: ANN401 -- any part of a tree
    return replace(end, recommendations=end.recommendations[:1])


def test_a_counter_example_is_a_sentence_about_somebody() -> None:
    (problem,) = proof.prove(LOADED, replanted(TREE, END, with_one_result))
    assert problem.message.startswith(
        "Den som svarar ”nej” på ”fara”, ”vuxen” på ”vem”, ”uppsala” på ”plats” får fel svar om ”skydd”"
    )
