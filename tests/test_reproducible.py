"""Same input, same bytes: both editions built twice, with nothing alike but what they are made of."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import commanding
import pytest
from builders import ROOT, a_day, a_project
from utvag.project import EDITIONS
from utvag.site import manifest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.site

PATIENCE = 300

HERE = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "PYTHONHASHSEED": "1"}
# MkDocs takes SOURCE_DATE_EPOCH for the time it is.
THERE = {
    "TZ": "Asia/Kathmandu",
    "LC_ALL": "tr_TR.UTF-8",
    "LANG": "tr_TR.UTF-8",
    "PYTHONHASHSEED": "4242",
    "PYTHONUTF8": "0",
    "SOURCE_DATE_EPOCH": "1",
}


def one_core() -> None:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    os.umask(0o077)


def made(root: Path, edition: str, around: dict[str, str], *, alone: bool) -> bytes:
    """Build an edition of the project at `root` with one core or all; return the list of what was made."""
    command = [sys.executable, str(root / "scripts"), "build", "--edition", edition]
    command += ["--on", a_day().isoformat()] if edition == "staff" else []
    done = subprocess.run(  # noqa: S603 -- our own interpreter
        command,
        env={"PATH": os.environ["PATH"], **around},
        cwd=root.parent,
        preexec_fn=one_core if alone else None,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stdout.decode("utf-8", errors="replace")
    site = root / EDITIONS[edition].site
    told = (site / manifest.NAME).read_bytes()
    assert manifest.parse(told).files == manifest.files(site)
    return told


def test_every_checkout_has_the_same_line_ends(tmp_path: Path) -> None:
    """Lists of sums and shell scripts rest on it; git on some machines would write others."""
    names = (".gitattributes", "programs.yaml", "deploy/release", "docs/phone.png", "content/index.md")
    for name in names:
        (tmp_path / "from" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / "from" / name)
    commanding.commit(tmp_path / "from")
    commanding.git(tmp_path, "clone", "-q", "-c", "core.autocrlf=true", str(tmp_path / "from"), "to")
    for name in names:
        assert (tmp_path / "to" / name).read_bytes() == (ROOT / name).read_bytes(), name


def a_repository(folder: Path) -> Path:
    """Return a copy of the project as a repository with one commit."""
    root = a_project(folder).root
    shutil.copy(ROOT / ".gitignore", root)
    commanding.commit(root)
    return root


@pytest.mark.parametrize("edition", sorted(EDITIONS))
def test_another_folder_day_time_zone_locale_hash_seed_and_number_of_cores_change_no_byte(tmp_path: Path, edition: str) -> None:
    here, there = a_repository(tmp_path / "a"), a_repository(tmp_path / "Åsas mapp" / "med 'fnuttar' & långt namn")
    one = made(here, edition, HERE, alone=False)
    assert made(there, edition, THERE, alone=True) == one
    listed = manifest.parse(one)
    assert len(listed.version) == 40
    assert listed.registry == manifest.digest((here / "programs.yaml").read_bytes())
    assert f"# number: {listed.number}\n" in one.decode("utf-8")


def test_a_build_of_changed_files_says_so(tmp_path: Path) -> None:
    root = a_repository(tmp_path / "a")
    with (root / "content" / "om.md").open("a", encoding="utf-8") as page:
        page.write("\n")
    assert manifest.parse(made(root, "public", HERE, alone=False)).version.endswith(manifest.CHANGED)
