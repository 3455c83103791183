"""Pages of a visited site in a browser, opened as the checks need them: with a script or without, on a screen of some size."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from browsing import PHONE
from utvag.content import languages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page
    from safety.visit import Visit

GUIDE = "guide/"
"""The guide in the root's language. Every path is walked there; the others have the same script and marks (test_languages.py)."""


def is_guide(name: str) -> bool:
    """Return whether the page `name` is the guide, in any language."""
    return name == GUIDE or name.endswith(f"/{GUIDE}")


def inside(name: str, visit: Visit) -> str:
    """Return the address of a page below the prefix of its language: "en/guide/" → "guide/"."""
    return name.removeprefix(languages.of(name, visit.loaded.languages).prefix)


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


def one_of_each(visit: Visit) -> Iterator[str]:
    """Yield the visit's pages, but of the programmes, which are made with one template, only the first.

    Of another language only what has a template of its own: its first page, the guide, its page about calling, a programme.
    """
    seen = set()
    for name in visit.pages:
        own = inside(name, visit)
        kind = "stod/x" if own.startswith("stod/") and own != "stod/" else own
        wanted = own == name or kind in ("", GUIDE, "ring/", "stod/x")
        if wanted and (name.removesuffix(own), kind) not in seen:
            seen.add((name.removesuffix(own), kind))
            yield name


def opened(page: Page, address: str, name: str) -> Iterator[str]:
    """Open the page `name` of the site at `address`; in the guide give one answer after the other. Yield each state's name."""
    page.goto(address + name)
    yield f"/{name}"
    count = 0
    while is_guide(name) and answer(page):
        count += 1
        yield f"/{name} efter {count} svar"
