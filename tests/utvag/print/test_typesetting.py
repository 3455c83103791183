"""Tests of typesetting: one tagged page with its letters inside, the same bytes every time, and words that cannot be set."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader
from utvag.print import typesetting

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 21)
TEMPLATE = """
#let said = json(bytes(sys.inputs.said))
#set document(title: said.title)
#set page(width: 60mm, height: 60mm, margin: 5mm)
#set text(font: said.font, fallback: false, lang: "sv")
#context if measure(block(width: 50mm, said.words)).height > 40mm { panic("does not fit: the place") }
#said.words
"""


def a_paper(folder: Path, words: str, day: date = DAY, template: str = TEMPLATE) -> bytes:
    path = folder / "paper.typ"
    path.write_text(template, encoding="utf-8")
    return typesetting.compose(path, {"title": "Titel", "words": words}, day)


def test_a_paper_is_one_tagged_page_with_a_title_and_a_language(tmp_path: Path) -> None:
    reader = PdfReader(io.BytesIO(a_paper(tmp_path, "Blåbärsöl")))
    catalogue: Any = reader.trailer["/Root"]
    assert len(reader.pages) == 1
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/StructTreeRoot"]["/K"]
    assert catalogue["/Lang"] == "sv"
    assert reader.metadata is not None
    assert reader.metadata.title == "Titel"
    assert reader.pages[0].extract_text().strip() == "Blåbärsöl"


def test_the_date_is_the_day_given_and_the_same_words_give_the_same_bytes(tmp_path: Path) -> None:
    made = a_paper(tmp_path, "Hej")
    assert made == a_paper(tmp_path, "Hej")
    assert made != a_paper(tmp_path, "Hej", date(2026, 11, 22))
    metadata: Any = PdfReader(io.BytesIO(made)).metadata
    assert metadata.creation_date.date() == metadata.modification_date.date() == DAY


def test_words_are_words_and_never_commands(tmp_path: Path) -> None:
    words = '#panic("x") *fet* $a$ = @b <c> \\'
    assert PdfReader(io.BytesIO(a_paper(tmp_path, words))).pages[0].extract_text().split() == words.split()


def test_words_that_do_not_fit_are_told_with_their_place(tmp_path: Path) -> None:
    with pytest.raises(typesetting.NotSet) as told:
        a_paper(tmp_path, "ord " * 500)
    assert (told.value.place, told.value.letter) == ("the place", "")


def test_a_letter_that_the_typeface_lacks_is_told(tmp_path: Path) -> None:
    with pytest.raises(typesetting.NotSet) as told:
        a_paper(tmp_path, "Hej مرحبا")
    assert (told.value.place, told.value.letter) == ("", "ا")


def test_a_fault_of_the_template_itself_is_ours(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="unknown variable"):
        a_paper(tmp_path, "Hej", template="#nothing")


@pytest.mark.parametrize("letters", ["åäöÅÄÖéüß", "ăâîșț ąćęłńóśźż čďěňřšťůž", "ğışİ ëç ñ¿¡ ŵŷ", "”“–…·×•’"])
def test_the_typeface_has_the_letters_of_europe(tmp_path: Path, letters: str) -> None:
    assert PdfReader(io.BytesIO(a_paper(tmp_path, letters))).pages[0].extract_text().strip() == letters
