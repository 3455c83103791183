"""Tests of what may be said: where a text is read, and which words are let through."""

from __future__ import annotations

import re
import sys

import pytest
from builders import Data, a_registry, load
from utvag.rules import wording


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
    assert wording.TELLING.search(words)


@pytest.mark.parametrize(
    "words",
    [
        "tillgänglighet",
        "hotell",
        "valda",
        "socialtjanst-valdemarsvik",
        "stod-i-din-stadsdel",
        "nar-du-ringer",
        "framgång",
        "avbrott",
        "drogeri",
        "hotline",
        "Hotels",
        "cleaver",
    ],
)
def test_a_word_that_only_contains_one_is_let_through(words: str) -> None:
    assert not wording.TELLING.search(words)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "Samtalet är anonymt.",
            "You are anonymous here.",
            "You can call anonymously",
            "It is completely safe",
            "It leaves no trace",
        ),
        *("It deletes the history", "Nobody can see it", "untraceable", "The police will never know"),
    ],
)
def test_what_cannot_be_kept_is_a_promise_in_every_language(words: str) -> None:
    assert wording.PROMISES.search(words)


@pytest.mark.parametrize(
    "words", ["It does not remove the history on your phone.", "You do not have to say who you are.", "Somebody may see it."]
)
def test_the_truth_is_no_promise(words: str) -> None:
    assert not wording.PROMISES.search(words)


@pytest.mark.parametrize(
    "changes",
    [
        {"programs.skydd.status": "paused", "programs.skydd.status_reason": "Ring 070-174 06 05."},
        {"programs.vagen-annan.contact_routes.besok.address": "Ring 070-174 06 05"},
        {"lifeline.say": ["Ring 070-174 06 05."]},
    ],
    ids=str,
)
def test_a_number_is_found_in_every_text_that_visitors_read(changes: Data) -> None:
    assert list(wording.texts_name_only_confirmed_numbers(load(a_registry(changes))))


def test_a_postcode_and_a_year_are_no_numbers_to_call() -> None:
    changes = {"programs.vagen-annan.contact_routes.besok.address": "Gatan 3, 112 21 Stockholm. Uppgift från 2021."}
    assert not list(wording.texts_name_only_confirmed_numbers(load(a_registry(changes))))


def test_what_is_kept_back_is_not_read() -> None:
    changes = {"programs.ungdom.status": "ended", "programs.ungdom.status_reason": "Ring 070-174 06 05."}
    assert not list(wording.texts_name_only_confirmed_numbers(load(a_registry(changes))))


def test_small_letters_miss_no_letter_that_counts_as_one_of_them() -> None:
    """A promise is looked for in small letters first: whatever the pattern takes for a letter in any must be it in small, too."""
    any_sign = [chr(code) for code in range(sys.maxunicode + 1)]
    for letter in "abcdefghijklmnopqrstuvwxyzåäö":
        same = re.compile(letter, flags=re.IGNORECASE)
        assert all(letter in wording.in_small_letters(sign) for sign in any_sign if same.fullmatch(sign)), letter


@pytest.mark.parametrize(
    "words", ["Du är ANONYMT här", "Heltsäkert? Helt säkert.", "\u0130nga spår", "\u0131nga spår", "\u017fpårlöst", "x Helt Anonym"]
)
def test_a_promise_is_found_in_any_letters(words: str) -> None:
    assert wording.promised(words)


def test_where_nothing_is_promised_nothing_is_found() -> None:
    assert wording.promised("Samtalet syns i mobilens samtalslista.") == ""
