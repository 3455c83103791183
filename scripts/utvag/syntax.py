"""What a YAML parser's complaint means, in Swedish, with the place where the hand slipped."""

from __future__ import annotations

import re
from typing import TypeAlias

from utvag.problems import Location, Problem

Mark: TypeAlias = tuple[int, int]

_OPEN_QUOTE = re.compile(r"""^[^#]*?(?:[:\-\[{,]\s+|^\s*)(["'])(?P<rest>.*)$""")


SLIPS = {
    "yaml-tabb": ("Raden har en tabb.", "Byt tabben mot mellanslag: två för varje steg inåt."),
    "yaml-citattecken": (
        "Ett citattecken öppnas på raden men stängs inte.",
        "Sätt ett likadant citattecken där texten slutar.",
    ),
    "yaml-kolon": (
        "Här står ett kolon som inte går att tolka.",
        "Hör kolonet till texten? Sätt hela texten inom citattecken. Annars: ge raden samma indrag som raden ovanför.",
    ),
    "yaml-parentes": (
        "En lista eller grupp öppnas här men stängs inte.",
        "Sätt ] eller } där den slutar, och komma mellan delarna.",
    ),
    "yaml-sammanslagning": (
        "Raden är ett märke från en sammanslagning av två versioner.",
        "Behåll den version som stämmer. Ta bort den andra, och raderna med <<<<<<<, ======= och >>>>>>>.",
    ),
    "yaml-kolon-saknas": (
        "Raden saknar kolon och mellanslag efter namnet.",
        "Skriv till exempel: provider: Bris. Är raden slutet på texten ovanför? Flytta upp den dit.",
    ),
    "yaml-skrivsatt": (
        "Raden går inte att läsa.",
        "Kolla indraget: lika många mellanslag som raderna runt om. Sedan kolon, och citattecken runt text med @ : # %.",
    ),
}
"""How a hand slips: code → message, remedy."""


def explain(text: str, name: str, complaint: str, mark: Mark, context: Mark | None) -> Problem:
    """Return the problem behind a parser's `complaint` (English) at `mark`; marks are (line, column) from 1.

    `context` is where the part began that the parser was reading.
    """
    lines = text.split("\n")
    place, code = _slip(lines, complaint, mark, context)
    return Problem(Location(name, *_inside(lines, place)), name, *SLIPS[code], code)


def _slip(lines: list[str], complaint: str, mark: Mark, context: Mark | None) -> tuple[Mark, str]:  # noqa: PLR0911 -- a table of slips
    if marked := next((number for number, line in enumerate(lines, 1) if line.startswith(("<<<<<<<", ">>>>>>>"))), None):
        return (marked, 1), "yaml-sammanslagning"
    row, column = mark
    line = lines[row - 1] if row <= len(lines) else ""
    if (tab := line.find("\t", 0, column)) >= 0:
        return (row, tab + 1), "yaml-tabb"
    if forgotten := _forgotten_quote(lines, row):
        return forgotten, "yaml-citattecken"
    if "mapping values are not allowed" in complaint:
        return mark, "yaml-kolon"
    if context and "could not find expected ':'" in complaint:
        return context, "yaml-kolon-saknas"
    if context and ("']'" in complaint or "'}'" in complaint):
        return context, "yaml-parentes"
    return mark, "yaml-skrivsatt"


def _inside(lines: list[str], mark: Mark) -> Mark:
    """Return `mark`, moved to the end of the last line with text when the parser points past it."""
    row, column = min(mark[0], len(lines)), mark[1]
    if lines[row - 1].strip() and row == mark[0]:
        return row, min(column, len(lines[row - 1]) + 1)
    while row > 1 and not lines[row - 1].strip():
        row -= 1
    return row, max(1, len(lines[row - 1]))


def _forgotten_quote(lines: list[str], last: int) -> Mark | None:
    """Return where the first quotation mark stands that opens a value on a line (up to `last`) and is not closed on it."""
    for number, line in enumerate(lines[:last], 1):
        found = _OPEN_QUOTE.match(line)
        if found and not _closes(found["rest"], found[1]):
            following = lines[number] if number < len(lines) else ""
            if number == last or ":" in following or following.lstrip().startswith("-") or not following.strip():
                return number, found.start(1) + 1
    return None


def _closes(rest: str, mark: str) -> bool:
    unescaped = rest.replace('\\"', "") if mark == '"' else rest.replace("''", "")
    return mark in unescaped
