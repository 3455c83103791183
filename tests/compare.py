"""What a visitor's phone has to do for our pages, and for the same words in stock Material for MkDocs: `make compare`.

Prints the tables of the shipped site and of a national one, and writes them to docs/comparison.md, with how they were measured
(`HOW`). `python tests/compare.py --only national` measures one alone and leaves the other as it stands there. Asserts nothing.
"""

from __future__ import annotations

import argparse
import contextlib
import statistics
import sys
import tempfile
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import browsing
import national
import stock_material
from slow_phone import VisitorView, further, serving, visit
from slow_server import FAST, PHONE_NETWORK, Server
from utvag import reports
from utvag.project import Project
from utvag.site import build

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser

    Table: TypeAlias = Mapping[str, tuple[dict[str, float], dict[str, float]]]

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "comparison.md"
PAGES = {"home": "", "guide": "guide/", "programme": "stod/sig-stockholm/"}
NATIONAL_PAGES = {"list A–Ö": "guide/", "a guide": "guide/uppsala/", "programme": "stod/socialtjanst-uppsala/"}
PROGRAMS, MUNICIPALITIES = 870, len(national.NAMES)
"""What the national site has besides the shipped programmes: three in each municipality, in one language."""

OUT_OF_THE_MENU = """not_in_nav: |
  /stod/*/
  /guide/*/
"""
"""What Material is told besides at that size."""

RUNS, NATIONAL_RUNS = 9, 5


@contextlib.contextmanager
def shipped() -> Iterator[tuple[Server, Server]]:
    """Build the shipped site and the same words with stock Material; serve them."""
    with tempfile.TemporaryDirectory() as work:
        yield from _both(Project.at(ROOT, site=Path(work, "ours")), Path(work))


@contextlib.contextmanager
def nation() -> Iterator[tuple[Server, Server]]:
    """Build a site of all municipalities and the same words with stock Material, most pages kept out of its menu; serve them."""
    with tempfile.TemporaryDirectory() as work:
        data = national.a_nation(PROGRAMS, MUNICIPALITIES, languages=1)
        yield from _both(national.write(Path(work, "project"), data, spoken=1), Path(work), OUT_OF_THE_MENU)


def _both(project: Project, work: Path, more: str = "") -> Iterator[tuple[Server, Server]]:
    _tell("building ours …")
    found = build.build(project)
    assert project.site.is_dir(), reports.of_problems(found)
    _tell("building the same words with Material …")
    (work / "material").mkdir()
    theirs = stock_material.build(project.site, work / "material", more)
    with serving(project.site) as ours, serving(theirs) as other:
        yield ours, other


def _tell(doing: str) -> None:
    """Say on one line what goes on."""
    print(f"\r{doing:<60}", end="", file=sys.stderr, flush=True)


def middle(visits: list[VisitorView]) -> dict[str, float]:
    """Return the median of every number of some visits to the same page; `hosts` is how many there are."""
    numbers = [{name: getattr(one, name) for name in VisitorView.__slots__} | {"hosts": len(one.hosts)} for one in visits]
    return {name: statistics.median(one[name] for one in numbers) for name in numbers[0]}


def measure(browser: Browser, both: tuple[Server, Server], pages: Mapping[str, str], runs: int) -> Table:
    """Visit `pages` in our site and in theirs, `runs` times; return the medians by page.

    Each round visits every page of each site once, so that an hour in which the machine is slow is slow for all of them.
    """
    ours, _ = both
    _tell("what needs one visit alone …")
    fixed = {(name, server): _fixed(browser, server, address, ours) for name, address in pages.items() for server in both}
    visits: dict[tuple[str, Server], list[VisitorView]] = {key: [] for key in fixed}
    for run in range(runs):
        for (name, server), seen in visits.items():
            _tell(f"round {run + 1} of {runs}: {name}, {'ours' if server is ours else 'Material'}")
            seen.append(visit(browser, server, pages[name]))
    _tell("")
    found = {key: middle(seen) | fixed[key] for key, seen in visits.items()}
    return {name: (found[name, both[0]], found[name, both[1]]) for name in pages}


def _fixed(browser: Browser, server: Server, address: str, ours: Server) -> dict[str, float]:
    """Return what needs one visit alone: what our policy stops, and what further steps ask for; then put the slow network on."""
    server.link, server.strict = FAST, True
    stopped = visit(browser, server, address).stopped
    server.strict = server is ours  # what a policy stops cannot be measured
    counted = {"stopped": stopped} | further(browser, server, address)
    server.link = PHONE_NETWORK
    return counted


ROWS = (
    ("Requests of the first view, third parties included", "requests", 0),
    ("Bytes of the first view, brotli", "sent", 0),
    ("Bytes of the first view, gzip", "gzip", 0),
    ("Bytes of the first view, raw", "raw", 0),
    ("Writes to the phone's storage, without a click", "writes", 0),
    ("Third-party hosts asked", "hosts", 0),
    ("Violations of our own policy (`default-src 'none'` and hashes)", "stopped", 0),
    ("Requests of an answer in the guide", "answer", 0),
    ("Requests of the next page", "step", 0),
    ("First byte, s", "first", 1000),
    ("The number is painted, s", "number", 1000),
)


def table(found: Table) -> str:
    """Return the comparison as a Markdown table, and below it the two ratios."""
    head = "".join(f" {name}: ours | Material |" for name in found)
    lines = [f"| |{head}", "|---|" + "--:|--:|" * len(found)]
    for told, name, unit in ROWS:
        cells = (
            _cell(side[name], unit) if name != "answer" or page.endswith("guide") else "–"
            for page, pair in found.items()
            for side in pair
        )
        lines.append(f"| {told} | {' | '.join(cells)} |")
    painted = " | ".join(f"{side['number'] / side['first']:.2f}" for pair in found.values() for side in pair)
    later = " | ".join(f"1 | {_after(theirs) / _after(ours):.1f}" for ours, theirs in found.values())
    return "\n".join([*lines, f"| Number painted ÷ first byte | {painted} |", f"| First byte until number, times ours | {later} |"])


def _cell(value: float, unit: int) -> str:
    return f"{value / unit:.2f}" if unit else f"{value:,.0f}"


def _after(side: Mapping[str, float]) -> float:
    return side["number"] - side["first"]


HEAD = """# The public edition beside stock Material for MkDocs

The same words, measured in one run. Written by `make compare`, not by hand."""

NATIONAL_HEAD = "\n## At national size\n\n"
NATIONAL = f"""\
A made-up registry of all {MUNICIPALITIES} municipalities (`tests/national.py`): the list of them from A to Ö, the guide of one of
them, and the page of one of its programmes, of {PROGRAMS} and those shipped, in Swedish alone. Material's menu has neither the
guides nor the programmes (`not_in_nav`): with them every page would carry a link to every other. Medians of {NATIONAL_RUNS} rounds.
"""

HOW_HEAD = "\n## How it is measured\n"
HOW = f"""
`make compare` builds our site, and from its pages the same words with stock Material for MkDocs (`tests/stock_material.py`): every
page becomes a Markdown page with the words of its `<main>`, and above them the number of our bar. `tests/test_compare.py`
holds that the words are the same. Material is set up as its own guide tells a newcomer: Swedish, search, a switch between
light and dark, the address of a repository. Where there was a choice, the one kinder to Material was taken:

- The guide is one page of folded blocks there too, so that its answers make no request; the headings inside them are bold
  text, which keeps them out of Material's table of contents.
- Third parties fail at once. On a bad network the page would wait for the foreign stylesheet before it paints anything.
- The connection is set up once a visit, as with HTTP/2, and no packet waits for TCP's slow start.
- Only pages are `no-store`; everything else may be kept for an hour, so that Material's next page is cheap. Otherwise both
  get the same headers from the same server (`tests/slow_server.py`, HTTP/1.1 kept alive), and both are packed as our releases
  are: with brotli, which phones ask for over TLS, what stands before the end of the page's header in a part of its own.

Every round visits each page of each site once, with an empty browser; the table has the medians of {RUNS} rounds. The network
is D10 of safety.md, 400 ms there and back and 50 kB/s, and the processor six times slower (Chromium's own emulation). The
server makes the network, since Chromium's emulation leaves its latency out of the time of the first byte: the first answer
comes after four times there and back (the name, TCP, TLS 1.3, the question), every later one after one, and all bodies share
the 50 kB/s in packets of 1,460 bytes.

- **The number is painted**: the first frame in which the first `tel:` link of the page lies wholly on the 360 × 640 screen,
  told by the browser's first contentful paint when that frame is in it, and else by the task right after the frame. The same
  script does it for both.
- **Requests and bytes** are the server's own account, so those of workers are in it; bodies only. Third parties are counted
  when they are asked.
- **Writes** are calls of `setItem`, `indexedDB.open`, `caches.open`, `serviceWorker.register` and assignments to
  `document.cookie`.
- **Violations** are `securitypolicyviolation` events in a visit of its own, with the policy of safety.md 2.5 made in the same
  way for both: hashes of the script and style that stand in the page, and nothing else. Ours is measured with its policy,
  Material without.

## What it does not show

- A real phone, a real network, a real host: only what differs between the two on one machine. Times vary with the machine;
  the other rows do not.
- What Material can become with work: hardened as far as it goes it needs four requests and 28.8 kB (safety.md 3.3).
- The violations as Material's maintainers would count them: a policy with `'self'` stops less, and protects less.
- The first frame of the number may show it in another type size than the last one. It can be pressed from then on.
"""


BARE = """<!DOCTYPE html>
<html lang="sv"><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width">
<p><a href="tel:112">112</a>
"""


def bare(browser: Browser, runs: int = RUNS) -> str:
    """Return, as a sentence, how soon the same browser on the same network paints a page with nothing but a number."""
    with tempfile.TemporaryDirectory() as work:
        for name in ("index.html", "404.html"):
            (Path(work) / name).write_text(BARE, encoding="utf-8")
        with serving(Path(work)) as server:
            server.link = PHONE_NETWORK
            seen = middle([visit(browser, server, "") for _ in range(runs)])
    first, number = seen["first"], seen["number"]
    return (
        "For scale: a page with nothing but a number, no style and no script, is painted "
        f"{(number - first) / 1000:.2f} s after its\n"
        f"first byte here ({number / first:.2f} times the first byte). No page can be sooner on this machine.\n"
    )


def report(found: Table, browser: str) -> str:
    """Return when and with what a table was made, and the table."""
    tools = f"Chromium {browser}, MkDocs {version('mkdocs')}, Material for MkDocs {version('mkdocs-material')}"
    day = date.today().isoformat()  # noqa: DTZ011 -- the day here
    return f"{day}. {tools}.\n\n{table(found)}\n"


def parts(page: str) -> dict[str, str]:
    """Return what stands on the page of the shipped site and of the national one; "" for one that was never measured."""
    before = page.partition(HOW_HEAD)[0]
    first, _, second = before.partition(NATIONAL_HEAD)
    return {"shipped": first.removeprefix(HEAD).strip("\n"), "national": second.partition(NATIONAL)[2].strip("\n")}


def whole(measured: Mapping[str, str]) -> str:
    """Return the whole page: what was measured of the shipped site and of the national one, and how."""
    second = f"{NATIONAL_HEAD}{NATIONAL}\n{measured['national']}\n" if measured["national"] else ""
    return f"{HEAD}\n\n{measured['shipped']}\n{second}{HOW_HEAD}{HOW}"


def main() -> None:
    """Measure what was asked for, print it, and write it to docs/comparison.md; what was not stays as it is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=("shipped", "national"), help="measure this site alone")
    asked = parser.parse_args().only
    chosen = [asked] if asked else ["shipped", "national"]
    measured = parts(TARGET.read_text(encoding="utf-8"))
    with browsing.started() as browser:
        if "shipped" in chosen:
            with shipped() as both:
                made = report(measure(browser, both, PAGES, RUNS), browser.version)
            measured["shipped"] = f"{made}\n{bare(browser)}".strip("\n")
        if "national" in chosen:
            with nation() as both:
                measured["national"] = report(measure(browser, both, NATIONAL_PAGES, NATIONAL_RUNS), browser.version).strip("\n")
    TARGET.write_text(whole(measured), encoding="utf-8")
    print(*(measured[site] for site in chosen), sep="\n\n")


if __name__ == "__main__":
    main()
