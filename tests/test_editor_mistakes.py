"""What an editor is told after each typical mistake, word for word.

Every file in fixtures/registry/invalid/ is the minimal registry with one mistake, and `.txt` beside it is the whole answer.
After a message has been changed on purpose, write the answers anew and read them as the editor would:

    UTVAG_REWRITE=1 .venv/bin/python -m pytest tests/test_editor_mistakes.py
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from builders import FIXTURES, MINIMAL, problems_in
from utvag import reports

if TYPE_CHECKING:
    from pathlib import Path

MISTAKES = [*sorted((FIXTURES / "invalid").glob("*.yaml")), FIXTURES / "everything_wrong.yaml"]


FURTHER = {
    "default_programs_pausad": 2,  # the municipality's way in, and whoever loses it
}
"""Mistakes with more than one problem."""


def answer(path: Path) -> str:
    return reports.of_problems(problems_in(path.read_bytes(), path.name)) + "\n"


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.stem)
def test_a_mistake_is_answered_word_for_word(path: Path) -> None:
    expected = path.with_suffix(".txt")
    if os.environ.get("UTVAG_REWRITE") == "1":
        expected.write_text(answer(path), encoding="utf-8")
    assert answer(path) == expected.read_text(encoding="utf-8")
    assert answer(path).strip()


def test_every_answer_belongs_to_a_mistake_and_the_reverse() -> None:
    stems = {
        ending: {path.stem for path in FIXTURES.rglob(f"*.{ending}") if path.parent.name != "valid"} for ending in ("yaml", "txt")
    }
    assert stems["yaml"] == stems["txt"] == {path.stem for path in MISTAKES}
    assert len(MISTAKES) > 20


def test_one_mistake_gives_one_problem_unless_it_has_two_sides() -> None:
    several = {path.stem: count for path in MISTAKES[:-1] if (count := len(problems_in(path.read_bytes()))) != 1}
    assert several == FURTHER


def test_the_registry_without_a_mistake_hears_nothing() -> None:
    assert problems_in(MINIMAL.read_bytes()) == ()


def test_a_check_may_stand_on_lines_of_its_own() -> None:
    text = MINIMAL.read_text(encoding="utf-8")
    row = "- {date: 2026-11-21, by: redaktionen, how: document}\n"
    lines = "- date: 2026-11-21\n        by: redaktionen\n        how: document\n"
    assert problems_in(text.replace(f"\n      {row}", f"\n      {lines}").encode()) == ()
