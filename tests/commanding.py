"""Small projects that commands are run in: one that is right, ways to spoil it, to break a running command for real, and git."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import pytest
from builders import MINIMAL, a_project, a_registry, as_yaml, in_swedish

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Capture: TypeAlias = pytest.CaptureFixture[str]

HEAD = "---\ntitle: Sida {}\ndescription: En sida.\naudience: [leaver]\nowner: redaktionen\nreviewed: 2026-11-21\n---\n"
WRONG = as_yaml(a_registry({"programs.skydd.slug": "familj", "lifeline.e164": "+46846500401"}))
BROKEN = [b"", b"\xff\xfe", b"\x00", b"a: [", b"\t", b"- x", b"lifeline: no", b"programs: 1\nsources: {}", b"&a a: *a"]
"""What is no registry at all."""


def a_quiet_project(folder: Path) -> Path:
    """Return the folder of a project with the minimal registry and pages that name no number."""
    root = in_swedish(a_project(folder / "p")).root
    for path in (root / "content").rglob("*.md"):
        path.write_text(HEAD.format(path.stem) + "# Sida\n", encoding="utf-8")
    (root / "programs.yaml").write_bytes(MINIMAL.read_bytes())
    (root / "personas.yaml").unlink()
    return root


def late(root: Path) -> None:
    """Put a check of a day that has not been, 2030-01-01, into a project's registry, after the lifeline's own."""
    path = root / "programs.yaml"
    check = "    - {date: 2026-11-21, by: redaktionen, how: called}\n"
    text = path.read_text(encoding="utf-8")
    assert check in text
    path.write_text(text.replace(check, check + check.replace("2026-11-21", "2030-01-01"), 1), encoding="utf-8")


def spoilt(root: Path) -> Path:
    """Put two faults into a project's registry; return its folder."""
    (root / "programs.yaml").write_bytes(WRONG)
    return root


PATIENCE = 120
"""How many seconds a command may take before a test gives up."""

_PR_CAPBSET_DROP = 24
_CAP_DAC_OVERRIDE = 1


@dataclass(frozen=True, slots=True)
class Ended:
    """What a command came to: its exit status, and everything that it said."""

    status: int
    said: str


class Started:
    """A command of the project at `root`, running in a session of its own."""

    def __init__(self, root: Path, *arguments: str, limit: Callable[[], None] | None = None) -> None:
        """Start it; `limit` is called in the new process first."""
        self.process = subprocess.Popen(  # noqa: S603 -- our own interpreter
            [sys.executable, str(root / "scripts"), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=limit,  # noqa: PLW1509 -- tests start nothing in threads
        )

    def kill(self) -> None:
        """Kill it: nothing can be done before a process is killed so."""
        self.process.kill()
        self.process.wait(timeout=PATIENCE)
        assert self.process.stdout is not None
        self.process.stdout.close()

    def end(self) -> Ended:
        """Wait until it has ended by itself."""
        said, _ = self.process.communicate(timeout=PATIENCE)
        return Ended(self.process.returncode, said)


def run(root: Path, *arguments: str, limit: Callable[[], None] | None = None) -> Ended:
    """Run a command of the project at `root` to its end."""
    return Started(root, *arguments, limit=limit).end()


def seconds(root: Path, *arguments: str) -> float:
    """Return how long a command takes here and now; it must succeed."""
    start = time.monotonic()
    done = run(root, *arguments)
    assert done.status == 0, done.said
    return time.monotonic() - start


def small_files(size: int) -> Callable[[], None]:
    """Return what lets a process write no file of more than `size` bytes: the system refuses the rest, as on a full disk."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def no_privileges() -> None:
    """Let rights of files count for the program that is started next, even if this is root."""
    if os.geteuid() == 0 and ctypes.CDLL(None, use_errno=True).prctl(_PR_CAPBSET_DROP, _CAP_DAC_OVERRIDE, 0, 0, 0):
        os._exit(70)  # the test then sees that it could not be tried


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
