"""How long the things take that people wait for: `check`, `build`, a saved change until it is served.

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

from test_serve import Served

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
RUNS = 5


def _python(*arguments: str) -> Callable[[], None]:
    def run() -> None:
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)  # noqa: S603 -- our own interpreter

    return run


def _timed(name: str, run: Callable[[], None]) -> None:
    run()  # a first time for the caches, not counted
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
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
    served = Served(folder / "copy")
    names = iter(range(100))

    def save_and_look() -> None:
        name = f"Namn {next(names)}"
        text = served.registry.read_text(encoding="utf-8").splitlines(keepends=True)
        line = next(number for number, words in enumerate(text) if words.startswith("    name: "))
        text[line] = f"    name: {name}\n"
        served.registry.write_text("".join(text), encoding="utf-8")
        served.wait(lambda: name in served.page("stod/"))

    _weigh(folder / "site")
    try:
        _timed("a saved change until it is served", save_and_look)
    finally:
        served.process.terminate()
        served.process.wait()
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
