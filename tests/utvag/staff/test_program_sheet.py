"""Tests of what is told about each programme: all of it, at the right lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from utvag.content import statements
from utvag.registry.model import LIFELINE
from utvag.staff.program_sheet import ProgramSheet, Sheets, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.registry.loader import Loaded


@pytest.fixture(scope="module")
def programs(shipped: Loaded) -> list[ProgramSheet]:
    sheets = Sheets(shipped)
    return [sheets.program(number) for number in range(len(shipped.registry.programs))]


def every(programs: list[ProgramSheet], shipped: Loaded) -> Iterator[Statement]:
    for it in programs:
        for section in it.sections:
            yield from section.statements
        yield from it.conditions
        yield from (told for route in it.routes for told in route.statements)
    sheets = Sheets(shipped)
    for section in (*sheets.number(shipped.registry.lifeline, LIFELINE), *sheets.number(shipped.registry.emergency, "emergency")):
        yield from section.statements


def test_the_line_of_every_fact_holds_that_fact(programs: list[ProgramSheet], shipped: Loaded) -> None:
    lines = shipped.source.text.split("\n")
    found = list(every(programs, shipped))
    assert len(found) > 600
    for told in found:
        line = lines[told.where.line - 1].strip()
        here: Any = shipped.source.document
        for part in told.path:
            here = here[part]
        last = told.path[-1]
        assert line.startswith("- ") if isinstance(last, int) else line.removeprefix("- ").startswith((f"{last}:", "{")), told
        if isinstance(here, str) and last in ("sv", "number", "provider", "address"):
            assert " ".join(here.split()) == told.words
            assert here.split()[0] in line


def test_the_line_of_every_check_is_that_check(programs: list[ProgramSheet], shipped: Loaded) -> None:
    lines = shipped.source.text.split("\n")
    for it in programs:
        for check in (*it.checks, *(check for route in it.routes for check in route.checks)):
            assert check.date.isoformat() in lines[check.where.line - 1]
            assert check.by in lines[check.where.line - 1]


def test_everything_that_visitors_can_read_about_a_programme_is_told(programs: list[ProgramSheet], shipped: Loaded) -> None:
    told = {(one.path, one.words) for one in every(programs, shipped)}
    labels = {route.label for it in programs for route in it.routes}
    for said in statements.of(shipped.registry):
        if said.path[0] not in ("programs", LIFELINE, "emergency"):
            continue
        words = said.text["sv"]
        paths = {said.path, (*said.path, "sv"), said.path[:-1], said.path[:4]}
        assert any((path, words) in told for path in paths) or words in labels or _is_in_a_condition(words, programs), said


def _is_in_a_condition(words: str, programs: list[ProgramSheet]) -> bool:
    return any(words in condition.words for it in programs for condition in it.conditions)


def test_every_programme_is_told_also_those_that_visitors_do_not_see(programs: list[ProgramSheet], shipped: Loaded) -> None:
    assert [it.program.id for it in programs] == [program.id for program in shipped.registry.programs]
    hidden = [it for it in programs if not it.program.has_page]
    assert hidden
    assert not any(route.is_shown for it in hidden for route in it.routes)


def test_a_route_is_shown_when_the_public_page_shows_it_and_otherwise_says_why(programs: list[ProgramSheet]) -> None:
    for it in programs:
        shown = len(it.program.published_routes) if it.program.has_page else 0
        assert sum(route.is_shown for route in it.routes) == shown
        assert all(route.reason for route in it.routes if not route.is_shown and it.program.has_page)


def test_each_source_of_a_fact_is_told(programs: list[ProgramSheet]) -> None:
    for it in programs:
        summary = it.sections[1].statements[0]
        assert [source.id for source in summary.sources] == list(it.program.summary.sources)
        assert set(summary.sources) <= set(it.sources)


def test_the_comments_above_a_programme_are_its_notes_and_headings_are_not(programs: list[ProgramSheet]) -> None:
    notes = {it.program.id: it.notes for it in programs}
    assert notes["stockholm-trefas"][0].startswith("Trefas är ett arbetssätt.")
    assert notes["stockholm-socialtjanst"] == ()
    assert not any("──" in line for lines in notes.values() for line in lines)
