"""What happens at addresses on the web, asked through LinkChecker.

The only door to LinkChecker, which is run as a program of its own and never imported.
"""

from __future__ import annotations

import csv
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

PATIENCE = 20
"""How many seconds an address may take to answer."""

MISSING = "LinkChecker saknas. Skriv make links: då hämtas det som behövs."

_SETTINGS = """\
[checking]
recursionlevel=0
timeout={wait}
[output]
log=csv
status=0
verbose=1
"""
_REDIRECTED = re.compile(r"Redirected to `(?P<where>.*?)' status: (?P<status>\d+)")


class NoVisits(Exception):  # noqa: N818 -- what there is, as InvalidRegistry
    """Nothing could be asked. Raised by `make`; its text is Swedish, for whoever wrote the command."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of one address.

    `status` is the last answer's number, or None when nobody answered; `said` is LinkChecker's own line ("404 Not Found");
    `final` is where the address led, `turns` the status of each turn on the way; `refused` that machines are asked to stay away.
    """

    status: int | None
    said: str
    final: str
    turns: tuple[int, ...] = ()
    refused: bool = False


def make(addresses: Sequence[str], patience: int | None = None) -> Mapping[str, Visit]:
    """Return what came of each of the `addresses`; each site's own rules for machines (robots.txt) are followed.

    Addresses are http or https, without white space and fragment. Raises NoVisits when LinkChecker is missing or breaks down.
    """
    if importlib.util.find_spec("linkcheck") is None:
        raise NoVisits(MISSING)
    done = _run(addresses, PATIENCE if patience is None else patience)
    rows = [line for line in done.stdout.splitlines() if line and not line.startswith("# ")]
    found = {row["urlname"]: _visit(row) for row in csv.DictReader(rows, delimiter=";")}
    if missing := [address for address in addresses if address not in found]:
        last = (done.stderr.strip().splitlines() or ["utan förklaring"])[-1]
        message = f"LinkChecker svarade inte om {missing[0]} ({last}). Försök igen."
        raise NoVisits(message)
    return found


def _run(addresses: Iterable[str], wait: int) -> subprocess.CompletedProcess[str]:
    with tempfile.NamedTemporaryFile("w", prefix="utvag-", suffix=".ini") as settings:  # else the person's own would count
        settings.write(_SETTINGS.format(wait=wait))
        settings.flush()
        return subprocess.run(  # noqa: S603 -- our own interpreter, no shell
            [sys.executable, "-m", "linkcheck", "--config", settings.name, "--stdin"],
            input="\n".join(addresses),
            env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )


def _visit(row: Mapping[str, str]) -> Visit:
    said = row["result"]
    status = re.match(r"(\d{3})\b", said)
    refused = "robots.txt" in row["infostring"]
    return Visit(int(status[1]) if status else None, said, row["url"], tuple(_turns(row["warningstring"])), refused)


def _turns(warnings: str) -> Iterable[int]:
    return (int(found["status"]) for found in _REDIRECTED.finditer(warnings))
