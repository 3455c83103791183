"""The only door to icalendar: what somebody else's reader finds in a calendar that we wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import icalendar

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Found:
    """One event as it was read."""

    uid: str
    day: date
    title: str
    details: str
    stamp: datetime


def read(text: str) -> tuple[str, list[Found]]:
    """Return the name of the calendar and its events, in its order; every fault that the reader notes is one of ours."""
    calendar: Any = icalendar.Calendar.from_ical(text)
    assert not calendar.errors
    found = []
    for event in calendar.walk("VEVENT"):
        assert not event.errors
        words = (str(event["SUMMARY"]), str(event["DESCRIPTION"]))
        found.append(Found(str(event["UID"]), event["DTSTART"].dt, *words, event["DTSTAMP"].dt))
    return str(calendar["X-WR-CALNAME"]), found
