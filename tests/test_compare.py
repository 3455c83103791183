"""The comparison can fail: the same measuring finds nothing in our pages, and something of everything in Material's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import compare
import national
import pytest
import slow_phone
import stock_material
from utvag.site import build
from utvag.site import built as built_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser
    from slow_server import Server
    from utvag.content.html_tree import Element

pytestmark = pytest.mark.slow

Two = tuple["Server", "Server"]


@pytest.fixture(scope="module")
def both(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    """Serve our site, and the same words with Material, without delay."""
    theirs = stock_material.build(built, tmp_path_factory.mktemp("material"))
    with slow_phone.serving(built) as ours, slow_phone.serving(theirs) as other:
        yield ours, other


def said_otherwise(ours: Path, theirs: Path) -> list[str]:
    """Return the addresses of pages that do not say the same in both sites."""
    mine, its = (built_site.read(folder).pages for folder in (ours, theirs))
    assert set(mine) == set(its)
    return [
        name
        for name in set(mine) - {"404.html"}
        if stock_material.words(element_of(its[name], "article"))
        != stock_material.words(stock_material.call(mine[name])) + stock_material.words(element_of(mine[name], "main"))
    ]


def element_of(page: built_site.BuiltPage, name: str) -> Element:
    return next(element for element in page.elements if element.name == name)


def test_both_sites_say_the_same_words(both: Two) -> None:
    ours, theirs = both
    assert said_otherwise(ours.folder, theirs.folder) == []


@pytest.mark.site
def test_both_sites_say_the_same_words_where_places_are_listed(tmp_path: Path) -> None:
    project = national.write(tmp_path / "project", national.a_nation(6, 6, languages=1), spoken=1)
    assert build.build(project) == ()
    (tmp_path / "material").mkdir()
    theirs = stock_material.build(project.site, tmp_path / "material", compare.OUT_OF_THE_MENU)
    assert said_otherwise(project.site, theirs) == []
    assert all((project.site / address / "index.html").is_file() for address in compare.NATIONAL_PAGES.values())
    menu = [element.attributes.get("href", "") for element in built_site.read(theirs).pages["index.html"].elements]
    assert "stod/" in menu
    assert not [address for address in menu if address.endswith("uppsala/")]


def test_the_same_measuring_finds_nothing_in_ours_and_something_of_everything_in_material(browser: Browser, both: Two) -> None:
    ours, theirs = both
    ours.strict = True
    for page in compare.PAGES.values():
        seen = slow_phone.visit(browser, ours, page)
        assert (seen.requests, seen.writes, seen.hosts, seen.stopped) == (1, 0, frozenset(), 0), page
        assert 0 < seen.first < seen.number
    seen = slow_phone.visit(browser, theirs, "")
    assert seen.requests > 5
    assert seen.writes > 0
    assert "fonts.googleapis.com" in seen.hosts
    assert seen.raw > seen.gzip > seen.sent > 50_000
    theirs.strict = True
    assert slow_phone.visit(browser, theirs, "").stopped > 0


def test_an_answer_of_our_guide_asks_for_nothing_and_a_page_of_material_for_more_than_one(browser: Browser, both: Two) -> None:
    ours, theirs = both
    theirs.strict = False
    assert slow_phone.further(browser, ours, "guide/") == {"answer": 0, "step": 1}
    assert slow_phone.further(browser, theirs, "guide/")["step"] > 1


def test_the_table_has_every_number_and_both_ratios() -> None:
    seen = {"requests": 1, "raw": 2, "gzip": 1, "sent": 1, "writes": 0, "hosts": 0, "stopped": 0, "answer": 0, "step": 1}
    found = {"guide": (seen | {"first": 1000.0, "number": 1100.0}, seen | {"first": 1000.0, "number": 2000.0})}
    lines = compare.table(found).splitlines()
    assert len(lines) == 2 + len(compare.ROWS) + 2
    assert lines[-2:] == ["| Number painted ÷ first byte | 1.10 | 2.00 |", "| First byte until number, times ours | 1 | 10.0 |"]


def test_the_page_is_as_the_code_writes_it_and_keeps_what_is_not_measured_again() -> None:
    page = compare.TARGET.read_text(encoding="utf-8")
    measured = compare.parts(page)
    assert compare.whole(measured) == page
    assert measured["shipped"].count("|---|") == 1
    for second in ("", "2026-11-22. Tools.\n\n| a |\n|---|\n| 1 |"):
        other = {**measured, "national": second}
        assert compare.parts(compare.whole(other)) == other
