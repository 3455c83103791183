"""The search of the staff edition in a real browser, from a server and from a file: what staff type leads to the right page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import browsing
import pytest
from builders import FIXTURES, ROOT
from edited import rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

QUERIES = rows(FIXTURES.parent / "staff_queries.yaml")
MOST_MISSES = 3
FIRST = 3
"""Of so many results one must be right."""

NODE = ROOT / "tests" / "node" / "node_modules" / "minisearch"

# Types each of the words as somebody would, and returns the pages that are found, the first ones first.
TYPE_ALL = """words => words.map(typed => {
    const field = document.querySelector('[data-search] input');
    field.value = typed;
    field.dispatchEvent(new Event('input'));
    return [...document.querySelectorAll('[data-search] li a')].map(link => [link.href, link.lang]);
})"""


@pytest.fixture(params=["served", "file"])
def where(request: pytest.FixtureRequest, staff_site: Path) -> Iterator[str]:
    """Return the address of the first page, from a server and from the disk."""
    if request.param == "served":
        with browsing.served(staff_site) as address:
            yield f"{address}index.html"
    else:
        yield (staff_site / "index.html").as_uri()


@pytest.fixture
def page(browser: Browser, where: str) -> Iterator[Page]:
    """Return the first page with the search ready; a request of another host fails the test, and so does a script's fault."""
    made = browser.new_page()
    asked: list[str] = []
    faults: list[str] = []
    made.on("request", lambda request: asked.append(request.url))
    made.on("pageerror", lambda error: faults.append(str(error)))
    made.goto(where)
    made.keyboard.press("/")
    browsing.until(made, "window.utvagPages && document.activeElement.matches('[data-search] input')")
    yield made
    assert [url for url in asked if not url.startswith((where.removesuffix("index.html"), "data:"))] == []
    assert faults == []
    made.close()


def found(page: Page, where: str, words: list[str]) -> list[list[str]]:
    """Return for each of the words the pages that are found, as the queries name them."""
    top = where.removesuffix("index.html")
    answers: list[list[list[str]]] = page.evaluate(TYPE_ALL, words)
    return [[link.removeprefix(top).removesuffix("/index.html") for link, _ in links] for links in answers]


def missed(page: Page, where: str, queries: list[dict[str, Any]]) -> list[str]:
    """Return which queries have none of their pages among the first, with what was found."""
    answers = zip(queries, found(page, where, [query["typed"] for query in queries]), strict=True)
    return [f"{query['typed']}: {pages[:FIRST]}" for query, pages in answers if not {*pages[:FIRST]} & {*query["pages"]}]


def test_what_staff_type_leads_to_the_right_page(page: Page, where: str, staff_site: Path) -> None:
    assert len(QUERIES) == 60
    assert [name for query in QUERIES for name in query["pages"] if not (staff_site / name / "index.html").exists()] == []
    wrong = missed(page, where, QUERIES)
    assert len(wrong) <= MOST_MISSES, "\n".join(wrong)


def test_swedish_pages_come_first_and_nonsense_finds_nothing(page: Page) -> None:
    (languages,) = ([lang for _, lang in links] for links in page.evaluate(TYPE_ALL, ["questions police"]))
    assert "en" in languages
    assert languages == sorted(languages, key=lambda lang: lang != "sv")
    assert page.evaluate(TYPE_ALL, ["qqqqqqqq", "", "  "]) == [[], [], []]


def test_what_is_found_opens_with_the_keyboard_alone(page: Page) -> None:
    page.keyboard.type("trefas")
    browsing.until(page, "document.querySelectorAll('[data-search] li').length > 0")
    page.keyboard.press("Enter")
    page.wait_for_url("**/stod/tre-som-samarbetar/index.html")
    assert page.locator("h1").inner_text() == "Trefas"


@pytest.mark.parametrize("name", ["stod/tre-som-samarbetar/index.html", "404.html"])
def test_what_is_found_is_reached_from_every_depth(browser: Browser, staff_site: Path, name: str) -> None:
    with browsing.served(staff_site) as address:
        page = browser.new_page()
        page.goto(f"{address}{name}")
        page.keyboard.press("/")
        browsing.until(page, "window.utvagPages")
        page.keyboard.type("alla nummer")
        browsing.until(page, f"document.querySelector('[data-search] li a')?.href === '{address}nummer/index.html'")
        page.close()


def test_the_library_is_the_one_that_the_lock_of_node_pins() -> None:
    assets = ROOT / "overrides" / "staff" / "assets"
    assert (assets / "minisearch.js").read_bytes() == (NODE / "dist" / "umd" / "index.js").read_bytes()
    assert (assets / "minisearch.LICENSE.txt").read_bytes() == (NODE / "LICENSE.txt").read_bytes()
