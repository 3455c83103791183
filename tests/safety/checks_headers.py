"""Checks A5, A7, A8 and A9 of safety.md: the policy and the headers, as a browser meets them."""

from __future__ import annotations

import contextlib
import http.client
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import browsing
from playwright.sync_api import TimeoutError  # noqa: A004 -- what Playwright raises is called so
from utvag.site import built, headers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import BrowserContext, Route
    from safety.visit import Visit

VISIBLE_ANSWERS = "summary[data-answer]:visible"
PHRASES = 20
PATIENCE = 5000
"""Milliseconds until a link that was followed must have asked for something."""


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
    "permissions-policy": r"(?=.*\bbrowsing-topics=)(?=.*\battribution-reporting=)(?=.*\bweb-share=)([a-z-]+=\(\)(, |$)){25,}",
    "x-dns-prefetch-control": "off",
    "x-robots-tag": "noarchive",
    "strict-transport-security": "max-age=63072000",
}
"""Every header of safety.md §2.5, as an expression that its whole value must match."""

HARMLESS = frozenset(
    [
        "accept-ranges",
        "connection",
        "content-encoding",
        "content-length",
        "content-type",
        "date",
        "keep-alive",
        "location",
        "server",
        "transfer-encoding",
        "vary",
    ]
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

_SILENT = re.compile(r"Error with Permissions-Policy header: [^:]+: '([a-z-]+)'\.")
_LISTEN = """document.addEventListener("securitypolicyviolation", event => heard(`${event.violatedDirective}: ${event.sample}`));"""
_LEAVE = "document.querySelector('[data-exit]')?.click()"

# Journeys through the guide, if there is one: always the first answer, always the second …, then one step back and from the start.
_USE_GUIDE = """() => {
    const guide = document.querySelector('[data-guide]');
    for (let journey = 0; guide && journey < 5; journey += 1) {
        for (let step = 0; step < 9; step += 1) {
            const seen = [...guide.querySelectorAll('[data-answer]')].filter(answer => answer.getClientRects().length);
            if (seen.length) { seen[journey % seen.length].click(); }
        }
        guide.querySelector('[data-back]')?.click();
        guide.querySelector('[data-restart]')?.click();
    }
}"""

# How many links lead to other sites; following one of them, the exit last (it takes the page away).
_OUTSIDE = "document.querySelectorAll('a[href^=http]').length"
_FOLLOW = """number => [...document.querySelectorAll('a[href^=http]')]
    .sort((one, other) => one.hasAttribute('data-exit') - other.hasAttribute('data-exit'))[number].click()"""


def a5(visit: Visit) -> Iterator[str]:
    """Nothing is blocked, and no error or warning is told, while every page, the guide and the exit are used; scripts on and off.

    A browser that has never heard of a feature we deny says so on its console; that alone is let pass.
    """
    for scripted in (True, False):
        context = visit.browser.new_context(viewport=browsing.PHONE, java_script_enabled=scripted)  # type: ignore[arg-type]  # two whole numbers
        heard: list[str] = []
        _listen(context, heard)
        page = context.new_page()
        for name in visit.pages:
            page.goto(visit.address + name)
            if scripted:
                page.evaluate(_USE_GUIDE)
                with contextlib.suppress(TimeoutError), context.expect_event("requestfailed", timeout=PATIENCE):
                    page.evaluate(_LEAVE)
            yield from (f"{name}: {fault}" for fault in dict.fromkeys(heard))
            heard.clear()
        context.close()


def _listen(context: BrowserContext, heard: list[str]) -> None:
    context.on(
        "console", lambda told: heard.append(told.text) if told.type in ("error", "warning") and not _known(told.text) else None
    )
    context.on("weberror", lambda told: heard.append(str(told.error)))
    context.expose_function("heard", lambda told: heard.append(told))  # noqa: PLW0108 -- Playwright marks what it is given
    context.add_init_script(_LISTEN)
    context.route("https://**", lambda route: route.fulfill(status=204))


def _known(words: str) -> bool:
    found = _SILENT.fullmatch(words)
    return found is not None and found[1] in headers.DENIED


def a7(visit: Visit) -> Iterator[str]:
    """No link to another site, the exit included, tells where a visitor comes from; the header forbids it. Scripts on and off."""
    told: list[str] = []
    for scripted in (True, False):
        context = visit.browser.new_context(viewport=browsing.PHONE, java_script_enabled=scripted)  # type: ignore[arg-type]  # two whole numbers
        context.route(lambda address: not address.startswith(visit.address), lambda route: _stay(route, told))
        page = context.new_page()
        for name in visit.pages:
            answer = page.goto(visit.address + name)
            if answer is None or answer.headers.get("referrer-policy") != "no-referrer":
                yield f"{name}: the header lets browsers tell where a visitor comes from"
            for number in range(page.evaluate(_OUTSIDE)):
                try:
                    with context.expect_event("requestfailed", timeout=PATIENCE):  # what a browser calls 204: the page stays
                        page.evaluate(_FOLLOW, number)
                except TimeoutError:
                    yield f"{name}: link {number + 1} to another site leads nowhere"
            yield from (f"{name}: {address}" for address in told)
            told.clear()
        context.close()


def _stay(route: Route, told: list[str]) -> None:
    """Answer that there is nothing to show, so that the page stays; remember who was told where the visitor came from."""
    if "referer" in route.request.headers:
        told.append(f"{route.request.url} is told {route.request.headers['referer']}")
    route.fulfill(status=204)


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
        names = [name for name, _ in told]
        for name, value in EXPECTED.items():
            values = [said for header, said in told if header == name]
            if len(values) != 1 or not re.fullmatch(value, values[0]):
                yield f"{path}: {name} is {values}"
        policies |= {said for header, said in told if header == "content-security-policy"}
        yield from (f"{path}: sends {name}" for name in names if name not in EXPECTED and name not in HARMLESS)
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


def a9(visit: Visit) -> Iterator[str]:
    """After a visit to the start, the guide and a programme no text of a page stands in any file of the browser's profile."""
    program = next(name for name in built.read(visit.folder).pages if name.startswith("stod/") and name != "stod/index.html")
    pages = ("", "guide/", program.removesuffix("index.html"))
    with tempfile.TemporaryDirectory() as work:
        profile = Path(work) / "profile"
        context = visit.browser.browser_type.launch_persistent_context(
            profile,
            executable_path=browsing.chromium(),
            args=browsing.FLAGS,
            viewport=browsing.PHONE,  # type: ignore[arg-type]  # two whole numbers
        )
        page = context.new_page()
        for name in pages:
            page.goto(visit.address + name)
            for _ in range(2):
                if page.locator(VISIBLE_ANSWERS).count():
                    page.locator(VISIBLE_ANSWERS).first.click()
        context.close()
        files = [path for path in profile.rglob("*") if path.is_file()]
        assert any(path.name == "History" for path in files), "the browser kept nothing at all: this is no profile"
        kept = {path: path.read_bytes() for path in files}
    for name in pages:
        for phrase in telling(visit.folder, name):
            spelt = (phrase.encode(), phrase.encode("utf-16-le"))
            for path, content in kept.items():
                if any(spelling in content for spelling in spelt):
                    yield f"{name}: {phrase!r} stands in {path.relative_to(profile)}"


def telling(folder: Path, name: str) -> list[str]:
    """Return phrases of a page that would tell what somebody has read there: the longest of its main part, not its title."""
    page = built.read(folder).pages[f"{name}index.html"]
    main = next(element for element in page.elements if element.name == "main")
    title = next(element for element in page.elements if element.name == "title").text()
    phrases = {
        words.strip() for words in main.strings() if len(words.strip()) > 25 and not words.count("\n") and words not in title
    }
    assert len(phrases) > 5, name
    return sorted(phrases, key=len)[-PHRASES:]
