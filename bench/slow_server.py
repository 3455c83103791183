"""A server for measuring: packed as the browser asks, a chosen slowness of the network, and an account of everything it sent."""

from __future__ import annotations

import base64
import contextlib
import gzip
import hashlib
import mimetypes
import re
import threading
import time
from dataclasses import dataclass
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import brotli

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOST = "127.0.0.1"
PACKET = 1460
"""Bytes that travel together."""


THERE_AND_BACK, RATE, SET_UP = 0.4, 50_000, 3
"""D10 of safety.md: seconds, bytes a second; and how often there and back before the first question: for the name, TCP, TLS 1.3."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One answer: the bytes of its body as they are, with gzip, and as they were sent."""

    raw: int
    gzip: int
    sent: int


class Server(ThreadingHTTPServer):
    """Serves `folder`, `slow` as to a phone or at once; with `strict`, each page comes with a policy as strict as ours."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        """Take a free port of the loopback address."""
        super().__init__((HOST, 0), Handler)
        self.folder = folder
        self.slow = self.strict = False
        self.address = f"http://{HOST}:{self.server_address[1]}/"
        self.sent: list[Sent] = []
        self.busy = 0
        self.lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """Begin a new visit: nothing sent, no connection."""
        self.sent.clear()
        self.connected = False
        self.free = 0.0

    def delay(self) -> float:
        """Return how many seconds the next answer takes to begin: the first of a visit sets up the connection."""
        with self.lock:
            trips = 1 if self.connected else 1 + SET_UP
            self.connected = True
        return trips * THERE_AND_BACK if self.slow else 0

    def turn(self, size: int) -> float:
        """Return how many seconds `size` more bytes wait for; all connections share the rate."""
        with self.lock:
            self.free = max(self.free, time.monotonic()) + size / RATE
            return max(0, self.free - time.monotonic()) if self.slow else 0


class Handler(BaseHTTPRequestHandler):
    """Static files: pages are never kept, everything else for an hour, as hosts usually do."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        """Answer with a file."""
        asked = unquote(urlsplit(self.path).path)
        path = self.server.folder / asked.lstrip("/")
        path = path / "index.html" if asked.endswith("/") else path
        status, path = (200, path) if path.is_file() else (404, self.server.folder / "404.html")
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        encodings = ["identity"]
        if kind.startswith("text/") or kind.endswith(("json", "javascript", "xml")):
            asks = self.headers.get("Accept-Encoding", "").split(", ")
            encodings = ["gzip", "br" if "br" in asks else "gzip"]
        raw, *packed = (packed_as(path, encoding) for encoding in ("identity", encodings[0], encodings[-1]))
        with self.server.lock:
            self.server.busy += 1
        try:
            time.sleep(self.server.delay())
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
            self.send_header("Content-Length", str(len(packed[-1])))
            if encodings[-1] != "identity":
                self.send_header("Content-Encoding", encodings[-1])
            self.send_header("Cache-Control", "no-store" if kind == "text/html" else "max-age=3600")
            self.send_header("Referrer-Policy", "no-referrer")
            self.send_header("X-Content-Type-Options", "nosniff")
            if self.server.strict and kind == "text/html":
                self.send_header("Content-Security-Policy", policy(raw.decode()))
            self.end_headers()
            self.server.sent.append(Sent(len(raw), *map(len, packed)))
            for start in range(0, len(packed[-1]), PACKET):
                packet = packed[-1][start : start + PACKET]
                time.sleep(self.server.turn(len(packet)))
                self.wfile.write(packet)
        except ConnectionError:
            self.close_connection = True
        finally:
            with self.server.lock:
                self.server.busy -= 1

    def log_message(self, *_: object) -> None:
        """Write nothing."""


@cache
def packed_as(path: Path, encoding: str) -> bytes:
    """Return what a file is sent as with this Content-Encoding."""
    raw = path.read_bytes()
    return gzip.compress(raw) if encoding == "gzip" else brotli.compress(raw) if encoding == "br" else raw


def policy(page: str) -> str:
    """Return the policy of safety.md 2.5 for a page: the script and style that stand in it may run, and nothing else."""
    allowed = {}
    for name in ("script", "style"):
        texts = re.findall(rf"<{name}>(.*?)</{name}>", page, flags=re.DOTALL)
        hashes = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
        allowed[name] = " ".join(f"'sha256-{one}'" for one in hashes) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed['script']}; style-src {allowed['style']}; "
        "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """Serve a folder on a free port of the loopback address."""
    with Server(folder) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
