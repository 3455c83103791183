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
"""Years between the newest source and the latest check, from which the reader is told that what it says is old."""

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
            yield Statement(found.path, _page(found.path, registry), found.value, _basis(found), found.around("checks") or ())


def _page(path: Path, registry: Registry) -> str:
    match path:
        case ("programs", int(number), *_):
            return f"/stod/{registry.programs[number].slug}/"
        case _:
            return _PAGES.get(str(path[0]), GUIDE)


def _basis(found: Found) -> tuple[str, ...]:
    """Return what a text rests on: what its key says, else the sources of a group around it, or what such a group rests on."""
    around = found.around("sources") or found.about("rests_on") or ()
    return tuple(name for word in found.key.rests_on or (AROUND,) for name in (around if word == AROUND else (word,)))


def old_since(ids: Iterable[str], sources: Mapping[str, Source], checked: dt.date) -> int | None:
    """Return the year of the newest source when it was OLD at the check, else None; a source without a date can be new."""
    days = [_last_day(sources[name].date) if name in sources else None for name in ids]
    known = [day for day in days if day is not None]
    if not known or len(known) < len(days):
        return None
    newest = max(known)
    return newest.year if (newest.year + OLD, newest.month, newest.day) <= (checked.year, checked.month, checked.day) else None


def _last_day(date: str) -> dt.date | None:
    """Return the last day that a source's date can mean ("2022": the last of December), or None when nobody knows it."""
    if date == "unknown":
        return None
    year, month, day = (*(int(part) for part in date.split("-")), 0, 0)[:3]
    if day:
        return dt.date(year, month, day)
    following = dt.date(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1)
    return following - dt.timedelta(days=1)
