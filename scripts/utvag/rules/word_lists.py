"""The words that rules look for, as they stand in words.yaml beside this module."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from utvag.registry import source

if TYPE_CHECKING:
    from collections.abc import Iterator

_LISTS = source.parse((Path(__file__).parent / "words.yaml").read_bytes(), "words.yaml")


def _patterns(name: str) -> Iterator[str]:
    return (str(pattern) for pattern in _LISTS.value((name,)) or ())


def _one_of(name: str) -> re.Pattern[str]:
    """Return what finds any pattern of a list."""
    return re.compile("|".join(_patterns(name)), flags=re.IGNORECASE)


TELLING = _one_of("telling")
"""What an address or a title may not contain."""

PROMISES = _one_of("promises")
"""What the site never promises; `promised` finds it."""

VAGUE, PAUSE, HISTORY, SPYWARE = map(_one_of, ("vague", "pause", "history", "spyware"))
"""Link texts that say nothing; that something has paused; advice about the history; the warning that a program may see all."""

AGENCY = tuple(_patterns("agency"))
"""Words of agencies, one pattern for each."""

_IN_SMALL_LETTERS = re.compile(PROMISES.pattern)


def in_small_letters(words: str) -> str:
    """Return a text in small letters, where both kinds of i in Turkish are an i, as for a pattern that ignores case."""
    return words.casefold().replace("i\u0307", "i").replace("\u0131", "i")


@lru_cache(maxsize=1 << 15)
def promised(words: str) -> str:
    """Return the first words in a text that promise what we cannot keep, "" for none; many texts stand in many places.

    Small letters are looked for in small letters first, which is much quicker than looking for them in any.
    """
    if not _IN_SMALL_LETTERS.search(in_small_letters(words)):
        return ""
    found = PROMISES.search(words)
    return found[0] if found else ""
