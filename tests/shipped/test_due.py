"""Tests of what is due in the shipped registry on three days: the day after it was last gone through, when it is time, long after.

The days are counted from the registry's own checks, so that whoever marks a fact as checked breaks no test.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from utvag.registry import loader
from utvag.rules.written_site import WrittenSite
from utvag.upkeep import calls, due
from utvag.upkeep.edits import apply_edits
from utvag.upkeep.facts import Step

if TYPE_CHECKING:
    from utvag.registry.loader import Loaded
    from utvag.registry.model import Check

DAYS = ("the day after", "when the number is due", "three years later")


def last(checks: tuple[Check, ...]) -> date:
    return max(check.date for check in checks)


@pytest.fixture(params=DAYS)
def on(request: pytest.FixtureRequest, shipped: Loaded) -> date:
    """Return each of the three days."""
    registry = shipped.registry
    ways = [route for program in registry.programs for route in program.contact_routes]
    found = [thing.checks for thing in (registry.lifeline, registry.emergency, *registry.programs, *ways)]
    newest = max(last(checks) for checks in found)
    days = (newest + timedelta(days=1), last(registry.lifeline.checks) + timedelta(weeks=4), newest + timedelta(days=3 * 366))
    return days[DAYS.index(request.param)]


def test_the_ladder_is_what_the_dates_say(shipped: Loaded, on: date) -> None:
    found = {fact.id: fact for fact in calls.report(shipped, on).facts}
    age = (on - last(shipped.registry.lifeline.checks)).days
    step = Step.FRESH if age < 21 else Step.SOON if age < 28 else Step.DUE if age < 56 else Step.OVERDUE
    assert found["lifeline.number"].step is step
    for program in shipped.registry.programs:
        for route in program.published_routes if program.has_page else ():
            if route.kind == "phone":
                fact = found[f"programs[{program.id}].contact_routes[{route.id}].number"]
                days, half_life = (on - last(route.checks)).days, 45 if fact.is_old else 91
                assert (fact.step is Step.OVERDUE) == (days >= 2 * half_life), fact.id
                assert (fact.step is Step.FRESH) == (days < half_life * 3 // 4), fact.id
            assert f"programs[{program.id}]" in found
    numbers = {fact.what.split(": ")[-1].removesuffix(", dygnet runt") for fact in found.values() if fact.path[-1] == "number"}
    assert numbers == WrittenSite(shipped).dialled.keys(), "every number that is shown grows old, and no other"


def test_the_number_comes_first_when_it_is_due_and_until_somebody_there_has_been_asked(shipped: Loaded, on: date) -> None:
    report = calls.report(shipped, on)
    step = next(fact.step for fact in report.facts if fact.id == "lifeline.number")
    is_answered = any(check.is_answered for check in shipped.registry.lifeline.checks)
    assert (step is Step.FRESH and is_answered) or report.week[0].id == "lifeline"
    assert bool(list(due.release(report))) == (step is Step.OVERDUE)
    assert len(report.week) <= 5


def test_every_line_that_is_told_stands_where_it_is_told(shipped: Loaded, on: date) -> None:
    report = calls.report(shipped, on)
    lines = shipped.source.text.split("\n")
    for fact in (fact for fact in report.facts if fact.path != fact.owner):
        assert f"{fact.path[-1]}:" in lines[fact.where.line - 1] + lines[fact.where.line - 2], fact.id  # a list stands below
    for edit in (asked.otherwise for call in report.week for asked in call.ask if asked.otherwise.action == "replace"):
        assert all(new.split(":")[0].strip(" -") in lines[edit.first - 1] for new in edit.lines), edit


def test_when_all_that_is_told_is_written_nothing_is_left_to_check(shipped: Loaded, on: date) -> None:
    text, report = shipped.source.text, calls.report(shipped, on)
    for _ in range(12):  # weeks on the same day, so that only what is written changes anything
        written = [*(one.write for one in report.week), *(one.write for one in report.readings)]
        text = apply_edits(text, [edit for edits in written for edit in edits])
        report = calls.report(loader.parse(text.encode("utf-8"), "programs.yaml"), on)
        if not report.week:
            break
    assert not [fact.id for fact in report.facts if fact.step is not Step.FRESH]
    assert not report.week
