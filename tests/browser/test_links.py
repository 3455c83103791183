"""LinkChecker over the served site: no link and no fragment inside it is broken."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.site


def _check(address: str, folder: Path) -> list[dict[str, str]]:
    """Return LinkChecker's row for every link it followed; links to other sites are left alone."""
    config = folder / "linkcheckerrc"
    config.write_text("[AnchorCheck]\n[filtering]\ncheckextern=0\n[output]\nstatus=0\n".replace("\\\n", "\n"), encoding="utf-8")
    command = [sys.executable, "-m", "linkcheck", "--config", str(config), "--no-robots", "--verbose", "--output", "csv", address]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)  # noqa: S603 -- our own interpreter
    lines = [line for line in done.stdout.splitlines() if line and not line.startswith("#")]
    assert lines, done.stderr
    return list(csv.DictReader(io.StringIO("\n".join(lines)), delimiter=";"))


def _broken(rows: list[dict[str, str]]) -> set[str]:
    """Return the links that lead nowhere; a missing fragment is only a warning to LinkChecker."""
    return {row["urlname"] for row in rows if row["valid"] != "True" or row["warningstring"]}


def test_no_link_inside_the_site_is_broken(address: str, built: Path, tmp_path: Path) -> None:
    rows = _check(address, tmp_path)
    assert _broken(rows) == set()
    reached = {row["url"].split("#")[0] for row in rows if row["url"].startswith(address)}
    pages = {path.parent.relative_to(built).as_posix() for path in built.rglob("index.html")}
    assert len(reached) >= len(pages), "some page cannot be reached by links"


def test_a_broken_link_and_a_broken_fragment_would_be_seen(address: str, built: Path, tmp_path: Path) -> None:
    page = built / "trasig.html"
    page.write_text('<a href="finns-inte/">x</a> <a href="kontakt/#finns-inte">y</a>', encoding="utf-8")
    try:
        assert {"finns-inte/", "kontakt/#finns-inte"} <= _broken(_check(f"{address}trasig.html", tmp_path))
    finally:
        page.unlink()
