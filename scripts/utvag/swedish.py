"""Small pieces of Swedish: lists, dates, guesses at what was meant."""

from __future__ import annotations

import difflib
import re
import unicodedata
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date


def listing(words: Sequence[str], lang: str = "sv") -> str:
    """Return `words` as one phrase in the language `lang` (BCP 47): "a, b och c"."""
    return format_list(list(words), locale=lang)


def long_date(day: date, lang: str = "sv") -> str:
    """Return `day` as people write it: "21 november 2026"."""
    return format_date(day, format="long", locale=lang)


def language_name(code: str, lang: str = "sv") -> str | None:
    """Return what a language is called in `lang` ("so" → "somaliska"), or None when `code` is no language."""
    try:
        return Locale.parse(code).get_language_name(lang)
    except (UnknownLocaleError, ValueError):
        return None


def quoted(word: str, limit: int = 60) -> str:
    """Return `word` in Swedish quotation marks, on one line and at most `limit` characters long."""
    line = " ".join(word.split())
    return f"”{line if len(line) <= limit else line[: limit - 1] + '…'}”"


def did_you_mean(word: str, allowed: Iterable[str]) -> str:
    """Return " Menade du ”x”?" when one allowed word is close to `word`, else an empty string."""
    guess = nearest(word, allowed)
    return f" Menade du {quoted(guess)}?" if guess else ""


def nearest(word: str, allowed: Iterable[str]) -> str | None:
    """Return the allowed word that `word` was probably meant to be, or None."""
    return next(iter(difflib.get_close_matches(word, sorted(allowed), n=1, cutoff=0.6)), None)


def slug(words: str) -> str:
    """Return `words` as an id or part of an address: "Familjestöd Ö" → "familjestod-o"."""
    plain = unicodedata.normalize("NFKD", words.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
