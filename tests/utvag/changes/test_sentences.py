"""Tests of names, places and changed lines in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from utvag.changes import sentences
from utvag.changes.line_changes import Delta
from utvag.changes.sentences import Comparison
from utvag.changes.visitor_view import Line, Link

if TYPE_CHECKING:
    from utvag.changes.visitor_view import VisitorView


def test_places_are_named_as_staff_know_them(small: VisitorView) -> None:
    both = Comparison(small, small)
    assert both.on(["stod/skydd/index.html"], "sv") == "På sidan ”Skyddet”"
    assert both.on(["guide/index.html", "kontakt/index.html"], "sv") == "På sidorna ”Guiden” och ”Kontakt”"
    assert both.on(list(small.pages), "sv") == "På alla sidor"
    assert both.on(sorted(small.pages)[:7], "sv") == "På 7 sidor"
    assert both.about("stod/skydd/index.html", "") == "skydd"


def test_other_languages_are_named_first() -> None:
    assert [sentences.about_pages("lines", "På sidan", (), lang).words for lang in ("sv", "en")] == [
        "På sidan",
        "På engelska: på sidan",
    ]


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
    (Line("Ett."), Line("Två."), "På sidan ”Skyddet”: ”Ett.” blir ”Två.”"),
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
    assert [sentence.words for sentence in sentences.of_lines([delta], Comparison(small, small))] == [words]
