"""The folder that a site is built into: one build at a time, and the last site stands there until the next one is whole.

A build works in `.site-NAME` beside the target NAME and holds a lock there. The lock belongs to the running programs, not to a
file that could be left behind: when the last of them is gone, however it ended, the next build takes the folder over.
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
"""How many seconds a build waits for another one into the same folder."""

_LOCK = "lock"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_LOOKS_PER_SECOND = 20


class Busy(Exception):  # noqa: N818 -- it is a state of the folder
    """Another build into the same folder went on for too long. Raised by `held`."""


@dataclass(frozen=True, slots=True)
class Work:
    """A build that has the target for itself: `new` is where the site is made."""

    target: Path
    new: Path

    def put_in_place(self) -> None:
        """Make `new` the target: exchanged in one step where the system can, else with two renames. Raises OSError."""
        if not self.target.exists():
            self.new.rename(self.target)
        elif not _exchange(self.new, self.target):
            self.target.rename(_old(self.target))  # whatever happens now, `_recover` puts it back
            self.new.rename(self.target)


@contextlib.contextmanager
def held(target: Path) -> Iterator[Work]:
    """Keep every other build out of `target`, and clean up after those that were killed; give what to build with.

    Raises Busy, or OSError when nothing can be written beside the target.
    """
    folder = _folder(target)
    lock = _locked(folder, time.monotonic() + PATIENCE)
    try:
        _recover(target)
        yield Work(target, folder / "new")
    finally:
        try:
            with contextlib.suppress(OSError):  # what is left now, the next build throws away
                _recover(target)
                (folder / _LOCK).unlink()
                folder.rmdir()
        finally:
            os.close(lock)


def _folder(target: Path) -> Path:
    return target.with_name(f".site-{target.name}")


def _old(target: Path) -> Path:
    return _folder(target) / "old"


def _locked(folder: Path, until: float) -> int:
    """Return the open lock of `folder`, made if need be. Raises Busy when somebody else has it until then."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    while True:
        with contextlib.suppress(FileExistsError):  # not `exist_ok`: that looks again, and the folder may be gone by then
            folder.mkdir()
        try:
            lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
        except FileNotFoundError:  # whoever had it has just taken the folder away
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(lock), (folder / _LOCK).stat()):
                return lock
        except FileNotFoundError:
            pass
        except BlockingIOError:
            if time.monotonic() > until:
                os.close(lock)
                raise Busy from None
            time.sleep(1 / _LOOKS_PER_SECOND)
        except OSError:
            os.close(lock)
            raise
        os.close(lock)


def _recover(target: Path) -> None:
    """Undo what a build left: first the last site taken out of its place, then half a site, or the one that was replaced."""
    if not target.exists() and _old(target).is_dir():
        _old(target).rename(target)
    for part in (_folder(target) / "new", _old(target)):
        if part.exists():
            shutil.rmtree(part)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change names in one step (Linux renameat2); return whether that was possible."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    failed = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return not failed
