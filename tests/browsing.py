"""A real browser for the tests, and a server for a built site."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from typing import TYPE_CHECKING

from fake_servers import running
from playwright.sync_api import sync_playwright
from utvag.site import serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, ViewportSize

PHONE: ViewportSize = {"width": 360, "height": 640}
PATIENCE = 30.0
"""Seconds after which `until` gives up."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str:
    """Return the path of the system's Chromium; a missing one fails, it never skips."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    assert path, "no Chromium: run .ci/browser, or set CHROMIUM to its path"
    return path


@contextlib.contextmanager
def started() -> Iterator[Browser]:
    """Start Chromium, and end it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


def served(folder: Path) -> contextlib.AbstractContextManager[str]:
    """Serve a built site on a free port of the loopback address; give its address."""
    return running(serve.server(folder, 0))


def until(page: Page, expression: str) -> None:
    """Wait until `expression` is true in the page; fail with AssertionError after PATIENCE.

    Playwright's own `wait_for_function` asks again from within the page, where a policy without 'unsafe-eval' stops it.
    """
    last = time.monotonic() + PATIENCE
    while not page.evaluate(expression):
        assert time.monotonic() < last, f"never true: {expression}"
        page.wait_for_timeout(20)
