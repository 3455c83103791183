"""The comparison can fail: the same measuring finds nothing in our pages, and something of everything in Material's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import compare
import pytest
import same_words
import slow_phone
from slow_server import serving
from utvag.changes import html_tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser
    from slow_server import Server

pytestmark = pytest.mark.slow

Two = tuple["Server", "Server"]


@pytest.fixture(scope="module")
def both(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    """Serve our site, and the same words with Material, without delay."""
    with serving(built) as ours, serving(same_words.build(built, tmp_path_factory.mktemp("material"))) as theirs:
        yield ours, theirs


def words(page: Path, name: str) -> str:
    """Return what can be read in the first element with this name, without white space."""
    found = next(element for element in html_tree.read(page.read_text(encoding="utf-8")).walk() if element.name == name)
    for element in found.walk():
        element.inside = [item for item in element.inside if isinstance(item, str) or "hidden" not in item.attributes]
    return "".join(found.words().split())


def said_otherwise(both: Two) -> list[str]:
    """Return the pages that do not say the same in both sites; the number of our bar stands first in Material's."""
    ours, theirs = (server.folder for server in both)
    pages = sorted(path.relative_to(ours) for path in ours.rglob("*.html") if path.name != "404.html")
    assert pages
    said = {page: (words(ours / page, "main"), words(theirs / page, "article")) for page in pages}
    return [str(page) for page, (main, its) in said.items() if not re.fullmatch(rf"(Ring|Call)[\d-]+{re.escape(main)}", its)]


def test_both_sites_say_the_same_words(both: Two) -> None:
    assert said_otherwise(both) == []


def test_the_same_measuring_finds_nothing_in_ours_and_something_of_everything_in_material(browser: Browser, both: Two) -> None:
    ours, theirs = both
    ours.strict = True
    for page in compare.PAGES["shipped"].values():
        seen = slow_phone.first_view(browser, ours, page)
        assert (seen["requests"], seen["writes"], seen["hosts"], seen["stopped"]) == (1, 0, 0, 0), page
        assert 0 < seen["first"] < seen["number"]
    assert slow_phone.further(browser, ours, "guide/") == {"answer": 0, "step": 1}
    seen = slow_phone.first_view(browser, theirs, "")
    assert seen["requests"] > 5
    assert seen["writes"] > 0
    assert seen["hosts"] == 2
    assert seen["raw"] > seen["gzip"] > seen["sent"] > 50_000
    assert slow_phone.further(browser, theirs, "guide/")["step"] > 1
    theirs.strict = True
    assert slow_phone.first_view(browser, theirs, "")["stopped"] > 0


def test_a_report_takes_the_place_of_the_one_before_and_of_nothing_else() -> None:
    page = compare.TARGET.read_text(encoding="utf-8")
    seen = dict.fromkeys((key for _, key, _ in compare.ROWS), 1.0)
    table = compare.as_table({"guide": (seen | {"first": 1000.0, "number": 1100.0}, seen | {"first": 1000.0, "number": 2000.0})})
    assert table.splitlines()[2] == "| First byte until number, times ours | 1.0 | 10.0 |"
    for site, other in (("shipped", "national"), ("national", "shipped")):
        made = compare.placed(page, site, table)
        assert f"<!-- {site} -->\n\n{table}\n\n<!-- /{site} -->" in made
        assert page.split(f"<!-- {other} -->")[1].split(f"<!-- /{other} -->")[0] in made
