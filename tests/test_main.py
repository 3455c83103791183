"""The door for people opens from any folder, in both ways of knocking."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PLAIN = [str(Path(sys.base_prefix) / "bin" / "python3"), "-ES"]
"""A Python that has none of our packages, as the machine's own."""

WAYS = (([str(ROOT / "scripts")], "/"), (["-m", "scripts"], str(ROOT)), (["scripts"], str(ROOT)))


def _run(*command: str, folder: str = "/") -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603 -- our own interpreter


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Make a project of nothing but its program."""
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


@pytest.mark.parametrize("python", [[sys.executable], PLAIN], ids=["ours", "without our packages"])
@pytest.mark.parametrize(("arguments", "folder"), WAYS)
def test_check_runs_from_anywhere_also_with_a_python_that_lacks_our_packages(
    python: list[str], arguments: list[str], folder: str
) -> None:
    done = _run(*python, *arguments, "check", folder=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Alla slutar på 08-508 25 600." in done.stdout


def test_every_argument_goes_along() -> None:
    plain, ours = (_run(*python, str(ROOT / "scripts"), "due", "--on", "i dag") for python in (PLAIN, [sys.executable]))
    assert (plain.returncode, plain.stderr) == (ours.returncode, ours.stderr)
    assert "i dag är ingen dag" in plain.stderr


def _own_python(copy: Path, script: str) -> None:
    python = copy / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f"#!/bin/sh\n{script}\n")
    python.chmod(0o755)


@pytest.mark.parametrize("has_own", [False, True])
def test_where_our_packages_are_nowhere_one_line_says_what_to_write(copy: Path, has_own: bool) -> None:  # noqa: FBT001 -- a parameter
    """The project has no Python, or one that lacks them too: that is tried once."""
    tries = copy / "tries"
    if has_own:
        _own_python(copy, f"echo tried >> '{tries}'\nexec {' '.join(PLAIN)} \"$@\"")
    done = _run(*PLAIN, str(copy / "scripts"), "check")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "inte installerat (No module named" in done.stderr
    assert "Skriv make check i projektets mapp" in done.stderr
    assert not has_own or tries.read_text() == "tried\n"


@pytest.mark.parametrize(
    ("python", "told"),
    [
        ("#!/bin/sh\nexit 1", "Det behövs Python 3.11 eller nyare, och ./python är äldre eller finns inte."),
        ("", "Det behövs Python 3.11 eller nyare, och ./python är äldre eller finns inte."),
        ("#!/bin/sh\n[ $1 = -c ] || { mkdir -p .venv/bin; echo No ensurepip; exit 1; }", "No ensurepip"),
    ],
    ids=["old", "none", "without what makes another"],
)
@pytest.mark.parametrize("left", ["", "half made", "old"])
def test_an_old_python_is_told_in_one_line_and_nothing_half_made_is_kept(copy: Path, python: str, told: str, left: str) -> None:
    for name in ("Makefile", "requirements.txt"):
        shutil.copy(ROOT / name, copy)
    if left:
        _own_python(copy, "exit 1" if left == "old" else "")
        (copy / ".venv" / "bin" / "python").chmod(0o755 if left == "old" else 0o644)
    if python:
        (copy / "python").write_text(f"{python}\n")
        (copy / "python").chmod(0o755)
    done = _run("make", "-s", "build", "PYTHON=./python", folder=str(copy))
    said = (done.stdout + done.stderr).splitlines()
    assert done.returncode == 2
    assert said[0].startswith(told)
    assert len(said) == 2, "the line, and make's own"
    assert not (copy / ".venv").exists()


def test_a_mistake_of_our_own_is_not_taken_for_a_package(copy: Path) -> None:
    (copy / "scripts" / "utvag" / "cli.py").write_text("import utvag.gone\n")
    done = _run(*PLAIN, str(copy / "scripts"), "check")
    assert done.returncode == 1
    assert done.stderr.endswith("ModuleNotFoundError: No module named 'utvag.gone'\n")


def test_nothing_of_the_try_is_handed_on(copy: Path) -> None:
    _own_python(copy, f'exec {sys.executable} "$@"')
    program = "import os, yaml\ndef main(arguments, root): print(list(os.environ))\n"
    (copy / "scripts" / "utvag" / "cli.py").write_text(program)
    done = _run(*PLAIN, str(copy / "scripts"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "PATH" in done.stdout
    assert "UTVAG_TRIED" not in done.stdout
