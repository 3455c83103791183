"""What an editor is told after each typical mistake, word for word: mistakes.yaml holds the mistakes and the answers.

After a message has been changed on purpose, write the answers anew and read them as the editor would:

    UTVAG_REWRITE=1 .venv/bin/python -m pytest tests/test_editor_mistakes.py
"""

from __future__ import annotations

import os
import re

import pytest
from builders import FIXTURES, MINIMAL, problems_in
from edited import patched, rows
from utvag import reports

FILE = FIXTURES / "mistakes.yaml"
GOOD = MINIMAL.read_text(encoding="utf-8")
SPOILT = {row["name"]: patched(GOOD, row).encode() for row in rows(FILE)}
*ONE_AT_A_TIME, _ALL_AT_ONCE = SPOILT

SEVERAL = {
    "Kommunens väg in är pausad": 2,  # the municipality's way in, and whoever loses it
}
"""Mistakes with more than one problem."""


def answer(name: str) -> str:
    """Return everything that whoever makes the mistake is told."""
    return reports.of_problems(problems_in(SPOILT[name])) + "\n"


@pytest.fixture(scope="module")
def answers() -> dict[str, str]:
    """Return the answers in the file, which are written anew first when that is asked for."""
    if os.environ.get("UTVAG_REWRITE") == "1":
        blocks = iter("".join(f"    {line}\n" for line in answer(name).splitlines()) for name in SPOILT)
        text = FILE.read_text(encoding="utf-8")
        text = re.sub(r"(?<=^  answer: \|\n)(    .*\n)*", lambda _: next(blocks), text, flags=re.MULTILINE)
        FILE.write_text(text, encoding="utf-8")
    return {row["name"]: row["answer"] for row in rows(FILE)}


@pytest.mark.parametrize("name", SPOILT)
def test_a_mistake_is_answered_word_for_word(name: str, answers: dict[str, str]) -> None:
    assert answer(name) == answers[name] != "\n"


def test_one_mistake_gives_one_problem_unless_it_has_two_sides() -> None:
    assert {name: count for name in ONE_AT_A_TIME if (count := len(problems_in(SPOILT[name]))) != 1} == SEVERAL
    assert len(ONE_AT_A_TIME) > 50


def test_the_registry_without_a_mistake_hears_nothing() -> None:
    assert problems_in(MINIMAL.read_bytes()) == ()


def test_a_check_may_stand_on_lines_of_its_own() -> None:
    row = "\n      - {date: 2026-11-21, by: redaktionen, how: document}\n"
    lines = "\n      - date: 2026-11-21\n        by: redaktionen\n        how: document\n"
    assert GOOD.count(row) > 1
    assert problems_in(GOOD.replace(row, lines).encode()) == ()
