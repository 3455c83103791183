"""Tests of undoing slips of the hand: only white space is touched, and only where one reading is left."""

from __future__ import annotations

from random import Random

import pytest
import untidy
from builders import MINIMAL, problems_in
from utvag.registry import layout, mending, source

TEXT = MINIMAL.read_text(encoding="utf-8")
ROWS = TEXT.split("\n")
HARD = "\u00a0"


def faults(text: str) -> int:
    return len(problems_in(text.encode()))


def with_row(number: int, row: str) -> str:
    return "\n".join([*ROWS[:number], row, *ROWS[number + 1 :]])


def readable(text: str) -> bool:
    read = source.parse(text.encode(), "")
    return read.document is not None and not read.problems


@pytest.mark.parametrize(
    ("slipped", "right"),
    [
        ("a:\n\tb: c\n", "a:\n  b: c\n"),
        ("a:\n  b:\n\t\tc: d\n", "a:\n  b:\n    c: d\n"),
        ("a:\n    b: c\n\td: e\n", "a:\n    b: c\n    d: e\n"),
        ("a:\n  -\tb: c\n    d: e\n", "a:\n  - b: c\n    d: e\n"),
        ("a:\u00a0b\n\u00a0\u00a0\n", "a: b\n  \n"),
        (f"a:\n{HARD}{HARD}b:{HARD}c{HARD}d{HARD}\n", f"a:\n  b: c{HARD}d \n"),
        (f"a: {{b:{HARD}c,{HARD}d: e}}\n", "a: {b: c, d: e}\n"),
        ("a:\n  b: c\n   d: e\n", "a:\n  b: c\n  d: e\n"),
        ("a:\n  b: c\n d: e\n", None),
        ("a:\n  b:\n    c: d\n   e: f\n", None),
        ("a:\n  b:\n  c: d\n   e: f\n", "a:\n  b:\n  c: d\n  e: f\n"),
        ("a: [b\n", None),
        ("a: b:c d: e\n\tf: g\n", None),
    ],
)
def test_a_slip_is_undone_where_there_is_one_way_to(slipped: str, right: str | None) -> None:
    assert mending.mended(slipped, lambda _: 0) == right


def test_whoever_knows_what_should_stand_there_chooses_between_two_readings() -> None:
    slipped = "a:\n  b:\n    c: d\n   e: f\n"
    assert mending.mended(slipped, lambda text: int("\n  e" in text)) == "a:\n  b:\n    c: d\n    e: f\n"
    assert mending.mended(slipped, lambda text: int("\n    e" in text)) == "a:\n  b:\n    c: d\n  e: f\n"


def test_white_space_inside_a_text_is_words_and_never_touched() -> None:
    assert mending.mended(f"a: |\n  b\n  {HARD}c\nd:{HARD}e\n", lambda _: 0) is None
    assert mending.mended("a: |\n  b\n  \tc\nd: e\n f: g\n", lambda _: 0) is None


@pytest.mark.parametrize("number", range(4, len(ROWS) - 1, 5))
@pytest.mark.parametrize("by", [-1, 1])
def test_a_row_one_space_aside_becomes_what_it_was_or_stays(number: int, by: int) -> None:
    row = f" {ROWS[number]}" if by > 0 else ROWS[number][1:]
    text = with_row(number, row)
    if ROWS[number].startswith(" ") and not readable(text):
        laid = layout.repair(text.encode(), "r.yaml", faults)
        assert laid.text in (TEXT, None)


@pytest.mark.parametrize("seed", range(60))
def test_a_slip_in_any_file_costs_no_word_and_no_comment(seed: int) -> None:
    random = Random(seed)  # noqa: S311 -- the same files each time
    data, comments = untidy.a_file(random)
    tidy = layout.repair(data, "r.yaml").text
    assert tidy is not None
    rows = tidy.split("\n")
    number = random.randrange(len(rows) - 1)
    rows[number] = random.choice((rows[number].replace("  ", "\t", 1), rows[number].replace(" ", HARD, 1), f" {rows[number]}"))
    slipped = "\n".join(rows)
    laid = layout.repair(slipped.encode(), "r.yaml")
    if laid.text is None or readable(slipped):
        return
    assert sorted("".join(laid.text.split())) == sorted("".join(tidy.split()))
    for comment in comments:
        assert comment in laid.text
    assert layout.repair(laid.text.encode(), "r.yaml").text == laid.text
