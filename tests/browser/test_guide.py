"""The guide as a visitor meets it, beside safety.md's own checks (B8 and A12 walk every path, C8 follows the focus)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("page", [True, False], indirect=True, ids=["script", "no-script"])
def test_danger_shows_112_at_once_and_the_rest_of_the_guide_below(page: Page, address: str) -> None:
    page.goto(f"{address}guide/")
    calls = page.locator("[data-guide] a[href='tel:112']:visible")
    expect(calls).to_have_count(0)
    page.locator("[data-answer=nu]:visible").click()
    expect(calls).to_have_count(1)
    expect(calls).to_be_in_viewport()
    expect(page.locator("[data-question=vem]:visible")).to_have_count(1)


def test_whoever_is_elsewhere_is_told_whose_number_it_is(phone: Page, address: str) -> None:
    for place, told in (("uppsala", 1), ("stockholm", 0)):
        phone.goto(f"{address}guide/")
        for answer in ("nej", "vuxen", place, "kriminalitet"):
            phone.locator(f"[data-answer={answer}]:visible").click()
        expect(phone.locator("[data-outcome]:visible").get_by_text("Numret hör till Stockholms stad.")).to_have_count(told)


def test_an_address_that_does_not_exist_still_shows_the_number(phone: Page, address: str) -> None:
    answer = phone.goto(f"{address}finns/inte/")
    assert answer is not None
    assert answer.status == 404
    assert phone.locator("main a[href='tel:+46850825600']").first.is_visible()
