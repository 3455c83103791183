"""The comparison can fail: the same measuring finds nothing in our pages, and something of everything in Material's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import compare
import pytest
import stock_material
from utvag import built as built_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser
    from slow_server import Server

Two = tuple["Server", "Server"]


@pytest.fixture(scope="module")
def both(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    """Serve our site, and the same words with Material, without delay."""
    theirs = stock_material.build(built, tmp_path_factory.mktemp("material"))
    with compare.serving(built) as ours, compare.serving(theirs) as other:
        yield ours, other


def test_both_sites_say_the_same_words(both: Two) -> None:
    ours, theirs = (built_site.read(server.folder).pages for server in both)
    assert set(ours) == set(theirs)
    for name in set(ours) - {"404.html"}:
        main = next(element for element in ours[name].elements if element.name == "main")
        article = next(element for element in theirs[name].elements if element.name == "article")
        said = stock_material.words(stock_material.call(ours[name])) + stock_material.words(main)
        assert stock_material.words(article) == said, name


def test_the_same_measuring_finds_nothing_in_ours_and_something_of_everything_in_material(browser: Browser, both: Two) -> None:
    ours, theirs = both
    ours.strict = True
    for page in compare.PAGES.values():
        seen = compare.visit(browser, ours, page)
        assert (seen.requests, seen.writes, seen.hosts, seen.stopped) == (1, 0, frozenset(), 0), page
        assert 0 < seen.first < seen.number
    seen = compare.visit(browser, theirs, "")
    assert seen.requests > 5
    assert seen.writes > 0
    assert "fonts.googleapis.com" in seen.hosts
    assert seen.raw > seen.gzip > seen.sent > 50_000
    theirs.strict = True
    assert compare.visit(browser, theirs, "").stopped > 0


def test_an_answer_of_our_guide_asks_for_nothing_and_a_page_of_material_for_more_than_one(browser: Browser, both: Two) -> None:
    ours, theirs = both
    theirs.strict = False
    assert compare.further(browser, ours, "guide/") == {"answer": 0, "step": 1}
    assert compare.further(browser, theirs, "guide/")["step"] > 1


def test_the_table_has_every_number_and_both_ratios() -> None:
    seen = {"requests": 1, "raw": 2, "gzip": 1, "sent": 1, "writes": 0, "hosts": 0, "stopped": 0, "answer": 0, "step": 1}
    found = {"guide": (seen | {"first": 1000.0, "number": 1100.0}, seen | {"first": 1000.0, "number": 2000.0})}
    lines = compare.table(found).splitlines()
    assert len(lines) == 2 + len(compare.ROWS) + 2
    assert lines[-2:] == ["| Number painted ÷ first byte | 1.10 | 2.00 |", "| First byte until number, times ours | 1 | 10.0 |"]
