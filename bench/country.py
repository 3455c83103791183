"""What everything takes with a registry as large as the country: 290 municipalities, ten programmes in each. Part of `make bench`.

`check` proves all of it; what it may take is told in times of reading the same file as plain YAML, with PyYAML's C loader.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import national
import peers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PROGRAMS, MUNICIPALITIES = 2880, 290
PLAIN = "import sys, yaml; yaml.load(open(sys.argv[1], 'rb'), yaml.CSafeLoader)"

HEAD = """\
| {size} | seconds | MB | times plain YAML |
|---|--:|--:|--:|"""


def commands(project: Path, before: Path) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield what is timed: reading the file plainly, then each command that reads all of it; `before` is another version."""
    registry, ours = project / "programs.yaml", [sys.executable, str(project / "scripts")]
    yield "plain YAML, C loader", [sys.executable, "-c", PLAIN, str(registry)]
    yield "check, all of it proven", [*ours, "check"]
    yield "due", [*ours, "due"]
    yield "build", [*ours, "build"]
    yield "diff, one sentence", [*ours, "diff", str(before), str(registry)]
    yield "build --edition staff", [*ours, "build", "--edition", "staff"]


def changed(text: str) -> str:
    """Return a registry's text with one sentence of the last programme changed. Raises ValueError without one."""
    found = list(re.finditer(r"^    summary:\n      text:\n        sv: ", text, flags=re.MULTILINE))
    if not found:
        raise ValueError(text[:100])
    return f"{text[: found[-1].end()]}Ett stöd för dig som vill bort.{text[text.index(chr(10), found[-1].end()) :]}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=int, default=PROGRAMS, metavar="N", help="besides those shipped")
    parser.add_argument("--municipalities", type=int, default=MUNICIPALITIES, metavar="N")
    chosen = parser.parse_args()
    work = Path(tempfile.mkdtemp())
    try:
        print("the country: laying it out", end="", file=sys.stderr, flush=True)
        project = national.write(work / "project", national.a_nation(chosen.programs, chosen.municipalities)).root
        text = (project / "programs.yaml").read_text(encoding="utf-8")
        before = work / "before.yaml"
        before.write_text(changed(text), encoding="utf-8")
        size = f"{len(text.encode()) / 1e6:.1f} MB, {chosen.municipalities} municipalities"
        print(f"\n{HEAD.format(size=size)}", flush=True)
        plain = None
        for name, command in commands(project, before):
            print(f"\rthe country: {name:<30}", end="", file=sys.stderr, flush=True)
            cost = peers.spent(name, command, work)
            plain = plain or cost.wall
            print(f"\r| {name} | {cost.wall:.1f} | {cost.memory / 1e6:.0f} | {cost.wall / plain:.1f} |", flush=True)
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
