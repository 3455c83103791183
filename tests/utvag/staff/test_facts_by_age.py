"""Tests of facts by age: each once, the worst first, at its own line."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from builders import a_registry, load
from hypothesis import given, settings
from hypothesis import strategies as st
from utvag.staff import pages
from utvag.upkeep import calls

if TYPE_CHECKING:
    from utvag.registry.loader import Loaded


@settings(max_examples=25, deadline=None)
@given(st.integers(-30, 1500))
def test_every_fact_stands_once_on_its_step_and_the_first_due_first(wait: int) -> None:
    found = calls.report(load(a_registry()), date(2026, 11, 21) + timedelta(days=wait))
    stages = pages.facts_by_age(found)
    assert [stage.id for stage in stages] == ["overdue", "due", "soon", "fresh"]
    rows = [row[0] for stage in stages for row in stage.rows]
    assert sorted(fact.id for fact in rows) == sorted(fact.id for fact in found.facts)
    for stage in stages:
        assert all(row[0].step == stage.id for row in stage.rows)
        days = [row[0].ladder.due for row in stage.rows]
        assert days == sorted(days)


def test_within_a_step_the_day_counts_before_the_importance(shipped: Loaded) -> None:
    (fresh,) = (stage for stage in pages.facts_by_age(calls.report(shipped, date(2026, 11, 22))) if stage.id == "fresh")
    days = [row[0].ladder.due for row in fresh.rows]
    assert days == sorted(days)
    assert [row[0].rank for row in fresh.rows] != sorted(row[0].rank for row in fresh.rows)


def test_the_line_of_a_fact_holds_its_key_or_begins_what_it_is_about(shipped: Loaded) -> None:
    lines = shipped.source.text.split("\n")
    for stage in pages.facts_by_age(calls.report(shipped, date(2027, 6, 1))):
        for row in stage.rows:
            line = lines[row[1].line - 1].strip().removeprefix("- ")
            last = row[0].path[-1]
            assert line.startswith("id:" if isinstance(last, int) else f"{last}:"), row


def test_a_fact_leads_to_the_page_that_tells_more(shipped: Loaded) -> None:
    found = {row[2] for stage in pages.facts_by_age(calls.report(shipped, date(2026, 11, 22))) for row in stage.rows}
    assert "nummer/" in found
    assert {f"stod/{program.slug}/" for program in shipped.registry.programs if program.has_page} <= found
