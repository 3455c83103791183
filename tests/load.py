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
from builders import ROOT
from utvag import rules
from utvag.project import Project
from utvag.site import build, pack

SECONDS = 10
VISITORS = 32

ASKS = """
local paths, at = {"/", "/guide/", "/stod/", "/kontakt/", "/guide", "/finns-inte"}, 0
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at], {["Accept-Encoding"] = "gzip, deflate, br"})
end
local wrong = function(refused, lost)  -- one address in six does not exist; each visitor may be on their way to it at the end
  local off = math.abs(refused - lost)
  return off > VISITORS and off or 0
end
done = function(summary, latency)
  local e = summary.errors
  local seconds = summary.duration / 1e6
  print(string.format("told: %d %d %d %d %d %d %d", summary.requests / seconds, summary.bytes / seconds,
    latency:percentile(50), latency:percentile(90), latency:percentile(99), latency.max, e.connect + e.read + e.write + e.timeout
    + wrong(e.status, summary.requests / #paths)))
end
"""
"""Pages, a redirect and an address that does not exist, in turn; what wrk is told to say. What else is refused has failed."""


def load(name: str, site: Path, work: Path) -> list[int]:
    """Return requests and bytes a second, microseconds (half, 90 %, 99 %, longest) and failed requests."""
    home = work / "home"
    home.mkdir()
    number = rules.check(Project.at(ROOT))[0].registry.lifeline.number
    (home / "number").write_text(f"{number}\n", encoding="utf-8")
    told = {"PATH": "/usr/bin:/bin", "UTVAG_HOME": str(home)}
    subprocess.run([servers.DEPLOY / "release", "put", site, "true"], env=told, check=True, capture_output=True)  # noqa: S603 -- our own program
    script = work / "asks.lua"
    script.write_text(ASKS.replace("VISITORS", str(VISITORS)), encoding="utf-8")
    with servers.DEPLOYED[name](home, work) as (address, _):
        command = ["wrk", "-t2", f"-c{VISITORS}", f"-d{SECONDS}s", "-s", str(script), address]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 -- on the loopback address
    found = re.search(r"^told: ([\d ]+)$", said, flags=re.MULTILINE)
    assert found, said
    return [int(part) for part in found[1].split()]


def main() -> int:
    """Build, pack, load, and print a row for each server."""
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        print("Building and packing …", flush=True)
        project = Project.at(ROOT, site=Path(folder) / "site")
        build.build(project)
        pack.pack(project.site)
        columns = ("requests/s", "MB/s", "half ms", "90 % ms", "99 % ms", "longest ms", "failed")
        print(f"{f'{VISITORS} visitors at once, {SECONDS} s':<28}" + "".join(f"{column:>12}" for column in columns))
        for name in sorted(servers.DEPLOYED):
            work = Path(folder) / name
            work.mkdir()
            requests, sent, *times, faults = load(name, project.site, work)
            print(
                f"{name:<28}{requests:>12}{sent / 1e6:>12.1f}"
                + "".join(f"{time / 1000:>12.1f}" for time in times)
                + f"{faults:>12}"
            )
            failed += faults
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
