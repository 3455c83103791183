"""Ways to break a running command for real: kill it, fill its disk, take away its rights, take away its files."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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
