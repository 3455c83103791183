"""Tests of what git knows of the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

import commanding
from utvag import git

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_commit_has_a_name_and_is_unchanged_until_a_file_of_ours_is(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a", encoding="utf-8")
    commanding.commit(tmp_path)
    found = git.current(tmp_path, ["a", "b"])
    assert found is not None
    assert (len(found.commit), found.is_changed) == (40, False)
    for name, is_ours in (("other", False), ("b", True), ("a", True)):
        (tmp_path / name).write_text("changed", encoding="utf-8")
        assert git.current(tmp_path, ["a", "b"]) == git.Revision(found.commit, is_ours)


def test_outside_of_git_and_without_it_nothing_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert git.current(tmp_path, ["a"]) is None
    commanding.commit(tmp_path)
    assert git.current(tmp_path, ["a"])
    monkeypatch.setenv("PATH", "")
    assert git.current(tmp_path, ["a"]) is None


def test_a_repository_without_a_commit_has_no_revision(tmp_path: Path) -> None:
    commanding.git(tmp_path, "init", "-q")
    assert git.current(tmp_path, ["a"]) is None
    assert git.silence(tmp_path) == "Inget är sparat i git än."


def test_why_git_is_silent_is_told_in_swedish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "sv_SE.UTF-8")
    assert git.silence(tmp_path) == "Mappen är inte hämtad med git."
    commanding.commit(tmp_path)
    assert git.silence(tmp_path) == ""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")  # what git's own tests ask for
    assert git.silence(tmp_path).endswith(f"Skriv: git config --global --add safe.directory {tmp_path}")
    assert "en annan användare" in git.silence(tmp_path)
    monkeypatch.setenv("PATH", "")
    assert git.silence(tmp_path) == "Programmet git finns inte på datorn."


def test_two_that_have_both_gone_on_are_compared_from_where_they_parted(tmp_path: Path) -> None:
    commanding.commit(tmp_path)
    first = git.commit(tmp_path, "main")
    commanding.git(tmp_path, "checkout", "-q", "-b", "other")
    assert git.parting(tmp_path, "main", None) == ""
    commanding.git(tmp_path, "commit", "-q", "--allow-empty", "-m", "ours")
    assert git.parting(tmp_path, "main", None) == git.parting(tmp_path, "main", "other") == "", "main has not gone on"
    assert git.parting(tmp_path, "other", "main") == "", "back to main"
    commanding.git(tmp_path, "checkout", "-q", "main")
    commanding.git(tmp_path, "commit", "-q", "--allow-empty", "-m", "theirs")
    commanding.git(tmp_path, "checkout", "-q", "other")
    assert git.parting(tmp_path, "main", None) == git.parting(tmp_path, "main", "other") == first
    commanding.git(tmp_path, "checkout", "-q", "--detach", first)
    assert git.parting(tmp_path, "main", None) == first, "nothing is saved yet on what is behind"
    for name in ("nothing", "", "--all", "a\0b"):
        assert git.parting(tmp_path, name, None) == git.parting(tmp_path, "main", name or "x") == ""
