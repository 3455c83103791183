"""The day it is: the only place that reads the calendar."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

SWEDEN = "Europe/Stockholm"


def current() -> dt.date:
    """Return the day it is in Sweden, where those who check are, though the machine may count in UTC."""
    return day(dt.datetime.now(tz=dt.UTC))


def day(moment: dt.datetime) -> dt.date:
    """Return the day of a moment in Sweden; on a system that knows no time zones, the day it is there."""
    try:
        return moment.astimezone(ZoneInfo(SWEDEN)).date()
    except ZoneInfoNotFoundError:
        return moment.astimezone().date()
