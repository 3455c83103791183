"""Tests of putting a file in place in one step."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from utvag import files


def test_a_file_takes_the_place_of_another_with_its_rights(tmp_path: Path) -> None:
    target = tmp_path / "a.yaml"
    target.write_bytes(b"old")
    target.chmod(0o640)
    files.replace(target, b"new")
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640
    files.replace(tmp_path / "b.yaml", b"first")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yaml", "b.yaml"]


def test_whatever_breaks_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.yaml"
    target.write_bytes(b"old")

    def broken(self: Path, other: Path) -> None:
        raise OSError(28, f"No space left: {self.name}", other.name)

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(OSError, match="No space left"):
        files.replace(target, b"new")
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]


def test_why_a_file_could_not_be_written_is_said_in_swedish_or_as_the_system_says_it() -> None:
    assert files.reason(OSError(errno.ENOSPC, "No space left")) == "disken är full"
    assert files.reason(OSError(errno.EIO, "Input/output error")) == "Input/output error"
    assert files.reason(OSError("så")) == "så"
