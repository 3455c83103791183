"""Tests of the folder that a site is built into: one build at a time, and what killed builds leave."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from utvag.site import atomic_folder


def put(folder: Path, words: str) -> None:
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(words, encoding="utf-8")


def read(folder: Path) -> str:
    return (folder / "index.html").read_text(encoding="utf-8")


@pytest.fixture(params=["one step", "two renames"])
def site(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if request.param == "two renames":
        monkeypatch.setattr(atomic_folder, "_exchange", lambda _one, _other: False)
    return tmp_path / "site"


def test_a_site_is_put_in_place_first_and_again_or_thrown_away_and_nothing_else_is_left(site: Path) -> None:
    for words in ("första", "andra"):
        with atomic_folder.held(site) as work:
            put(work.new, words)
            work.put_in_place()
        assert read(site) == words
    with atomic_folder.held(site) as work:
        put(work.new, "halv")
    assert read(site) == "andra"
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_a_site_can_be_read_by_a_server_whatever_umask_its_maker_has(site: Path) -> None:
    mine = os.umask(0o077)
    try:
        with atomic_folder.held(site) as work:
            put(work.new, "första")
            put(work.new / ".headers", "")
            work.put_in_place()
    finally:
        os.umask(mine)
    found = {path.stat().st_mode & 0o777 for path in (site, *site.rglob("*")) if path.is_dir()}
    assert (found, {path.stat().st_mode & 0o777 for path in site.rglob("*.html")}) == ({0o755}, {0o644})


READER = """\
import sys
from pathlib import Path
page, gone = Path(sys.argv[1]), 0
print("begins", flush=True)
while sys.argv[2] and not Path(sys.argv[2]).exists():
    for _ in range(1000):
        try:
            page.stat()
        except FileNotFoundError:
            gone += 1
print(gone)
"""


def test_whoever_reads_while_folders_change_places_finds_a_site(tmp_path: Path) -> None:
    site, over = tmp_path / "site", tmp_path / "over"
    put(site, "första")
    command = [sys.executable, "-c", READER, str(site / "index.html"), str(over)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as reader:  # noqa: S603 -- our own interpreter
        assert reader.stdout is not None
        assert reader.stdout.readline() == "begins\n"
        for number in range(1000):
            with atomic_folder.held(site) as work:
                put(work.new, str(number))
                work.put_in_place()
        over.touch()
        assert reader.stdout.read() == "0\n"


@pytest.mark.parametrize("fault", [KeyboardInterrupt, PermissionError])
@pytest.mark.parametrize("times", [1, 2])
def test_whatever_stops_the_second_of_two_renames_the_last_site_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: type[BaseException], times: int
) -> None:
    """Where folders cannot change places in one step, and the way back is closed for a while too."""
    monkeypatch.setattr(atomic_folder, "_exchange", lambda _one, _other: False)
    put(tmp_path / "site", "första")
    rename, left = Path.rename, [times]

    def stopped(self: Path, to: Path) -> Path:
        if to.name == "site" and left[0]:
            left[0] -= 1
            raise fault
        return rename(self, to)

    def replaced() -> None:
        with atomic_folder.held(tmp_path / "site") as work:
            put(work.new, "andra")
            work.put_in_place()

    monkeypatch.setattr(Path, "rename", stopped)
    with pytest.raises(fault):
        replaced()
    with atomic_folder.held(tmp_path / "site"):
        assert read(tmp_path / "site") == "första"


def test_what_a_killed_build_left_is_cleaned_and_the_last_site_is_put_back(tmp_path: Path) -> None:
    put(tmp_path / ".site-site" / "new", "halv")
    put(tmp_path / ".site-site" / "old", "första")
    with atomic_folder.held(tmp_path / "site") as work:
        assert read(tmp_path / "site") == "första"
        assert not work.new.exists()
    put(tmp_path / ".site-site" / "old", "nollte")
    with atomic_folder.held(tmp_path / "site"):
        assert read(tmp_path / "site") == "första"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_folder_of_another_target_and_what_else_stands_in_ours_are_left_alone(tmp_path: Path) -> None:
    put(tmp_path / ".site-site-staff" / "new", "halv")
    put(tmp_path / ".site-site" / "mitt", "mitt")
    with atomic_folder.held(tmp_path / "site"):
        pass
    assert read(tmp_path / ".site-site-staff" / "new") == "halv"
    assert read(tmp_path / ".site-site" / "mitt") == "mitt"


def test_builds_into_one_folder_take_turns(tmp_path: Path) -> None:
    inside: list[int] = []

    def build(number: int) -> None:
        with atomic_folder.held(tmp_path / "site") as work:
            inside.append(number)
            put(work.new, str(number))
            work.put_in_place()
            assert inside[-1] == number

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(build, range(8)))
    assert read(tmp_path / "site") == str(inside[-1])
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
