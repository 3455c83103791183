"""What git knows of the project: the only door to git. Without git, or outside of a repository, nothing is known."""

from __future__ import annotations

import os
import shlex
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
    done = _run(root, *arguments)
    return done.stdout if done and done.returncode == 0 else None


def commit(root: Path, name: str) -> str:
    """Return the commit that is called `name`, or "" when there is none."""
    found = ask(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return (found or b"").decode("ascii").strip()


def parting(root: Path, base: str, head: str | None) -> str:
    """Return the commit where `head` (None: the files as they stand) left `base`, when `base` has gone on since, else "".

    What others have changed meanwhile is nothing that `head` takes back. When `head` is itself a version from before `base`,
    whoever compares wants to know what going back would do.
    """
    one, other = commit(root, base), commit(root, head or "HEAD")
    parted = (ask(root, "merge-base", one, other) or b"").decode("ascii").strip() if one and other else ""
    return "" if parted == one or (head and parted == other) else parted


def silence(root: Path) -> str:
    """Return in Swedish why git tells nothing of the folder `root`, or "" when it would."""
    done = _run(root, "rev-parse", "--verify", "HEAD")
    if done is None:
        return "Programmet git finns inte på datorn."
    if b"dubious ownership" in done.stderr:
        allow = f"git config --global --add safe.directory {shlex.quote(str(root))}"
        return f"Mappen hör till en annan användare, och då svarar git inte (dubious ownership). Litar du på den? Skriv: {allow}"
    if b"not a git repository" in done.stderr:
        return "Mappen är inte hämtad med git."
    return "Inget är sparat i git än." if done.returncode else ""


def _run(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes] | None:
    """Let git answer in English in the folder `root`; return None when there is no git, or none that can be asked this."""
    command, environment = ["git", "-C", str(root), *arguments], {**os.environ, "LC_ALL": "C"}
    try:
        return subprocess.run(command, env=environment, capture_output=True, check=False)  # noqa: S603 -- no shell; git is found where the person's own is
    except (OSError, ValueError):
        return None
