"""Tests of pack."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from builders import a_project
from utvag import cli
from utvag.site import pack

if TYPE_CHECKING:
    from pathlib import Path

    from commanding import Capture


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a project with a built site of one page."""
    made = a_project(tmp_path / "p").root
    (made / "site").mkdir()
    (made / "site" / "index.html").write_text("<p>Hej", encoding="utf-8")
    return made


def test_pack_says_what_it_did_and_how_long_it_took(root: Path, capsys: Capture) -> None:
    assert cli.main(["pack"], root) == 0
    assert re.fullmatch(r"Packar …\nKlar på \d+,\d s: 1 sida i site\n", capsys.readouterr().out)
    assert {path.name for path in (root / "site").iterdir()} == {".headers", "index.html", "index.html.br", "index.html.gz"}


@pytest.mark.parametrize("options", [["--edition", "staff"], ["--site-dir", "finns-inte"]])
def test_pack_needs_a_site_that_is_built(root: Path, capsys: Capture, options: list[str]) -> None:
    assert cli.main(["pack", *options], root) == 1
    assert "Bygg den först: .venv/bin/python scripts build" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_in_is_told(root: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(site: Path) -> int:
        raise OSError(28, "No space left on device", str(site))

    monkeypatch.setattr(pack, "pack", full)
    assert cli.main(["pack"], root) == 1
    assert capsys.readouterr().err.startswith("site går inte att packa (No space left on device). Sidorna är kvar")
