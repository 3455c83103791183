"""How much the site stands on this machine: `wrk` asks nginx and Caddy, as deploy/ sets them up, for ten seconds each.

Prints a table, and answers 1 if any request failed: `make load`. Everything stays on the loopback address.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import servers
from timer import OURS, ROOT, progress, table

SECONDS = 10
VISITORS = 32

ASKS = ROOT / "bench" / "load.lua"
"""What wrk asks for, and how it says what it saw."""


def load(name: str, site: Path, work: Path) -> list[int]:
    """Return requests and bytes a second, microseconds (half, 90 %, 99 %, longest) and failed requests."""
    home = work / "home"
    home.mkdir(parents=True)
    registry = (ROOT / "programs.yaml").read_text(encoding="utf-8")
    (number,) = re.findall(r'^lifeline:\n(?:  .*\n)*?  number: "?(.*?)"?$', registry, flags=re.MULTILINE)
    (home / "number").write_text(f"{number}\n", encoding="utf-8")
    told = {"PATH": "/usr/bin:/bin", "UTVAG_HOME": str(home)}
    subprocess.run([servers.DEPLOY / "release", "put", site, "true"], env=told, check=True, capture_output=True)  # noqa: S603 -- our own program
    with servers.DEPLOYED[name](home, work) as (address, _):
        command = ["wrk", "-t2", f"-c{VISITORS}", f"-d{SECONDS}s", "-s", str(ASKS), address]
        asked = {"PATH": "/usr/bin:/bin", "VISITORS": str(VISITORS)}
        said = subprocess.run(command, env=asked, capture_output=True, text=True, check=True).stdout  # noqa: S603 -- on the loopback address
    (numbers,) = re.findall(r"^told: ([\d ]+)$", said, flags=re.MULTILINE)
    return [int(part) for part in numbers.split()]


def main() -> int:
    """Build, pack, load, and print a row for each server."""
    failed, rows = 0, []
    with tempfile.TemporaryDirectory() as folder:
        progress("building and packing")
        site = Path(folder, "site")
        for command in ("build", "pack"):
            subprocess.run([*OURS, command, "--site-dir", site], check=True, capture_output=True)  # noqa: S603 -- our own program
        for name in sorted(servers.DEPLOYED):
            progress(f"{name}: {VISITORS} visitors at once, {SECONDS} s")
            requests, sent, *times, faults = load(name, site, Path(folder, name))
            rows.append([name, f"{requests:,}", f"{sent / 1e6:.1f}", *(f"{time / 1000:.1f}" for time in times), f"{faults}"])
            failed += faults
    progress("")
    head = (f"{VISITORS} visitors at once", "requests/s", "MB/s", "half, ms", "90 %", "99 %", "longest", "failed")
    print(table(head, rows))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
