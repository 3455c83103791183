"""Every text of the registry that visitors can read: where it stands, on which page, what it rests on, how old that was."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from utvag.registry import walk
from utvag.registry.model import AROUND, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from utvag.registry.model import Check, Registry, Source
    from utvag.registry.source import Path
    from utvag.registry.walk import Found

OLD = 3
"""Years from which what a source says is old."""

UNDATED = "unknown"
"""The date of a source that bears none."""

EVERYWHERE, GUIDE, GLOSSARY = "alla sidor", "/guide/", "ordlistan"
"""Pages of texts that belong to no programme."""

_PAGES = {"lifeline": EVERYWHERE, "emergency": EVERYWHERE, "terms": GLOSSARY}
"""Where the parts of the registry that are no programmes stand, if not in the guide."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One text: its path in the registry, its page, its words, and the ids or words that it rests on."""

    path: Path
    page: str
    text: Text
    rests_on: tuple[str, ...]
    checks: tuple[Check, ...] = ()


def of(registry: Registry) -> Iterator[Statement]:
    """Yield every text that visitors can read, in the model's order; what is not shown is left out."""
    for found in walk.texts(registry):
        if isinstance(found.value, Text):
            yield Statement(found.path, _page(found.path, registry), found.value, basis(found), found.around("checks") or ())


def _page(path: Path, registry: Registry) -> str:
    match path:
        case ("programs", int(number), *_):
            return f"/stod/{registry.programs[number].slug}/"
        case _:
            return _PAGES.get(str(path[0]), GUIDE)


def basis(found: Found) -> tuple[str, ...]:
    """Return what a text rests on: what its key says, else the sources of a group around it, or what such a group rests on."""
    around = found.around("sources") or found.about("rests_on") or ()
    return tuple(name for word in found.key.rests_on or (AROUND,) for name in (around if word == AROUND else (word,)))


@dataclass(frozen=True, slots=True)
class Age:
    """How old sources are.

    Their first and their last year (one when it is the same, none when nobody knows any), whether one of these is a guess, and
    whether some source bears no date.
    """

    years: tuple[str, ...]
    is_guess: bool
    is_undated: bool


def age(ids: Iterable[str], sources: Mapping[str, Source]) -> Age:
    """Return how old the sources among `ids` are."""
    found = [sources[name] for name in ids if name in sources]
    dated = sorted((source.date[:4], (source.date_note or "").startswith("ungefär")) for source in found if source.date != UNDATED)
    ends = {dated[0][0], dated[-1][0]} if dated else set()
    return Age(tuple(sorted(ends)), any(guess for year, guess in dated if year in ends), len(dated) < len(found))


def old_since(ids: Iterable[str], sources: Mapping[str, Source], on: dt.date) -> int | None:
    """Return the year of the newest source when it is OLD on the day `on`, else None; one without a date makes nothing newer."""
    known = [_first_day(sources[name].date) for name in ids if name in sources and sources[name].date != UNDATED]
    newest = max(known, default=on)
    return newest.year if (newest.year + OLD, newest.month, newest.day) <= (on.year, on.month, on.day) else None


def counted(registry: Registry, on: dt.date) -> tuple[int, int, int]:
    """Return how many texts rest on sources, how many of them on OLD ones alone, and how many on some without a date alone."""
    known = registry.sources_by_id
    found = [ids for one in of(registry) if (ids := [name for name in one.rests_on if name in known])]
    old = sum(old_since(ids, known, on) is not None for ids in found)
    return len(found), old, sum(all(known[name].date == UNDATED for name in ids) for ids in found)


def _first_day(date: str) -> dt.date:
    """Return the first day that a source's date can mean: "2022" is the first of January."""
    year, month, day = (*(int(part) for part in date.split("-")), 1, 1)[:3]
    return dt.date(year, month, day)
