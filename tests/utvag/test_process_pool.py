"""Several things at once: the same as one after the other, whatever happens to a process."""

from __future__ import annotations

import os
import signal
import threading
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from utvag import process_pool

if TYPE_CHECKING:
    from collections.abc import Callable

JOBS = st.lists(st.lists(st.integers(), max_size=4), max_size=6)


@given(JOBS, st.integers(1, 4))
def test_what_is_found_comes_in_the_order_of_the_jobs(found: list[list[int]], cores: int) -> None:
    assert process_pool.all_of([partial(list, items) for items in found], cores) == [item for items in found for item in items]


def test_the_jobs_are_shared_among_processes() -> None:
    assert len(set(process_pool.all_of([lambda: [os.getpid()]] * 4, 2))) == 2


@pytest.mark.parametrize(("name", "forks"), [("any", False), (process_pool.HARMLESS, True)])
def test_where_another_thread_runs_nothing_is_forked(monkeypatch: pytest.MonkeyPatch, name: str, forks: bool) -> None:  # noqa: FBT001 -- what is expected
    """A lock that another thread holds while we fork would be held for ever."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    monkeypatch.setattr(threading, "enumerate", lambda: [threading.current_thread(), threading.Thread(name=name)])
    assert (set(process_pool.all_of([lambda: [os.getpid()]] * 4)) != {os.getpid()}) == forks


def _stumbles() -> list[int]:
    message = "stumbled"
    raise LookupError(message)


@pytest.mark.parametrize("place", [0, 1])
def test_a_fault_is_raised_here_and_no_process_is_left(monkeypatch: pytest.MonkeyPatch, place: int) -> None:
    started, fork = [], os.fork

    def forked() -> int:
        started.append(fork())
        return started[-1]

    monkeypatch.setattr(os, "fork", forked)
    jobs: list[Callable[[], list[int]]] = [lambda: [1], lambda: [2]]
    jobs[place] = _stumbles
    with pytest.raises(LookupError, match="stumbled"):
        process_pool.all_of(jobs, 2)
    for process in started:
        with pytest.raises(ChildProcessError):
            os.waitpid(process, os.WNOHANG)
    assert len(started) == 1


def test_what_a_killed_process_could_not_do_is_done_here(tmp_path: Path) -> None:
    tried = tmp_path / "tried"

    def dies_once() -> list[int]:
        if tried.exists():
            return [7]
        tried.touch()
        os.kill(os.getpid(), signal.SIGKILL)
        return []

    assert process_pool.all_of([lambda: [1], dies_once], 2) == [1, 7]


def test_what_no_process_can_be_made_for_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError

    before = len(list(Path("/proc/self/fd").iterdir()))
    monkeypatch.setattr(os, "fork", refused)
    assert process_pool.all_of([lambda: [1], lambda: [2], lambda: [3]], 3) == [1, 2, 3]
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def _slow(seconds: float) -> Callable[[], list[str]]:
    def job() -> list[str]:
        time.sleep(seconds)
        return ["x" * 1_000_000]

    return job


def test_a_process_ends_by_itself_when_its_parent_is_killed() -> None:
    """Whatever it holds, a lock on the target folder among them, would otherwise be held for ever."""
    told, tell = os.pipe()
    parent = os.fork()
    if not parent:
        os.close(told)
        process_pool.all_of([_slow(60), _slow(1)], 2)
        os._exit(0)
    os.close(tell)
    time.sleep(0.3)
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    assert os.read(told, 1) == b""  # the other end is closed only when the process is gone too
    os.close(told)
