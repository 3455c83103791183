"""Checks D1 … of safety.md that need a browser or a server."""

from __future__ import annotations

import gzip
import http.client
import io
import json
import shutil
import subprocess
import tempfile
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

import browsing
import pypdf
from builders import ROOT
from safety.opening import GUIDE, a_page, answer, inside, is_guide, one_of_each
from utvag.rules.wording import TELLING
from utvag.site import built, serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page
    from safety.visit import Check, Visit

LOST = "404.html"
"""Stands at every address that does not exist, so its links begin at the top of the server."""


def d1(visit: Visit) -> Iterator[str]:
    """See that a page is one request, and that nothing blocks its first paint."""
    with a_page(visit) as page:
        asked: list[str] = []
        page.on("request", lambda sent: asked.append(sent.url))
        for name in visit.pages:
            asked.clear()
            page.goto(visit.address + name)
            blocking = page.evaluate("performance.getEntriesByType('resource').map(item => item.name)")
            if len(asked) != 1 or blocking:
                yield f"/{name}: asks for {asked[1:] or blocking}"


# The words that can be seen now, and after that those of all folded parts too.
WORDS = """window.visibleWords = place => {
    const words = [];
    const read = item => {
        if (item.nodeType === 3) { words.push(...item.data.split(/\\s+/)); return; }
        if (item.nodeType !== 1 || /^(SCRIPT|STYLE|NOSCRIPT)$/.test(item.nodeName) || !item.checkVisibility()) { return; }
        item.childNodes.forEach(read);
    };
    read(place);
    return words;
};"""
UNFOLD = "document.querySelectorAll('details').forEach(item => { item.removeAttribute('name'); item.open = true; });"
ALL_WORDS = (
    f"() => {{ {WORDS} const before = visibleWords(document.body); {UNFOLD} return [...before, ...visibleWords(document.body)]; }}"
)
ALL_WORDS = (
    f"() => {{ {WORDS} const before = visibleWords(document.body); {UNFOLD} return [...before, ...visibleWords(document.body)]; }}"
)
LINKS = "() => [...document.querySelectorAll('a')].map(link => link.getAttribute('href')).sort()"
# The words of every state of the guide: each question, each ending with what is folded in it.
GUIDE_WORDS = (
    "() => { "
    + WORDS
    + """
    const words = new Set();
    const back = document.querySelector('[data-back]');
    const note = () => visibleWords(document.body).forEach(word => words.add(word));
    const walk = place => {
        place.querySelectorAll('details').forEach(item => { if (!item.querySelector('[data-answer]')) { item.open = true; } });
        note();
        if ('outcome' in place.dataset) { return; }
        for (const group of place.children) {
            const control = [...group.children].find(child => child.hasAttribute('data-answer'));
            if (!control) { continue; }
            control.click();
            walk([...group.children].find(child => 'question' in child.dataset || 'outcome' in child.dataset));
            back.click();
        }
    };
    walk(document.querySelector('[data-guide] [data-question]'));
    return [...words];
}"""
)


def _of_one_alone(visit: Visit) -> set[str]:
    """Return the words of buttons and headings that stand only with the script, or only without it."""
    keys = ("guide_back", "guide_restart", "guide_more", "guide_fits", "guide_talk", "guide_may_fit", "guide_cards")
    return {word for language in visit.loaded.languages for key in keys for word in language[key].split()}


def d3(visit: Visit) -> Iterator[str]:
    """With the script and without it the same words can be read, and the same links lead on."""
    with a_page(visit) as scripted, a_page(visit, script=False) as plain:
        for name in visit.pages:
            for page in (scripted, plain):
                page.goto(visit.address + name)
            if scripted.evaluate(LINKS) != plain.evaluate(LINKS):
                yield f"/{name}: other links without the script"
            without = set(plain.evaluate(ALL_WORDS))
            within = set(scripted.evaluate(GUIDE_WORDS if is_guide(name) else ALL_WORDS))
            if lost := (without ^ within) - _of_one_alone(visit):
                yield f"/{name}: words of one of them alone: {sorted(lost)[:9]}"
        for name in one_of_each(visit):
            yield from (f"/{name} without the script: {fault}" for fault in _links_lead_on(plain, visit.address + name))


BROKEN = """Document.prototype.querySelector = Element.prototype.querySelector = null;
EventTarget.prototype.addEventListener = () => { throw new Error('broken'); };"""


def d3_broken(visit: Visit) -> Iterator[str]:
    """When the scripts break, links lead on, answers unfold and the exit leaves."""
    with a_page(visit) as page:
        page.add_init_script(BROKEN)
        for name in one_of_each(visit):
            yield from (f"/{name} with broken scripts: {fault}" for fault in _links_lead_on(page, visit.address + name))


def _links_lead_on(page: Page, address: str) -> Iterator[str]:
    """Unfold a part of the page at `address`, follow a link of its menu, and leave."""
    page.goto(address)
    summary = page.locator("summary:visible").first
    if summary.count():
        summary.click()
        if not summary.evaluate("control => control.parentNode.open"):
            yield "nothing unfolds"
    link = page.locator("nav a").last
    goal = link.evaluate("link => link.href")
    link.click()
    if page.url != goal:
        yield f"a link to {goal} led to {page.url}"
    page.locator("[data-exit]").click()
    if page.locator("body").inner_text() != "Sol":
        yield f"the exit led to {page.url}"


def d4(visit: Visit) -> Iterator[str]:
    """Open the pages as files on a disk: they have the number and the exit, links lead on, the guide reaches its end."""
    line = visit.loaded.registry.lifeline
    with a_page(visit) as page:
        for name in one_of_each(visit):
            path = visit.folder / name
            page.goto((path / "index.html" if path.is_dir() else path).as_uri())
            while is_guide(name) and answer(page):
                pass
            if not page.locator(f"main a[href='tel:{line.dialled}']:visible").count():
                yield f"/{name} as a file: no number"
            if name != LOST:
                page.locator("nav a").last.click()
                page.wait_for_load_state()
                if not page.locator(f"main a[href='tel:{line.dialled}']").count():
                    yield f"/{name} as a file: a link led to {page.url}"
                    continue
            page.locator("[data-exit]").click()
            page.wait_for_url("https://**")


def d4_below(visit: Visit) -> Iterator[str]:
    """Serve the site below another address: every link inside it leads to a page there."""
    with tempfile.TemporaryDirectory() as work:
        above = Path(work) / "x"
        above.mkdir()
        (above / "y").symlink_to(visit.folder, target_is_directory=True)
        shutil.copy(visit.folder / LOST, work)
        with browsing.served(Path(work)) as address:
            yield from _answers(visit, f"{address}x/y/", [name for name in visit.pages if name != LOST])


def d5(visit: Visit) -> Iterator[str]:
    """Every link inside the site is answered at once, as it is written, without another address to go to."""
    yield from _answers(visit, visit.address, visit.pages)


def _answers(visit: Visit, address: str, pages: Iterator[str] | list[str] | tuple[str, ...]) -> Iterator[str]:
    """Ask a server at `address` for every link of `pages`; yield what is not answered with a page of the site."""
    site = built.read(visit.folder)
    goals: dict[str, str] = {}
    for name in pages:
        page = site.pages[name if name.endswith(".html") else f"{name}index.html"]
        hrefs = (element.attributes.get("href", "") for element in page.elements if element.name == "a")
        inside = (urldefrag(urljoin(address + name, href))[0] for href in hrefs if not urlsplit(href).scheme)
        goals |= {goal: name for goal in inside if goal not in goals}
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    for goal, name in goals.items():
        connection.request("GET", urlsplit(goal).path)
        answered = connection.getresponse()
        answered.read()
        if answered.status != http.HTTPStatus.OK or not goal.startswith(address):
            yield f"/{name}: {goal} answers {answered.status}"
    connection.close()


# Where things stand without any style: tops of exit, number and heading; the first links; the first heading.
ORDER = """dialled => {
    document.querySelectorAll('style, link').forEach(item => item.remove());
    const top = name => document.querySelector(name).getBoundingClientRect();
    const [exit, call, heading] = [top('[data-exit]'), top(`a[href="tel:${dialled}"]`), top('h1')];
    return [
        [...document.links].slice(0, 3).map(link => link.getAttribute('href')),
        exit.top <= call.top && call.top < heading.top,
        document.querySelector('h1, h2, h3, h4, h5, h6').nodeName,
    ];
}"""


def d4_unstyled(visit: Visit) -> Iterator[str]:
    """Without style the order makes sense: over to the content, the exit, the number, then the heading."""
    dialled = visit.loaded.registry.lifeline.dialled
    with a_page(visit) as page:
        for name in visit.pages:
            page.goto(visit.address + name)
            (skip, leave, call), in_order, heading = page.evaluate(ORDER, dialled)
            if skip[:1] != "#" or leave[:8] != "https://" or call != f"tel:{dialled}" or not in_order or heading != "H1":
                yield f"/{name} without style: {[skip, leave, call, heading]}, in order: {in_order}"


# Whether the bar is on paper, and which folded parts are not; in the guide the answers stay folded.
ON_PAPER = """() => [
    [...document.querySelectorAll('header, [data-exit], button')].some(item => item.checkVisibility()),
    [...document.querySelectorAll('details')].filter(item => item.checkVisibility() && !item.closest('[data-guide]'))
        .filter(item => [...item.children].some(child => child.nodeName !== 'SUMMARY' && !child.checkVisibility())).length,
]"""
ONE_SHEET = ("", "nar-du-ringer/", "ring/", GUIDE)


def d8(visit: Visit) -> Iterator[str]:
    """On paper there is no bar and nothing is folded away; the title is neutral, and what people print is one sheet."""
    line = visit.loaded.registry.lifeline
    with a_page(visit) as page:
        for name in visit.pages:
            page.goto(visit.address + name)
            page.emulate_media(media="print")
            bar, folded = page.evaluate(ON_PAPER)
            if bar or folded:
                yield f"/{name} on paper: bar {bar}, folded parts {folded}"
            if told := TELLING.search(page.title()):
                yield f"/{name} on paper: the title says {told[0]}"
            if inside(name, visit) in ONE_SHEET:
                paper = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4")))
                words = " ".join(" ".join(sheet.extract_text() for sheet in paper.pages).split())
                if (
                    len(paper.pages) != 1
                    or line.number not in words
                    or TELLING.search(str(paper.metadata and paper.metadata.title))
                ):
                    yield f"/{name} on paper: {len(paper.pages)} sheets, {line.number in words}, {paper.metadata}"
            page.emulate_media(media="screen")


PARSE = """const acorn = require('acorn');
for (const text of JSON.parse(require('fs').readFileSync(0, 'utf8'))) {
    try { acorn.parse(text, {ecmaVersion: 5}); } catch (fault) { console.log(fault.message + ' in ' + text.slice(0, 60)); }
}"""


def d9(visit: Visit) -> Iterator[str]:
    """Every script is ES5, so that an old browser can read it."""
    scripts = {
        "".join(part for part in element.inside if isinstance(part, str))
        for page in built.read(visit.folder).pages.values()
        for element in page.elements
        if element.name == "script"
    }
    done = subprocess.run(  # noqa: S603 -- our own program
        ["node", "-e", PARSE],  # noqa: S607 -- node stands where the system has it
        cwd=ROOT / "tests" / "node",
        input=json.dumps(sorted(scripts)),
        capture_output=True,
        text=True,
        check=True,
    )
    yield from (f"a script is not ES5: {fault}" for fault in done.stdout.splitlines())


OLD = """for (const name of ['replaceChildren', 'closest', 'matches', 'append', 'prepend', 'remove', 'toggleAttribute']) {
    delete Element.prototype[name];
    delete Document.prototype[name];
    delete CharacterData.prototype[name];
}
delete NodeList.prototype.forEach;
delete window.IntersectionObserver;
delete window.ResizeObserver;
delete window.fetch;
delete window.Promise;"""


def d9_used(visit: Visit) -> Iterator[str]:
    """In a browser that lacks what is newer, no script breaks, the guide reaches its end, links lead on, the exit leaves."""
    line = visit.loaded.registry.lifeline
    with a_page(visit) as page:
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.add_init_script(OLD)
        for name in visit.pages:
            page.goto(visit.address + name)
            if is_guide(name):
                page.evaluate(CLICK_THROUGH)
            if not page.evaluate(CALLS_SEEN, line.dialled):
                faults.append("no number in main")
            page.evaluate("document.querySelector('[data-exit]').click()")
            page.wait_for_url("https://**")
            yield from (f"/{name} in an old browser: {fault}" for fault in faults)
            faults.clear()


# Gives the first answer to each question, with what is left of an old browser.
CLICK_THROUGH = """() => {
    for (let place = document.querySelector('[data-guide] [data-question]'), group; place && place.hasAttribute('data-question');) {
        group = place.querySelector('details');
        group.querySelector('summary').click();
        if (!group.open) { throw new Error('an answer does not open'); }
        place = group.querySelector('[data-question], [data-outcome]');
    }
}"""
CALLS_SEEN = (
    """dialled => [].some.call(document.querySelectorAll(`main a[href="tel:${dialled}"]`), link => link.checkVisibility())"""
)

SLOW_NETWORK = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
SLOW_PHONE = 6
PAINTED_WITHIN = 3000
"""Milliseconds."""
MOST_SHIFT = 0.02
ON_SLOW_NETWORK = ("", GUIDE, "stod/sig-stockholm/")
# When a frame with the number was painted, and how much the page has moved by itself.
WATCH = """window.shift = 0;
new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shift += entry.hadRecentInput ? 0 : entry.value; }))
    .observe({type: 'layout-shift', buffered: true});
const look = () => {
    const link = document.querySelector('a[href^="tel:"]');
    const painted = performance.getEntriesByName('first-contentful-paint')[0];
    if (link && link.getClientRects().length && painted) { window.numberAt = performance.now(); return; }
    requestAnimationFrame(look);
};
requestAnimationFrame(look);"""
AFTER_SOME_FRAMES = """new Promise(done => {
    const wait = frames => frames ? requestAnimationFrame(() => wait(frames - 1)) : done([window.numberAt, window.shift]);
    wait(12);
})"""


class _Compressing(serve.Handler):
    """The project's server, with what a host does besides: it compresses."""

    def do_GET(self) -> None:  # noqa: N802 -- its name in http.server
        """Send a page compressed."""
        page = Path(self.translate_path(self.path))
        body = gzip.compress((page / "index.html" if page.is_dir() else page).read_bytes(), 9)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def d10(visit: Visit) -> Iterator[str]:
    """On a 2G network and a slow phone the number is painted within 3 s, and nothing moves."""
    made = ThreadingHTTPServer((serve.HOST, 0), partial(_Compressing, directory=str(visit.folder)))
    with browsing.running(made) as address:
        for name in (name for name in visit.pages if name in ON_SLOW_NETWORK):
            tries = []
            for _ in range(3):
                tries.append(_slowly(visit, address + name))
                if not tries[-1]:
                    break
            if all(tries):
                yield f"/{name} on a slow network: {tries}"


def _slowly(visit: Visit, address: str) -> list[str]:
    with a_page(visit) as page:
        phone = page.context.new_cdp_session(page)
        phone.send("Network.enable")
        phone.send("Network.emulateNetworkConditions", SLOW_NETWORK)
        phone.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_PHONE})
        page.add_init_script(WATCH)
        page.goto(address)
        browsing.until(page, "window.numberAt")
        painted, shift = page.evaluate(AFTER_SOME_FRAMES)
    late = [f"painted after {painted:.0f} ms"] if painted >= PAINTED_WITHIN else []
    return late + ([f"moved {shift:.3f}"] if shift > MOST_SHIFT else [])


def _together(*checks: Check) -> Check:
    """Return one check of several."""
    return lambda visit: (fault for check in checks for fault in check(visit))


CHECKS: dict[str, Check] = {"d1": d1, "d5": d5}
SLOW: dict[str, Check] = {
    "d3": _together(d3, d3_broken),
    "d4": _together(d4, d4_below, d4_unstyled),
    "d8": d8,
    "d9": _together(d9, d9_used),
    "d10": d10,
}
