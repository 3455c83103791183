"""Tests of the list of every statement and its source: nothing missing, nothing empty."""

from __future__ import annotations

import csv
import io
import itertools
from typing import TYPE_CHECKING

import pytest
from builders import a_registry, load
from frozen import THEN
from utvag.content import page_source
from utvag.project import Project
from utvag.staff import source_list

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.registry.loader import Loaded

HEAD = "---\ntitle: Hem\nreviewed: 2026-11-20\n---\n# Hem\n\n"


@pytest.fixture(scope="module")
def rows(shipped: Loaded) -> list[source_list.Row]:
    """Return every row of the project itself."""
    return list(source_list.rows(Project.at(THEN), shipped))


def test_no_cell_of_the_project_is_empty(rows: list[source_list.Row]) -> None:
    assert [row for row in rows if not all(row)] == []


def test_every_marked_block_of_every_page_is_there(shipped: Loaded, rows: list[source_list.Row]) -> None:
    for page in page_source.load(Project.at(THEN), shipped):
        for line, mark in ((block.line, block.mark) for block in page.blocks if block.mark):
            assert {row.source for row in rows if row.line == f"{page.name}:{line}"} == set(mark.names)


def test_every_claim_route_and_condition_of_a_programme_with_a_page_is_there(shipped: Loaded, rows: list[source_list.Row]) -> None:
    told = {(row.page, row.statement) for row in rows}
    for program in (program for program in shipped.registry.programs if program.has_page):
        page = f"/stod/{program.slug}/"
        said = [program.summary, *program.description, *program.for_whom, *program.application_process]
        assert {(page, claim.text.sv) for claim in said} <= told
        assert {(page, words.sv) for words in program.unknowns} <= told
        assert sum(
            row.page == page and row.statement.startswith(f"{route.label.sv}: ")
            for route in program.published_routes
            for row in rows
        )
        conditions = {row.statement for row in rows if row.statement.startswith(f"Guiden visar {program.name} ")}
        assert len(conditions) == len(program.eligibility.conditions)


def test_a_source_has_its_publisher_and_its_date_and_our_own_words_their_day(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    page = HEAD + "Ett. {K1, råd}\n\nTvå. {K9}\n\nTre.\n"
    (tmp_path / "content" / "sida.md").write_text(page, encoding="utf-8")
    loaded = load(a_registry())
    source = loaded.registry.sources[0]
    found = [row for row in source_list.rows(Project.at(tmp_path), loaded) if row.page == "/sida/"]
    assert found == [
        source_list.Row("/sida/", "content/sida.md:7", "Ett.", "K1", source.publisher, source.date),
        source_list.Row("/sida/", "content/sida.md:7", "Ett.", "råd", "redaktionen", "2026-11-20"),
        source_list.Row("/sida/", "content/sida.md:9", "Två.", "K9", "", ""),
        source_list.Row("/sida/", "content/sida.md:11", "Tre.", "", "", ""),
    ]
    assert [all(row) for row in found] == [True, True, False, False]


def test_a_source_without_a_date_says_so(tmp_path: Path) -> None:
    undated = load(a_registry({"sources.0.date": "unknown", "sources.1.date": "unknown", "sources.1.date_note": "ungefär 2020"}))
    dates = {row.source: row.date for row in source_list.rows(Project.at(tmp_path), undated)}
    assert (dates["K1"], dates["K2"]) == (source_list.UNDATED, "ungefär 2020")


def test_the_pages_of_the_registry_come_one_by_one_in_the_order_of_the_file(rows: list[source_list.Row]) -> None:
    told = [row for row in rows if row.line.startswith("programs.yaml:")]
    pages = [row.page for row in told]
    assert len(dict.fromkeys(pages)) == 1 + sum(one != other for one, other in itertools.pairwise(pages))
    for page in set(pages):
        lines = [int(row.line.rpartition(":")[2]) for row in told if row.page == page]
        assert lines == sorted(lines)


def test_people_read_each_statement_once_and_spreadsheets_each_source(rows: list[source_list.Row]) -> None:
    text = source_list.as_text(rows)
    assert "  content/surfa-tryggare.md:" in text
    assert "\n      A1 · " in text
    table = list(csv.reader(io.StringIO(source_list.as_csv(rows))))
    assert tuple(table[0]) == source_list.HEADINGS
    assert len(table) == len(rows) + 1
