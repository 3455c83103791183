"""How old what we know was when somebody last checked it. No clock: two dates of the registry are compared."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from utvag.registry.model import Source

OLD = 3
"""Years between the newest source and the latest check, from which the reader is told."""


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
