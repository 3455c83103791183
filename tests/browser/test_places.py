"""The guide of a registry with too many places for a question: a list, then a document for each, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import browsing
import national
import pytest
import staffed
from builders import an_environment, load
from playwright.sync_api import expect
from staffed import AXE
from utvag.guide import wizard
from utvag.site import headers, pages, templates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

LOADED = load(national.a_nation(60, 30))


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the generated pages of 30 municipalities, with our headers; return the address."""
    site = tmp_path_factory.mktemp("places")
    env = an_environment(LOADED)
    for page in pages.generate(LOADED.registry, wizard.compile(LOADED.registry), env):
        (site / page.address).parent.mkdir(parents=True, exist_ok=True)
        (site / page.address).write_text(page.text, encoding="utf-8")
    headers.write(site, templates.policy(env))
    with browsing.served(site) as address:
        yield address


@pytest.fixture
def screen(page: Page, where: str) -> Page:
    """Return the page with the list open, once with JavaScript and once without."""
    page.goto(f"{where}guide/")
    return page


def test_112_and_the_way_for_whoever_does_not_say_where_are_seen_before_the_list(screen: Page) -> None:
    calls = screen.locator("main a[href='tel:112']").first
    expect(calls).to_be_in_viewport()
    elsewhere, first = (screen.locator(f"[data-answer] >> nth={number}").bounding_box() for number in (0, 1))
    danger = calls.bounding_box()
    assert danger
    assert elsewhere
    assert first
    assert danger["y"] < elsewhere["y"] < first["y"]


def test_everything_to_press_is_large_enough_and_nothing_is_wider_than_the_screen(screen: Page) -> None:
    for link in screen.locator("main a:visible").all():
        box = link.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24, link.inner_text()
    assert screen.evaluate("document.documentElement.scrollWidth") <= screen.viewport_size["width"]  # type: ignore[index]  # it has one


def test_a_letter_leads_to_its_places_and_a_place_to_a_guide_that_ends_at_the_number(screen: Page) -> None:
    letter = screen.locator("main a[href^='#n']").last
    letter.click()
    browsing.until(screen, "location.hash.startsWith('#n') || scrollY > 0")
    screen.locator("[data-answer]").last.click()
    screen.wait_for_url("**/guide/*/")
    for answered in range(1, 4):
        screen.locator("summary[data-answer]:visible").last.press("Enter")
        browsing.until(screen, f"document.querySelectorAll('details[open] > summary[data-answer]').length == {answered}")
    expect(screen.locator("[data-outcome] a[href='tel:+46850825600']:visible").last).to_be_visible()


def test_with_the_script_nothing_is_added_to_the_history(phone: Page, where: str) -> None:
    phone.goto(f"{where}guide/")
    before = phone.evaluate("history.length")
    phone.locator("main a[href^='#n']").first.click()
    phone.locator("[data-answer]").last.click()
    phone.wait_for_url("**/guide/*/")
    assert phone.evaluate("history.length") == before


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_in_the_list_or_in_a_guide(phone: Page, where: str, *, dark: bool) -> None:
    phone.emulate_media(color_scheme="dark" if dark else "light")
    for address in ("guide/", "guide/uppsala/", "stod/", "kontakt/"):
        phone.goto(f"{where}{address}")
        phone.evaluate(AXE.read_text(encoding="utf-8"))
        assert staffed.axe(phone) == [], address
