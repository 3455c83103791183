"""Tests of small pieces of Swedish."""

from __future__ import annotations

from datetime import date

import pytest
from utvag import swedish


@pytest.mark.parametrize(("words", "phrase"), [([], ""), (["a"], "a"), (["a", "b"], "a och b"), (["a", "b", "c"], "a, b och c")])
def test_words_are_listed_as_people_say_them(words: list[str], phrase: str) -> None:
    assert swedish.listing(words) == phrase


def test_a_day_is_written_out() -> None:
    assert swedish.long_date(date(2026, 11, 21)) == "21 november 2026"


@pytest.mark.parametrize(
    ("word", "shown"), [("a\n  b", "”a b”"), ("", "””"), ("x" * 60, f"”{'x' * 60}”"), ("x" * 61, f"”{'x' * 59}…”")]
)
def test_what_is_quoted_is_one_short_line(word: str, shown: str) -> None:
    assert swedish.quoted(word) == shown


@pytest.mark.parametrize(("word", "guess"), [("provder", " Menade du ”provider”?"), ("xyz", ""), ("", "")])
def test_only_a_near_word_is_guessed(word: str, guess: str) -> None:
    assert swedish.did_you_mean(word, {"provider", "status"}) == guess
