"""A server for measuring: packed as the browser asks, a chosen slowness of the network, and an account of everything it sent."""

from __future__ import annotations

import base64
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

from utvag.site import pack
from utvag.site.serve import HOST

if TYPE_CHECKING:
    from pathlib import Path

PACKET = 1460
"""Bytes that travel together."""


@dataclass(frozen=True, slots=True)
class Link:
    """A network: seconds there and back, and bytes a second (0: no limit)."""

    there_and_back: float
    rate: float
    set_up: int
    """How many times there and back the first connection takes: one for the name, one for TCP and one for TLS 1.3."""


FAST = Link(0, 0, 0)
PHONE_NETWORK = Link(0.4, 50_000, 3)
"""D10 of safety.md."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One answer: its address, and the bytes of its body: as they are, with gzip, and as they were sent."""

    path: str
    raw: int
    gzip: int
    sent: int


class Server(ThreadingHTTPServer):
    """Serves `folder` over `link`; with `strict`, each page comes with a policy as strict as ours."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        """Take a free port of the loopback address."""
        super().__init__((HOST, 0), Handler)
        self.folder = folder
        self.link = FAST
        self.strict = False
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
            trips = 1 if self.connected else 1 + self.link.set_up
            self.connected = True
        return trips * self.link.there_and_back

    def turn(self, size: int) -> float:
        """Return how many seconds `size` more bytes wait for; all connections share the rate."""
        if not self.link.rate:
            return 0
        with self.lock:
            self.free = max(self.free, time.monotonic()) + size / self.link.rate
            return self.free - time.monotonic()


class Handler(BaseHTTPRequestHandler):
    """Static files: pages are never kept, everything else for an hour, as hosts usually do."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        """Answer with a file."""
        asked = unquote(urlsplit(self.path).path)
        path = self.server.folder / asked.lstrip("/")
        path = path / "index.html" if asked.endswith("/") else path
        found = path.is_file()
        path = path if found else self.server.folder / "404.html"
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        bodies = _bodies(path)
        raw, packed = bodies["identity"], bodies["gzip"]
        encoding = "identity"
        if kind.startswith("text/") or kind.endswith(("json", "javascript", "xml")):
            encoding = "br" if "br" in self.headers.get("Accept-Encoding", "").split(", ") else "gzip"
        body = bodies[encoding]
        with self.server.lock:
            self.server.busy += 1
        try:
            time.sleep(self.server.delay())
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
            self.send_header("Content-Length", str(len(body)))
            if encoding != "identity":
                self.send_header("Content-Encoding", encoding)
            self.send_header("Cache-Control", "no-store" if kind == "text/html" else "max-age=3600")
            self.send_header("Referrer-Policy", "no-referrer")
            self.send_header("X-Content-Type-Options", "nosniff")
            if self.server.strict and kind == "text/html":
                self.send_header("Content-Security-Policy", policy(raw.decode()))
            self.end_headers()
            self.server.sent.append(Sent(asked, len(raw), len(packed if encoding != "identity" else raw), len(body)))
            for start in range(0, len(body), PACKET):
                packet = body[start : start + PACKET]
                time.sleep(max(0, self.server.turn(len(packet))))
                self.wfile.write(packet)
        except ConnectionError:
            self.close_connection = True
        finally:
            with self.server.lock:
                self.server.busy -= 1

    def log_message(self, *_: object) -> None:
        """Write nothing."""


@cache
def _bodies(path: Path) -> dict[str, bytes]:
    """Return what a file is sent as, by the name of its Content-Encoding."""
    raw = path.read_bytes()
    return {"identity": raw, "gzip": pack.gzipped(raw), "br": pack.brotlied(raw)}


def policy(page: str) -> str:
    """Return the policy of safety.md 2.5 for a page: the script and style that stand in it may run, and nothing else."""
    hashes = {
        name: " ".join(f"'sha256-{_hash(text)}'" for text in re.findall(rf"<{name}>(.*?)</{name}>", page, flags=re.DOTALL))
        or "'none'"
        for name in ("script", "style")
    }
    return (
        f"default-src 'none'; script-src {hashes['script']}; style-src {hashes['style']}; img-src data:; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
