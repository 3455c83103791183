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


def test_only_a_plain_file_of_some_size_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert files.read(tmp_path / "a") == files.read(tmp_path / "a", 3) == b"abc"
    for path, most, why in ((tmp_path / "a", 2, "större än"), (tmp_path, 9, "vanlig fil"), (Path("/dev/zero"), 9, "vanlig fil")):
        with pytest.raises(OSError, match=why):
            files.read(path, most)


def test_what_somebody_else_saved_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    target = tmp_path / "a.yaml"
    target.write_bytes(b"theirs")
    with pytest.raises(files.NotWritten, match="sparades av någon annan") as fault:
        files.rewrite(target, "ours", b"old")
    assert (fault.value.path, target.read_bytes()) == (target, b"theirs")
    files.rewrite(target, "ours", b"theirs")
    assert target.read_bytes() == b"ours"


def test_every_file_below_a_folder_is_found_and_no_linked_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "c.md").touch()
    (tmp_path / "a.md").touch()
    (tmp_path / ".#lock").symlink_to("nothing")
    assert files.below(tmp_path) == [tmp_path / "a.md", tmp_path / "b" / "c.md"]
    (tmp_path / "b" / "round").symlink_to(tmp_path)
    with pytest.raises(OSError, match="länk till en mapp"):
        files.below(tmp_path)
