"""Tests of names and places in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edited import a_small_project, seen
from utvag.changes.sentences import Places, ended, in_language, shown

if TYPE_CHECKING:
    from pathlib import Path


def test_places_are_named_as_staff_know_them(tmp_path: Path) -> None:
    small = seen(a_small_project(tmp_path / "p"))
    places = Places(small, small, {})
    assert places.on(["stod/skydd/index.html"], "sv") == "På sidan ”Skyddet”"
    assert places.on(["guide/index.html", "kontakt/index.html"], "sv") == "På sidorna ”Guiden” och ”Kontakt”"
    assert places.on(list(small.pages), "sv") == "På alla sidor"
    assert places.on(sorted(small.pages)[:7], "sv") == "På 7 sidor"
    assert places.of_page("stod/skydd/index.html") == "skydd"


def test_other_languages_are_named_first() -> None:
    assert in_language("sv", "På sidan") == "På sidan"
    assert in_language("en", "På sidan") == "På engelska: på sidan"


def test_a_sentence_ends_once() -> None:
    assert ended("”a” blir ”b”") == "”a” blir ”b”."
    assert ended("”a.” blir ”b.”") == "”a.” blir ”b.”"
    assert shown("stod/x/index.html") == "/stod/x/"
