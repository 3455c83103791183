"""How long from a saved one-line change until the changed page is served: ours and the peers' own servers. A table of `make bench`.

Every server watches the same registry on the loopback address, one after the other. It gets a new sentence of one programme, put in
place in one step as editors do, and its page is asked for until the sentence is there.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import signal
import socket
import statistics
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import peers
from timer import ENVIRONMENT, progress, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SIZES = (30, 1000)
"""As large as the shipped registry, and a thousand programmes."""

SLUG = "socialtjanst-stockholm"
"""The programme that is changed: one of those shipped."""

PAGE = f"/stod/{SLUG}/"
SENTENCES = tuple(f"Socialtjänsten kan hjälpa dig, {who}." for who in ("vem du än är", "var du än bor", "hur det än är"))
"""What its summary becomes, in turn."""

PATIENCE = 600.0
"""Seconds after which a server that serves nothing new is given up."""

GLANCE = 0.01
"""Seconds between two looks at a page."""

REST = 1.0
"""Seconds a server is left alone before a change, and a little longer each time: some look at their files by the clock."""


class NotServedError(Exception):
    """A server ended, or went on without what was waited for; its last words say more."""


def changed(text: str, sentence: str) -> str:
    """Return the text of a registry with another summary of the programme, its translation too. Raises ValueError without one."""
    summary = rf'(    slug: "?{SLUG}"?\n(?:    .*\n)*?    summary:\n      text:\n        sv: ).*(\n        en: .*)?'
    other = f'\n        en: "{sentence}"'  # Swedish that changes alone leaves its translation behind, and is refused
    text, count = re.subn(summary, lambda found: f'{found[1]}"{sentence}"{other if found[2] else ""}', text, count=1)
    if not count:
        message = f"no summary of {SLUG}"
        raise ValueError(message)
    return text


def change(builder: peers.Builder, folder: Path, sentence: str) -> None:
    """Save another summary of the programme, in one step."""
    path = next(path for path in folder.glob(builder.registry) if f"{SLUG}" in path.read_text(encoding="utf-8"))
    beside = folder / "half"  # nobody looks there
    beside.write_text(changed(path.read_text(encoding="utf-8"), sentence), encoding="utf-8")
    beside.replace(path)


@contextlib.contextmanager
def running(builder: peers.Builder, folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Start the server of a prepared folder; end it and all that it started by their own process group."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [word.replace("{port}", str(port)) for word in builder.serve]
    with (folder / "output.txt").open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 -- our own commands, no shell
            command, cwd=folder, env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
        )
    try:
        yield process, port
    finally:
        for how in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, how)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=10)


def await_words(words: str, process: subprocess.Popen[bytes], port: int, patience: float) -> float:
    """Return the seconds until the page has `words`. Raises NotServedError when the server ends, or patience does."""
    start = time.perf_counter()
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=patience)) as line:
        while time.perf_counter() - start < patience:
            if words in _page(line):
                return time.perf_counter() - start
            if process.poll() is not None:
                message = f"ended with {process.returncode}"
                raise NotServedError(message)
            time.sleep(GLANCE)
    message = f"not within {patience:.0f} s"
    raise NotServedError(message)


def _page(line: http.client.HTTPConnection) -> str:
    """Return the page, or nothing while it is not served."""
    try:
        line.request("GET", PAGE)
        answer = line.getresponse()
        page = answer.read().decode(errors="replace")
    except (OSError, http.client.HTTPException):
        line.close()
        return ""
    return page if answer.status == http.client.OK else ""


def measure(builder: peers.Builder, folder: Path, turns: int, patience: float = PATIENCE) -> list[float]:
    """Return the seconds of some changes. Raises NotServedError with the last words of the server."""
    seconds = []
    with running(builder, folder) as (process, port):
        try:
            await_words("<h1", process, port, patience)
            for turn in range(turns):
                progress(f"saved until served: {builder.name}, {turn + 1} of {turns}")
                time.sleep(REST + 7 * turn * GLANCE)
                sentence = SENTENCES[turn % len(SENTENCES)]
                change(builder, folder, sentence)
                seconds.append(await_words(sentence, process, port, patience))
        except NotServedError as fault:
            lines = (folder / "output.txt").read_text(encoding="utf-8", errors="replace").split("\n")
            last = next((line.strip() for line in reversed(lines) if line.strip()), "without a word")
            message = f"{fault}: {last}"
            raise NotServedError(message) from fault
    return seconds


def section(sizes: Sequence[int], turns: int) -> str:
    """Return the table: ours ÷ it, and the median seconds of each server; or why a server has none."""
    rows = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as work:
            progress(f"saved until served: laying out {size:,} programmes")
            project = peers.project(Path(work, "project"), size)
            ours = float("nan")
            for builder in (peers.OURS, *peers.PEERS):
                builder.prepare(project, Path(work, builder.name))
                try:
                    median = statistics.median(measure(builder, Path(work, builder.name), turns))
                except NotServedError as fault:
                    rows.append([f"{size:,} {builder.name}", "", str(fault)])
                    continue
                ours = median if builder is peers.OURS else ours
                rows.append([f"{size:,} {builder.name}", f"{ours / median:.2f}", f"{median:.2f}"])
    return table(("programmes, server", "ours ÷ it", "saved until served, s"), rows)
