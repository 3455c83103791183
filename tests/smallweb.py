"""A small web on the loopback address: pages that answer, are gone, move, go round in a ring, refuse or keep somebody waiting."""

from __future__ import annotations

import contextlib
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROBOTS = b"User-agent: *\nDisallow: /private\n"
PAGE = b'<!doctype html><html lang="sv"><title>Sida</title><a href="/never-asked-for">x</a></html>'
TURNS = {
    "/moved": (301, "/fine"),
    "/for-now": (302, "/fine"),
    "/ring": (302, "/ring"),
    "/only-the-front": (301, "/"),
    "/away/": (301, "/fine"),
}
"""Where some addresses lead on, and with which answer."""

SLOW = 3
"""How many seconds `/slow` keeps somebody waiting."""

_asked: dict[str, list[str]] = {}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        _asked[f"http://{self.headers['Host']}/"].append(self.path)
        if self.path == "/slow":
            threading.Event().wait(SLOW)
        status, to = TURNS.get(self.path, (200, ""))
        body = ROBOTS if self.path == "/robots.txt" else PAGE
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.send_response(int(self.path[1:]) if self.path[1:].isdigit() else status)
            if to:
                self.send_header("Location", to)
            self.send_header("Content-Type", "text/plain" if body is ROBOTS else "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def served() -> Iterator[str]:
    """Serve the small web; give its address, which ends in a stroke. `/404` answers 404, and so on."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    address = f"http://127.0.0.1:{server.server_port}/"
    _asked[address] = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield address
    finally:
        server.shutdown()
        server.server_close()


def asked(address: str) -> list[str]:
    """Return every path that somebody has asked for, in order."""
    return _asked[address]


def nobody() -> str:
    """Return an address on this machine where nobody answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/"
