"""Tests of texts, and of the same words for different readers."""

from __future__ import annotations

from datetime import date

import pytest
from builders import Data, a_registry, load
from utvag.registry.model import Audience, Text, Words

THREE = {"leaver": "du", "relative": "hen", "professional": "personen"}


def words(value: object) -> Words:
    return load(a_registry({"questions.fara.text": value})).registry.questions[0].text


@pytest.mark.parametrize(
    ("value", "lang", "said"),
    [("a  b\n c", "sv", "a b c"), ({"sv": "a", "en": "b"}, "sv", "a"), ({"sv": "a", "en": "b"}, "en", "b")],
)
def test_a_text_is_one_line_in_each_language(value: object, lang: str, said: str) -> None:
    assert Text.model_validate(value)[lang] == said


@pytest.mark.parametrize("lang", ["en", "so"])
def test_a_text_is_never_silently_another_language(lang: str) -> None:
    with pytest.raises(KeyError):
        Text(sv="a")[lang]


@pytest.mark.parametrize(
    ("value", "audience", "said"),
    [
        (THREE, "leaver", "du"),
        (THREE, "relative", "hen"),
        (THREE, "professional", "personen"),
        (THREE, None, "du"),
        ({"leaver": "du", "relative": "hen"}, "professional", "hen"),
        ("alla", "relative", "alla"),
        ({"sv": "alla", "en": "all"}, "professional", "alla"),
        ({"leaver": {"sv": "du"}, "relative": "hen"}, "leaver", "du"),
    ],
)
def test_words_are_chosen_for_the_reader(value: object, audience: Audience | None, said: str) -> None:
    assert words(value).said_to(audience)["sv"] == said


def test_a_check_knows_its_day() -> None:
    changes: Data = {"lifeline.checks.0.date": date(2025, 1, 2)}
    assert load(a_registry(changes)).registry.lifeline.checks[0].date == date(2025, 1, 2)
