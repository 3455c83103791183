"""Servers on the loopback address that tests ask: a small web, one that answers as no server should, a code host."""

from __future__ import annotations

import contextlib
import json
import socket
import socketserver
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable, Iterator


@contextlib.contextmanager
def running(made: socketserver.TCPServer, scheme: str = "http") -> Iterator[str]:
    """Let a server answer, and end it; give its address."""
    with made:
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield f"{scheme}://{made.server_address[0]!s}:{made.server_address[1]}/"
        finally:
            made.shutdown()
            thread.join()


# A small web: pages that answer, are gone, move, go round in a ring, refuse or keep somebody waiting
ROBOTS = b"User-agent: *\nDisallow: /private\n"
PAGE = b'<!doctype html><html lang="sv"><title>Sida</title><a href="/never-asked-for">x</a></html>'
TURNS = {
    "/moved": (301, "/fine"),
    "/for-now": (302, "/fine"),
    "/ring": (302, "/ring"),
}
"""Where some addresses lead on, and with which answer."""

SLOW = 3
"""How many seconds `/slow` keeps somebody waiting."""

_asked: dict[str, list[str]] = {}


class _Quiet(BaseHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def answer(self, status: int, body: bytes, **more: str) -> None:
        """Answer with a body, and more headers."""
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **more}.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(body)


class _Web(_Quiet):
    def do_GET(self) -> None:
        _asked[f"http://{self.headers['Host']}/"].append(self.path)
        if self.path == "/slow":
            threading.Event().wait(SLOW)
        status, to = TURNS.get(self.path, (200, ""))
        body, kind = (ROBOTS, "text/plain") if self.path == "/robots.txt" else (PAGE, "text/html")
        status = int(self.path[1:]) if self.path[1:].isdigit() else status
        self.answer(status, body, Content_Type=kind, **({"Location": to} if to else {}))


@contextlib.contextmanager
def small_web() -> Iterator[str]:
    """Serve the small web; give its address, which ends in a stroke. `/404` answers 404, and so on."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Web)
    server.daemon_threads = True
    with running(server) as address:
        _asked[address] = []
        yield address


def asked(address: str) -> list[str]:
    """Return every path that somebody has asked the small web for, in order."""
    return _asked[address]


def nobody() -> str:
    """Return an address on this machine where nobody answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/"


@contextlib.contextmanager
def answering(parts: Iterable[bytes], context: ssl.SSLContext | None = None) -> Iterator[tuple[str, list[bytes]]]:
    """Answer everybody with the same `parts`, as long as they listen; give the address, and every request that comes."""
    heard: list[bytes] = []

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            line = self.request
            if context:
                line = context.wrap_socket(line, server_side=True, do_handshake_on_connect=False)
            with contextlib.suppress(OSError), line:
                heard.append(line.recv(65_536))
                for part in parts:
                    line.sendall(part)

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    with running(server, "https" if context else "http") as address:
        yield address, heard


def sent(status: str, *headers: str, body: bytes = b"<p>") -> list[bytes]:
    """Return an answer as the bytes that a server sends."""
    lines = [f"HTTP/1.1 {status}", *headers, *([] if "Content-Length" in "".join(headers) else [f"Content-Length: {len(body)}"])]
    return ["\r\n".join([*lines, "", ""]).encode(), body]


# A code host: branches, suggestions, comments and issues, as far as `.github/tell.py` knows them
REPOSITORY = "utvag/utvag"
TOKEN = "ett-prov"  # noqa: S105 -- opens nothing
US = {"login": "github-actions[bot]"}
LATE = -1
"""A fault: the host does what is asked, and never answers."""


@dataclass
class CodeHost:
    """What the host knows, each thing as it tells of it, and every change that somebody asked for."""

    address: str = ""
    pulls: list[dict[str, Any]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    issues: list[dict[str, Any]] = field(default_factory=list)
    changes: list[tuple[str, str]] = field(default_factory=list)
    rights: dict[str, str] = field(default_factory=dict)
    branches: dict[str, str] = field(default_factory=dict)
    objects: dict[str, dict[str, Any]] = field(default_factory=dict)
    faults: dict[tuple[str, str], int] = field(default_factory=dict)
    """What it answers to a method and a path instead of doing it: a status, or LATE."""

    def git(self, method: str, what: str, name: str, body: dict[str, Any]) -> tuple[int, Any]:
        """Return the answer to what is asked of git: commits and trees by their sums, branches by name."""
        if method == "GET":
            return 200, self.objects[name]
        self.changes.append((method, f"git/{what}"))
        branch = (body.get("ref") or name).removeprefix("refs/").removeprefix("heads/")
        if what != "refs":
            sha = f"{len(self.objects):040}"
            self.objects[sha] = body if what == "trees" else {**body, "tree": {"sha": body["tree"]}}
            return 201, {"sha": sha}
        if method == "DELETE":
            self.branches.pop(branch)
            for pull in self.pulls:
                pull["state"] = "closed" if pull["head"]["label"].endswith(f":{branch}") else pull["state"]
            return 204, None
        if branch in self.branches:
            return 422, {"message": "Reference already exists"}
        self.branches[branch] = body["sha"]
        return 201, {}

    def answer(self, method: str, path: str, query: dict[str, str], body: dict[str, Any]) -> Any:  # noqa: ANN401 -- JSON
        """Return the answer to a request below the repository, or None when there is no such thing."""
        kind, *rest = path.removesuffix("/comments").split("/")
        if kind == "collaborators":
            return {"permission": self.rights.get(unquote(rest[0]), "none")}
        many = self.pulls if kind == "pulls" else self.comments if "comments" in path else self.issues
        under: dict[str, Any] = {"on": int(rest[0])} if rest and rest[0].isdigit() else {}
        if method == "GET":
            asked: dict[str, Any] = under | {name: query[name] for name in ("state", "head") if name in query}
            found = [one for one in reversed(many) if asked.items() <= {**one, "head": one.get("head", {}).get("label")}.items()]
            end = int(query["per_page"]) * int(query.get("page", 1))
            return found[end - int(query["per_page"]) : end]
        self.changes.append((method, path))
        if method == "PATCH":
            key = "id" if "comments" in path else "number"
            one = next(one for one in many if one[key] == int(rest[-1]))
        else:
            one = {"user": US, "state": "open", "number": len(many) + 1, "id": 1000 + len(many), **under}
            many.append(one)
        one.update(body)
        if method == "POST" and kind == "pulls":
            one["head"] = {"label": f"{REPOSITORY.partition('/')[0]}:{body['head']}"}
        return one


@contextlib.contextmanager
def code_host() -> Iterator[CodeHost]:
    """Run a host that knows nothing yet; whoever lacks the token is refused."""
    host = CodeHost()

    class Handler(_Quiet):
        def _any(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"] or 0)) or b"{}")
            where = urlsplit(self.path)
            path = where.path.removeprefix(f"/repos/{REPOSITORY}/")
            allowed = self.headers["Authorization"] == f"Bearer {TOKEN}" and path != where.path
            query = {name: values[0] for name, values in parse_qs(where.query).items()}
            fault = next((code for (how, start), code in host.faults.items() if how == self.command and path.startswith(start)), 0)
            status, told = (200, None) if allowed and fault in (0, LATE) else (fault or 404, None)
            if status == 200 and path.startswith("git/"):
                what, _, name = path.removeprefix("git/").partition("/")
                status, told = host.git(self.command, what, name, body)
            elif status == 200:
                told = host.answer(self.command, path, query, body)
            if fault == LATE:
                self.close_connection = True  # it is done, and nobody hears of it
            else:
                self.answer(status, b"" if status == 204 else json.dumps(told).encode())

        do_GET = do_POST = do_PATCH = do_DELETE = _any  # noqa: N815 -- the names that http.server looks for

    with running(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as address:
        host.address = address.rstrip("/")
        yield host
