"""How long the things take that people wait for with the shipped registry, and what some pages weigh.

Prints a table and asserts nothing: `make bench`.
"""

from __future__ import annotations

import gzip
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
RUNS = 5


def _python(*arguments: str) -> Callable[[], None]:
    def run() -> None:
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)  # noqa: S603 -- our own interpreter

    return run


def _timed(name: str, run: Callable[[], None]) -> None:
    seconds = []
    for turn in range(RUNS + 1):
        print(f"\r{name}: {turn} of {RUNS}        ", end="\r", file=sys.stderr, flush=True)
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
    del seconds[0]  # the first time was for the caches
    print(f"{name:<45}{min(seconds):>8.2f}{statistics.median(seconds):>8.2f}{max(seconds):>8.2f}")


def _weigh(site: Path) -> None:
    """Print what a visitor's phone fetches: bytes of some pages, as they are and compressed; each is one request."""
    for name in ("index.html", "guide/index.html", "stod/sig-stockholm/index.html"):
        page = (site / name).read_bytes()
        print(f"{name:<45}{len(page):>10} B{len(gzip.compress(page, 9)):>10} B gzip")


def main() -> None:
    """Print a table of seconds, whole processes, with the shipped registry."""
    folder, scripts = Path(tempfile.mkdtemp()), str(ROOT / "scripts")
    print(f"{f'seconds, {RUNS} runs':<45}{'min':>8}{'median':>8}{'max':>8}")
    _timed("an empty Python", _python("-c", ""))
    _timed("check", _python(scripts, "check"))
    _timed("journeys --format json", _python(scripts, "journeys", "--format", "json"))
    _timed("build", _python(scripts, "build", "--site-dir", str(folder / "site")))
    _weigh(folder / "site")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
