"""Tests of the day it is."""

from __future__ import annotations

import datetime as dt
import zoneinfo

import pytest
from utvag.commands import days

MOMENTS = [
    (dt.datetime(2026, 11, 21, 22, 59, tzinfo=dt.UTC), dt.date(2026, 11, 21)),
    (dt.datetime(2026, 11, 21, 23, 1, tzinfo=dt.UTC), dt.date(2026, 11, 22)),
    (dt.datetime(2026, 7, 1, 22, 1, tzinfo=dt.UTC), dt.date(2026, 7, 2)),
]


@pytest.mark.parametrize(("moment", "day"), MOMENTS)
def test_the_day_is_that_of_sweden_wherever_the_machine_counts(
    monkeypatch: pytest.MonkeyPatch, moment: dt.datetime, day: dt.date
) -> None:
    for zone in ("UTC", "America/Los_Angeles"):
        monkeypatch.setenv("TZ", zone)
        assert days.day(moment) == day


def test_a_system_without_time_zones_has_the_day_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(name: str) -> zoneinfo.ZoneInfo:
        raise zoneinfo.ZoneInfoNotFoundError(name)

    monkeypatch.setattr(days, "ZoneInfo", unknown)
    moment = dt.datetime(2026, 11, 21, 12, 0, tzinfo=dt.UTC)
    assert days.day(moment) == moment.astimezone().date()


def test_today_is_today() -> None:
    before = days.day(dt.datetime.now(tz=dt.UTC))
    assert before <= days.current() <= days.day(dt.datetime.now(tz=dt.UTC))
