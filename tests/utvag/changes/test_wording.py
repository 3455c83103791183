"""Tests of changed lines as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from edited import a_small_project, seen
from utvag.changes import wording
from utvag.changes.lines import Delta
from utvag.changes.seen import Line
from utvag.changes.sentences import Places

if TYPE_CHECKING:
    from utvag.changes.seen import Seen


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """Return what visitors see of the small project."""
    return seen(a_small_project(tmp_path_factory.mktemp("seen") / "p"))


HOURS = "”Dygnet runt.” blir ”Vi vet inte när de svarar.”"
PAGE = "stod/skydd/index.html"
CASES = [
    (Line("114 14"), Line("116 111"), "På sidan ”Skyddet”: numret 114 14 blir 116 111."),
    (Line("Dygnet runt."), Line("Vi vet inte när de svarar."), f"På sidan ”Skyddet”: öppettiderna {HOURS}"),
    (Line("Ett"), Line("Två"), "På sidan ”Skyddet”: ”Ett” blir ”Två”."),
    (None, Line("Två"), "På sidan ”Skyddet”: ”Två” är nytt."),
    (Line("Ett"), None, "På sidan ”Skyddet”: ”Ett” är borta."),
    (Line("a", links=("x",)), Line("a", links=("y",)), "På sidan ”Skyddet”: länken ”a” leder till y i stället för x."),
    (Line("a"), Line("a"), "På sidan ”Skyddet” står raderna i en ny ordning."),
]


@pytest.mark.parametrize(("before", "after", "words"), CASES)
def test_a_changed_line_is_told_as_what_it_is(small: Seen, before: Line | None, after: Line | None, words: str) -> None:
    delta = Delta("sv", "skydd", "", before, after, [PAGE])
    assert [sentence.words for sentence in wording.tell([delta], small, small, Places(small, small, {}))] == [words]
