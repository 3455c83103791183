"""Checks A1 … of safety.md that need a browser or a server."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import browsing
from safety import checks_headers
from safety.opening import GUIDE, is_guide
from utvag.site import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page, ProxySettings
    from safety.visit import Check, Visit


# A1, A3, A12: what a visit sends and leaves ------------------------------------------------------------------------------------

# Does what a visitor can do without pressing anything: scrolls to the end, focuses every control in sight and points at it. No
# real pointer has to travel: each rule of the style that waits for `:hover`, `:focus` or the like is made to hold at once, and the
# events are sent. Laying the page out then fetches what it names. Ends when a request sent after all that is answered.
TOUCH_ALL = """async () => {
    scrollTo(0, document.documentElement.scrollHeight);
    for (const item of document.querySelectorAll('[loading]')) { item.loading = 'eager'; }
    const controls = [...document.querySelectorAll('a, button, summary')].filter(item => item.getClientRects().length);
    for (const item of controls) {
        item.focus({preventScroll: true});
        for (const name of ['pointerover', 'mouseover', 'mouseenter', 'mousemove', 'touchstart']) {
            item.dispatchEvent(new Event(name, {bubbles: true}));
        }
    }
    const waits = /:(hover|focus-visible|focus-within|focus|active|target|visited)(?![-\\w])/g;
    const loosen = rules => {
        for (const rule of rules) {
            const selector = rule.selectorText || '';
            if (selector.search(waits) >= 0) { rule.selectorText = selector.replace(waits, ':nth-child(n)'); }
            if (rule.cssRules) { loosen(rule.cssRules); }
        }
    };
    for (const style of document.querySelectorAll('style')) { loosen(style.sheet.cssRules); }
    document.body.offsetHeight;
    await fetch(location.href, {method: 'HEAD'});
}"""

# Remembers every attempt to keep something, or to write to the history, in `kept`.
SPIES = """(() => {
    const kept = [];
    Object.defineProperty(window, 'kept', {value: kept});
    const spy = (owner, name, what) => {
        const real = owner && owner[name];
        if (real) { owner[name] = function (...given) { kept.push(what); return real.apply(this, given); }; }
    };
    spy(Storage.prototype, 'setItem', 'Storage.setItem');
    spy(IDBFactory.prototype, 'open', 'indexedDB.open');
    spy(window.CacheStorage && CacheStorage.prototype, 'open', 'caches.open');
    spy(window.ServiceWorkerContainer && ServiceWorkerContainer.prototype, 'register', 'serviceWorker.register');
    spy(window.CookieStore && CookieStore.prototype, 'set', 'cookieStore.set');
    spy(window.StorageManager && StorageManager.prototype, 'getDirectory', 'storage.getDirectory');
    spy(History.prototype, 'pushState', 'history.pushState');
    spy(History.prototype, 'replaceState', 'history.replaceState');
    for (const [owner, name] of [[Document.prototype, 'cookie'], [window, 'name']]) {
        const real = Object.getOwnPropertyDescriptor(owner, name);
        Object.defineProperty(owner, name, {get: real.get, set(value) { kept.push('set ' + name); real.set.call(this, value); }});
    }
})();"""

# What is on the phone after the visit, whoever put it there.
LEFT = """async () => [
    ...[...Array(localStorage.length).keys()].map(number => 'localStorage ' + localStorage.key(number)),
    ...[...Array(sessionStorage.length).keys()].map(number => 'sessionStorage ' + sessionStorage.key(number)),
    ...(await indexedDB.databases()).map(item => 'indexedDB ' + item.name),
    ...(await caches.keys()).map(name => 'caches ' + name),
    ...(await navigator.serviceWorker.getRegistrations()).map(item => 'serviceWorker ' + item.scope),
    ...(window.name ? ['window.name ' + window.name] : []),
]"""

# Walks the whole guide in the page by pressing every answer of every question in turn, and going back each time. An ending
# counts when it can be seen. The address and the length of the history are read at each.
WALK = """() => {
    const endings = [], faults = [];
    const start = [location.href, history.length].join(' ');
    const seen = item => item.getClientRects().length > 0;
    const walk = (question, behind) => {
        for (const answer of question.querySelectorAll(':scope > details > summary[data-answer]')) {
            const steps = [...behind, answer.dataset.answer];
            if (!seen(answer)) { faults.push('cannot be pressed: ' + steps.join(' → ')); continue; }
            answer.click();
            const below = answer.parentNode.querySelector('[data-question], [data-outcome]');
            const now = [location.href, history.length].join(' ');
            if (now !== start) { faults.push(`${now} after ${steps.join(' → ')}`); }
            if (!below || !seen(below)) { faults.push('leads nowhere: ' + steps.join(' → ')); }
            else if (below.hasAttribute('data-outcome')) { endings.push(steps.join(' → ')); }
            else { walk(below, steps); }
            document.querySelector('[data-guide] [data-back]').click();
        }
    };
    walk(document.querySelector('[data-guide] [data-question]'), []);
    return [endings, faults];
}"""

NOWHERE: ProxySettings = {"server": f"http://{serve.HOST}:9", "bypass": serve.HOST}
"""A proxy that is not there: a request that leaves the site is seen and goes no further than this machine."""

LONGEST = 5
"""Questions of a path, at most (safety.md B8 asks for four)."""

ENOUGH = 40
"""Endings that are pressed for real where no script runs."""


def a1(visit: Visit) -> Iterator[str]:
    """No request leaves the own origin on any page, with JavaScript and without: not on load, scroll, hover or focus of any link.

    The Content-Security-Policy is turned off for this, so that the pages themselves are seen, not what holds them back.
    """
    sent: list[str] = []
    for scripted in (True, False):
        with visit.browser.new_context(java_script_enabled=scripted, bypass_csp=True, proxy=NOWHERE) as context:
            page = context.new_page()
            page.on("request", lambda request: sent.append(request.url))
            page.on("websocket", lambda socket: sent.append(socket.url))
            for name in visit.pages:
                sent.clear()
                page.goto(visit.address + name)
                page.evaluate(TOUCH_ALL)
                yield from (f"{name}: {url} is asked for" for url in sent if not url.startswith((visit.address, "data:")))


def a3(visit: Visit) -> Iterator[str]:
    """Nothing is kept: no storage, cookie, database, cache, service worker or window name, also while the guide is walked."""
    for scripted in (True, False):
        with visit.browser.new_context(java_script_enabled=scripted) as context:
            context.add_init_script(SPIES)
            page = context.new_page()
            for name in visit.pages:
                answer = page.goto(visit.address + name)
                if answer is not None and (cookies := answer.header_values("set-cookie")):
                    yield f"{name}: Set-Cookie: {cookies}"
                if is_guide(name):
                    _some_answers(page, scripted=scripted)
                yield from (f"{name}: {what}" for what in (page.evaluate("kept") if scripted else ()))
            yield from (f"{what} is left" for what in page.evaluate(LEFT))
            yield from (f"{cookie.get('name')}: a cookie is left" for cookie in context.cookies())


def _some_answers(page: Page, *, scripted: bool) -> None:
    """Press the last answer that can be seen until an ending is, go back, and start again."""
    for _ in range(LONGEST):
        if not page.locator("[data-outcome]:visible").count():
            page.locator("summary[data-answer]:visible").last.click()
    if scripted:
        page.locator("[data-back]").click()
        page.locator("[data-restart]").click()


def a12(visit: Visit) -> Iterator[str]:
    """Walk every path of the guide: address and history stay as they were, nothing is sent, and the history has one row.

    Without JavaScript ENOUGH paths are walked, by real presses; Chromium's own database is read after the browser is closed.
    """
    for scripted in (True, False) if GUIDE in visit.pages else ():
        with tempfile.TemporaryDirectory() as profile:
            yield from _walked(visit, Path(profile), scripted=scripted)
            if (rows := history(Path(profile), visit.address)) != [visit.address + GUIDE]:
                yield f"{GUIDE}: the history has {len(rows)} rows: {rows[:3]}"


def _walked(visit: Visit, profile: Path, *, scripted: bool) -> Iterator[str]:
    """Walk the guide once in a browser that keeps its history in `profile`."""
    context = visit.browser.browser_type.launch_persistent_context(
        profile, executable_path=browsing.chromium(), args=browsing.FLAGS, java_script_enabled=scripted
    )
    try:
        page = context.pages[0]
        sent: list[str] = []
        page.goto(visit.address + GUIDE)
        before = page.evaluate("[location.href, history.length]")
        page.on("request", lambda request: sent.append(request.url))
        if scripted:
            endings, faults = page.evaluate(WALK)
            wanted = page.locator("[data-outcome]").count()
        else:
            endings, faults, wanted = _pressed(page), [], ENOUGH
        yield from (f"{GUIDE}: {fault}" for fault in faults)
        if not len(endings) >= wanted >= ENOUGH:
            yield f"{GUIDE}: {len(endings)} endings of {wanted} can be walked to"
        if page.evaluate("[location.href, history.length]") != before:
            yield f"{GUIDE}: the address or the history changed"
        yield from (f"{GUIDE}: {url} is asked for after load" for url in sent)
    finally:
        context.close()


def _pressed(page: Page) -> list[tuple[str, ...]]:
    """Return the answers to ENOUGH different endings, each walked to by pressing what a visitor without scripts sees."""
    endings: list[tuple[str, ...]] = []

    def walk(question: Any, behind: tuple[str, ...]) -> None:  # noqa: ANN401 -- an element of the page
        for summary in question.query_selector_all(":scope > details > summary[data-answer]"):
            if len(endings) >= ENOUGH:
                return
            steps = (*behind, summary.get_attribute("data-answer") or "")
            summary.click()
            below = summary.query_selector("xpath=following-sibling::*/descendant-or-self::*[@data-question or @data-outcome][1]")
            if below.get_attribute("data-question") is not None:
                walk(below, steps)
            elif below.is_visible():
                endings.append(steps)
            summary.click()

    walk(page.query_selector("[data-guide] [data-question]"), ())
    return endings


def history(profile: Path, address: str) -> list[str]:
    """Return every address below `address` in the history of Chromium's `profile`."""
    with closing(sqlite3.connect(profile / "Default" / "History")) as database:
        rows = database.execute("select url from urls where url like ? order by url", (f"{address}%",))
        return [url for (url,) in rows]


CHECKS: dict[str, Check] = {"a1": a1, "a3": a3, "a5": checks_headers.a5, "a7": checks_headers.a7, "a8": checks_headers.a8}
SLOW: dict[str, Check] = {"a9": checks_headers.a9, "a12": a12}
