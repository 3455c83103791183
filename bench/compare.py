"""What a visitor's phone has to do for our pages, and for the same words in stock Material for MkDocs: `make compare`.

Prints the tables of the shipped site and of a national one, and writes them into docs/comparison.md, where it stands how they are
measured. `--only national` measures one alone and leaves the other as it stands there. Asserts nothing.
"""

from __future__ import annotations

import argparse
import contextlib
import re
import statistics
import subprocess
import tempfile
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import browsing
import national
import same_words
from slow_phone import first_view, further
from slow_server import Server, serving
from timer import OURS, ROOT, progress, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser

    Measured: TypeAlias = Mapping[str, tuple[dict[str, float], dict[str, float]]]

TARGET = ROOT / "docs" / "comparison.md"
PAGES = {
    "shipped": {"home": "", "guide": "guide/", "programme": "stod/sig-stockholm/"},
    "national": {"list A–Ö": "guide/", "a guide": "guide/uppsala/", "programme": "stod/socialtjanst-uppsala/"},
}
ROUNDS = {"shipped": 9, "national": 5}
PROGRAMS = 870
"""Besides those shipped, on the national site: three in each municipality."""

OUT_OF_THE_MENU = """not_in_nav: |
  /stod/*/
  /guide/*/
"""
"""What Material is told at that size: with them in the menu every page would carry a link to every other."""

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


@contextlib.contextmanager
def both_sites(project: Path, more: str = "") -> Iterator[tuple[Server, Server]]:
    """Build the site of a project, and the same words with stock Material and `more` settings; serve them."""
    with tempfile.TemporaryDirectory() as work:
        progress("building ours")
        site = Path(work, "ours")
        subprocess.run([OURS[0], project / "scripts", "build", "--site-dir", site], check=True, capture_output=True)  # noqa: S603 -- our own
        progress("building the same words with Material")
        with serving(site) as ours, serving(same_words.build(site, Path(work, "material"), more)) as theirs:
            yield ours, theirs


@contextlib.contextmanager
def nation(programs: int, municipalities: int) -> Iterator[Path]:
    """Lay out a project as large as the country, in one language."""
    with tempfile.TemporaryDirectory() as work:
        yield national.write(Path(work, "project"), national.a_nation(programs, municipalities, languages=1), spoken=1).root


def middle(visits: list[dict[str, float]]) -> dict[str, float]:
    """Return the median of every number of some visits to the same page."""
    return {name: statistics.median(one[name] for one in visits) for name in visits[0]}


def measure(browser: Browser, both: tuple[Server, Server], pages: Mapping[str, str], rounds: int) -> Measured:
    """Visit `pages` in our site and in theirs, `rounds` times; return the medians by page.

    Each round visits every page of each site once, so that an hour in which the machine is slow is slow for all of them.
    """
    progress("what needs one visit alone")
    fixed = {(name, server): _fixed(browser, server, pages[name], both[0]) for name in pages for server in both}
    visits: dict[tuple[str, Server], list[dict[str, float]]] = {key: [] for key in fixed}
    for number in range(rounds):
        for (name, server), seen in visits.items():
            progress(f"round {number + 1} of {rounds}: {name}, {'ours' if server is both[0] else 'Material'}")
            seen.append(first_view(browser, server, pages[name]))
    progress("")
    found = {key: middle(seen) | fixed[key] for key, seen in visits.items()}
    return {name: (found[name, both[0]], found[name, both[1]]) for name in pages}


def _fixed(browser: Browser, server: Server, address: str, ours: Server) -> dict[str, float]:
    """Return what needs one visit alone: what our policy stops, and what further steps ask for; then put the slow network on."""
    server.slow, server.strict = False, True
    stopped = first_view(browser, server, address)["stopped"]
    server.strict = server is ours  # what a policy stops cannot be measured
    counted = {"stopped": stopped} | further(browser, server, address)
    server.slow = True
    return counted


def as_table(found: Measured) -> str:
    """Return the comparison as a Markdown table, the two ratios first."""
    sides = [(name, side) for name, pair in found.items() for side in pair]
    after = [side["number"] - side["first"] for _, side in sides]
    rows = [
        ["First byte until number, times ours", *(f"{its / after[at // 2 * 2]:.1f}" for at, its in enumerate(after))],
        ["Number painted ÷ first byte", *(f"{side['number'] / side['first']:.2f}" for _, side in sides)],
    ]
    for told, key, unit in ROWS:
        numbers = (f"{side[key] / unit:.2f}" if unit else f"{side[key]:,.0f}" for _, side in sides)
        shown = (key != "answer" or name.endswith("guide") for name, _ in sides)
        rows.append([told, *(number if answers else "–" for number, answers in zip(numbers, shown, strict=True))])
    return table(["", *(head for name in found for head in (f"{name}: ours", "Material"))], rows)


def placed(page: str, site: str, report: str) -> str:
    """Return the page docs/comparison.md with another report of a site. Raises ValueError when it has no place for it."""
    found = re.search(rf"(?<=<!-- {site} -->\n).*?(?=<!-- /{site} -->)", page, flags=re.DOTALL)
    if not found:
        raise ValueError(site)
    return f"{page[: found.start()]}\n{report}\n\n{page[found.end() :]}"


def main() -> None:
    """Measure what was asked for, print it, and write it into docs/comparison.md; what was not stays as it is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=tuple(PAGES), help="measure this site alone")
    asked = parser.parse_args().only
    with browsing.started() as browser:
        made = f"Chromium {browser.version}, MkDocs {version('mkdocs')}, Material for MkDocs {version('mkdocs-material')}"
        for site in [asked] if asked else PAGES:
            laid_out = contextlib.nullcontext(ROOT) if site == "shipped" else nation(PROGRAMS, len(national.NAMES))
            with laid_out as project, both_sites(project, OUT_OF_THE_MENU if site == "national" else "") as both:
                found = as_table(measure(browser, both, PAGES[site], ROUNDS[site]))
            report = f"{date.today().isoformat()}. {made}.\n\n{found}"  # noqa: DTZ011 -- the day here
            TARGET.write_text(placed(TARGET.read_text(encoding="utf-8"), site, report), encoding="utf-8")
            print(f"{report}\n", flush=True)


if __name__ == "__main__":
    main()
