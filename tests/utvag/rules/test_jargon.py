"""Tests of agency words: found in every form, silent when explained."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from utvag.rules import jargon

TOLD = [
    ("En insats i taget.", ["insats"]),
    ("Insatserna och klienternas bistånd.", ["Insatserna", "klienternas", "bistånd"]),
    ("Du ger ditt samtycke.", ["samtycke"]),
    ("Gör en orosanmälan.", ["orosanmälan"]),
    ("Ring Avhopparverksamheten i Uppsala om avhopparverksamheten.", ["avhopparverksamheten"]),
    ("Våldsbejakande extremism.", ["Våldsbejakande"]),
]

SILENT = [
    "En anmälan om oro (orosanmälan).",
    "Samtycke betyder att du säger ja. Utan samtycke går det inte.",
    "Avhopparverksamheten är kommunens stöd.",
    "Våldsbejakande extremism (där våld ses som rätt).",
    "Insatsteamet och sociala insatsgrupper.",
    "Ring Avhopparverksamheten i Uppsala.",
    "Solen skiner.",
]
NAMES = ["Avhopparverksamheten i Uppsala"]


@pytest.mark.parametrize(("text", "words"), TOLD)
def test_a_word_of_agencies_is_told_once_unless_it_is_explained(text: str, words: list[str]) -> None:
    found = list(jargon.unexplained([text, text], NAMES))
    assert sorted(found) == sorted(words)


@pytest.mark.parametrize("text", SILENT)
def test_what_is_explained_or_a_name_hears_nothing(text: str) -> None:
    assert list(jargon.unexplained([text], NAMES)) == []


def test_one_explanation_is_enough_for_every_form_on_the_page() -> None:
    assert list(jargon.unexplained(["Säg ja till insatsen.", "En insats (hjälp)."], [])) == []


@pytest.mark.parametrize("word", jargon.WORDS)
def test_every_entry_is_a_pattern_with_one_word(word: str) -> None:
    assert " " not in word


@given(st.lists(st.text(max_size=40), max_size=4), st.lists(st.text(max_size=10), max_size=3))
def test_any_text_can_be_searched(passages: list[str], names: list[str]) -> None:
    assert len(list(jargon.unexplained(passages, names))) <= len(jargon.WORDS)
