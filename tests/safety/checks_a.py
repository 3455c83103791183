"""Checks A1 … A12 of safety.md: what a visit sends, tells and leaves on the phone. With them B7, B8, D1, seen on the same way."""

from __future__ import annotations

import contextlib
import http.client
import json
import re
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import browsing
from playwright.sync_api import TimeoutError  # noqa: A004 -- what Playwright raises is called so
from safety.visit import GUIDE, MEASURE, a_page, is_guide, once, opened
from site_checks import site
from utvag.guide import journeys
from utvag.site import serve

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Page, ProxySettings, Route
    from safety.visit import Visit

SPIES = Path(__file__).with_name("spies.js").read_text(encoding="utf-8")
NOWHERE: ProxySettings = {"server": f"http://{serve.HOST}:9", "bypass": serve.HOST}
"""A proxy that is not there: a request that leaves the site is seen and goes no further than this machine."""

PATIENCE = 5000
"""Milliseconds until a link that was followed must have asked for something."""

LARGE_ON_PAPER = 30
"""CSS pixels."""

Fault = tuple[str, str]


@once
def visited(visit: Visit) -> Iterator[Fault]:
    """Visit all pages, do there what a visitor can do, and yield (check, fault); without a script, where hurried, one of each kind.

    A1: no request leaves the own origin: not on load, scroll, hover or focus. A3: nothing is kept, also while the guide is walked.
    A5: nothing is blocked, no error or warning is told. A7: no link to another site tells where a visitor comes from; the header
    forbids it. B7: the number is on the first screen, on the first page larger than all else there, and large on paper. D1: a page
    is one request.
    """
    for scripted in (True, False):
        with a_page(visit, script=scripted, proxy=NOWHERE) as page:
            eyes = _Eyes(page, visit.address)
            for name in visit.pages if scripted else visit.some:
                eyes.forget()
                yield from ((check, f"/{name}: {fault}") for check, fault in _seen(visit, page, name, eyes, scripted=scripted))
            yield from (("a3", f"{what} is left") for what in page.evaluate("measure.left()"))
            yield from (("a3", f"{cookie.get('name')}: a cookie is left") for cookie in page.context.cookies())


class _Eyes:
    """What a browser asks for, is refused and tells other sites, beside what can be read on the page."""

    def __init__(self, page: Page, address: str) -> None:
        """Look at all that happens in `page` with the site at `address`."""
        self.sent: list[str] = []
        self.heard: list[str] = []
        self.told: list[str] = []
        context = page.context
        page.on("websocket", lambda socket: self.sent.append(socket.url))
        context.on("request", lambda request: self.sent.append(request.url))
        context.on("console", lambda said: self.hear(said.text) if said.type in ("error", "warning") else None)
        context.on("weberror", lambda said: self.hear(str(said.error)))
        context.expose_function("heard", lambda said: self.hear(said))  # noqa: PLW0108 -- Playwright marks what it is given
        context.add_init_script(SPIES)
        context.add_init_script(
            'document.addEventListener("securitypolicyviolation", event => heard(`${event.violatedDirective}: ${event.sample}`));'
        )
        context.route(lambda asked: not asked.startswith(address), self.stay)

    def forget(self) -> None:
        """Look at the next page."""
        for seen in (self.sent, self.heard, self.told):
            seen.clear()

    def hear(self, words: str) -> None:
        """Remember an error or a warning, but that a browser has never heard of a feature which we deny."""
        unknown = re.fullmatch(r"Error with Permissions-Policy header: [^:]+: '([a-z-]+)'\.", words)
        if not (unknown and f"{unknown[1]}=()" in DENIED):
            self.heard.append(words)

    def stay(self, route: Route) -> None:
        """Answer that there is nothing to show, so that the page stays; remember who was told where the visitor came from."""
        if "referer" in route.request.headers:
            self.told.append(f"{route.request.url} is told {route.request.headers['referer']}")
        route.fulfill(status=204)


def _seen(visit: Visit, page: Page, name: str, eyes: _Eyes, *, scripted: bool) -> Iterator[Fault]:
    """Open a page and use all there is on it; yield what is wrong."""
    answer = page.goto(visit.address + name)
    assert answer
    if cookies := answer.header_values("set-cookie"):
        yield "a3", f"Set-Cookie: {cookies}"
    if answer.headers.get("referrer-policy") != "no-referrer":
        yield "a7", "the header lets browsers tell where a visitor comes from"
    page.evaluate(MEASURE)
    if eyes.sent != [visit.address + name] or page.evaluate("performance.getEntriesByType('resource').length"):
        yield "d1", f"asks for {eyes.sent[1:]}"
    yield from (("b7", fault) for fault in _number(visit, page, name))
    page.evaluate("measure.touch()")
    if is_guide(name):
        page.evaluate("measure.use()")
    kept = page.evaluate("kept") if scripted else ()
    yield from (("a3", what) for what in kept)
    yield from (("a1", f"{url} is asked for") for url in eyes.sent if not url.startswith((visit.address, "data:")))
    for number in range(page.evaluate("measure.outside().length")):
        try:
            with page.context.expect_event("requestfailed", timeout=PATIENCE):  # what a browser calls 204: the page stays
                page.evaluate("number => measure.follow(number)", number)
        except TimeoutError:
            yield "a7", f"link {number + 1} to another site leads nowhere"
    yield from (("a7", fault) for fault in eyes.told)
    yield from (("a5", fault) for fault in dict.fromkeys(eyes.heard))


def _number(visit: Visit, page: Page, name: str) -> Iterator[str]:
    line = visit.loaded.registry.lifeline
    number = [line.number, line.dialled]
    called, largest = page.evaluate("number => measure.firstScreen(...number)", number)
    if not called:
        yield "the number is not on the first screen"
    if visit.inside(name) == "" and set(largest) != {line.number}:
        yield f"the largest on the first screen is {largest}"
    page.emulate_media(media="print")
    if (size := page.evaluate("number => measure.inMain(...number)", number)) < LARGE_ON_PAPER:
        yield f"the number is {size} px on paper"
    page.emulate_media(media="screen")


@once
def walked(visit: Visit) -> Iterator[Fault]:
    """Walk every path of the guide, with the script and without, and some by real presses; yield (check, fault).

    A12: address and history stay as they were, nothing is sent, and the history has one row; Chromium's own database is read after
    the browser is closed. B8: every ending is that of the compiled tree, its last call is the number, in sight and largest of all.
    """
    for scripted in (True, False) if GUIDE in visit.pages else ():
        with tempfile.TemporaryDirectory() as profile:
            with a_profile(visit, Path(profile), java_script_enabled=scripted) as page:
                yield from _walked(visit, page, scripted=scripted)
            if (rows := history(Path(profile), visit.address)) != [visit.address + GUIDE]:
                yield "a12", f"the history has {len(rows)} rows: {rows[:3]}"


def _walked(visit: Visit, page: Page, *, scripted: bool) -> Iterator[Fault]:
    sent: list[str] = []
    opened(visit, page, GUIDE)
    page.on("request", lambda request: sent.append(request.url))
    before = page.evaluate("[location.href, history.length]")
    walk = page.evaluate("scripted => measure.walk(scripted)", scripted)
    yield from (("a12", fault) for fault in walk["moved"])
    yield from (("b8", f"a way that leads nowhere: {way}") for way in walk["lost"])
    yield from (("b8", fault) for fault in _endings(visit, walk["endings"]))
    yield from (("b8", fault) for fault in _pressed(visit, page, scripted=scripted))
    if page.evaluate("[location.href, history.length]") != before:
        yield "a12", "the address or the history changed"
    yield from (("a12", f"{url} is asked for after load") for url in sent)


def _endings(visit: Visit, walked: list[Any]) -> Iterator[str]:
    """Yield where the endings that were walked to are not those of `journeys --format json`, or do not end at the number."""
    line = visit.loaded.registry.lifeline
    expected = {
        str(journey["answers"]): (journey["outcome"]["emergency"], sorted(item["id"] for item in journey["outcome"]["programs"]))
        for journey in json.loads(journeys.as_json(visit.tree))["journeys"]
    }
    found = {str(steps): (end["emergency"], end["programs"]) for steps, end in walked}
    for steps in sorted(expected.keys() | found.keys()):
        if found.get(steps) != expected.get(steps):
            yield f"{steps} ends with {found.get(steps)}, not {expected.get(steps)}"
    for steps, end in walked:
        if (end["first"], end["last"], end["words"], end["seen"], end["largest"]) != (
            *[f"tel:{line.dialled}"] * 2,
            line.number,
            True,
            True,
        ):
            yield f"{steps} does not begin and end at the number: {end}"


def _pressed(visit: Visit, page: Page, *, scripted: bool) -> Iterator[str]:
    """Press what a visitor sees on the ways through the guide, and go back; yield where no ending can be seen."""
    for steps in visit.ways:
        pressed = []
        for asked, said in steps:
            answer = page.locator(f"[data-question={asked}] > details > [data-answer={said}]:visible")
            further = page.locator("[data-on]:visible")
            if not answer.count() and further.count():
                further.press("Enter")
                pressed.append(further)
            if answer.count():
                answer.last.press("Enter")
                pressed.append(answer.last)
        if not page.locator("[data-outcome]:visible").count():
            yield f"{steps}: no ending can be seen"
        for answer in reversed(pressed):
            (page.locator("[data-back]") if scripted else answer).click()


@contextlib.contextmanager
def a_profile(visit: Visit, folder: Path, **how: Any) -> Iterator[Page]:  # noqa: ANN401 -- what Playwright takes
    """Give a page in a browser that keeps what browsers keep in `folder`."""
    context = visit.browser.browser_type.launch_persistent_context(
        folder, executable_path=browsing.chromium(), args=browsing.FLAGS, viewport=browsing.PHONE, **how
    )
    try:
        yield context.pages[0]
    finally:
        context.close()


def history(profile: Path, address: str) -> list[str]:
    """Return every address below `address` in the history of Chromium's `profile`."""
    with contextlib.closing(sqlite3.connect(profile / "Default" / "History")) as database:
        rows = database.execute("select url from urls where url like ? order by url", (f"{address}%",))
        return [url for (url,) in rows]


PHRASES = 20


def a9(visit: Visit) -> Iterator[str]:
    """After a visit to the start, the guide and a programme no text of a page stands in any file of the browser's profile."""
    program = next(name for name in visit.pages if name.startswith("stod/") and name != "stod/")
    pages = ("", GUIDE, program)
    with tempfile.TemporaryDirectory() as work:
        profile = Path(work) / "profile"
        with a_profile(visit, profile) as page:
            for name in pages:
                opened(visit, page, name)
                page.evaluate("measure.use()")
        files = [path for path in profile.rglob("*") if path.is_file()]
        assert any(path.name == "History" for path in files), "the browser kept nothing at all: this is no profile"
        kept = {path: path.read_bytes() for path in files}
    for name in pages:
        for phrase in telling(visit, name):
            spelt = (phrase.encode(), phrase.encode("utf-16-le"))
            for path, content in kept.items():
                if any(spelling in content for spelling in spelt):
                    yield f"/{name}: {phrase!r} stands in {path.relative_to(profile)}"


def telling(visit: Visit, name: str) -> list[str]:
    """Return phrases of a page that would tell what somebody has read there: the longest of its main part, not its title."""
    page = site.pages(visit.folder, visit.loaded.languages)[f"{name}index.html"]
    main = next(element for element in page.elements if element.name == "main")
    title = next(element for element in page.elements if element.name == "title").words()
    phrases = {
        words.strip() for words in main.strings() if len(words.strip()) > 25 and not words.count("\n") and words not in title
    }
    assert len(phrases) > 5, name
    return sorted(phrases, key=len)[-PHRASES:]


DENIED = (
    "accelerometer=(), ambient-light-sensor=(), attribution-reporting=(), bluetooth=(), browsing-topics=(), camera=(), "
    "clipboard-read=(), clipboard-write=(), display-capture=(), document-domain=(), fullscreen=(), geolocation=(), "
    "gyroscope=(), idle-detection=(), keyboard-map=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), "
    "notifications=(), payment=(), push=(), screen-wake-lock=(), serial=(), speaker-selection=(), usb=(), web-share=(), "
    "xr-spatial-tracking=()"
)
"""What a page could ask a phone for: the list of GlobaLeaks, and what tells advertisers about a visit (safety.md §2.2, §2.5)."""

EXPECTED: Mapping[str, str] = {
    "content-security-policy": (
        r"default-src 'none'; script-src( 'sha256-[\w+/]{43}=')+; style-src( 'sha256-[\w+/]{43}=')+; img-src data:; "
        r"base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "permissions-policy": re.escape(DENIED),
    "x-dns-prefetch-control": "off",
    "x-robots-tag": "noarchive",
    "strict-transport-security": "max-age=63072000",
}
"""Every header of safety.md §2.5, as an expression that its whole value must match."""

HARMLESS = re.compile(
    "accept-ranges|connection|content-encoding|content-length|content-type|date|keep-alive|location|server|transfer-encoding|vary"
)
"""What a server may add; everything else is too much (`ETag`, `Set-Cookie`, `Report-To`, `Last-Modified`, `Alt-Svc` …)."""

ASKED = (
    ("GET", "", (200,)),
    ("GET", "guide/", (200,)),
    ("HEAD", "guide/", (200,)),
    ("GET", "guide", (301, 308)),
    ("GET", "stod", (301, 308)),
    ("GET", "finns-inte", (404,)),
    ("HEAD", "finns/inte/", (404,)),
    ("GET", ".headers/headers.json", (404,)),
    ("GET", ".headers/", (404,)),
    ("GET", "%2eheaders/nginx.conf", (404,)),
)
"""What is asked for, and the status that must come back."""


def a8(visit: Visit) -> Iterator[str]:
    """Every answer carries every header of safety.md §2.5 once, and nothing that identifies, counts or reports."""
    yield from wrong_answers(visit.address)


def wrong_answers(address: str) -> Iterator[str]:
    """Yield what is wrong with what the server at `address` answers: status, headers missing, twice, unlike, too many."""
    policies = set()
    for method, path, right in ASKED:
        status, told = ask(address, method, path)
        if status not in right:
            yield f"{path}: answers {status}"
        for name, value in EXPECTED.items():
            values = [said for header, said in told if header == name]
            if len(values) != 1 or not re.fullmatch(value, values[0]):
                yield f"{path}: {name} is {values}"
        policies |= {said for header, said in told if header == "content-security-policy"}
        yield from (f"{path}: sends {name}" for name, _ in told if name not in EXPECTED and not HARMLESS.fullmatch(name))
        yield from (f"{path}: tells {value}" for name, value in told if name == "server" and re.search(r"\d", value))
        yield from (f"{path}: leads to {value}" for name, value in told if name == "location" and not value.startswith("/"))
    if len(policies) > 1:
        yield f"{address}: has {len(policies)} policies"


def ask(address: str, method: str, path: str) -> tuple[int, list[tuple[str, str]]]:
    """Return the status and the headers, names in small letters, of what the server at `address` answers."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    try:
        connection.putrequest(method, f"/{path}")
        connection.endheaders()
        answer = connection.getresponse()
        answer.read()
        return answer.status, [(name.lower(), value) for name, value in answer.getheaders()]
    finally:
        connection.close()
