"""One visit with a slow phone on a slow network to a site on this machine, and what it came to: bytes, requests, seconds."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import TYPE_CHECKING

import browsing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page
    from slow_server import Server

NEXT = "surfa-tryggare/"
"""Where the visitor goes then."""

SLOWER_CPU = 6
QUIET = 1.0
"""Seconds without a request after which a page is taken to have everything."""

SPY = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


class Visit:
    """An open page and what it asked for: of `server` by the server's own account, of others by the browser's."""

    def __init__(self, page: Page, server: Server) -> None:
        """Count from now on."""
        self.page, self.server = page, server
        self.others: list[str] = []
        server.forget()
        page.on("request", lambda request: self._asked(request.url))

    def _asked(self, address: str) -> None:
        if not address.startswith((self.server.address, "data:", "blob:")):
            self.others.append(address)

    def requests(self) -> int:
        """Return how many requests there are so far."""
        return len(self.server.sent) + len(self.others)

    def open(self, address: str) -> None:
        """Go to an address of the server; wait until nothing more is asked for."""
        self.page.goto(self.server.address + address)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing more is asked for."""
        before, since = -1, time.monotonic()
        while time.monotonic() - since < QUIET:
            if self.server.busy or self.requests() != before:
                before, since = self.requests(), time.monotonic()
            self.page.wait_for_timeout(100)


@contextlib.contextmanager
def opened(browser: Browser, server: Server, address: str) -> Iterator[Visit]:
    """Open a page with an empty browser on a small screen, and give it when it asks for nothing more.

    What it asks of third parties fails at once.
    """
    context = browser.new_context(viewport=browsing.PHONE)
    page = context.new_page()
    page.add_init_script(SPY)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setBlockedURLs", {"urls": ["https://*"]})
    if server.slow:
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_CPU})
    visit = Visit(page, server)
    visit.open(address)
    yield visit
    context.close()


def first_view(browser: Browser, server: Server, address: str) -> dict[str, float]:
    """Return what a first view of a page came to; times are milliseconds from the moment the address was asked for."""
    with opened(browser, server, address) as visit:
        seen = visit.page.evaluate("read()")
        sums = {key: sum(getattr(answer, key) for answer in server.sent) for key in ("raw", "gzip", "sent")}
        hosts = {address.split("/")[2] for address in visit.others}
        return {"requests": visit.requests(), "hosts": len(hosts), **sums, **seen}


def further(browser: Browser, server: Server, address: str) -> dict[str, float]:
    """Return how many requests an answer of the guide makes (where there is one), and how many the next page."""
    with opened(browser, server, address) as visit:
        before = visit.requests()
        answers = visit.page.locator("[data-answer], article details > summary").locator("visible=true")
        if answers.count():
            answers.first.click()
            visit.settle()
        answered = visit.requests()
        visit.open(NEXT)
        return {"answer": answered - before, "step": visit.requests() - answered}
