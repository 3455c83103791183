"""The door for people opens from any folder, in both ways of knocking."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


WAYS = (([str(ROOT / "scripts")], "/"), (["-m", "scripts"], str(ROOT)), (["scripts"], str(ROOT)))


@pytest.mark.parametrize(("arguments", "folder"), WAYS)
def test_check_runs_from_anywhere(arguments: list[str], folder: str) -> None:
    command = [sys.executable, *arguments, "check"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 -- our own interpreter
    assert (done.returncode, done.stderr) == (0, "")
    assert "Alla slutar på 08-508 25 600." in done.stdout
