"""A repository with one commit, which has the same name wherever and whenever it is made."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TIME = 1_763_800_000
"""When the commit was made, in seconds since 1970."""

_WHO = {f"GIT_{who}_{what}": text for who in ("AUTHOR", "COMMITTER") for what, text in (("NAME", "x"), ("EMAIL", "x@example.org"))}
_WHEN = {f"GIT_{who}_DATE": f"{TIME} +0000" for who in ("AUTHOR", "COMMITTER")}


def git(folder: Path, *arguments: str) -> None:
    """Let git do something in `folder`."""
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", "-C", str(folder), *arguments], env={**os.environ, **_WHO, **_WHEN, **settings}, check=True)  # noqa: S603, S607 -- no shell; git is found where the person's own is


def commit(folder: Path) -> None:
    """Make `folder` a repository with everything in it as its one commit."""
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "--allow-empty", "-m", "one")
