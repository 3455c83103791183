"""Small pieces of language: lists, dates, days, the site's languages, guesses. The only door to babel and holidays."""

from __future__ import annotations

import difflib
import html
import re
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, get_day_names
from babel.lists import format_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

_HERE = {"en": "en-GB"}
"""Languages that are written in several ways: the one that is read in Europe ("21 November 2026", "a, b and c")."""

ROOT = "sv"
"""The language at the root of the site: the registry's own."""

_LAST = str.maketrans("åäö", "{|}")
"""The last letters as what a computer counts after z."""

LANGUAGE = "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"
"""How the code of a language is written; which ones there are, the library says."""

_NOT_READ = re.compile(r"[*~`\\\u00ad\u200b-\u200d\u2060\ufeff]+|(?<![^\W_])_+|_+(?![^\W_])")
"""Marks of emphasis, but for the low line inside a word; signs that are not seen."""


def listing(words: Sequence[str], lang: str = "sv") -> str:
    """Return `words` as one phrase in the language `lang` (BCP 47): "a, b och c"."""
    return format_list(list(words), locale=_locale(lang))


def long_date(day: date, lang: str = "sv") -> str:
    """Return `day` as people write it: "21 november 2026"."""
    return format_date(day, format="long", locale=_locale(lang))


def day_spans(days: Iterable[date], lang: str = "sv") -> list[str]:
    """Return `days` as people write them, those in a row as the first and the last: "24 december 2026–26 december 2026"."""
    spans: list[list[date]] = []
    for day in sorted(set(days)):
        if spans and day - timedelta(1) == spans[-1][-1]:
            spans[-1].append(day)
        else:
            spans.append([day])
    return ["–".join(long_date(day, lang) for day in dict.fromkeys((span[0], span[-1]))) for span in spans]


def is_public_holiday(day: date) -> bool:
    """Return whether `day` is a public holiday in Sweden, other than an ordinary Sunday."""
    return day in _public_holidays(day.year)


@cache
def _public_holidays(year: int) -> frozenset[date]:
    from holidays.countries.sweden import Sweden  # noqa: PLC0415 -- it takes long to load, and few ask

    return frozenset(Sweden(years=year, include_sundays=False))


def day_in_sweden(moment: datetime) -> date:
    """Return the day of a moment in Sweden; on a system that knows no time zones, the day it is there."""
    try:
        return moment.astimezone(ZoneInfo("Europe/Stockholm")).date()
    except ZoneInfoNotFoundError:
        return moment.astimezone().date()


def day_names(lang: str = "sv") -> list[str]:
    """Return what the days are called in `lang`, Monday first."""
    names = get_day_names("wide", locale=_locale(lang))
    return [names[number] for number in range(7)]


@cache
def is_language(code: str) -> bool:
    """Return whether `code` names a language as BCP 47 writes it, and one that has words for lists and days: "sv", "zh-Hant"."""
    return (
        re.fullmatch(LANGUAGE, code) is not None
        and language_name(code) is not None
        and str(Locale.parse(code, sep="-")) == code.replace("-", "_")
    )


@cache
def direction(code: str) -> str:
    """Return the way a language is read: "ltr" or "rtl"."""
    return str(_locale(code).text_direction)


@cache
def _locale(code: str) -> Locale:
    return Locale.parse(_HERE.get(code, code), sep="-")


@cache
def language_name(code: str, lang: str = "sv") -> str | None:
    """Return what a language is called in `lang` ("so" → "somaliska"), or None when `code` is no language."""
    try:
        return _locale(code).get_language_name(_locale(lang))
    except (UnknownLocaleError, ValueError):
        return None


def order(name: str) -> str:
    """Return what puts names in the order of a Swedish list: å, ä and ö come last, in that order."""
    return name.casefold().translate(_LAST)


def decimal(number: float) -> str:
    """Return a number with one decimal, as Swedes write it."""
    return f"{number:.1f}".replace(".", ",")


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


@lru_cache(maxsize=1 << 15)
def as_read(words: str) -> str:
    """Return words as people read them: without emphasis, signs that are not seen, entities, and breaks of lines."""
    return " ".join(_NOT_READ.sub("", html.unescape(words)).split())


def letters(words: str) -> str:
    """Return the letters and digits of words, which is what people tell them apart by."""
    return "".join(filter(str.isalnum, html.unescape(words).casefold()))


def slug(words: str) -> str:
    """Return `words` as an id or part of an address: "Familjestöd Ö" → "familjestod-o"."""
    plain = unicodedata.normalize("NFKD", words.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


PAGES = ("call", "guide", "all")
"""How much of the site a language has: the page about calling, the guide as well, everything."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the site: its code (BCP 47), and its words by name. `words` may have places for more: "Ring {number}".

    `offered` is how much of the site it has: one of PAGES. Templates take any other name for one of its words.
    """

    code: str
    words: dict[str, str]
    offered: str = "all"

    @property
    def prefix(self) -> str:
        """How the addresses of its pages begin, and where its hand-written pages stand: "" or "en/"."""
        return "" if self.code == ROOT else f"{self.code.lower()}/"

    @property
    def name(self) -> str:
        """What it calls itself, with a capital letter where it has them: "Svenska", "English"."""
        name = language_name(self.code, self.code) or self.code
        return name[:1].upper() + name[1:]

    @property
    def direction(self) -> str:
        """The way it is read: "ltr" or "rtl"."""
        return direction(self.code)

    def __getitem__(self, key: str) -> str:
        """Return the words called `key`. Raises KeyError when there are none."""
        return self.words[key]


Languages: TypeAlias = tuple[Language, ...]
"""Every language of the site, the root's first."""
