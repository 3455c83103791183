"""The measuring of saved changes works with our own server, and tells of servers that end or stay as they were."""

from __future__ import annotations

import dataclasses
import sys
from typing import TYPE_CHECKING

import peers
import pytest
import saved

if TYPE_CHECKING:
    from pathlib import Path

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


def fault(script: str, folder: Path, patience: float) -> str:
    """Return what is told of a server that is a script in Python, and of a page that never changes."""
    page = folder / saved.PAGE.strip("/") / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<h1>Stöd</h1>", encoding="utf-8")
    (folder / "programs.yaml").write_text(REGISTRY, encoding="utf-8")
    builder = dataclasses.replace(peers.OURS, serve=(sys.executable, "-c", script, "{port}"))
    with pytest.raises(saved.NotServedError) as raised:
        saved.measure(builder, folder, 2, patience)
    return str(raised.value)


def test_one_line_of_one_programme_is_changed() -> None:
    before, after = REGISTRY.splitlines(), saved.changed(REGISTRY, "Ett annat stöd.").splitlines()
    assert [line for line, old in zip(after, before, strict=True) if line != old] == ['        sv: "Ett annat stöd."']
    assert after.index('        sv: "Ett annat stöd."') > after.index(f'    slug: "{saved.SLUG}"')
    with pytest.raises(ValueError, match=saved.SLUG):
        saved.changed("programs: []", "Ett annat stöd.")


def test_a_server_that_never_starts_is_told_of_with_its_last_words(tmp_path: Path) -> None:
    assert fault("print('Först.'); print('Sist.'); raise SystemExit(3)", tmp_path, 60) == "ended with 3: Sist."


def test_a_server_that_goes_on_with_the_old_page_is_given_up(tmp_path: Path) -> None:
    told = fault(STATIC, tmp_path, 2)
    assert told.startswith("not within 2 s: ")
    assert f'"GET {saved.PAGE} HTTP/1.1" 200' in told


@pytest.mark.site
def test_a_saved_change_is_seen_on_our_own_server(tmp_path: Path) -> None:
    peers.OURS.prepare(peers.project(tmp_path / "project", 30), tmp_path / "ours")
    (seconds,) = saved.measure(peers.OURS, tmp_path / "ours", 1)
    assert seconds > 0
    page = tmp_path / "ours" / "site" / saved.PAGE.strip("/") / "index.html"
    assert saved.SENTENCES[0] in page.read_text(encoding="utf-8")
