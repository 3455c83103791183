"""The measuring of saved changes works with our own server, and tells of servers that serve nothing new."""

from __future__ import annotations

import dataclasses
import sys
from typing import TYPE_CHECKING

import peers
import pytest
import saved

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("alone")]

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


def test_one_text_of_one_programme_is_changed_with_its_translation() -> None:
    before, after = REGISTRY.splitlines(), saved.changed(REGISTRY, "Ett annat stöd.").splitlines()
    lines = ['        sv: "Ett annat stöd."', '        en: "Ett annat stöd."']
    assert [line for line, old in zip(after, before, strict=True) if line != old] == lines
    assert after.index('        sv: "Ett annat stöd."') > after.index(f'    slug: "{saved.SLUG}"')
    with pytest.raises(ValueError, match=saved.SLUG):
        saved.changed("programs: []", "Ett annat stöd.")


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["-c", "print('Först.'); print('Sist.'); raise SystemExit(3)"], "ended with 3: Sist."),
        (["-m", "http.server", "-b", "127.0.0.1", "{port}"], f'not within 3 s: .*"GET {saved.PAGE} HTTP/1.1" 200'),
    ],
)
def test_a_server_that_ends_or_goes_on_with_the_old_page_is_told_of(tmp_path: Path, command: list[str], told: str) -> None:
    page = tmp_path / saved.PAGE.strip("/") / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<h1>Stöd</h1>", encoding="utf-8")
    (tmp_path / "programs.yaml").write_text(REGISTRY, encoding="utf-8")
    with pytest.raises(saved.NotServedError, match=told):
        saved.measure(dataclasses.replace(peers.OURS, serve=(sys.executable, *command)), tmp_path, 1, 3)


@pytest.mark.site
def test_a_saved_change_is_seen_on_our_own_server(tmp_path: Path) -> None:
    peers.OURS.prepare(peers.project(tmp_path / "project", 30), tmp_path / "ours")
    (seconds,) = saved.measure(peers.OURS, tmp_path / "ours", 1)
    assert seconds > 0
    page = tmp_path / "ours" / "site" / saved.PAGE.strip("/") / "index.html"
    assert saved.SENTENCES[0] in page.read_text(encoding="utf-8")
