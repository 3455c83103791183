"""LinkChecker over the served site: no link and no fragment inside it is broken."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from functools import partial
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING

import browsing
import pytest
from utvag.site import serve

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.site

SETTINGS = """\
[checking]
maxrequestspersecond=1000
[AnchorCheck]
[filtering]
checkextern=0
[output]
status=0
"""


class Hurried(serve.Handler):
    """Serves with the header that lets LinkChecker ask as quickly as it can."""

    def end_headers(self) -> None:
        """Add the header."""
        self.send_header("LinkChecker", "welcome")
        super().end_headers()


def _check(site: Path, folder: Path) -> tuple[str, list[dict[str, str]]]:
    """Return where `site` was served, and LinkChecker's row for every link it followed; links to other sites are left alone."""
    config = folder / "linkcheckerrc"
    config.write_text(SETTINGS, encoding="utf-8")
    command = [sys.executable, "-m", "linkcheck", "--config", str(config), "--no-robots", "--verbose", "--output", "csv"]
    with browsing.running(ThreadingHTTPServer((serve.HOST, 0), partial(Hurried, directory=str(site)))) as address:
        done = subprocess.run([*command, address], capture_output=True, text=True, check=False, cwd=folder)  # noqa: S603 -- our own interpreter
    lines = [line for line in done.stdout.splitlines() if line and not line.startswith("#")]
    assert lines, done.stderr
    return address, list(csv.DictReader(io.StringIO("\n".join(lines)), delimiter=";"))


def _broken(rows: list[dict[str, str]]) -> set[str]:
    """Return the links that lead nowhere; a missing fragment is only a warning to LinkChecker."""
    return {row["urlname"] for row in rows if row["valid"] != "True" or row["warningstring"]}


def test_no_link_inside_the_site_is_broken(built: Path, tmp_path: Path) -> None:
    address, rows = _check(built, tmp_path)
    assert _broken(rows) == set()
    reached = {row["url"].split("#")[0] for row in rows if row["url"].startswith(address)}
    pages = {path.parent.relative_to(built).as_posix() for path in built.rglob("index.html")}
    assert len(reached) >= len(pages), "some page cannot be reached by links"


def test_a_broken_link_and_a_broken_fragment_would_be_seen(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "kontakt").mkdir(parents=True)
    (site / "kontakt" / "index.html").write_text("<h1 id='finns'>Sida</h1>", encoding="utf-8")
    links = ("finns-inte/", "kontakt/", "kontakt/#finns", "kontakt/#finns-inte")
    (site / "index.html").write_text("".join(f'<a href="{link}">x</a>' for link in links), encoding="utf-8")
    _, rows = _check(site, tmp_path)
    assert _broken(rows) == {"finns-inte/", "kontakt/#finns-inte"}
