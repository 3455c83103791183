"""Words of agencies: explained on the page where they stand, or not there."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WORDS = (
    "aktör(en|er|erna|ers)?",
    "anhörigstöd(et)?",
    "avhoppar(e|en|na|nas|s)",
    "avhopparverksamhet(en|er|erna|ens)?",
    "avhopparärende(t|n|na)?",
    "bistånd(et|s)?",
    "biståndsbeslut(et|en)?",
    "brukare(n|ns|na)?",
    "delaktighet(en)?",
    "desistans(en)?",
    "folkbokför(d|da|ing|ingen)",
    "förvaltningslag(en)?",
    "handlägg(er|a|ning|ningen)",
    "handläggare(n|ns|na)?",
    "hotbild(en|er|erna)?",
    "huvudm(an|annen|än|ännen)",
    "implementer(a|ar|as|at|ing)",
    "insats(en|er|erna|ens)?",
    "kartlägg(a|er|ning|ningen)",
    "klient(en|er|erna|ens)?",
    "kontaktpunkt(en|er)?",
    "lvu|sol|lvm",
    "målgrupp(en|er|erna)?",
    "myndighetsutövning(en)?",
    "nätverksarbete(t)?",
    "omhändert(a|ar|agen|agande|agandet)",
    "orosanmäl(an|ningar|ningen|ningarna)",
    "riskbedöm(a|ning|ningen|ningar)",
    "samtyck(e|et|en|er|a|te)",
    "samverk(a|an|ar|at|ande)",
    "sekretess(en)?",
    "socialnämnd(en|er|s)?",
    "stödinsats(en|er|erna)?",
    "tillsynsmyndighet(en)?",
    "tystnadsplikt(en)?",
    "utförare(n|ns|na)?",
    "vistelsekommun(en)?",
    "våldsbejakande",
    "vårdnadshavare(n|ns|na|nas|s)?",
    "våldsutövare(n|ns|na)?",
)
"""Words that agencies use among themselves, in every form they take (a last -s may follow); one entry is one word."""

_EACH = "|".join(rf"(?P<w{number}>(?:{word})s?\b)" for number, word in enumerate(WORDS))
_WORD = re.compile(r"\w+")
_ANY = re.compile(rf"\b(?:{_EACH})", flags=re.IGNORECASE)
_EXPLAINS = re.compile(r"[”\"]?( extremism\w*)?[”\"]? (?:\(|betyder\b|är\b|kallas\b)", flags=re.IGNORECASE)


def unexplained(passages: Iterable[str], names: Iterable[str]) -> Iterator[str]:
    """Yield each agency word, as it stands there first, that no passage explains; the words of `names` are no agency words.

    A word is explained when brackets, "betyder", "är" or "kallas" follow it once, or when it stands in brackets itself.
    """
    told: dict[int, str] = {}
    explained: set[int] = set()
    proper = _pattern(frozenset(names))
    for passage in (passage for passage in passages if any(map(_is_agency, _WORD.findall(passage)))):
        text = proper.sub(lambda found: "·" * len(found.group()), passage)
        for found in _ANY.finditer(text):
            word = int(str(found.lastgroup)[1:]) if found.lastgroup else 0
            told.setdefault(word, found.group())
            if _EXPLAINS.match(text, found.end()) or _in_brackets(text, found.start()):
                explained.add(word)
    yield from (word for number, word in told.items() if number not in explained)


@lru_cache(maxsize=1 << 15)
def _is_agency(word: str) -> bool:
    """Return whether a whole word is one of an agency's; texts are many, their words are few."""
    return _ANY.fullmatch(word) is not None


@cache
def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    """Return what finds a name, the longest first; without names it finds nothing."""
    known = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"\b({'|'.join(map(re.escape, known))})(?!\w)" if known else r"(?!)", flags=re.IGNORECASE)


def _in_brackets(text: str, at: int) -> bool:
    """Return whether the place `at` stands inside brackets."""
    return text.rfind("(", 0, at) > text.rfind(")", 0, at)
