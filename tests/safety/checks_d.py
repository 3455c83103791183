"""Checks D3 … D10 of safety.md: what is sent, and that it works where little else does."""

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
import fake_servers
import pypdf
from builders import ROOT
from safety.checks_b import tried
from safety.visit import GUIDE, MEASURE, a_page, is_guide, opened
from site_checks import site
from utvag.rules.text_rules import TELLING
from utvag.site import serve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playwright.sync_api import Page
    from safety.visit import Visit

OFFICE_HOURS = "2026-12-01T11:00:00+01:00"
"""A Tuesday, when all that has opening hours is open."""

LOST = "404.html"
"""Stands at every address that does not exist, so its links begin at the top of the server."""


def d3(visit: Visit) -> Iterator[str]:
    """With the script and without it the same words can be read, and the same links lead on; with broken scripts too."""
    with a_page(visit, timezone_id="Europe/Stockholm") as scripted, a_page(visit, script=False) as plain, a_page(visit) as broken:
        scripted.clock.set_fixed_time(OFFICE_HOURS)  # at other hours the script alone says what is shut
        for name in visit.some:
            for page in (scripted, plain):
                opened(visit, page, name)
            if scripted.evaluate("measure.links()") != plain.evaluate("measure.links()"):
                yield f"/{name}: other links without the script"
            without = set(plain.evaluate("measure.words()"))
            within = set(scripted.evaluate("measure.guideWords()" if is_guide(name) else "measure.words()"))
            if lost := (without ^ within) - _of_one_alone(visit):
                yield f"/{name}: words of one of them alone: {sorted(lost)[:9]}"
        broken.add_init_script(BROKEN)
        for name in visit.kinds:
            for page, how in ((plain, "without the script"), (broken, "with broken scripts")):
                page.goto(visit.address + name)
                yield from (f"/{name} {how}: {fault}" for fault in _links_lead_on(page))


BROKEN = """Document.prototype.querySelector = Element.prototype.querySelector = null;
EventTarget.prototype.addEventListener = () => { throw new Error('broken'); };"""


def _of_one_alone(visit: Visit) -> set[str]:
    """Return the words of buttons and headings that stand only with the script, or only without it."""
    keys = ("guide_back", "guide_restart", "guide_more", "guide_fits", "guide_may_fit", "guide_cards", "guide_read")
    return {word for language in visit.loaded.languages for key in keys for word in language[key].split()}


def _links_lead_on(page: Page) -> Iterator[str]:
    """Answer to the end if this is the guide, unfold a part of another page, follow a link of the menu, and leave."""
    answers = page.locator("summary[data-answer]:visible")
    for _ in range(9):
        if answers.count() and not page.locator("[data-outcome]:visible").count():
            answers.last.press("Enter")
    if answers.count() and not page.locator("[data-outcome] a[href^='tel:']:visible").count():
        yield "the guide does not reach its end"
    folded = page.locator("summary:not([data-answer]):visible")
    if folded.count():
        folded.first.click()
        if not folded.first.evaluate("control => control.parentNode.open"):
            yield "nothing unfolds"
    yield from _leads_on_and_leaves(page)


def _leads_on_and_leaves(page: Page) -> Iterator[str]:
    link = page.locator("nav a").last
    goal = link.evaluate("link => link.href")
    link.click()
    if page.url != goal:
        yield f"a link to {goal} led to {page.url}"
    page.locator("[data-exit]").click()
    page.wait_for_url("https://**")
    if page.locator("body").inner_text() != "Sol":
        yield f"the exit led to {page.url}"


def d4_files(visit: Visit) -> Iterator[str]:
    """Open the pages as files on a disk: they have the number and the exit, links lead on, the guide reaches its end."""
    line = visit.loaded.registry.lifeline
    with a_page(visit) as page:
        for name in visit.kinds:
            page.goto(visit.file(name).as_uri())
            page.evaluate(MEASURE)
            page.evaluate("measure.toTheEnd()")
            if not page.evaluate("dialled => measure.callsInMain(dialled)", line.dialled):
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


def d4_unstyled(visit: Visit) -> Iterator[str]:
    """Without style the order makes sense: over to the content, the exit, the number, then the heading."""
    dialled = visit.loaded.registry.lifeline.dialled
    with a_page(visit) as page:
        for name in visit.pages:
            opened(visit, page, name)
            (skip, leave, call), in_order, heading = page.evaluate("dialled => measure.unstyled(dialled)", dialled)
            if skip[:1] != "#" or leave[:8] != "https://" or call != f"tel:{dialled}" or not in_order or heading != "H1":
                yield f"/{name} without style: {[skip, leave, call, heading]}, in order: {in_order}"


def d5(visit: Visit) -> Iterator[str]:
    """Every link inside the site is answered at once, as it is written, without another address to go to."""
    yield from _answers(visit, visit.address, visit.pages)


def _answers(visit: Visit, address: str, pages: Iterable[str]) -> Iterator[str]:
    """Ask a server at `address` for every link of `pages`; yield what is not answered with a page of the site."""
    built = site.pages(visit.folder, visit.loaded.languages)
    goals: dict[str, str] = {}
    for name in pages:
        page = built[name if name.endswith(".html") else f"{name}index.html"]
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


ONE_SHEET = ("", "nar-du-ringer/", "ring/", GUIDE)


def d8(visit: Visit) -> Iterator[str]:
    """On paper there is no bar and nothing is folded away; the title is neutral, and what people print is one sheet."""
    line = visit.loaded.registry.lifeline
    with a_page(visit) as page:
        for name in visit.pages:
            opened(visit, page, name)
            page.emulate_media(media="print")
            bar, folded = page.evaluate("measure.onPaper()")
            if bar or folded:
                yield f"/{name} on paper: bar {bar}, folded parts {folded}"
            if told := TELLING.search(page.title()):
                yield f"/{name} on paper: the title says {told[0]}"
            if visit.inside(name) in ONE_SHEET:
                paper = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4")))
                words = " ".join(" ".join(sheet.extract_text() for sheet in paper.pages).split())
                telling = TELLING.search(str(paper.metadata and paper.metadata.title))
                if len(paper.pages) != 1 or line.number not in words or telling:
                    yield f"/{name} on paper: {len(paper.pages)} sheets, {line.number in words}, {paper.metadata}"
            page.emulate_media(media="screen")


PARSE = """const acorn = require('acorn');
for (const text of JSON.parse(require('fs').readFileSync(0, 'utf8'))) {
    try { acorn.parse(text, {ecmaVersion: 5}); } catch (fault) { console.log(fault.message + ' in ' + text.slice(0, 60)); }
}"""


def d9_es5(visit: Visit) -> Iterator[str]:
    """Every script is ES5, so that an old browser can read it."""
    scripts = {
        "".join(part for part in element.inside if isinstance(part, str))
        for page in site.pages(visit.folder, visit.loaded.languages).values()
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
        for name in visit.some:
            opened(visit, page, name)
            page.evaluate("measure.toTheEnd()")
            if not page.evaluate("dialled => measure.callsInMain(dialled)", line.dialled):
                faults.append("no number in main")
            page.evaluate("document.querySelector('[data-exit]').click()")
            page.wait_for_url("https://**")
            yield from (f"/{name} in an old browser: {fault}" for fault in faults)
            faults.clear()


SLOW_NETWORK = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
SLOW_PHONE = 6
PAINTED_WITHIN = 3000
"""Milliseconds."""
MOST_SHIFT = 0.02
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
    with fake_servers.running(made) as address:
        of_programs = [name for name in visit.pages if name.startswith("stod/") and name != "stod/"]
        for name in (name for name in visit.pages if name in ("", GUIDE, *of_programs[:1])):
            yield from (f"/{name} on a slow network: {fault}" for fault in tried(partial(_slowly, visit, address + name)))


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
