"""Pages of a visited site in a browser, opened as the checks need them: with a script or without, on a screen of some size."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from browsing import PHONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page
    from safety.visit import Visit

GUIDE = "guide/"


@contextmanager
def a_page(visit: Visit, *, script: bool = True, size: dict[str, int] | None = None) -> Iterator[Page]:
    """Give an empty page of its own; every address outside the site is answered here with a neutral page, never on the network."""
    context = visit.browser.new_context(viewport=size or PHONE, java_script_enabled=script)  # type: ignore[arg-type]  # whole numbers
    context.route("https://**", lambda route: route.fulfill(body="<title>V</title>Sol", content_type="text/html"))
    try:
        yield context.new_page()
    finally:
        context.close()


NEXT_ANSWER = """() => {
    const depth = item => item ? (item.nodeName === 'DETAILS') + depth(item.parentNode) : 0;
    const seen = [...document.querySelectorAll('summary[data-answer]')]
        .filter(item => item.checkVisibility() && !item.parentNode.open);
    return seen.sort((one, other) => depth(other) - depth(one))[0];
}"""
"""The first answer that can be seen of the question that is deepest: with the script, of the only one."""


def answer(page: Page) -> bool:
    """Give the first answer to the question that is asked; return whether there was one."""
    control = page.evaluate_handle(NEXT_ANSWER).as_element()
    if control and not page.locator("[data-outcome]:visible").count():
        control.click()
        return True
    return False


def one_of_each(pages: tuple[str, ...]) -> Iterator[str]:
    """Yield the pages, but of the programmes, which are made with one template, only the first."""
    programs = [name for name in pages if name.startswith("stod/") and name != "stod/"]
    yield from (name for name in pages if name not in programs[1:])


def opened(page: Page, address: str, name: str) -> Iterator[str]:
    """Open the page `name` of the site at `address`; in the guide give one answer after the other. Yield each state's name."""
    page.goto(address + name)
    yield f"/{name}"
    count = 0
    while name == GUIDE and answer(page):
        count += 1
        yield f"/{name} efter {count} svar"
