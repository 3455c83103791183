"""MkDocs at work in a process of its own: a copy of ours, where what we have read and imported is at hand, or a new one."""

from __future__ import annotations

import contextlib
import importlib
import os
import runpy
import signal
import sys
import traceback
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_MKDOCS = "mkdocs"
_IMPORTED = ("click", "mkdocs.commands.build", "mkdocs_hooks")

_INTERRUPTIONS = (signal.SIGINT, signal.SIGTERM)

_given: Any = None
"""What the build that this process works for has handed over; nothing in any other process."""


@dataclass(slots=True)
class Engine:
    """MkDocs at work: the number of its process, and what it says."""

    process: int
    said: TextIO
    words: str = ""
    status: int | None = None

    def finish(self) -> int:
        """Wait until it and its helpers are gone; return its exit status, that of a signal negative. `words` is what it said."""
        if self.status is None:
            self.words += self.said.read()  # to the end: nobody is left who could write
            with _uninterrupted():
                self.status = os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])
                self.said.close()
        return self.status

    def stop(self) -> None:
        """End it and all that it started, if they are not gone."""
        with _uninterrupted():
            if self.status is None:
                os.killpg(self.process, signal.SIGKILL)
                self.finish()


def warm() -> None:
    """Import what MkDocs and our door to it are made of, so that no copy of this process has to; a build tells what is missing."""
    with contextlib.suppress(ImportError):
        for name in _IMPORTED:
            importlib.import_module(name)


def given() -> Any:  # noqa: ANN401 -- whatever `writing` was given
    """Return what was handed over to this process by `writing`; None in a process that `writing` has not made."""
    return _given


@contextlib.contextmanager
def writing(settings: Path, target: Path, variables: Mapping[str, str], handed: object = None, kept: int = -1) -> Iterator[Engine]:
    """Let MkDocs write strictly into `target` by the file `settings`, and go on meanwhile; at the end it is gone.

    `variables` are added to its environment; `handed` is what `given` returns there; `kept` is an open file that it holds too.
    With nothing handed over it begins from nothing: libraries with threads of their own (Typst) wait for them for ever in a copy.
    Raises OSError when no process can be made.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    with contextlib.ExitStack() as undone:
        with _uninterrupted():  # in the copy our own handlers would run
            said, say = os.pipe()
            heard = undone.enter_context(os.fdopen(said, encoding="utf-8", errors="replace"))
            with os.fdopen(say, "wb"):
                process = os.fork()
                if not process:
                    arguments = ["build", "--strict", "-f", str(settings), "-d", str(target)]
                    _be_mkdocs(said, say, arguments, variables, handed, kept)
                _lead(process)
            engine = Engine(process, heard)
            undone.callback(engine.stop)
        yield engine


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let interruptions wait until this is over."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, _INTERRUPTIONS)
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _lead(process: int) -> None:
    """Let a process (0: this one) lead a group, with which its helpers end; both sides say it, either may be first."""
    with contextlib.suppress(OSError):
        os.setpgid(process, process)


def _be_mkdocs(said: int, say: int, arguments: list[str], variables: Mapping[str, str], handed: object, kept: int) -> NoReturn:
    """Do in this process what `mkdocs ARGUMENTS` does, write its words to `say`, and end; the rest is as for `writing`."""
    global _given  # noqa: PLW0603 -- the one thing that this process is for
    status = 1
    try:
        _lead(0)
        os.close(said)  # else it would wait for itself to read, were nobody else left
        for interruption in _INTERRUPTIONS:
            signal.signal(interruption, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _INTERRUPTIONS)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        sys.stdin = os.fdopen(0, encoding="utf-8")
        for number in (1, 2):
            os.dup2(say, number)
        sys.stdout = sys.stderr = os.fdopen(1, "w", encoding="utf-8", errors="replace", closefd=False)
        os.close(say)
        os.environ.update(variables)
        if handed is None:
            if kept >= 0:
                os.set_inheritable(kept, True)  # noqa: FBT003 -- its only form
            os.environ["PYTHONIOENCODING"] = "utf-8"
            os.execv(sys.executable, [sys.executable, "-m", _MKDOCS, *arguments])  # noqa: S606 -- our own interpreter
        warnings.resetwarnings()
        warnings.simplefilter("ignore")  # until MkDocs sets its own
        _given = handed
        sys.argv = [_MKDOCS, *arguments]
        runpy.run_module(_MKDOCS, run_name="__main__", alter_sys=True)
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(bool(end.code))
    except BaseException:  # noqa: BLE001 -- whatever it is, the build tells it
        traceback.print_exc()
    finally:
        try:
            sys.stdout.flush()
        finally:
            os._exit(status)
