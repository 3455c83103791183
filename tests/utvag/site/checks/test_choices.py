"""Tests of the guide's shape in the built page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spoiling import Spoiling
from utvag.site.checks import choices

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def spoiling(good: Path, tmp_path: Path) -> Spoiling:
    return Spoiling(good, tmp_path, choices)


def test_a_good_site_hears_nothing(spoiling: Spoiling) -> None:
    assert spoiling.problems() == []


def a_question(name: str, inside: str, *answers: str) -> str:
    """Return a question where every one of `answers` leads to `inside`."""
    given = "".join(f'<details><summary data-answer="{answer}">x</summary>{inside}</details>' for answer in answers)
    return f'<section data-question="{name}">{given}</section>'


END = "<section data-outcome></section>"
FOUR = a_question("d", a_question("c", a_question("b", a_question("a", END, "vet-inte"), "vet-inte"), "vet-inte"), "vet-inte")
FIVE_ANSWERS = ("ett", "två", "tre", "fyra", "vet-inte")


def shown(spoiling: Spoiling, guide: str) -> list[str]:
    (spoiling.folder / "guide" / "index.html").write_text(guide, encoding="utf-8")
    return [problem.code for problem in spoiling.problems()]


@pytest.mark.parametrize("guide", [END, FOUR, a_question("a", END, *FIVE_ANSWERS)])
def test_four_questions_and_five_answers_hear_nothing(spoiling: Spoiling, guide: str) -> None:
    assert shown(spoiling, guide) == []


@pytest.mark.parametrize(
    ("code", "guide"),
    [
        ("b8-manga-fragor", a_question("e", FOUR, "vet-inte")),
        ("b8-manga-svar", a_question("a", END, "sex", *FIVE_ANSWERS)),
        ("b8-vet-inte", a_question("a", END, "ja", "nej")),
        ("b8-atervandsgrand", a_question("a", "", "vet-inte")),
        ("b8-atervandsgrand", a_question("a", "<p>Slut</p>", "vet-inte")),
        ("b8-onabar", FOUR + END),
    ],
)
def test_too_much_a_dead_end_and_a_lost_part_are_found(spoiling: Spoiling, code: str, guide: str) -> None:
    assert shown(spoiling, guide) == [code]


def test_an_answer_that_leads_to_two_places_is_found(spoiling: Spoiling) -> None:
    assert shown(spoiling, a_question("a", END + END, "vet-inte")) == ["b8-atervandsgrand", "b8-onabar"]


def test_without_a_guide_there_is_nothing_to_say(spoiling: Spoiling) -> None:
    (spoiling.folder / "guide" / "index.html").unlink()
    assert spoiling.problems() == []
