"""Tests of how people are described."""

from __future__ import annotations

import pytest
from builders import load
from edited import data
from utvag.changes import journey_changes
from utvag.changes.describe_people import Teller, either
from utvag.guide import wizard

REGISTRY = load(data()).registry
TREE = wizard.compile(REGISTRY)
TELLER = Teller(REGISTRY, REGISTRY, journey_changes.answers_of(TREE, TREE))

BOXES = [
    ({}, "alla"),
    ({"vem": {"anhorig"}, "plats": {"uppsala"}}, "en anhörig i Uppsala"),
    ({"vem": {"ung", "vuxen"}}, "den som själv vill lämna"),
    ({"vem": {"ung"}}, "den som själv vill lämna och är under 18 år"),
    ({"vem": {"vuxen", "vet-inte"}}, "den som själv vill lämna och är 18 år eller äldre eller den som inte säger vem det gäller"),
    ({"plats": {"uppsala", "vet-inte"}}, "alla i Uppsala eller på okänd plats"),
    ({"fara": {"nu", "hot", "nej"}}, "alla som svarar på frågan ”Är någon i fara just nu?”"),
    ({"vad": {"kriminalitet", "vet-inte"}}, "alla som på frågan ”Vad handlar det om?” svarar något annat än ”Extremism”"),
    ({"vem": {"anhorig"}, "vad": {"extremism"}}, "en anhörig som på frågan ”Vad handlar det om?” svarar ”Extremism”"),
]


@pytest.mark.parametrize(("box", "words"), BOXES)
def test_people_are_described_by_what_they_answer(box: dict[str, set[str]], words: str) -> None:
    assert TELLER.who({question: frozenset(answers) for question, answers in box.items()}) == words


def test_one_two_and_three_words_with_or() -> None:
    assert [either(["a"]), either(["a", "b"]), either(["a", "b", "c"])] == ["a", "a eller b", "a, b eller c"]
