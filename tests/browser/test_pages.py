"""Every page on a phone: the number and the way out are there, nothing else is fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page, Route

pytestmark = pytest.mark.browser


def _addresses(built: Path, address: str) -> list[str]:
    found = [path.relative_to(built).as_posix() for path in sorted(built.rglob("*.html"))]
    assert len(found) > 20
    return [urljoin(address, name.removesuffix("index.html")) for name in found]


def test_every_page_is_one_request_with_the_number_and_the_way_out_on_the_first_screen(
    page: Page, address: str, built: Path
) -> None:
    requests: list[str] = []
    faults: list[str] = []
    page.on("request", lambda sent: requests.append(sent.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    for url in _addresses(built, address):
        requests.clear()
        page.goto(url)
        assert requests == [url]
        for control in (page.locator("header a[href='tel:+46850825600']"), page.locator("header [data-exit]")):
            box = control.bounding_box()
            assert box is not None, url
            assert box["y"] >= 0, url
            assert box["y"] + box["height"] <= 640, url
            assert min(box["width"], box["height"]) >= 44, url
        assert "08-508 25 600" in page.locator("header a[href^='tel:']").inner_text()
        assert page.locator("main a[href='tel:+46850825600']:visible").count() >= 1, url
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, f"{url} scrolls sideways"
    assert faults == []


def test_the_number_and_the_way_out_are_among_the_first_three_tab_stops(page: Page, address: str) -> None:
    page.goto(address)
    stops = []
    for _ in range(3):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.getAttribute('href')"))
    assert "tel:+46850825600" in stops
    assert any(stop.startswith("https://") for stop in stops)


def test_the_way_out_leaves_the_page(page: Page, address: str) -> None:
    """The neutral page is answered here instead of on the network."""
    page.context.route("https://**", _weather)
    page.goto(f"{address}guide/")
    page.locator("[data-exit]").click()
    page.wait_for_url("https://**")
    assert page.locator("body").inner_text() == "Sol"


def _weather(route: Route) -> None:
    route.fulfill(body="<!DOCTYPE html><title>V</title>Sol", content_type="text/html")


def test_an_address_that_does_not_exist_still_shows_the_number(page: Page, address: str) -> None:
    answer = page.goto(f"{address}finns/inte/")
    assert answer is not None
    assert answer.status == 404
    assert page.locator("main a[href='tel:+46850825600']").first.is_visible()
