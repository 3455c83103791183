"""The program as others get it: a wheel, in an environment of its own beside the locked packages and outside of the repository."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from typing import TYPE_CHECKING

from builders import ROOT

if TYPE_CHECKING:
    from pathlib import Path

WRITTEN = ("programs.yaml", "personas.yaml", "mkdocs.yml", "mkdocs.staff.yml", "content")
"""What editors write: a project without the program."""


def wheel(folder: Path) -> Path:
    """Return a wheel of the program, built in `folder` without a network."""
    quiet = ("--quiet", "--disable-pip-version-check", "--no-index", "--no-deps", "--no-build-isolation")
    subprocess.run([sys.executable, "-m", "pip", "wheel", *quiet, "-w", str(folder), str(ROOT)], check=True)  # noqa: S603 -- our own interpreter
    return next(folder.glob("utvag-*.whl"))


def installed(folder: Path) -> Path:
    """Return the command `utvag`, installed in a new environment in `folder`."""
    made = wheel(folder)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "env"], check=True)  # noqa: S603 -- our own interpreter
    libraries = next((folder / "env" / "lib").glob("python*")) / "site-packages"
    (libraries / "locked.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    quiet = ("--quiet", "--disable-pip-version-check", "--no-index", "--no-deps")
    command = [sys.executable, "-m", "pip", "--python", str(folder / "env" / "bin" / "python"), "install", *quiet, str(made)]
    subprocess.run(command, check=True)  # noqa: S603 -- our own interpreter
    return folder / "env" / "bin" / "utvag"


def a_project_alone(folder: Path) -> Path:
    """Copy what editors write to `folder`, and nothing of the program; return the folder."""
    folder.mkdir(parents=True)
    for name in WRITTEN:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, folder / name)
    return folder


def run(utvag: Path, root: Path, *arguments: str, status: int = 0) -> str:
    """Return what the installed command says in the folder `root`, both streams; it must end with `status`."""
    done = subprocess.run([utvag, *arguments], cwd=root, capture_output=True, text=True, check=False)  # noqa: S603 -- our own program
    said = done.stdout + done.stderr
    assert done.returncode == status, said
    return said
