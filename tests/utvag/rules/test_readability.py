"""Tests of sentences, words and LIX: known texts, known numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from utvag.rules import readability

SENTENCES = [
    (["Du kan ringa. Någon svarar."], ["Du kan ringa.", "Någon svarar."]),
    (["En rubrik", "En punkt"], ["En rubrik", "En punkt"]),
    (["Är du hotad? Ring 112."], ["Är du hotad?", "Ring 112."]),
    (["Läs på polisen.se om skydd."], ["Läs på polisen.se om skydd."]),
    (["Säg ”hej.” Sedan svarar de."], ["Säg ”hej.", "Sedan svarar de."]),
    (["–"], []),
]


@pytest.mark.parametrize(("passages", "sentences"), SENTENCES)
def test_a_sentence_ends_at_its_sign_or_with_its_passage(passages: list[str], sentences: list[str]) -> None:
    assert list(readability.sentences(passages)) == sentences


WORDS = [
    ("Ring 08-508 25 600, dag som natt.", ["Ring", "08-50825600", "dag", "som", "natt"]),
    ("Du som är 16–29 år", ["Du", "som", "är", "16–29", "år"]),
    ("och/eller – ”så”", ["och", "eller", "så"]),
]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_a_number_is_one_word_and_signs_are_none(text: str, words: list[str]) -> None:
    assert list(readability.words(text)) == words


def test_lix_is_words_to_a_sentence_and_the_share_of_long_words() -> None:
    measured = readability.measure(["Du kan ringa polisen.", "De svarar."])  # 6 words, 2 sentences, 1 longer than six letters
    assert measured.mean == 3
    assert measured.lix == pytest.approx(3 + 100 / 6)
    assert readability.measure([]).lix == 0


def test_a_word_of_fifteen_letters_is_too_long_unless_it_is_kept() -> None:
    assert readability.too_long("En myndighetsperson och socialtjänsten.", set()) == ["myndighetsperson"]
    assert readability.too_long("Socialsekreteraren, socialsekreterarnas", {"socialsekreterare"}) == []
    assert readability.too_long("Hässelby-Vällingby", set()) == []
    assert readability.too_long("avhopparsamordnings-telefon", set()) == ["avhopparsamordnings-telefon"]
    assert readability.too_long("krisinformation.se", set()) == []
    assert readability.too_long("socialsekreterarutbildning", {"socialsekreterare"}) == ["socialsekreterarutbildning"]


def test_the_worst_sentence_comes_first() -> None:
    hard = "Kommunens socialtjänst samordnar insatser."
    assert readability.worst(["Du kan gå.", hard], 1) == [hard]


@given(st.lists(st.text(max_size=80), max_size=5))
def test_any_text_can_be_measured(passages: list[str]) -> None:
    told = list(readability.sentences(passages))
    assert readability.measure(told).lix >= 0
    assert all(readability.words(sentence) for sentence in told)
