"""How our build grows with the registry, beside Hugo's, Eleventy's and Material's: time and memory. Part of `make bench`.

Everybody builds in turn in one run, so that the ratios hold on any machine; nothing is asserted. Then, where our time goes.
"""

from __future__ import annotations

import argparse
import functools
import math
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import peers
from utvag import process_pool, rules
from utvag.project import Project
from utvag.site import build, built, judging

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SIZES = (100, 300, 1000, 3000)
PAIRS = 5
SURE = 1000
"""Up to so many programmes everybody has PAIRS turns, however long they take; where our time goes is told of no more than these."""

ENOUGH = 15 * 60
"""Seconds after which no turn begins with more programmes than that: there are as many as have begun by then, at least one."""

BUILDERS: tuple[peers.Builder, ...] = (peers.Ours(), *peers.PEERS)


def measure(size: int, pairs: int, work: Path) -> dict[str, list[peers.Cost]]:
    """Return what each builder took for a registry of `size` programmes, at most `pairs` times in turn (`SURE`, `ENOUGH`)."""
    print(f"{size} programmes: laying them out", end="", file=sys.stderr, flush=True)
    project = peers.project(work / "project", size)
    for builder in BUILDERS:
        builder.prepare(project, work / builder.name)
    costs: dict[str, list[peers.Cost]] = {builder.name: [] for builder in BUILDERS}
    start = time.monotonic()
    for turn in range(pairs):
        if turn and size > SURE and time.monotonic() - start > ENOUGH:
            break
        for builder in BUILDERS:
            print(f"\r{size} programmes: {turn + 1} of {pairs}, {builder.name}        ", end="", file=sys.stderr, flush=True)
            costs[builder.name].append(peers.build(builder, work / builder.name))
    print(file=sys.stderr)
    return costs


HEAD = """\
| programmes | builder | turns | seconds | MB | ours ÷ it: time | memory |
|--:|---|--:|--:|--:|--:|--:|"""

FOOT = f"""
Memory is that of the largest process, for everybody. Above {SURE:,} programmes no turn begins after {ENOUGH // 60} minutes."""


def rows(size: int, costs: dict[str, list[peers.Cost]]) -> Iterator[str]:
    """Yield the rows of the table for one size: median seconds and largest memory of each builder, and ours in relation to them.

    The ratio of time is the median of the pairs' ratios, the smallest and the largest behind it.
    """
    ours = costs["ours"]
    for name, its in costs.items():
        seconds, memory = statistics.median(cost.wall for cost in its), _memory(its)
        ratios = [mine.wall / other.wall for mine, other in zip(ours, its, strict=True)]
        ratio = f"{statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})" if its is not ours else "1"
        times = f"{ratio} | {_memory(ours) / memory:.2f}"
        yield f"| {size:,} | {name} | {len(its)} | {seconds:.2f} | {memory / 1e6:.0f} | {times} |"


def _memory(costs: list[peers.Cost]) -> int:
    return max(cost.memory for cost in costs)


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """Return how time grows with size: 1 is in step, 2 is with its square; the slope of the logarithms (least squares)."""
    across, up = [math.log(size) for size in sizes], [math.log(second) for second in seconds]
    return statistics.linear_regression(across, up).slope


def phases(project: Project) -> dict[str, float]:
    """Return the seconds of each part of one build of `project`, one after the other in this process, longest first."""
    spent: dict[str, float] = {}

    def timed(name: str, run: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(run)
        def timing(*args: object, **kwargs: object) -> object:
            start = time.perf_counter()
            made = run(*args, **kwargs)
            made = list(made) if hasattr(made, "__next__") else made
            spent[name] = spent.get(name, 0) + time.perf_counter() - start
            return made

        return timing

    kept = rules.read, rules.judge, build._written, built.some, judging.OF_PAGES, process_pool.all_of  # noqa: SLF001 -- a profile looks inside
    try:
        process_pool.all_of = functools.partial(process_pool.all_of, cores=1)
        start = time.perf_counter()
        proven = timed("registry, rules, proof, hand-written pages", rules.check)(project)
        found: tuple[Callable[..., Any], Callable[..., Any]] = (lambda _: proven[:2], lambda *_: proven[2])
        rules.read, rules.judge = found  # else proof and engine would go on at once
        build._written = timed("pages written by the engine", build._written)  # noqa: SLF001 -- as above
        built.some = timed("pages read again", built.some)
        judging.OF_PAGES = tuple(timed(f"checks.{check.__module__.rsplit('.', 1)[-1]}", check) for check in judging.OF_PAGES)
        build.build(project)
        spent["all of it"] = time.perf_counter() - start
    finally:
        rules.read, rules.judge, build._written, built.some, judging.OF_PAGES, process_pool.all_of = kept  # noqa: SLF001
    return dict(sorted(spent.items(), key=lambda item: -item[1]))


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="how many programmes, for each row")
    parser.add_argument("--pairs", type=int, default=PAIRS, metavar="N", help="how many times each is built")
    chosen = parser.parse_args()
    found = {}
    looked_into = max((size for size in chosen.sizes if size <= SURE), default=min(chosen.sizes))
    print(HEAD)
    for size in chosen.sizes:
        work = Path(tempfile.mkdtemp())
        try:
            found[size] = measure(size, chosen.pairs, work)
            print("\n".join(rows(size, found[size])), flush=True)
            if size == looked_into:
                print("where our time goes: one more build of ours, on one core", file=sys.stderr, flush=True)
                spent = phases(Project.at(work / "ours"))
        finally:
            shutil.rmtree(work)
    print(FOOT)
    if len(found) > 1:
        medians = {
            builder.name: [statistics.median(cost.wall for cost in costs[builder.name]) for costs in found.values()]
            for builder in BUILDERS
        }
        told = ", ".join(f"{name} {exponent(chosen.sizes, seconds):.2f}" for name, seconds in medians.items())
        print(f"\nGrowth (1 is in step with the registry): {told}")
    print(f"\nWhere our time goes at {looked_into:,} programmes, on one core, seconds:")
    print("\n".join(f"{second:8.2f}  {name}" for name, second in spent.items()))


if __name__ == "__main__":
    main()
