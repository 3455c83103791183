"""`make bench`: how long we build, and how much memory that takes, beside Hugo, Eleventy and stock Material with the same registry.

Then how long a saved change takes, and each command at two sizes. Everybody builds in turn, so that the ratios hold on any machine;
they stand first. Asserts nothing.
"""

from __future__ import annotations

import argparse
import math
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import national
import peers
import saved
from timer import OURS, ROOT, Cost, cost, progress, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SIZES = (100, 300, 1000)
TURNS = 3
COUNTRY = 2880, len(national.NAMES)
"""Programmes besides those shipped, and municipalities."""

PLAIN_YAML = "import sys, yaml; yaml.load(open(sys.argv[1], 'rb'), yaml.CSafeLoader)"


def measure(size: int, turns: int, builders: Sequence[peers.Builder]) -> dict[str, list[Cost]]:
    """Return what each builder took for a registry of `size` programmes, `turns` times in turn."""
    costs: dict[str, list[Cost]] = {builder.name: [] for builder in builders}
    with tempfile.TemporaryDirectory() as work:
        progress(f"{size:,} programmes: laying them out")
        project = peers.project(Path(work, "project"), size)
        for builder in builders:
            builder.prepare(project, Path(work, builder.name))
        for turn in range(turns):
            for builder in builders:
                progress(f"{size:,} programmes: turn {turn + 1} of {turns}, {builder.name}")
                costs[builder.name].append(peers.build(builder, Path(work, builder.name)))
    return costs


def middle(costs: Sequence[Cost]) -> Cost:
    """Return medians of the times, and the largest memory."""
    seconds, processor = (statistics.median(getattr(one, name) for one in costs) for name in ("seconds", "processor"))
    return Cost(seconds, processor, max(one.memory for one in costs))


def ratios(ours: Sequence[Cost], its: Sequence[Cost]) -> list[str]:
    """Return ours ÷ it: the median of the pairs' ratios in seconds, in processor seconds, and the ratio of memory."""
    pairs = list(zip(ours, its, strict=True))
    seconds = statistics.median(one.seconds / other.seconds for one, other in pairs)
    processor = statistics.median(one.processor / other.processor for one, other in pairs)
    return [f"{number:.2f}" for number in (seconds, processor, middle(ours).memory / middle(its).memory)]


def cells(spent: Cost) -> list[str]:
    """Return what something took as cells of a table."""
    return [f"{spent.seconds:.2f}", f"{spent.processor:.2f}", f"{spent.memory / 1e6:.0f}"]


def growth(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """Return how time grows with size: 1 is in step, 2 is with its square; the slope of the logarithms (least squares)."""
    return statistics.linear_regression([math.log(size) for size in sizes], [math.log(second) for second in seconds]).slope


def builds(found: Mapping[int, Mapping[str, Sequence[Cost]]]) -> str:
    """Return the table of builds, the costs by size and builder, and how everybody's processor time grows."""
    head = ("programmes, builder", "ours ÷ it: seconds", "processor", "memory", "seconds", "processor s", "MB")
    rows = (
        [f"{size:,} {name}", *ratios(costs["ours"], its), *cells(middle(its))]
        for size, costs in found.items()
        for name, its in costs.items()
    )
    text = table(head, rows)
    if len(found) > 1:
        by_name = {name: [middle(costs[name]).processor for costs in found.values()] for name in next(iter(found.values()))}
        told = ", ".join(f"{name} {growth(list(found), seconds):.2f}" for name, seconds in by_name.items())
        text += f"\n\nGrowth of processor time (1 is in step with the registry): {told}"
    return text


def commands(project: Path, before: Path) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield what people wait for with the registry of `project`; `before` is another version of it."""
    registry, site = str(project / "programs.yaml"), str(before.parent / "site")
    yield "plain YAML, C loader", [sys.executable, "-c", PLAIN_YAML, registry]
    ours = [OURS[0], str(project / "scripts")]
    yield "check", [*ours, "check"]
    yield "journeys --format json", [*ours, "journeys", "--format", "json"]
    yield "due", [*ours, "due"]
    yield "diff, one sentence", [*ours, "diff", str(before), registry]
    yield "build", [*ours, "build", "--site-dir", site]
    yield "build --edition staff", [*ours, "build", "--edition", "staff", "--site-dir", f"{site}-staff"]


def measure_commands(project: Path, turns: int) -> dict[str, Cost]:
    """Return what each command takes in `project`: the median of some turns, after one for the caches when there are several."""
    found = {}
    with tempfile.TemporaryDirectory() as work:
        before = Path(work, "before.yaml")
        text = (project / "programs.yaml").read_text(encoding="utf-8")
        before.write_text(saved.changed(text, saved.SENTENCES[0]), encoding="utf-8")
        for name, command in commands(project, before):
            progress(f"{len(text) / 1e6:.1f} MB: {name}")
            found[name] = middle([cost(command, Path(work)) for _ in range(turns + (turns > 1))][turns > 1 :])
    return found


def both_sizes(turns: int, programs: int, municipalities: int) -> str:
    """Return the table of our commands with the shipped registry and with one as large as the country (one turn)."""
    shipped = measure_commands(ROOT, turns)
    with tempfile.TemporaryDirectory() as work:
        progress("the country: laying it out")
        project = national.write(Path(work, "project"), national.a_nation(programs, municipalities)).root
        country = measure_commands(project, 1)
    head = ("", "shipped: seconds", "processor s", "MB", f"{municipalities} municipalities: seconds", "processor s", "MB")
    return table(head, ([name, *cells(spent), *cells(country[name])] for name, spent in shipped.items()))


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="how many programmes, for each row")
    parser.add_argument("--turns", type=int, default=TURNS, metavar="N", help="how many times each is measured")
    parser.add_argument("--only", choices=("builds", "saved", "commands"), help="this table alone")
    chosen = parser.parse_args()
    if chosen.only in (None, "builds"):
        _print(builds({size: measure(size, chosen.turns, (peers.OURS, *peers.PEERS)) for size in chosen.sizes}))
    if chosen.only in (None, "saved"):
        _print(saved.section(saved.SIZES, chosen.turns))
    if chosen.only in (None, "commands"):
        _print(both_sizes(chosen.turns, *COUNTRY))


def _print(text: str) -> None:
    progress("")
    print(f"{text}\n", flush=True)


if __name__ == "__main__":
    main()
