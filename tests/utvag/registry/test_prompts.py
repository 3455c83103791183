"""Tests of what the questions say."""

from __future__ import annotations

from utvag.registry import model, prompts


def test_a_question_is_the_models_sentence_with_an_example() -> None:
    assert prompts.told("Program", "provider").startswith(str(model.Program.model_fields["provider"].description).rstrip("."))
    assert "(till exempel: " in prompts.told("Program", "provider")
    assert "till exempel" not in prompts.told("Program", "kind")


def test_every_word_that_is_offered_says_what_it_means() -> None:
    offered = [*prompts.words("Program", "access"), *prompts.words("PhoneRoute", "anonymous"), "always", prompts.SOME_DAYS]
    lines = prompts.choices(offered)
    assert [line.split(" ")[0] for line in lines] == [str(number) for number in range(1, len(offered) + 1)]
    assert all(" – " in line for line in lines)
