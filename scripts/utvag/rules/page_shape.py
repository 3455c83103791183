"""The skeleton of a hand-written page: headings one reads from top to bottom, links that say where they lead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from utvag.content import prose
from utvag.problems import Location, Problem
from utvag.swedish import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.content.page_source import Manuscript

VAGUE = frozenset(
    [
        *("här", "klicka här", "läs här", "läs mer", "läs mer här", "mer", "mer här", "hit", "länk", "länken"),
        *("den här länken", "den här sidan"),
        *("here", "click here", "read more", "more", "link", "this link", "this page"),
    ]
)
"""Link texts that say nothing when they are read alone, as a screen reader lists them."""

_ADDRESS = re.compile(r"(https?://|www\.)\S*|[\w.-]+\.[a-zåäö]{2,}(/\S*)?", flags=re.IGNORECASE)
_HEADING = re.compile(r"h([1-6])")


def check(page: Manuscript) -> Iterator[Problem]:
    """Yield what is wrong with the headings and the link texts of a page."""
    yield from _headings(page)
    for block in page.blocks:
        for link in block.tree.walk():
            words = prose.words_in(link)
            if link.name == "a" and "href" in link.attributes and _is_vague(words):
                where = Location(page.name, block.line_of(link.attributes["href"]))
                remedy = "Skriv vart länken leder, till exempel ”vad som händer när du ringer”."
                yield Problem(where, page.name, f"Länken heter {quoted(words)}.", remedy, "lanktext")


def _is_vague(words: str) -> bool:
    plain = words.strip(" .:!?…>»→").casefold()
    return plain in VAGUE or not plain or _ADDRESS.fullmatch(plain) is not None


def _headings(page: Manuscript) -> Iterator[Problem]:
    def problem(line: int, message: str, remedy: str) -> Problem:
        return Problem(Location(page.name, line), page.name, message, remedy, "rubriknivaer")

    found = [
        (block.line, int(heading[1]), prose.words_in(element))
        for block in page.blocks
        for element in block.tree.walk()
        if (heading := _HEADING.fullmatch(element.name))
    ]
    first = page.blocks[0].line if page.blocks else 1
    if not found or found[0][:2] != (first, 1):
        yield problem(first, "Sidan börjar inte med sin rubrik.", "Skriv # och sidans rubrik överst, före all text.")
    above = 1
    for number, (line, level, words) in enumerate(found):
        if not words:
            yield problem(line, "Rubriken är tom.", "Skriv rubriken, eller ta bort raden.")
        if number and level == 1:
            yield problem(line, "Sidan har två rubriker med #.", "Skriv ## här: en sida har en enda överst.")
        elif level > above + 1:
            yield problem(line, f"Rubriken hoppar från nivå {above} till {level}.", f"Skriv {'#' * (above + 1)} i stället.")
        above = level
