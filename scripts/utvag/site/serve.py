"""Serves the built site to this machine alone, and builds it again when a file that it is made of changes."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import unquote

from utvag.site import headers

if TYPE_CHECKING:
    import io
    from collections.abc import Callable, Iterator
    from os import PathLike

    from utvag.project import Project

HOST = "127.0.0.1"
LOOKS_PER_SECOND = 10


SAFE = (("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer"), ("X-Content-Type-Options", "nosniff"))
"""What goes with every answer when the folder holds no headers of its own."""


class Handler(SimpleHTTPRequestHandler):
    """Static files as a host would give them: the headers of the build, no listing of folders, no hidden files, our own 404."""

    protocol_version = "HTTP/1.1"

    def send_header(self, keyword: str, value: str) -> None:
        """Say neither what serves nor when a file was made."""
        if keyword not in ("Server", "Last-Modified"):
            super().send_header(keyword, value)

    def end_headers(self) -> None:
        """Add what must go with every answer: read anew each time, since a build may have put another site in the folder."""
        try:
            made = headers.read(Path(self.directory))
        except (OSError, ValueError):
            made = SAFE
        for name, value in made:
            self.send_header(name, value)
        super().end_headers()

    def guess_type(self, path: str | PathLike[str]) -> str:
        """Say that text is UTF-8, in the header too."""
        kind = super().guess_type(path)
        return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind

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
        """Answer 404 for a hidden file or folder, and for an address that no file system can hold."""
        if "/." in f"/{unquote(self.path.partition('?')[0])}":  # an address may come without its first stroke
            self.send_error(404)
            return None
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


class _Server(ThreadingHTTPServer):
    """Answers each visitor in a thread of its own, which ends with the program."""

    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """Write nothing when a visitor has gone before the answer came; anything else is a fault of ours."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # as it was given


def server(folder: Path, port: int) -> ThreadingHTTPServer:
    """Return a server for `folder` on the loopback address; port 0 takes a free one. Call `serve_forever` on it."""
    return _Server((HOST, port), partial(Handler, directory=str(folder)))


def watch(project: Project, changed: Callable[[], None], stop: threading.Event) -> None:
    """Call `changed` each time a file that the site is made of has a new time or size, until `stop` is set."""
    before = dict(_state(project))
    while not stop.wait(1 / LOOKS_PER_SECOND):
        now = dict(_state(project))
        if now != before:
            before = now
            changed()


def _state(project: Project) -> Iterator[tuple[Path, tuple[int, int]]]:
    folders = dict.fromkeys((project.content, project.templates, project.theme))
    files = [project.registry, project.config, project.settings, project.personas]
    files += [
        Path(found, name) for folder in folders for found, _, names in os.walk(folder) for name in names
    ]  # a folder may go meanwhile
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
    stop = threading.Event()

    def interrupted(*_: object) -> None:
        stop.set()  # the exception alone may be lost: it is where it is raised in a destructor
        raise KeyboardInterrupt

    with server(project.site, port) as running, _answering(running), contextlib.suppress(KeyboardInterrupt):
        signal.signal(signal.SIGINT, interrupted)
        ready(f"http://{HOST}:{running.server_address[1]}/")
        watch(project, rebuild, stop)


@contextlib.contextmanager
def _answering(running: ThreadingHTTPServer) -> Iterator[None]:
    """Let a process of its own answer, which ends with this one however that ends: a build beside threads would have one core."""
    listening, alive = os.pipe()
    process = os.fork()
    if not process:
        os.close(alive)
        threading.Thread(target=running.serve_forever, daemon=True).start()
        with contextlib.suppress(KeyboardInterrupt):
            os.read(listening, 1)
        os._exit(0)
    os.close(listening)
    try:
        yield
    finally:
        os.close(alive)
        os.kill(process, signal.SIGTERM)
        os.waitpid(process, 0)
