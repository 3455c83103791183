"""Replies to letters for tests, made as the form makes them; tests/browser/test_letter.py holds that the form does."""

from __future__ import annotations

import hashlib
import textwrap
from typing import TYPE_CHECKING

from utvag.upkeep import fact_check

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from utvag.registry.loader import Loaded


_IN_LINES = textwrap.TextWrapper(68, initial_indent="  ", subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)


def points(loaded: Loaded, name: str) -> dict[str, fact_check.Point]:
    """Return what is asked about the programme called `name`, by what the form calls it."""
    program = next(program for program in loaded.registry.programs if program.id == name)
    return {point.id: point for point in fact_check.points(loaded, program)}


def agreed(loaded: Loaded, name: str) -> dict[str, str]:
    """Return the answers of somebody who agrees with all that is said."""
    return {key: "stämmer" if point.asked.known else "vet inte" for key, point in points(loaded, name).items()}


def reply(loaded: Loaded, name: str, answers: Mapping[str, str], day: date) -> str:
    """Return a reply to today's letter; the words of an answer stand after a colon: "stämmer inte: så här"."""
    program = next(program for program in loaded.registry.programs if program.id == name)
    lines = [f"referens: {fact_check.reference(program, fact_check.points(loaded, program))}", f"dag: {day}"]
    for key, answer in answers.items():
        said, _, words = answer.partition(": ")
        lines += [f"{key}: {said}", *_IN_LINES.wrap(words)]
    return sealed("\n".join(lines))


def sealed(inside: str) -> str:
    """Return a reply of which these are the lines, as whoever knows how its sum is made could make one."""
    text = f"UTVÄG SVAR 1\n{inside}\n"
    return f"{text}summa: {hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}\nUTVÄG SLUT"
