"""What commands tell on the screen, and their exit status: with the commands themselves the only place that prints."""

from __future__ import annotations

import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from utvag import process_pool, reports, rules
from utvag.problems import InvalidRegistry, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from utvag.guide.journeys import Tree
    from utvag.problems import Problem
    from utvag.project import Project
    from utvag.registry.loader import Loaded

OK, PROBLEMS, USAGE = 0, 1, 2
"""Exit status: nothing wrong, problems found, wrong usage."""

PATIENCE, EVERY = 1.0, 10.0
"""Seconds before somebody at a screen is told that it takes a while, and how often after that."""


def report(found: Sequence[Problem], form: str) -> int:
    """Print what was found as `form` ("text", "github", "json"), and return the exit status."""
    errors = sum(problem.severity is Severity.ERROR for problem in found)
    if found or form == "json":
        print(reports.of_problems(found, form), flush=True)
    if form == "text" and found:
        remarks = len(found) - errors
        counted = f"{errors} fel, {remarks} påpekande{'' if remarks == 1 else 'n'}"
        print(f"\n{counted}. Koderna inom [ ] förklaras i CONTRIBUTING.md.", file=sys.stderr)
    return PROBLEMS if errors else OK


def proven(project: Project) -> tuple[Loaded, Tree] | None:
    """Return the registry and its guide; when something is wrong with them, tell it and return None."""
    try:
        loaded, tree, found = rules.check(project)
    except InvalidRegistry as fault:
        report(fault.problems, "text")
        return None
    if any(problem.severity is Severity.ERROR for problem in found):
        report(found, "text")
        return None
    return loaded, tree


def tell(line: str) -> None:
    """Print a line beside the output, so that the output stays free for a program."""
    print(line, file=sys.stderr)


def seconds_since(start: float) -> str:
    """Return how long it is since the monotonic clock showed `start`: "1,2 s"."""
    return f"{time.monotonic() - start:.1f} s".replace(".", ",")


@contextmanager
def waiting() -> Iterator[None]:
    """Tell somebody at a screen that what is done inside takes a while, when it does; a program that reads us is told nothing."""
    start, done = time.monotonic(), threading.Event()

    def keep_telling() -> None:
        pause = PATIENCE
        while not done.wait(pause):
            tell(f"Det tar en stund … {time.monotonic() - start:.0f} s")
            pause = EVERY

    if sys.stderr.isatty():
        threading.Thread(target=keep_telling, name=process_pool.HARMLESS, daemon=True).start()
    try:
        yield
    finally:
        done.set()
