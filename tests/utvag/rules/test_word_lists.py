"""Tests of the words that rules look for: in every form, and the nearest that is let through."""

from __future__ import annotations

import re
import sys

import pytest
from utvag.rules import word_lists


@pytest.mark.parametrize(
    "words",
    [
        *("avhoppare", "lamna-ganget", "hotad", "hotelser", "Polisen", "extremism", "ett brott", "fältpolis", "min_avhoppare"),
        *("radikalisering", "Leaving", "a gang", "police", "criminals", "violence", "threats", "deradicalisation"),
        *("exit", "våldet", "vald", "vapen", "knark", "droger", "weapon", "drugs", "murder", "prison", "jail", "radicalised"),
        *("terrorist", "jihad", "nazister", "fängelse", "fangelse", "defectors"),
    ],
)
def test_a_telling_word_is_told_wherever_a_word_begins(words: str) -> None:
    assert word_lists.TELLING.search(words)


@pytest.mark.parametrize(
    "words",
    [
        *("tillgänglighet", "hotell", "valda", "socialtjanst-valdemarsvik", "stod-i-din-stadsdel", "nar-du-ringer", "framgång"),
        *("avbrott", "drogeri", "hotline", "Hotels", "cleaver"),
    ],
)
def test_a_word_that_only_contains_one_is_let_through(words: str) -> None:
    assert not word_lists.TELLING.search(words)


@pytest.mark.parametrize(
    "words",
    [
        *("Samtalet är anonymt.", "You are anonymous here.", "You can call anonymously", "It is completely safe"),
        *("It leaves no trace", "It deletes the history", "Nobody can see it", "untraceable", "The police will never know"),
        *("Du är ANONYMT här", "Heltsäkert? Helt säkert.", "\u0130nga spår", "\u0131nga spår", "\u017fpårlöst", "x Helt Anonym"),
    ],
)
def test_what_cannot_be_kept_is_a_promise_in_every_language_and_in_any_letters(words: str) -> None:
    assert word_lists.promised(words)


@pytest.mark.parametrize(
    "words",
    [
        *("It does not remove the history on your phone.", "You do not have to say who you are.", "Somebody may see it."),
        "Samtalet syns i mobilens samtalslista.",
    ],
)
def test_the_truth_is_no_promise(words: str) -> None:
    assert word_lists.promised(words) == ""


def test_small_letters_miss_no_letter_that_counts_as_one_of_them() -> None:
    """A promise is looked for in small letters first: whatever the pattern takes for a letter in any must be it in small, too."""
    any_sign = [chr(code) for code in range(sys.maxunicode + 1)]
    for letter in "abcdefghijklmnopqrstuvwxyzåäö":
        same = re.compile(letter, flags=re.IGNORECASE)
        assert all(letter in word_lists.in_small_letters(sign) for sign in any_sign if same.fullmatch(sign)), letter


@pytest.mark.parametrize("word", word_lists.AGENCY)
def test_every_agency_word_is_a_pattern_with_one_word(word: str) -> None:
    assert " " not in word
