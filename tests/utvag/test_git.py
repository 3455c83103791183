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
