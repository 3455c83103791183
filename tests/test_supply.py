"""What we take from others: pinned by hash, the same everywhere, named with its licence; nothing is fetched while we build."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING

import licences
import own_network
import pytest
from builders import ROOT
from utvag.project import EDITIONS

if TYPE_CHECKING:
    from pathlib import Path

LOCKS = {path.relative_to(ROOT).as_posix(): path for path in [*ROOT.glob("requirements*.txt"), ROOT / ".ci" / "lock.txt"]}
LOCKS["tests/properdocs/requirements.txt"] = ROOT / "tests" / "properdocs" / "requirements.txt"
OURS = ("requirements.txt", "requirements-staff.txt", "requirements-dev.txt")
"""What is in `.venv`; the others have environments of their own."""

INSTALLERS = [ROOT / "Makefile", *(ROOT / ".ci").iterdir(), *(ROOT / ".github").rglob("*.yml"), *(ROOT / "deploy").iterdir()]

REFUSING = """
import os, socket, sys

def refuse(*where, **_):
    sys.stderr.write(f"asks the network: {where[-1]}\\n")
    sys.stderr.flush()
    os._exit(97)

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse
"""
"""What Python reads first: whoever asks for an address ends there, however quietly it would have gone without an answer."""


def _entries(lock: str) -> dict[str, str]:
    """Return what stands in a lock about each package, by its name."""
    text = re.sub(r"^\s*#.*\n", "", LOCKS[lock].read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {entry.partition("==")[0]: entry for entry in re.split(r"\n(?=\S)", text.strip())}


@pytest.mark.parametrize("lock", sorted(LOCKS))
def test_everything_is_pinned_by_version_and_hash_and_nothing_says_where_it_comes_from(lock: str) -> None:
    entries = _entries(lock)
    assert entries
    for entry in entries.values():
        assert re.fullmatch(r"[a-z0-9._-]+==[\w.+!-]+( ; .+)?( \\\n    --hash=sha256:[0-9a-f]{64})+", entry), entry
    assert LOCKS[lock].with_suffix(".in").exists()


def test_a_package_has_one_version_in_all_environments() -> None:
    pins: dict[str, set[str]] = {}
    for lock in LOCKS:
        if not lock.startswith(".ci/"):
            for name, entry in _entries(lock).items():
                pins.setdefault(name, set()).add(entry.split()[0])
    assert {name: versions for name, versions in pins.items() if len(versions) > 1} == {}


def test_what_is_installed_is_what_is_pinned() -> None:
    pinned = {name: entry.split()[0].partition("==")[2] for lock in OURS for name, entry in _entries(lock).items()}
    assert {name: version(name) for name in pinned} == pinned
    done = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_whatever_installs_wants_hashes_and_runs_nothing_that_it_fetched() -> None:
    for path in INSTALLERS:
        for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
            if re.search(r"\bpip\"? install\b", line):
                assert "--only-binary :all: --require-hashes" in line, (path.name, line)
            assert not re.search(r"\bnpm (install|i)\b|\bnpx\b|\bpipx\b|\bcurl\b|\bwget\b", line), (path.name, line)


@pytest.mark.parametrize("folder", ["tests/node", "bench/peers/eleventy"])
def test_every_package_of_node_is_pinned_by_its_hash(folder: str) -> None:
    lock = (ROOT / folder / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in lock
    packages = json.loads(lock)["packages"]
    others = {name: entry for name, entry in packages.items() if name}
    assert others
    assert [name for name, entry in others.items() if not str(entry.get("integrity", "")).startswith("sha512-")] == []


def test_the_list_of_licences_is_what_the_packages_say_and_none_is_silent() -> None:
    made = licences.text()
    assert licences.WHERE.read_text(encoding="utf-8") == made, "make licences"
    assert licences.UNSAID not in made
    assert not re.search(r"\b(A?GPL|GNU)\b", made), "nothing that is shipped or builds it may ask the whole to be given away"


@pytest.mark.site
@pytest.mark.parametrize("edition", sorted(EDITIONS))
def test_nothing_is_fetched_while_we_build(tmp_path: Path, edition: str) -> None:
    """Twice over: there is no network, and whoever asks for it is stopped, so that no silent try goes by."""
    (tmp_path / "sitecustomize.py").write_text(REFUSING, encoding="utf-8")
    site = tmp_path / "site"
    command = own_network.inside(sys.executable, str(ROOT / "scripts"), "build", "--edition", edition, "--site-dir", str(site))
    told = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(command, env=told, capture_output=True, text=True, check=False)  # noqa: S603 -- our own interpreter
    assert done.returncode == 0, done.stderr
    assert (site / "index.html").exists()


def test_a_build_that_asks_the_network_would_be_stopped(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(REFUSING, encoding="utf-8")
    told = {**os.environ, "PYTHONPATH": str(tmp_path)}
    asks = [sys.executable, "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:9/')"]
    done = subprocess.run(asks, env=told, capture_output=True, text=True, check=False)  # noqa: S603 -- our own interpreter
    assert (done.returncode, done.stderr[:17]) == (97, "asks the network:")
    reach = "import socket; socket.create_connection(('192.0.2.1', 80), 5)"
    done = subprocess.run(own_network.inside(sys.executable, "-c", reach), capture_output=True, text=True, check=False)  # noqa: S603 -- the same
    assert "unreachable" in done.stderr
