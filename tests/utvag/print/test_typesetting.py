"""Tests of typesetting: words are never commands, and the typeface has letters; the rest is told of the papers themselves."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from utvag.print import typesetting

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATE = """
#let said = json(bytes(sys.inputs.said))
#set document(title: said.title)
#set page(width: 60mm, height: 60mm, margin: 5mm)
#set text(font: said.font, fallback: false, lang: "sv")
#said.words
"""


def a_paper(folder: Path, words: str, template: str = TEMPLATE) -> bytes:
    path = folder / "paper.typ"
    path.write_text(template, encoding="utf-8")
    return typesetting.compose(path, {"title": "Titel", "words": words}, date(2026, 11, 21))


def test_words_are_words_and_never_commands(tmp_path: Path) -> None:
    words = '#panic("x") *fet* $a$ = @b <c> \\'
    assert PdfReader(io.BytesIO(a_paper(tmp_path, words))).pages[0].extract_text().split() == words.split()


def test_a_fault_of_the_template_itself_is_ours(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="unknown variable"):
        a_paper(tmp_path, "Hej", "#nothing")


@pytest.mark.parametrize("letters", ["åäöÅÄÖéüß", "ăâîșț ąćęłńóśźż čďěňřšťůž", "ğışİ ëç ñ¿¡ ŵŷ", "”“–…·×•’"])
def test_the_typeface_has_the_letters_of_europe(tmp_path: Path, letters: str) -> None:
    assert PdfReader(io.BytesIO(a_paper(tmp_path, letters))).pages[0].extract_text().strip() == letters
