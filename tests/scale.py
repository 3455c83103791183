"""How our build grows with the registry, beside Hugo and Eleventy: time, memory, where our time goes. Part of `make bench`.

Each row is measured in turn in one run, so that its ratios hold on any machine; nothing is asserted.
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

import national
import peers
from utvag import build, built, judging, together
from utvag.paths import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SIZES = (100, 300, 1000)
PAIRS = 5
A_MUNICIPALITY_HAS = 10
BUILDERS: tuple[peers.Builder, ...] = (peers.Ours(), *peers.PEERS)


def measure(size: int, pairs: int, work: Path) -> dict[str, list[peers.Cost]]:
    """Return what each builder took for a registry of `size` programmes, `pairs` times in turn."""
    project = national.write(work / "project", national.a_nation(size, max(2, size // A_MUNICIPALITY_HAS))).root
    for builder in BUILDERS:
        builder.prepare(project, work / builder.name)
    costs: dict[str, list[peers.Cost]] = {builder.name: [] for builder in BUILDERS}
    for turn in range(pairs):
        for builder in BUILDERS:
            print(f"\r{size} programmes: {turn + 1} of {pairs}, {builder.name}        ", end="", file=sys.stderr, flush=True)
            costs[builder.name].append(peers.build(builder, work / builder.name))
    print(file=sys.stderr)
    return costs


def table(found: dict[int, dict[str, list[peers.Cost]]]) -> Iterator[str]:
    """Yield the rows of a table: median seconds and largest memory of each builder, and the median of the pairs' ratios."""
    names = [builder.name for builder in BUILDERS]
    yield "| programmes | " + " | ".join(f"{name}, s | MB" for name in names) + " | ours ÷ Hugo | memory |"
    yield "|--:|" + "--:|--:|" * len(names) + "--:|--:|"
    for size, costs in found.items():
        cells = [
            f"{statistics.median(cost.wall for cost in costs[name]):.2f} | {max(cost.memory for cost in costs[name]) / 1e6:.0f}"
            for name in names
        ]
        ratio = statistics.median(mine.wall / its.wall for mine, its in zip(costs["ours"], costs["Hugo"], strict=True))
        memory = max(cost.memory for cost in costs["ours"]) / max(cost.memory for cost in costs["Hugo"])
        yield f"| {size:,} | {' | '.join(cells)} | {ratio:.1f} | {memory:.1f} |"


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

    kept = build.prepare, build._written, built.some, judging.OF_PAGES, together.all_of  # noqa: SLF001 -- a profile looks inside
    try:
        together.all_of = functools.partial(together.all_of, cores=1)
        build.prepare = timed("registry, rules, proof, hand-written pages", build.prepare)
        build._written = timed("pages written by the engine (what was left when the registry was proven)", build._written)  # noqa: SLF001
        built.some = timed("pages read again", built.some)
        judging.OF_PAGES = tuple(timed(f"checks.{check.__module__.rsplit('.', 1)[-1]}", check) for check in judging.OF_PAGES)
        start = time.perf_counter()
        build.build(project)
        spent["all of it"] = time.perf_counter() - start
    finally:
        build.prepare, build._written, built.some, judging.OF_PAGES, together.all_of = kept  # noqa: SLF001
    return dict(sorted(spent.items(), key=lambda item: -item[1]))


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="how many programmes, for each row")
    parser.add_argument("--pairs", type=int, default=PAIRS, metavar="N", help="how many times each is built")
    chosen = parser.parse_args()
    found = {}
    for size in chosen.sizes:
        work = Path(tempfile.mkdtemp())
        try:
            found[size] = measure(size, chosen.pairs, work)
            if size == chosen.sizes[-1]:
                spent = phases(Project.at(work / "ours"))
        finally:
            shutil.rmtree(work)
    print("\n".join(table(found)))
    if len(found) > 1:
        medians = {
            builder.name: [statistics.median(cost.wall for cost in costs[builder.name]) for costs in found.values()]
            for builder in BUILDERS
        }
        told = ", ".join(f"{name} {exponent(chosen.sizes, seconds):.2f}" for name, seconds in medians.items())
        print(f"\nGrowth (1 is in step with the registry): {told}")
    print(f"\nWhere our time goes at {chosen.sizes[-1]:,} programmes, seconds:")
    print("\n".join(f"{second:8.2f}  {name}" for name, second in spent.items()))


if __name__ == "__main__":
    main()
