"""Tests of the questions: they say what the model says, and choices can be given as words or numbers."""

from __future__ import annotations

import pytest
from builders import MINIMAL
from utvag.registry import interview, loader, model

TEXT = MINIMAL.read_text(encoding="utf-8")


def an_interview(answers: list[str], heard: list[str], asked: list[str]) -> interview.Interview:
    def ask(prompt: str) -> str:
        asked.append(prompt)
        return answers.pop(0)

    known = loader.parse(TEXT.encode(), "r.yaml").registry
    return interview.Interview(TEXT, known, ask, heard.append, lambda _: (), lambda _: None, [])


def test_every_question_is_the_models_own_sentence() -> None:
    asked: list[str] = []
    answers = ["Ett namn", "", "", "Titel", "Staden", "1", "support", "2", "3", "Varför."]
    talk = an_interview(answers, [], asked)
    with pytest.raises(IndexError):
        talk.run()
    described = [str(field.description) for field in model.Program.model_fields.values()]
    for prompt in asked[:8]:
        assert any(prompt.startswith(words.rstrip(".")) for words in described), prompt
    assert talk.draft["program"]["kind"] == "support"
    assert talk.draft["program"]["access"] == "through_others"
    assert talk.draft["program"]["status"] == "unconfirmed"


def test_faults_are_those_of_the_file_the_rules_and_the_guide() -> None:
    assert interview.faults(TEXT, "r.yaml") == ()
    assert {problem.code for problem in interview.faults("a: [", "r.yaml")} == {"yaml-skrivsatt"}
    assert {problem.code for problem in interview.faults(TEXT.replace("slug: ", "slug: avhopp-", 1), "r.yaml")} == {
        "neutral-adress"
    }
