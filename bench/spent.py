"""Runs one command and writes what it took to a file, as JSON: `python -I -S bench/spent.py FILE COMMAND …`; exits as it did.

A program of its own, and a small one. The kernel counts the memory of whoever starts a process as that process's own until it
becomes another program, so whoever holds a large registry would lend its size to everything it starts.
"""

from __future__ import annotations

import json
import os
import sys
import time


def main() -> int:
    """Run the command; write `wall` and `cpu` (seconds) and `memory` (bytes of its largest process). Raises OSError without one."""
    target, *command = sys.argv[1:]
    start = time.perf_counter()
    _, status, used = os.wait4(os.posix_spawn(command[0], command, os.environ), 0)
    wall = time.perf_counter() - start
    with open(target, "w", encoding="utf-8") as file:  # noqa: PTH123 -- pathlib would make this program larger
        json.dump({"wall": wall, "cpu": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss * 1024}, file)
    return os.waitstatus_to_exitcode(status) and 1


if __name__ == "__main__":
    sys.exit(main())
