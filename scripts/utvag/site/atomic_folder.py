"""The folder that a site is built into: one build at a time, and the last site stands there until the next one is whole.

A build works in `.site-NAME` beside the target NAME, and locks the folder that both stand in. The lock belongs to the running
program, not to a file that could be left behind: when it is gone, however it ended, the next build takes over and cleans up.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import shutil
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 120
"""How many seconds a build waits for another one beside it."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_LOOKS_PER_SECOND = 20


class Busy(Exception):  # noqa: N818 -- it is a state of the folder
    """Another build beside this one went on for too long. Raised by `held`."""


@dataclass(frozen=True, slots=True)
class Work:
    """A build that has the target for itself: `new` is where the site is made."""

    target: Path
    new: Path

    @property
    def old(self) -> Path:
        """Where the last site stands for a moment, if two folders cannot change names in one step."""
        return self.new.with_name("old")

    def put_in_place(self) -> None:
        """Make `new` the target, for servers to read: in one step where the system can, else with two renames. Raises OSError."""
        for path in (self.new, *self.new.rglob("*")):  # whatever umask the person has
            path.chmod(0o755 if path.is_dir() else 0o644)
        if not self.target.exists():
            self.new.rename(self.target)
        elif not _exchange(self.new, self.target):
            self.target.rename(self.old)  # whatever happens now, `recover` puts it back
            self.new.rename(self.target)

    def recover(self) -> None:
        """Undo what a build left: first the last site taken out of its place, then half a site, or the one that was replaced."""
        if not self.target.exists() and self.old.is_dir():
            self.old.rename(self.target)
        for part in (self.new, self.old):
            if part.exists():
                shutil.rmtree(part)


@contextlib.contextmanager
def held(target: Path) -> Iterator[Work]:
    """Keep every other build out of `target`, and clean up after those that were killed; give what to build with.

    Raises Busy, or OSError when nothing can be written beside the target.
    """
    folder = target.with_name(f".site-{target.name}")
    work = Work(target, folder / "new")
    target.parent.mkdir(parents=True, exist_ok=True)
    lock = os.open(target.parent, os.O_RDONLY)
    try:
        _wait_for(lock, time.monotonic() + PATIENCE)
        folder.mkdir(exist_ok=True)
        try:
            work.recover()
            yield work
        finally:
            with contextlib.suppress(OSError):  # what is left now, the next build throws away
                work.recover()
                folder.rmdir()
    finally:
        os.close(lock)


def _wait_for(lock: int, until: float) -> None:
    """Lock an open folder. Raises Busy when somebody else has it until then."""
    while True:
        try:
            return fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise Busy from None
        time.sleep(1 / _LOOKS_PER_SECOND)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change names in one step (Linux renameat2); return whether that was possible."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    failed = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return not failed
