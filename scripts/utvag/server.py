"""Serves the built site to this machine alone, and builds it again when a file that it is made of changes."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    import io
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from utvag.paths import Project

HOST = "127.0.0.1"
LOOKS_PER_SECOND = 5


class Handler(SimpleHTTPRequestHandler):
    """Static files as a host would give them: no listing of folders, our own 404, nothing kept in the browser's cache."""

    protocol_version = "HTTP/1.1"
    server_version = "utvag"
    sys_version = ""

    def end_headers(self) -> None:
        """Add what must go with every answer."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page when an address does not exist."""
        page = f"{self.directory}/404.html"
        try:
            with open(page, "rb") as file:  # noqa: PTH123 -- `directory` is a string here
                body = file.read()
        except OSError:
            super().send_error(code, message, explain)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Answer 404 for an address that no file system can hold."""
        try:
            return super().send_head()
        except ValueError:
            self.send_error(404)
            return None

    def list_directory(self, path: object) -> None:
        """Never list a folder."""
        del path
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        """Write nothing about visits, not even one's own."""


def server(folder: Path, port: int) -> ThreadingHTTPServer:
    """Return a server for `folder` on the loopback address; port 0 takes a free one. Call `serve_forever` on it."""
    made = ThreadingHTTPServer((HOST, port), partial(Handler, directory=str(folder)))
    made.daemon_threads = True
    return made


def watch(project: Project, changed: Callable[[], None], stop: threading.Event) -> None:
    """Call `changed` each time a file that the site is made of has a new time or size, until `stop` is set."""
    before = dict(_state(project))
    while not stop.wait(1 / LOOKS_PER_SECOND):
        now = dict(_state(project))
        if now != before:
            before = now
            changed()


def _state(project: Project) -> Iterator[tuple[Path, tuple[int, int]]]:
    files = [project.registry, project.config, *project.content.rglob("*"), *project.templates.rglob("*")]
    for path in files:
        try:
            found = path.stat()
        except OSError:
            continue
        yield path, (found.st_mtime_ns, found.st_size)


def serve(project: Project, port: int, rebuild: Callable[[], None], ready: Callable[[str], None]) -> None:
    """Serve `project.site` until interrupted, calling `rebuild` on changes; `ready` is told the address.

    Raises OSError for a port that is taken.
    """
    with server(project.site, port) as running:
        stop = threading.Event()
        threading.Thread(target=running.serve_forever, daemon=True).start()
        ready(f"http://{HOST}:{running.server_address[1]}/")
        try:
            watch(project, rebuild, stop)
        except KeyboardInterrupt:
            stop.set()
        running.shutdown()
