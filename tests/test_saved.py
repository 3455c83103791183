"""The measuring of saved changes works with our own server, and tells of servers that end or stay as they were."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import peers
import pytest
import saved

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("alone")]


class Scripted(peers.Ours):
    """A server that is a line of Python, beside a registry with nothing but the programme."""

    name = "scripted"

    def __init__(self, line: str) -> None:
        """Take the line; its first argument is the port."""
        self.line = line

    def prepare(self, project: Path, folder: Path) -> None:
        """Put the programme into the registry, and a page as it will always be."""
        del project
        page = folder / saved.PAGE.strip("/") / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text("<h1>Stöd</h1>", encoding="utf-8")
        (folder / "programs.yaml").write_text(REGISTRY, encoding="utf-8")

    def serving(self, folder: Path, port: int) -> Sequence[str]:
        """Return Python with the line."""
        del folder
        return [sys.executable, "-c", self.line, str(port)]


REGISTRY = f"""programs:
  - id: "a"
    slug: "a"
    summary:
      text:
        sv: "Ett stöd."
  - id: "b"
    slug: "{saved.SLUG}"
    name: "Socialtjänsten"
    summary:
      text:
        sv: "Ett stöd."
        en: "Support."
"""
STATIC = """\
import sys
from http.server import *
HTTPServer(('127.0.0.1', int(sys.argv[1])), SimpleHTTPRequestHandler).serve_forever()
"""
ENDS_WITH_THE_SECOND_LOOK = f"""\
import os
from http.server import *
class Handler(SimpleHTTPRequestHandler):
    def do_GET(self):
        if os.path.exists('asked'):
            print('Oj.', flush=True)
            os._exit(3)
        open('asked', 'w').close()
        super().do_GET()
{STATIC.replace("SimpleHTTPRequestHandler", "Handler")}
"""


def told(line: str, folder: Path, patience: float) -> str:
    """Return the row of the table for a scripted server."""
    builder = Scripted(line)
    builder.prepare(folder, folder)
    with saved.running(builder, folder, patience) as server:
        saved.measure([server], 2)
    assert server.process.returncode is not None
    return next(saved.rows(30, [server]))


def test_one_line_of_one_programme_is_changed() -> None:
    before, after = REGISTRY.splitlines(), saved.told_anew(REGISTRY, "Ett annat stöd.").splitlines()
    assert [line for line, old in zip(after, before, strict=True) if line != old] == ['        sv: "Ett annat stöd."']
    assert after.index('        sv: "Ett annat stöd."') > after.index(f'    slug: "{saved.SLUG}"')


def test_a_server_that_never_starts_is_told_of_with_its_last_words(tmp_path: Path) -> None:
    assert told("print('Först.'); print('Sist.'); raise SystemExit(3)", tmp_path, 60) == (
        "| 30 | scripted | ended with 3: Sist. | |"
    )


def test_a_server_that_ends_after_a_change_is_told_of(tmp_path: Path) -> None:
    assert "ended with 3: Oj." in told(ENDS_WITH_THE_SECOND_LOOK, tmp_path, 60)


def test_a_server_that_goes_on_with_the_old_page_is_given_up(tmp_path: Path) -> None:
    row = told(STATIC, tmp_path, 2)
    assert "| not within 2 s: " in row
    assert f'"GET {saved.PAGE} HTTP/1.1" 200' in row


@pytest.mark.site
def test_a_saved_change_is_seen_on_our_own_server(tmp_path: Path) -> None:
    builder, project = peers.Ours(), peers.project(tmp_path / "project", 30)
    builder.prepare(project, tmp_path / "ours")
    with saved.running(builder, tmp_path / "ours") as server:
        saved.measure([server], 1)
    assert server.silent == ""
    assert len(server.seconds) == 1
    assert f'sv: "{saved.SAID[0]}"' in (tmp_path / "ours" / "programs.yaml").read_text(encoding="utf-8")
    page = tmp_path / "ours" / "site" / saved.PAGE.strip("/") / "index.html"
    assert saved.SAID[0] in page.read_text(encoding="utf-8")
