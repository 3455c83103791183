"""Tests of what is told of the guide itself: questions and answers in other words or another order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edited import a_small_project, seen
from utvag.changes import guide

if TYPE_CHECKING:
    from pathlib import Path


def told(folder: Path, old: str, new: str) -> list[str]:
    project = a_small_project(folder / "p")
    before = seen(project)
    text = project.registry.read_text(encoding="utf-8")
    assert text.count(old) == 1
    project.registry.write_text(text.replace(old, new), encoding="utf-8")
    return [sentence.words for sentence in guide.compare(before, seen(project), {})]


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
