"""Tests of paper."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from builders import ROOT, a_registry, as_yaml, contents
from commanding import spoilt
from utvag import cli

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from commanding import Capture


def test_paper_makes_three_papers_a_language_and_says_where_they_are(quiet: Path, capsys: Capture, tmp_path: Path) -> None:
    assert cli.main(["paper"], quiet) == 0
    out, err = capsys.readouterr()
    assert out.startswith("paper/affisch-sv.pdf\npaper/kort-sv.pdf\npaper/vikblad-sv.pdf\n\nSkriv ut på A4")
    assert err == ""
    assert cli.main(["paper", "--out", str(tmp_path / "ut")], quiet) == 0
    assert contents(quiet / "paper") == contents(tmp_path / "ut")


def test_a_paper_without_room_for_its_text_is_told_and_the_papers_before_are_kept(quiet: Path, capsys: Capture) -> None:
    assert cli.main(["paper"], quiet) == 0
    before = contents(quiet / "paper")
    (quiet / "programs.yaml").write_bytes(as_yaml(a_registry({"lifeline.name": "Rådgivningen " * 40})))
    capsys.readouterr()
    assert cli.main(["paper"], quiet) == 1
    out, err = capsys.readouterr()
    assert "affisch: Texten på svenska får inte plats på papperet (rutan med numret)." in out
    assert "[papper-plats]" in out
    assert err.startswith("\n2 fel")
    assert contents(quiet / "paper") == before


def test_no_papers_are_made_of_a_wrong_registry(quiet: Path, capsys: Capture) -> None:
    assert cli.main(["paper"], spoilt(quiet)) == 1
    assert "programs.yaml:" in capsys.readouterr().out
    assert not (quiet / "paper").exists()


def test_a_folder_that_cannot_be_written_is_told(quiet: Path, capsys: Capture) -> None:
    assert cli.main(["paper", "--out", str(quiet / "programs.yaml" / "ut")], quiet) == 1
    assert "programs.yaml/ut går inte att skriva i" in capsys.readouterr().err


def test_where_papers_cannot_be_made_it_says_what_to_write(quiet: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("utvag.print.paper", "utvag.print.typesetting"):
        monkeypatch.delitem(sys.modules, name, raising=False)
        monkeypatch.delattr(name, raising=False)
    monkeypatch.setitem(sys.modules, "typst", None)
    assert cli.main(["paper"], quiet) == 1
    assert capsys.readouterr().err == "typst är inte installerat här. Skriv make paper, så installeras det först.\n"


def test_checking_does_not_wait_for_what_sets_papers() -> None:
    code = "import sys; sys.path.insert(0, 'scripts'); from utvag import cli; from utvag.site import build; sys.exit('typst' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)  # noqa: S603 -- this Python, on our own code
    assert done.returncode == 0
