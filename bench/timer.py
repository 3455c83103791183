"""What a command took, with all processes that it started; and how measurements are told: a line of progress, a Markdown table.

As a program, `python -I -S timer.py FILE COMMAND …` runs a command and writes what it took to a file as JSON. Commands are started
from there and not from the program that measures: the kernel counts the memory of whoever starts a process as that process's own
until it becomes another program, so a program that holds a large registry would lend its size to everything it starts.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROOT = Path(__file__).parent.parent
OURS = (sys.executable, str(ROOT / "scripts"))
"""Our program; a command follows."""

ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
"""What every command is run with."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds, processor seconds of all processes, and bytes of the largest process at its largest.

    Not the sum of their bytes: forked processes share most of theirs, and a sum would count those several times.
    """

    seconds: float
    processor: float
    memory: int


def cost(command: Sequence[str], folder: Path) -> Cost:
    """Run a command in `folder` and return what it took. Raises RuntimeError with its last words when it fails."""
    output, result = folder / "output.txt", folder / "cost.json"
    with output.open("wb") as words:
        done = subprocess.run(  # noqa: S603 -- our own commands, no shell
            [sys.executable, "-I", "-S", __file__, str(result), *command],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            env=ENVIRONMENT,
            stdout=words,
            stderr=words,
            check=False,
        )
    if done.returncode:
        message = f"{' '.join(command)}: {output.read_text(encoding='utf-8', errors='replace')[-2000:]}"
        raise RuntimeError(message)
    return Cost(**json.loads(result.read_text(encoding="utf-8")))


def run_here(command: list[str]) -> Cost:
    """Run a command and return what it took. Raises OSError when there is no such command."""
    start = time.perf_counter()
    _, status, used = os.wait4(os.posix_spawnp(command[0], command, os.environ), 0)
    seconds = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status):
        sys.exit(1)
    return Cost(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


def progress(doing: str) -> None:
    """Say on one line of the terminal what is measured now."""
    print(f"\r{doing:<79.79}", end="" if doing else "\r", file=sys.stderr, flush=True)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; all columns but the first are numbers."""
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


if __name__ == "__main__":
    target, *program = sys.argv[1:]
    Path(target).write_text(json.dumps(asdict(run_here(program))), encoding="utf-8")
