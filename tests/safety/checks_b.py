"""Checks B1 … of safety.md that need a browser or a server."""

from __future__ import annotations

import shutil
import socket
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import browsing
from safety.opening import GUIDE, a_page, answer, inside, is_guide, one_of_each, opened
from safety.visit import SIZES
from utvag.content import languages
from utvag.site import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import CDPSession, Page
    from safety.visit import Check, Visit

LOW_SCREENS = ({"width": 640, "height": 360}, {"width": 320, "height": 256})
"""A phone on its side, and a screen of 1280×1024 at 400 %."""

# What is wrong with a control of the bar at any place on the page: not wholly in view, covered, too small.
LOOK_AT_CONTROLS = """dialled => {
    const faults = [];
    const controls = ['header [data-exit]', `header a[href="tel:${dialled}"]`].map(name => [name, document.querySelector(name)]);
    const last = document.documentElement.scrollHeight - innerHeight;
    for (let y = 0; y < last + innerHeight; y += innerHeight * 0.7) {
        scrollTo(0, Math.min(y, last));
        for (const [name, control] of controls) {
            if (!control) { return [`${name} is missing`]; }
            const box = control.getBoundingClientRect();
            const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            const at = `${name} at ${Math.round(scrollY)} of ${innerWidth}×${innerHeight}`;
            const inView = box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
            if (!inView) { faults.push(`${at}: not in view`); }
            if (!control.contains(top)) { faults.push(`${at}: covered by ${top && top.outerHTML.slice(0, 80)}`); }
            if (box.width < 44 || box.height < 44) { faults.push(`${at}: ${box.width}×${box.height} px`); }
        }
    }
    scrollTo(0, 0);
    return faults;
}"""


def b1(visit: Visit) -> Iterator[str]:
    """Exit and phone: in the first three tab stops, in view and topmost wherever the page is scrolled, 44 px at least."""
    dialled = visit.loaded.registry.lifeline.dialled
    for script in (True, False):
        with a_page(visit, script=script) as page:
            phone = page.context.new_cdp_session(page)
            for name in visit.pages:
                for place in opened(page, visit.address, name):
                    yield from (f"{place}: {fault}" for fault in _controls(page, phone, dialled))
                page.goto(visit.address + name)
                stops = [_next_stop(page) for _ in range(3)]
                if f"tel:{dialled}" not in stops or not any(stop.startswith("https://") for stop in stops):
                    yield f"/{name}: the first tab stops are {stops}"


def _controls(page: Page, phone: CDPSession, dialled: str) -> Iterator[str]:
    for size in SIZES:
        phone.send("Emulation.setDeviceMetricsOverride", {**size, "deviceScaleFactor": 1, "mobile": False})
        yield from page.evaluate(LOOK_AT_CONTROLS, dialled)


def _next_stop(page: Page) -> str:
    page.keyboard.press("Tab")
    stop: str = page.evaluate("document.activeElement.getAttribute('href') || ''")
    return stop


def b2(visit: Visit) -> Iterator[str]:
    """Without a script the exit is a link that leaves, and it can be read that Back returns and the tab should be closed."""
    with a_page(visit, script=False) as page:
        for name in visit.pages:
            page.goto(visit.address + name)
            told = " ".join(page.locator("noscript").all_inner_texts())
            if languages.of(name, visit.loaded.languages)["without_script"] not in told:
                yield f"/{name}: nothing is said about Back: {told!r}"
            page.locator("[data-exit]").click()
            if page.locator("body").inner_text() != "Sol":
                yield f"/{name}: the exit led to {page.url}"


# Presses the exit and tells what can be seen two frames later: so much is painted. In one go, for while a page waits for
# another to answer, the browser passes no more questions on to it.
LEAVE = """new Promise(done => {
    const start = performance.now();
    document.querySelector('[data-exit]').click();
    requestAnimationFrame(() => requestAnimationFrame(() => done({
        after: performance.now() - start,
        nodes: document.body.childNodes.length,
        title: document.title,
        address: location.href,
    })));
})"""
COLOURS = """async png => {
    const image = new Image();
    image.src = 'data:image/png;base64,' + png;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
    canvas.drawImage(image, 0, 0);
    return new Set(new Uint32Array(canvas.getImageData(0, 0, image.width, image.height).data.buffer)).size;
}"""
BLANK_WITHIN = 200
"""Milliseconds."""


def b3(visit: Visit) -> Iterator[str]:
    """While the neutral page does not answer, the screen has one colour within 200 ms, no content and a neutral title."""
    with a_page(visit) as eye, _silent() as away, _leading_to(visit, away) as address:
        for name in one_of_each(visit):
            tries = []
            for _ in range(3):
                tries.append(_left(visit, name, address, eye))
                if not tries[-1]:
                    break
            if all(tries):
                yield f"/{name}: {tries[-1]}"


def _left(visit: Visit, name: str, address: str, eye: Page) -> list[str]:
    """Press the exit of a page whose destination never answers; return what is wrong with what can then be seen."""
    with a_page(visit) as page:
        for _ in opened(page, address, name):
            pass
        phone = page.context.new_cdp_session(page)
        seen = phone.send("Runtime.evaluate", {"expression": LEAVE, "awaitPromise": True, "returnByValue": True})["result"]["value"]
        seen["colours"] = eye.evaluate(COLOURS, phone.send("Page.captureScreenshot")["data"])
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
    yield browser.new_page(viewport=browsing.PHONE)  # type: ignore[arg-type]  # whole numbers
    browser.close()


CLICKS = 3


def b4(visit: Visit) -> Iterator[str]:
    """After some links and answers and the exit, no page of ours is in the tab's history, and Back shows none."""
    with keeping_left_pages(visit) as page, _neutral() as away, _leading_to(visit, away) as address:
        history = page.context.new_cdp_session(page)
        for name in one_of_each(visit):
            page.goto(away)
            page.goto(address + name)
            for number in range(CLICKS):
                if is_guide(name):
                    answer(page)
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


# Whether the number in the bar is on the first screen, whether main has it on paper, and how large.
NUMBER_IN_MAIN = """([number, dialled]) => Math.max(0, ...[...document.querySelectorAll(`main a[href="tel:${dialled}"]`)]
    .filter(link => link.checkVisibility() && link.textContent.trim() === number)
    .map(link => parseFloat(getComputedStyle(link).fontSize)))"""
ON_FIRST_SCREEN = """([number, dialled]) => [...document.querySelectorAll(`a[href="tel:${dialled}"]`)].some(link => {
    const box = link.getBoundingClientRect();
    return link.textContent.includes(number) && box.height && box.top >= 0 && box.bottom <= innerHeight;
})"""
# The texts of the first screen that are as large as the largest.
LARGEST = """() => {
    const found = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const range = document.createRange();
        range.selectNode(texts.currentNode);
        const box = range.getBoundingClientRect();
        const words = texts.currentNode.data.trim();
        if (words && box.height && box.top < innerHeight && box.bottom > 0) {
            found.push([parseFloat(getComputedStyle(texts.currentNode.parentNode).fontSize), words]);
        }
    }
    const most = Math.max(...found.map(([size]) => size));
    return found.filter(([size]) => size === most).map(([, words]) => words);
}"""
LARGE_ON_PAPER = 30
"""CSS pixels."""


def b7(visit: Visit) -> Iterator[str]:
    """See the number on the first screen of a small phone, largest of all on the first page, and large on paper."""
    line = visit.loaded.registry.lifeline
    number = [line.number, line.dialled]
    with a_page(visit) as page:
        for name in visit.pages:
            page.goto(visit.address + name)
            if not page.evaluate(ON_FIRST_SCREEN, number):
                yield f"/{name}: the number is not on the first screen"
            if inside(name, visit) == "" and (largest := set(page.evaluate(LARGEST))) != {line.number}:
                yield f"/{name}: the largest on the first screen is {largest}"
            page.emulate_media(media="print")
            if (size := page.evaluate(NUMBER_IN_MAIN, number)) < LARGE_ON_PAPER:
                yield f"/{name}: the number is {size} px on paper"
            page.emulate_media(media="screen")


# Presses every answer to every question; returns how many endings there are and the paths to those without the number.
WALK = """([number, dialled]) => {
    const guide = document.querySelector('[data-guide]');
    let endings = 0;
    const wrong = [];
    const walk = (place, path) => {
        if (!place) { wrong.push(path + ': a dead end'); return; }
        if ('outcome' in place.dataset) {
            endings += 1;
            const link = [...place.querySelectorAll(`a[href="tel:${dialled}"]`)].pop();
            if (!link || !link.checkVisibility() || link.textContent.trim() !== number) { wrong.push(path); }
            return;
        }
        for (const group of place.children) {
            const control = [...group.children].find(child => child.hasAttribute('data-answer'));
            if (!control) { continue; }
            control.click();
            walk([...group.children].find(child => 'question' in child.dataset || 'outcome' in child.dataset),
                `${path}/${control.dataset.answer}`);
            guide.querySelector('[data-back]').click();
        }
    };
    walk(guide.querySelector('[data-question], [data-outcome]'), '');
    return [endings, wrong];
}"""


def b8(visit: Visit) -> Iterator[str]:
    """Every path through the guide, walked with the script, ends where the number is seen and can be pressed."""
    if GUIDE not in visit.pages:
        return
    line = visit.loaded.registry.lifeline
    with a_page(visit) as page:
        page.goto(visit.address + GUIDE)
        endings, wrong = page.evaluate(WALK, [line.number, line.dialled])
        yield from (f"/{GUIDE}: no number at the end of {path}" for path in wrong)
        if not endings:
            yield f"/{GUIDE}: no ending was reached"


# What the bar covers of the element that has the focus, if anything.
COVERED = """() => {
    const focused = document.activeElement, bar = document.querySelector('header');
    if (focused === document.body || bar.contains(focused)) { return ''; }
    const box = focused.getBoundingClientRect(), over = bar.getBoundingClientRect();
    const apart = box.bottom <= over.top || box.top >= over.bottom - 0.5 || box.right <= over.left || box.left >= over.right;
    const free = apart || !box.height || focused.nodeName === 'MAIN';
    return free ? '' : `${focused.outerHTML.slice(0, 60)} at ${box.top} under ${over.bottom}`;
}"""
BAR_IN_VIEW_AT_THE_END = """() => {
    scrollTo(0, document.documentElement.scrollHeight);
    return scrollY > 200 && document.querySelector('header').getBoundingClientRect().bottom > 0;
}"""
STOPS = "[...document.querySelectorAll('a[href], button, summary')].filter(item => item.checkVisibility()).length"


def b9(visit: Visit) -> Iterator[str]:
    """See what has the focus, forwards and backwards, uncovered by the bar, which scrolls away on a low or enlarged screen."""
    with a_page(visit, size=SIZES[0]) as page:
        for name in visit.pages:
            for place in opened(page, visit.address, name):
                for key in ("Tab", "Shift+Tab"):
                    for _ in range(page.evaluate(STOPS)):
                        page.keyboard.press(key)
                        if covered := page.evaluate(COVERED):
                            yield f"{place}: {covered}"
            for size in LOW_SCREENS:
                page.set_viewport_size(size)  # type: ignore[arg-type]  # whole numbers
                if page.evaluate(BAR_IN_VIEW_AT_THE_END):
                    yield f"/{name}: the bar stays in view at {size}"
            page.set_viewport_size(SIZES[0])  # type: ignore[arg-type]  # whole numbers


CHECKS: dict[str, Check] = {"b1": b1, "b2": b2, "b7": b7, "b8": b8}
SLOW: dict[str, Check] = {"b3": b3, "b4": b4, "b9": b9}
