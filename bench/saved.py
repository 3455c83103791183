"""How long from a saved one-line change until the changed page is served: ours and the peers' own servers. Part of `make bench`.

Every server watches the same registry on the loopback address; one after the other gets a new sentence of one programme, put in
place in one step as editors do, and its page is asked for until the sentence is there; the others are halted meanwhile. Nothing
is asserted.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import peers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SIZES = (30, 1000)
"""As large as the shipped registry, and a thousand programmes."""

PAIRS = 5
SLUG = "socialtjanst-stockholm"
"""The programme that is changed: one of those shipped."""

PAGE = f"/stod/{SLUG}/"
SAID = tuple(f"Socialtjänsten kan hjälpa dig, {who}." for who in ("vem du än är", "var du än bor", "hur det än är", "även i dag"))
"""What its summary becomes, in turn."""

PATIENCE = 600.0
"""Seconds after which a server that says nothing new is given up."""

GLANCE = 0.01
"""Seconds between two looks at a page."""

REST = 1.0
"""Seconds a server is left alone before the next change, and a little longer each time: some look at their files by the clock."""


class Silent(Exception):  # noqa: N818 -- said of a server
    """A server that has ended, or did not serve what was waited for; its words say which."""


@dataclass(slots=True)
class Running:
    """A builder's server on a folder of its own."""

    builder: peers.Builder
    folder: Path
    process: subprocess.Popen[bytes]
    port: int
    patience: float
    seconds: list[float] = field(default_factory=list)
    silent: str = ""
    """Why it is measured no more, when it is not."""

    def await_words(self, words: str) -> float:
        """Return the seconds until the page has `words`. Raises Silent when the server ends, or PATIENCE does."""
        start = time.perf_counter()
        wanted = words.encode()
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.patience)
        with contextlib.closing(line):
            while time.perf_counter() - start < self.patience:
                if wanted in _asked(line):
                    return time.perf_counter() - start
                if self.process.poll() is not None:
                    message = f"ended with {self.process.returncode}: {self.last_words()}"
                    raise Silent(message)
                time.sleep(GLANCE)
        message = f"not within {self.patience:.0f} s: {self.last_words()}"
        raise Silent(message)

    def change(self, words: str) -> float:
        """Save another summary of the programme, in one step; return the seconds until it is served. Raises Silent as above."""
        for path in self.builder.registry(self.folder):
            text = path.read_text(encoding="utf-8")
            if (changed := told_anew(text, words)) != text:
                beside = self.folder / "half"  # nobody looks there
                beside.write_text(changed, encoding="utf-8")
                beside.replace(path)
                return self.await_words(words)
        message = f"{SLUG} cannot be changed"
        raise Silent(message)

    def last_words(self) -> str:
        """Return the last line that the server wrote."""
        lines = (self.folder / "served.txt").read_text(encoding="utf-8", errors="replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "without a word")


def _asked(line: http.client.HTTPConnection) -> bytes:
    """Return the page, or nothing while it is not served."""
    try:
        line.request("GET", PAGE)
        answer = line.getresponse()
        page = answer.read()
    except (OSError, http.client.HTTPException):
        line.close()
        return b""
    return page if answer.status == http.client.OK else b""


def told_anew(text: str, words: str) -> str:
    """Return the text of a registry with `words` as the Swedish summary of the programme; as it is when it does not stand there."""
    summary = rf'(    slug: "?{SLUG}"?\n(?:    .*\n)*?    summary:\n      text:\n        sv: ).*'
    return re.sub(summary, lambda found: f'{found[1]}"{words}"', text, count=1)


@contextlib.contextmanager
def running(builder: peers.Builder, folder: Path, patience: float = PATIENCE) -> Iterator[Running]:
    """Start the server of a prepared folder; end it and all that it started by their own process group."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    with (folder / "served.txt").open("wb") as told:
        process = subprocess.Popen(  # noqa: S603 -- our own commands, no shell
            builder.serving(folder, port),
            cwd=folder,
            env=peers.ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=told,
            stderr=told,
            start_new_session=True,
        )
    try:
        yield Running(builder, folder, process, port, patience)
    finally:
        for how in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, how)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=10)


def measure(servers: Sequence[Running], times: int) -> None:
    """Wait until every server has the page, then change it `times` times in turn; each keeps its seconds, or why it has none."""
    for server in servers:
        with _heard(server, "starts"):
            server.await_words("<h1")
    for turn in range(times):
        time.sleep(REST + 7 * turn * GLANCE)
        for server in servers:
            if not server.silent:
                with _alone(server, servers), _heard(server, f"{turn + 1} of {times}"):
                    server.seconds.append(server.change(SAID[turn % len(SAID)]))
    print(file=sys.stderr)


@contextlib.contextmanager
def _alone(server: Running, servers: Sequence[Running]) -> Iterator[None]:
    """Halt all other servers meanwhile: some look at their files all the time, or are not done when the page is served."""
    others = [other for other in servers if other is not server]
    _signal(others, signal.SIGSTOP)
    try:
        yield
    finally:
        _signal(others, signal.SIGCONT)


def _signal(servers: Sequence[Running], how: signal.Signals) -> None:
    for server in servers:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.process.pid, how)


@contextlib.contextmanager
def _heard(server: Running, doing: str) -> Iterator[None]:
    """Tell what a server is at, and keep why it is silent when it is."""
    print(f"\rsaved until served: {f'{server.builder.name}, {doing}':<30}", end="", file=sys.stderr, flush=True)
    try:
        yield
    except Silent as fault:
        server.silent = str(fault)


HEAD = """\
| programmes | server | saved until served, s | ours ÷ it |
|--:|---|--:|--:|"""


def rows(size: int, servers: Sequence[Running]) -> Iterator[str]:
    """Yield the rows of the table for one size: the median of each server, and the median of the ratios of ours to it."""
    ours = servers[0]
    for server in servers:
        if server.silent:
            yield f"| {size:,} | {server.builder.name} | {server.silent} | |"
            continue
        ratios = [mine / its for mine, its in zip(ours.seconds, server.seconds, strict=False)]
        ratio = f"{statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})" if ratios and server is not ours else ""
        yield f"| {size:,} | {server.builder.name} | {statistics.median(server.seconds):.2f} | {ratio} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="how many programmes, for each row")
    parser.add_argument("--pairs", type=int, default=PAIRS, metavar="N", help="how many changes each server gets")
    chosen = parser.parse_args()
    print(HEAD)
    for size in chosen.sizes:
        work = Path(tempfile.mkdtemp())
        try:
            print(f"saved until served: laying out {size} programmes", end="", file=sys.stderr, flush=True)
            project = peers.project(work / "project", size)
            with contextlib.ExitStack() as stack:
                servers = []
                for builder in (peers.Ours(), *peers.PEERS):
                    builder.prepare(project, work / builder.name)
                    servers.append(stack.enter_context(running(builder, work / builder.name)))
                measure(servers, chosen.pairs)
                print("\n".join(rows(size, servers)), flush=True)
        finally:
            shutil.rmtree(work)


if __name__ == "__main__":
    main()
