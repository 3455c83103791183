"""The day it is: the only place that reads the calendar."""

from __future__ import annotations

import datetime as dt


def current() -> dt.date:
    """Return the day it is here."""
    return dt.datetime.now(tz=dt.UTC).astimezone().date()
