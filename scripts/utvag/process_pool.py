"""Does several things at once, where the machine has several cores and the system can fork; else one after the other."""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Found = TypeVar("Found")

HARMLESS = "a thread that may be forked"
"""The name of a thread that holds no lock which a job could wait for."""


def all_of(jobs: Sequence[Callable[[], Iterable[Found]]], cores: int | None = None) -> list[Found]:
    """Return what all `jobs` yield, in their order; what they yield must be possible to pickle.

    `cores` is how many processes to use; None takes those this one may use. A process of ours never waits for its parent, so that
    none outlives a build that was killed. What a process could not do is done here, so that a fault is raised where it can be told.
    """
    shares = [range(first, len(jobs), cores or _cores()) for first in range(min(cores or _cores(), len(jobs)))]
    collecting = gc.isenabled()
    gc.disable()  # the jobs read whole pages into trees without a way back up: those go by themselves
    started: list[tuple[range, int, int]] = []
    done: dict[int, list[Found]] = {}
    try:
        for share in shares[1:]:
            with contextlib.suppress(OSError):  # no more processes: it is done here
                started.append((share, *_start([jobs[number] for number in share])))
        for number in shares[0] if shares else ():
            done[number] = list(jobs[number]())
    finally:
        heard = {share: _end(*process) for share, *process in started}
        if collecting:
            gc.enable()
    for share in shares[1:]:
        data = heard.get(share)
        said = pickle.loads(data) if data else [list(jobs[number]()) for number in share]  # noqa: S301 -- our own process
        done.update(zip(share, said, strict=True))
    return [item for number in range(len(jobs)) for item in done[number]]


def _cores() -> int:
    """Return how many processes to use: one where there is no fork, or where another thread could hold a lock while we fork."""
    others = [thread for thread in threading.enumerate() if thread is not threading.current_thread() and thread.name != HARMLESS]
    if not hasattr(os, "fork") or others:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _start(share: Sequence[Callable[[], Iterable[object]]]) -> tuple[int, int]:
    """Do `share` in a process of its own; return its number and where it says what it found. Raises OSError without one."""
    told, tell = os.pipe()
    try:
        process = os.fork()
    except OSError:
        os.close(told)
        os.close(tell)
        raise
    if process:
        os.close(tell)
        return process, told
    try:
        os.close(told)
        data = pickle.dumps([list(job()) for job in share])
        with os.fdopen(tell, "wb") as out:
            out.write(data)
    finally:
        os._exit(0)


def _end(process: int, told: int) -> bytes:
    """Return all that a process said, and let it be gone."""
    with os.fdopen(told, "rb") as said:
        data = said.read()
    os.waitpid(process, 0)
    return data
