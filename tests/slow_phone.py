"""One visit with a slow phone on a slow network to a site on this machine, and what it came to: bytes, requests, seconds."""

from __future__ import annotations

import contextlib
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import browsing
from slow_server import FAST, Server

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import Browser, Page

NEXT = "surfa-tryggare/"
"""Where the visitor goes then."""

SLOWER_CPU = 6
QUIET = 1.0
"""Seconds without a request after which a page is taken to have everything."""

# Put into each page before its own scripts. Counts what is written to the phone, what a policy stops, and tells when the first
# number to press has been painted: the first frame in which it has a place on the screen, and the task right after that frame.
SPY = """(() => {
  const seen = window.__seen = {writes: [], stopped: 0, frame: 0, number: 0};
  const spy = (owner, name, what) => {
    if (!owner) { return; }
    const own = owner.prototype[name];
    owner.prototype[name] = function (...given) {
      seen.writes.push(`${what} ${given[0]}`);
      return own.apply(this, given);
    };
  };
  spy(window.Storage, "setItem", "storage");
  spy(window.IDBFactory, "open", "IndexedDB");
  spy(window.CacheStorage, "open", "cache");
  spy(window.ServiceWorkerContainer, "register", "service worker");
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
  Object.defineProperty(Document.prototype, "cookie", {...cookie, set(text) {
    seen.writes.push("cookie");
    cookie.set.call(this, text);
  }});
  document.addEventListener("securitypolicyviolation", () => { seen.stopped += 1; });
  const look = () => {
    const link = document.querySelector('a[href^="tel:"]');
    const box = link && link.getBoundingClientRect();
    if (box && box.height && box.top >= 0 && box.bottom <= innerHeight) {
      seen.frame = performance.now();
      const after = new MessageChannel();
      after.port1.onmessage = () => { seen.number = performance.now(); };
      after.port2.postMessage(0);
    } else {
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
})()"""

READ = """() => ({
  ...window.__seen,
  first: performance.getEntriesByType("navigation")[0].responseStart,
  contentful: (performance.getEntriesByName("first-contentful-paint")[0] || {startTime: 0}).startTime,
})"""


@dataclass(frozen=True, slots=True)
class VisitorView:
    """What one visit with an empty browser came to; milliseconds from the moment the address was asked for."""

    requests: int
    raw: int
    gzip: int
    sent: int
    writes: int
    hosts: frozenset[str]
    stopped: int
    first: float
    number: float


@dataclass(slots=True)
class Counter:
    """What a page asked for: of `server` by its own account, of others by the browser's."""

    server: Server
    others: list[str] = field(default_factory=list)

    def asked(self, address: str) -> None:
        """Remember a request, unless it is to our own server or to none."""
        if not address.startswith((self.server.address, "data:", "blob:")):
            self.others.append(address)

    def count(self) -> int:
        """Return how many requests there are so far."""
        return len(self.server.sent) + len(self.others)

    def settle(self, page: Page) -> None:
        """Wait until nothing more is asked for."""
        before, since = -1, time.monotonic()
        while self.server.busy or self.count() != before or time.monotonic() - since < QUIET:
            if self.server.busy or self.count() != before:
                before, since = self.count(), time.monotonic()
            page.wait_for_timeout(100)


@contextlib.contextmanager
def opened(browser: Browser, server: Server, address: str) -> Iterator[tuple[Page, Counter]]:
    """Open a page with an empty browser on a small screen, and give it when it asks for nothing more.

    What it asks of third parties fails at once.
    """
    context = browser.new_context(viewport=browsing.PHONE)
    page = context.new_page()
    page.add_init_script(SPY)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setBlockedURLs", {"urls": ["https://*"]})
    if server.link is not FAST:
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_CPU})
    server.forget()
    counter = Counter(server)
    page.on("request", lambda request: counter.asked(request.url))
    page.goto(server.address + address)
    counter.settle(page)
    yield page, counter
    context.close()


def visit(browser: Browser, server: Server, address: str) -> VisitorView:
    """Return what a first view of a page came to."""
    with opened(browser, server, address) as (page, counter):
        seen: Mapping[str, Any] = page.evaluate(READ)
        return VisitorView(
            requests=counter.count(),
            raw=sum(answered.raw for answered in server.sent),
            gzip=sum(answered.gzip for answered in server.sent),
            sent=sum(answered.sent for answered in server.sent),
            writes=len(seen["writes"]),
            hosts=frozenset(asked.split("/")[2] for asked in counter.others),
            stopped=seen["stopped"],
            first=seen["first"],
            number=seen["contentful"] if seen["frame"] <= seen["contentful"] else seen["number"],
        )


def further(browser: Browser, server: Server, address: str) -> dict[str, float]:
    """Return how many requests an answer of the guide makes (where there is one), and how many the next page."""
    with opened(browser, server, address) as (page, counter):
        before = counter.count()
        answers = page.locator("[data-answer], article details > summary").locator("visible=true")
        if answers.count():
            answers.first.click()
            counter.settle(page)
        answered = counter.count()
        page.goto(server.address + NEXT)
        counter.settle(page)
        return {"answer": answered - before, "step": counter.count() - answered}


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """Serve a folder on a free port of the loopback address."""
    with Server(folder) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
