"""Tests of changed lines as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from edited import a_small_project, seen
from utvag.changes import wording
from utvag.changes.line_changes import Delta
from utvag.changes.sentences import Places
from utvag.changes.visitor_view import Line, Link

if TYPE_CHECKING:
    from utvag.changes.visitor_view import VisitorView


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> VisitorView:
    """Return what visitors see of the small project."""
    return seen(a_small_project(tmp_path_factory.mktemp("seen") / "p"))


HOURS = "”Dygnet runt.” blir ”Vi vet inte när de svarar.”"
HERE = "På sidan ”Skyddet”:"
IN, OUT = Link("/guide/", "dit"), Link("https://a.example/", "ut")
CALL, ELSE = Link("tel:112", "Ring 112"), Link("tel:11414", "114 14")
BOTH = "/guide/ och https://a.example/"
TOLD = "länken ”114 14” leder till numret 114 14 i stället för numret 112"
ODD = "länken ”ut” leder till https://a.example/ i stället för numret 112"
PAGE = "stod/skydd/index.html"
CASES = [
    (Line("114 14"), Line("116 111"), "På sidan ”Skyddet”: numret 114 14 blir 116 111."),
    (Line("Dygnet runt."), Line("Vi vet inte när de svarar."), f"På sidan ”Skyddet”: öppettiderna {HOURS}"),
    (Line("Ett"), Line("Två"), "På sidan ”Skyddet”: ”Ett” blir ”Två”."),
    (None, Line("Två"), "På sidan ”Skyddet”: ”Två” är nytt."),
    (Line("Ett"), None, "På sidan ”Skyddet”: ”Ett” är borta."),
    (Line("a", links=(OUT,)), Line("a", links=(IN,)), f"{HERE} länken ”dit” leder till /guide/ i stället för https://a.example/."),
    (Line("a"), Line("a", links=(IN,)), f"{HERE} länkarna i ”a” leder till /guide/ i stället för ingenting."),
    (Line("a", links=(IN, OUT)), Line("a", links=(CALL,)), f"{HERE} länkarna i ”a” leder till numret 112 i stället för {BOTH}."),
    (Line("a", links=(CALL,)), Line("b", links=(ELSE,)), f"{HERE} ”a” blir ”b”."),
    (Line("a", links=(CALL,)), Line("a", links=(ELSE,)), f"{HERE} {TOLD}."),
    (Line("a", links=(CALL,)), Line("b", links=(OUT,)), f"{HERE} ”a” blir ”b”, och {ODD}."),
    (None, Line("Se här", links=(OUT,)), f"{HERE} ”Se här” är nytt, och länken ”ut” leder till https://a.example/."),
    (None, Line("112", links=(CALL,)), f"{HERE} ”112” är nytt."),
    (Line("a"), Line("a"), "På sidan ”Skyddet” står raderna i en ny ordning."),
]


@pytest.mark.parametrize(("before", "after", "words"), CASES)
def test_a_changed_line_is_told_as_what_it_is(small: VisitorView, before: Line | None, after: Line | None, words: str) -> None:
    delta = Delta("sv", "skydd", "", before, after, [PAGE])
    assert [sentence.words for sentence in wording.tell([delta], small, small, Places(small, small, {}))] == [words]
