"""Tests of the day it is."""

from __future__ import annotations

import datetime as dt

from utvag.commands import days


def test_the_day_is_the_one_here() -> None:
    before = dt.datetime.now(tz=dt.UTC).astimezone().date()
    assert before <= days.current() <= dt.datetime.now(tz=dt.UTC).astimezone().date()
