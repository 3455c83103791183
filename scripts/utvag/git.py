"""What git knows of the project: the only door to git. Without git, or outside of a repository, nothing is known."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Revision:
    """The commit that the files came from, and whether some have been changed since."""

    commit: str
    is_changed: bool


def current(root: Path, names: Sequence[str]) -> Revision | None:
    """Return the commit that the folder `root` stands at, and whether what it has under `names` is another than in it."""
    told = ask(root, "log", "-1", "--no-show-signature", "--format=%H")
    if told is None:
        return None
    changes = ask(root, "--no-optional-locks", "status", "--porcelain", "--", *names)
    return Revision(told.decode("ascii").strip(), changes != b"")


def ask(root: Path, *arguments: str) -> bytes | None:
    """Return what git answers in the folder `root`, or None when it says no or is not there."""
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)  # noqa: S603, S607 -- no shell; git is found where the person's own is
    except (OSError, ValueError):
        return None
    return done.stdout if done.returncode == 0 else None
