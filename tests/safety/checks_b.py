"""Checks B1 … B9 of safety.md: the way out, the truth about it, and a bar that covers nothing. With B9 goes C2: both press Tab."""

from __future__ import annotations

import shutil
import socket
import tempfile
from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import browsing
from safety.visit import GUIDE, MEASURE, SIZES, SMALL, WIDE, a_page, is_guide, once, opened, paths, states
from utvag.content import languages
from utvag.site import serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import CDPSession, Page, ViewportSize
    from safety.visit import Visit

LOW_SCREENS: tuple[ViewportSize, ...] = ({"width": 640, "height": 360}, {"width": 320, "height": 256})
"""A phone on its side, and a screen of 1280×1024 at 400 %."""


def b1(visit: Visit) -> Iterator[str]:
    """Exit and phone: in the first three tab stops, in view and topmost wherever the page is scrolled, 44 px at least."""
    dialled = visit.loaded.registry.lifeline.dialled
    for script in (True, False):
        with a_page(visit, script=script) as page:
            phone = page.context.new_cdp_session(page)
            for name in visit.some:
                for where in states(visit, page, name, paths(visit.tree)[:1]):
                    yield from (f"{where}: {fault}" for fault in _bar(page, phone, dialled))
                page.goto(visit.address + name)
                stops = [_next_stop(page) for _ in range(3)]
                if f"tel:{dialled}" not in stops or not any(stop.startswith("https://") for stop in stops):
                    yield f"/{name}: the first tab stops are {stops}"


def _bar(page: Page, phone: CDPSession, dialled: str) -> Iterator[str]:
    for size in SIZES:
        phone.send("Emulation.setDeviceMetricsOverride", {**size, "deviceScaleFactor": 1, "mobile": False})
        yield from page.evaluate("dialled => measure.bar(dialled)", dialled)


def _next_stop(page: Page) -> str:
    page.keyboard.press("Tab")
    stop: str = page.evaluate("document.activeElement.getAttribute('href') || ''")
    return stop


def b2(visit: Visit) -> Iterator[str]:
    """Without a script the exit is a link that leaves, and it can be read that Back returns and the tab should be closed."""
    with a_page(visit, script=False) as page:
        for name in visit.some:
            page.goto(visit.address + name)
            told = " ".join(page.locator("noscript").all_inner_texts())
            if languages.of(name, visit.loaded.languages)["without_script"] not in told:
                yield f"/{name}: nothing is said about Back: {told!r}"
            page.locator("[data-exit]").click()
            if page.locator("body").inner_text() != "Sol":
                yield f"/{name}: the exit led to {page.url}"


def tried(attempt: Callable[[], list[str]], times: int = 3) -> list[str]:
    """Return what is wrong, the last time, when something is wrong each of some times: a busy machine is no fault."""
    found: list[str] = []
    for _ in range(times):
        if not (found := attempt()):
            break
    return found


BLANK_WITHIN = 200
"""Milliseconds."""


def b3(visit: Visit) -> Iterator[str]:
    """While the neutral page does not answer, the screen has one colour within 200 ms, no content and a neutral title."""
    with a_page(visit) as eye, _silent() as away, _leading_to(visit, away) as address:
        eye.evaluate(MEASURE)
        for name in visit.kinds:
            yield from (f"/{name}: {fault}" for fault in tried(partial(_left, visit, name, address, eye)))


def _left(visit: Visit, name: str, address: str, eye: Page) -> list[str]:
    """Press the exit of a page, in the guide at an ending, whose destination never answers; return what is wrong to see then."""
    with a_page(visit) as page:
        page.goto(address + name)
        page.evaluate(MEASURE)
        page.evaluate("measure.toTheEnd()")
        phone = page.context.new_cdp_session(page)
        how = {"expression": "measure.leave()", "awaitPromise": True, "returnByValue": True}
        seen = phone.send("Runtime.evaluate", how)["result"]["value"]
        seen["colours"] = eye.evaluate("png => measure.colours(png)", phone.send("Page.captureScreenshot")["data"])
    right = {"colours": 1, "nodes": 0, "title": "Väder", "address": address + name}
    wrong = [f"{key} {seen[key]!r}" for key, value in right.items() if seen[key] != value]
    return wrong + ([f"blank after {seen['after']:.0f} ms"] if seen["after"] > BLANK_WITHIN else [])


@contextmanager
def _silent() -> Iterator[str]:
    """Give an address where somebody listens and never answers."""
    with socket.create_server((serve.HOST, 0)) as listener:
        yield f"http://{serve.HOST}:{listener.getsockname()[1]}/"


@contextmanager
def _leading_to(visit: Visit, away: str) -> Iterator[str]:
    """Serve a copy of the site whose exit goes to `away`; give its address.

    No route of the test stands between: those hold a page up, and turn the cache for Back and Forward off.
    """
    with tempfile.TemporaryDirectory() as work:
        copy = Path(shutil.copytree(visit.folder, Path(work) / "site"))
        for path in copy.rglob("*.html"):
            path.write_text(path.read_text(encoding="utf-8").replace('href="https://', f'href="{away}?'), encoding="utf-8")
        with browsing.served(copy) as address:
            yield address


@contextmanager
def _neutral() -> Iterator[str]:
    """Serve a neutral page; give its address."""
    with tempfile.TemporaryDirectory() as work:
        (Path(work) / "index.html").write_text("<!DOCTYPE html><title>V</title><p>Sol", encoding="utf-8")
        with browsing.served(Path(work)) as address:
            yield address


@contextmanager
def keeping_left_pages(visit: Visit) -> Iterator[Page]:
    """Give a page in a browser that keeps left pages alive for Back, as people's browsers do and Playwright's does not."""
    browser = visit.browser.browser_type.launch(
        executable_path=browsing.chromium(), args=browsing.FLAGS, ignore_default_args=["--disable-back-forward-cache"]
    )
    yield browser.new_page(viewport=browsing.PHONE)
    browser.close()


CLICKS = 3


def b4(visit: Visit) -> Iterator[str]:
    """After some links and answers and the exit, no page of ours is in the tab's history, and Back shows none."""
    with keeping_left_pages(visit) as page, _neutral() as away, _leading_to(visit, away) as address:
        history = page.context.new_cdp_session(page)
        for name in visit.kinds:
            page.goto(away)
            page.goto(address + name)
            for number in range(CLICKS):
                if is_guide(name):
                    page.locator("summary[data-answer]:visible, summary[data-on]:visible").first.press("Enter")
                else:
                    page.locator("nav a").nth(number).click()
                    page.wait_for_load_state()
            page.locator("[data-exit]").click()
            page.wait_for_url(f"{away}**")
            entries = [entry["url"] for entry in history.send("Page.getNavigationHistory")["entries"]]
            ours = [entry for entry in entries if entry.startswith(address)]
            page.go_back(wait_until="commit")
            if ours or not page.url.startswith(away) or "Sol" not in page.locator("body").inner_text():
                yield f"/{name}: the history has {ours}, and Back leads to {page.url}"


@once
def tabbed(visit: Visit) -> Iterator[tuple[str, str]]:
    """Press Tab all the way round, and yield (check, fault).

    C2: it reaches every visible control, in the order they are seen in, each in view and not covered, and comes round. B9: the bar,
    which stays on a low or enlarged screen too and is low itself, covers nothing that has the focus, backwards too.
    With a script every page at 320, and every state of the guide; without, where nothing but the guide differs, one page of each
    kind at 1280, and the guide at the ends of its ways, all unfolded.
    """
    for scripted, size in ((True, SMALL), (False, WIDE)):
        with a_page(visit, script=scripted, size=size) as page:
            for name in visit.some if scripted else visit.kinds:
                for where in states(visit, page, name, paths(visit.tree), ends=not scripted or name != GUIDE):
                    yield from ((check, f"{where}: {fault}") for check, fault in _tabs(page))
                if scripted:
                    yield from (("b9", f"/{name}: {fault}") for fault in _backwards(visit, page, name))


def _tabs(page: Page) -> Iterator[tuple[str, str]]:
    """Walk round all tab stops of the page once, from wherever the focus is."""
    names: list[str] = page.evaluate("measure.number()")
    stops: list[dict[str, Any]] = []
    for _ in range(len(names) + 4):
        page.keyboard.press("Tab")
        stop: dict[str, Any] | None = page.evaluate("measure.stop()")
        if stop and stop["place"] in {seen["place"] for seen in stops}:
            break
        stops += [stop] if stop else []
    else:
        yield "c2", "Tabb kommer inte runt sidan"
    for stop in stops:
        if not stop["seen"] or stop["covered"]:
            yield "c2", f"{stop['name']} får fokus men {'är täckt' if stop['covered'] else 'syns inte'}"
        if not stop["ring"]:
            yield "c2", f"{stop['name']} får fokus utan att det syns"
        if stop["under"]:
            yield "b9", stop["under"]
    order = [stop for stop in stops if not stop["skip"]]
    first = min(range(len(order)), key=lambda at: order[at]["place"])
    order = order[first:] + order[:first]
    reached = [stop["place"] for stop in order]
    if reached != list(range(len(names))):
        missed = [names[place] for place in sorted(set(range(len(names))) - set(reached))]
        yield "c2", f"Tabb går i en annan ordning än sidan, eller når inte allt: {reached}, inte {missed}"
    for before, after in pairwise(stop for stop in order if not stop["sticky"]):
        if after["top"] < before["top"] - 8:
            yield "c2", f"{after['name']} kommer efter {before['name']}, men står över"


def _backwards(visit: Visit, page: Page, name: str) -> Iterator[str]:
    """Press Shift and Tab all the way round, in the guide after each first answer; look at the bar on LOW_SCREENS."""
    for _ in states(visit, page, name, paths(visit.tree)[:1]):
        for _ in range(len(page.evaluate("measure.number()"))):
            page.keyboard.press("Shift+Tab")
            if covered := page.evaluate("measure.under()"):
                yield covered
    opened(visit, page, name)
    for size in LOW_SCREENS:
        page.set_viewport_size(size)
        if not page.evaluate("measure.barAtTheEnd()"):
            yield f"the bar is not in view, or takes too much of it, at {size}"
    page.set_viewport_size(SMALL)
