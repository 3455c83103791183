"""A template and what it says into one tagged page of PDF: the only door to Typst, and to the typeface of our papers."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import fontpkg_lexend
import typst

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FONT = fontpkg_lexend.FAMILY
"""The typeface: made for people who find reading hard, free to give away, with the letters of Europe's Latin alphabets."""

_NO_ROOM = re.compile(r"does not fit: (.+)")
_NO_LETTER = re.compile(r'the text `"(.*?)"` could not be displayed')


@dataclass
class NotSet(Exception):  # noqa: N818 -- it is a state of the paper
    """The words cannot be set: those in the `place` of the template have no room, or the typeface has no `letter` like that."""

    place: str = ""
    letter: str = ""


def compose(template: Path, said: Mapping[str, object], day: dt.date) -> bytes:
    """Return the PDF (tagged, PDF/UA-1, its letters inside it) that `template` makes of `said`, made on `day` as far as it tells.

    The same input gives the same bytes. Raises NotSet when words do not fit, or cannot be written.
    """
    try:
        made = typst.compile(
            template,
            root=template.parent,
            font_paths=[fontpkg_lexend.ROOT / "files"],
            ignore_system_fonts=True,
            sys_inputs={"said": json.dumps({**said, "font": FONT}, ensure_ascii=False)},
            pdf_standards="ua-1",
            timestamp=dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC),
            format="pdf",
        )
    except typst.TypstError as fault:
        if place := _NO_ROOM.search(str(fault)):
            raise NotSet(place=place[1]) from None
        if letter := _NO_LETTER.search(str(fault)):
            raise NotSet(letter=letter[1]) from None
        raise
    if not isinstance(made, bytes):
        raise TypeError(made)
    return made
