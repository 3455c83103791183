"""Hand-written pages that send somebody to a programme which has paused, and do not say so."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from utvag.content import urls
from utvag.problems import Location, Problem, Severity
from utvag.registry import phones
from utvag.swedish import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.registry.loader import Loaded
    from utvag.registry.model import Program

_SAID = re.compile(r"\bpaus", flags=re.IGNORECASE)


def check(text: str, name: str, loaded: Loaded) -> Iterator[Problem]:
    """Yield a warning for each line that leads to a paused programme or names its own number, and does not speak of a pause."""
    for program, numbers, page in _paused(loaded):
        for line, words in enumerate(text.splitlines(), 1):
            if (page in words or not numbers.isdisjoint(phones.mentioned(words))) and not _SAID.search(words):
                message = f"Raden hänvisar till {quoted(program.name)}, som har paus."
                remedy = "Skriv på samma rad att det är paus, eller ta bort meningen."
                yield Problem(Location(name, line), name, message, remedy, "paus-pa-sida", Severity.WARNING)


@lru_cache(maxsize=1)
def _paused(loaded: Loaded) -> list[tuple[Program, set[str], str]]:
    """Return every programme that has paused, the numbers that are its own alone, and its page: the same for every text."""
    shown = [program for program in loaded.registry.programs if program.has_page]
    running = {loaded.registry.lifeline.number, loaded.registry.emergency.number}
    running.update(*(_numbers(program) for program in shown if program.status == "active"))
    paused = (program for program in shown if program.status == "paused")
    return [(program, _numbers(program) - running, urls.of_program(program)) for program in paused]


def _numbers(program: Program) -> set[str]:
    return {route.number for route in program.published_routes if route.kind == "phone"}
