"""Serves the built site to this machine alone, and builds it again when a file that it is made of changes."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import sys
import threading
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import unquote

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from utvag.site import headers

if TYPE_CHECKING:
    import io
    from collections.abc import Callable, Iterator
    from os import PathLike

    from utvag.project import Project

HOST = "127.0.0.1"
THIS_MACHINE = re.compile(r"(127\.0\.0\.1|localhost)(:\d+)?", re.IGNORECASE)
"""What a visitor may call us. Any other name that leads here is of somebody who wants a browser to read our drafts to them."""

WRITES = ("created", "deleted", "modified", "moved")
"""What watchdog tells of that changes a file; it tells of reading too."""

QUIET = 0.03
"""Seconds without a change after which somebody is done with saving."""

SAFE = (("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer"), ("X-Content-Type-Options", "nosniff"))
"""What goes with every answer when the folder holds no headers of its own."""


class Handler(SimpleHTTPRequestHandler):
    """Static files as a host would give them, one a connection: the headers of the build, nothing hidden or listed, our own 404."""

    def parse_request(self) -> bool:
        """Answer 421 to whoever asks for another host."""
        if not super().parse_request():
            return False
        if not all(map(THIS_MACHINE.fullmatch, self.headers.get_all("Host", []))):
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return False
        return True

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
        """Answer with the site's own page, or to a stranger with nothing."""
        del message, explain
        try:
            body = b"" if code == HTTPStatus.MISDIRECTED_REQUEST else Path(self.directory, "404.html").read_bytes()
        except OSError:
            body = b""
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Answer 404 for a hidden file or folder, and for an address that no file system can hold."""
        with contextlib.suppress(ValueError):
            if "/." not in f"/{unquote(self.path.partition('?')[0])}":  # an address may come without its first stroke
                return super().send_head()
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


class _Watch(FileSystemEventHandler):
    """Sets `changed` when somebody writes, makes, moves or takes away one of `paths`, what is in it, or a folder around it."""

    def __init__(self, paths: set[Path], changed: threading.Event) -> None:
        self.paths, self.changed = paths, changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in WRITES or (event.is_directory and event.event_type == "modified"):
            return
        touched = [Path(os.fsdecode(name)) for name in (event.src_path, event.dest_path) if name]
        if any(path.is_relative_to(ours) or ours.is_relative_to(path) for path in touched for ours in self.paths):
            self.changed.set()


@contextlib.contextmanager
def watched(project: Project, changed: threading.Event) -> Iterator[None]:
    """Set `changed` whenever something changes that the site is made of; a folder that is away is not seen to come back."""
    folders = {project.content, project.templates, project.theme}
    paths = folders | {project.registry, project.config, project.settings, project.personas}
    observer = Observer()
    for folder in filter(Path.is_dir, folders | {path.parent for path in paths}):
        observer.schedule(_Watch(paths, changed), str(folder), recursive=folder in folders)
    observer.start()
    try:
        yield
    finally:
        observer.stop()
        observer.join()


def serve(project: Project, port: int, rebuild: Callable[[], object], ready: Callable[[str], None]) -> None:
    """Serve `project.site` until interrupted, calling `rebuild` on changes; `ready` is told the address.

    Raises OSError for a port that is taken.
    """
    changed, stop = threading.Event(), threading.Event()

    def interrupted(*_: object) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)  # for whoever does not want to wait until a build has ended
        stop.set()
        changed.set()

    with server(project.site, port) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        signal.signal(signal.SIGINT, interrupted)
        step: Callable[[], object] = partial(ready, f"http://{HOST}:{running.server_address[1]}/")
        while not stop.is_set():
            with watched(project, changed):  # each time anew, for a folder may have come back
                step()
                changed.wait()
                while changed.is_set():
                    changed.clear()
                    changed.wait(QUIET)
            step = rebuild
        running.shutdown()
