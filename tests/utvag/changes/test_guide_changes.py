"""Tests of how people are described, and of questions and answers in other words or another order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import load
from edited import a_small_project, data, seen
from utvag.changes import guide_changes, journey_changes
from utvag.changes.guide_changes import PeopleInWords, either
from utvag.changes.sentences import Comparison
from utvag.guide import wizard

if TYPE_CHECKING:
    from pathlib import Path

REGISTRY = load(data()).registry
TREE = wizard.compile(REGISTRY)
PEOPLE = PeopleInWords(REGISTRY, REGISTRY, journey_changes.answers_of(TREE, TREE))

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
    assert PEOPLE.who({question: frozenset(answers) for question, answers in box.items()}) == words


def test_one_two_and_three_words_with_or() -> None:
    assert [either(["a"]), either(["a", "b"]), either(["a", "b", "c"])] == ["a", "a eller b", "a, b eller c"]


def told(folder: Path, old: str, new: str) -> list[str]:
    project = a_small_project(folder / "p")
    before = seen(project)
    text = project.registry.read_text(encoding="utf-8")
    assert text.count(old) == 1
    project.registry.write_text(text.replace(old, new), encoding="utf-8")
    return [sentence.words for sentence in guide_changes.compare(Comparison(before, seen(project)))]


def test_why_a_question_is_asked_is_told_with_the_question(tmp_path: Path) -> None:
    expected = "Förklaringen ”Det finns olika stöd.” till frågan ”Vad handlar det om?” blir ”Stöden är olika.”."
    assert told(tmp_path, "why: Det finns olika stöd.", "why: Stöden är olika.") == [expected]


def test_the_words_to_decline_are_told_once_for_all_questions(tmp_path: Path) -> None:
    found = told(tmp_path, "declined_answer: Vet inte eller vill inte säga", "declined_answer: Vill inte svara")
    assert found == ["Svaret ”Vet inte eller vill inte säga” blir ”Vill inte svara”."]


def test_answers_in_another_order_are_told_so(tmp_path: Path) -> None:
    first, second = (
        "{id: kriminalitet, text: Kriminalitet, reason: vid kriminalitet}",
        "{id: extremism, text: Extremism, reason: vid extremism}",
    )
    found = told(tmp_path, f"- {first}\n      - {second}", f"- {second}\n      - {first}")
    assert found == ["Svaren på frågan ”Vad handlar det om?” står i en ny ordning."]
