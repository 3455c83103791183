"""Days and what to do on them as an iCalendar file (RFC 5545) that any calendar can subscribe to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

PRODUCT = "-//Utvag//Kontroller//SV"
HOST = "utvag"
"""What stands after @ in a UID, so that it is nobody else's."""

LONGEST_LINE = 75
"""Octets of a line without its end; longer lines are folded (RFC 5545, 3.1)."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something to do on a whole day. `id` stays the same when the day or the words change, so that calendars move the event."""

    id: str
    day: date
    title: str
    details: str


def calendar(events: Iterable[Event], on: date, name: str) -> str:
    """Return the calendar `name` as it is on the day `on`; every line ends with CRLF."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines.append(f"X-WR-CALNAME:{_text(name)}")
    for event in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_text(event.id)}@{HOST}",
            f"DTSTAMP:{_day(on)}T000000Z",
            f"DTSTART;VALUE=DATE:{_day(event.day)}",
            f"SUMMARY:{_text(event.title)}",
            f"DESCRIPTION:{_text(event.details)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(words: str) -> str:
    r"""Return `words` as a TEXT value: what would end it or its line is escaped (RFC 5545, 3.3.11)."""
    for raw, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\n"), ("\r", "\n"), ("\n", "\\n")):
        words = words.replace(raw, escaped)
    return words


def _folded(line: str) -> str:
    """Return `line` in pieces of at most LONGEST_LINE octets, never cut inside a character; a space begins all but the first."""
    pieces, size = [""], 0
    for character in line:
        octets = len(character.encode())
        if size + octets > LONGEST_LINE:
            pieces.append("")
            size = 1  # the space
        pieces[-1] += character
        size += octets
    return "\r\n ".join(pieces)
