"""Tests of reading a built site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from utvag.site import built

if TYPE_CHECKING:
    from pathlib import Path


def test_pages_are_trees_and_every_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide" / "index.html").write_text("<p id=a>På</p>", encoding="utf-8")
    (tmp_path / ".dold").write_text("x", encoding="utf-8")
    site = built.read(tmp_path)
    assert site.files == (".dold", "guide/index.html")
    page = site.pages["guide/index.html"]
    assert page.text == "<p id=a>På</p>"
    assert [element.name for element in page.elements] == ["#document", "p"]


def test_bytes_that_are_not_utf_8_are_marked(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_bytes("på".encode("latin-1"))
    assert "\ufffd" in built.read(tmp_path).pages["x.html"].text


def test_a_problem_says_where() -> None:
    found = built.problem("guide/index.html", 3, "Fel.", "Rätta.", "kod")
    assert (found.where.file, found.where.line, found.code) == ("site/guide/index.html", 3, "kod")
