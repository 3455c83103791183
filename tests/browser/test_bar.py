"""The bar that stands on every page: whatever a language calls the way out, it stays one row, as wide as the screen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import browsing
import pytest
from builders import a_registry, a_site, load
from safety.visit import SMALL

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, ViewportSize
    from utvag.registry.loader import Loaded

pytestmark = pytest.mark.browser

OUTSIDE = """() => {
    const bar = document.querySelector(".bar").getBoundingClientRect();
    return [...document.querySelectorAll(".bar a")].flatMap((link) => {
        const box = link.getBoundingClientRect();
        const range = document.createRange();
        range.selectNodeContents(link.lastChild);
        const words = range.getBoundingClientRect();
        const is_in = (inner, outer) => inner.top >= outer.top && inner.bottom <= outer.bottom
            && inner.left >= outer.left && inner.right <= outer.right;
        const screen = { left: 0, right: innerWidth, top: bar.top, bottom: bar.bottom };
        return is_in(words, box) && is_in(box, screen) ? [] : [link.textContent];
    });
}"""
LABELS = [
    "Leave the page",
    "Nödutgång: lämna den här sidan",
    "Lämnawebbplatsenomedelbartnuuu",
    "Abandonner immédiatement",
    "مغادرة هذه الصفحة الآن فورا",
]


@pytest.mark.parametrize("size", [SMALL, browsing.PHONE, {"width": 640, "height": 360}], ids=lambda size: f"{size['width']}")
def test_the_bar_holds_every_label(browser: Browser, tmp_path: Path, shipped: Loaded, size: ViewportSize) -> None:
    """The labels of the site, and long ones of up to thirty letters; at ordinary and at twice as large text."""
    labels = [*(language.words["exit"] for language in shipped.languages), *LABELS]
    page = browser.new_page(viewport=size)
    faults = []
    for number, label in enumerate(labels):
        language = replace(shipped.languages[0], words={**shipped.languages[0].words, "exit": label})
        page.goto(a_site(tmp_path / f"{number}", load(a_registry(), (language,))).joinpath("index.html").as_uri())
        for text in ("100%", "200%"):
            page.evaluate("size => { document.documentElement.style.fontSize = size; }", f"calc(1.125 * {text})")
            faults += [(label, text, outside) for outside in page.evaluate(OUTSIDE)]
    page.close()
    assert faults == []
