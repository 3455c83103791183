"""A code host on the loopback address: suggestions, comments and issues, as far as `.github/tell.py` knows them."""

from __future__ import annotations

import contextlib
import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

REPOSITORY = "utvag/utvag"
TOKEN = "ett-prov"  # noqa: S105 -- opens nothing
US = {"login": "github-actions[bot]"}


@dataclass
class Host:
    """What the host knows: suggestions by number, the comments of each, issues, and every change that somebody asked for."""

    address: str
    pulls: dict[int, dict[str, Any]] = field(default_factory=dict)
    comments: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    issues: list[dict[str, Any]] = field(default_factory=list)
    changes: list[tuple[str, str]] = field(default_factory=list)

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: dict[str, Any]) -> Any:  # noqa: ANN401, PLR0911 -- JSON; a table of requests
        """Return the answer to a request below the repository, or None when there is no such thing."""
        if method != "GET":
            self.changes.append((method, path))
        match (method, *path.split("/")):
            case ("GET", "pulls", number):
                return self.pulls.get(int(number))
            case ("GET", "issues", number, "comments"):
                return _page(self.comments.get(int(number), []), query)
            case ("POST", "issues", number, "comments"):
                return self._add(self.comments.setdefault(int(number), []), body)
            case ("PATCH", "issues", "comments", number):
                return _write(next(one for many in self.comments.values() for one in many if one["id"] == int(number)), body)
            case ("GET", "issues"):
                return _page([issue for issue in reversed(self.issues) if issue["state"] == query["state"][0]], query)
            case ("POST", "issues"):
                return self._add(self.issues, {**body, "state": "open", "number": len(self.issues) + 1})
            case ("PATCH", "issues", number):
                return _write(next(one for one in self.issues if one["number"] == int(number)), body)
        return None

    def _add(self, many: list[dict[str, Any]], body: dict[str, Any]) -> dict[str, Any]:
        known = [*self.issues, *(one for those in self.comments.values() for one in those)]
        many.append({"user": US, **body, "id": 1000 + len(known)})
        return many[-1]


def _page(many: list[dict[str, Any]], query: dict[str, list[str]]) -> list[dict[str, Any]]:
    size, page = int(query["per_page"][0]), int(query["page"][0])
    return many[(page - 1) * size : page * size]


def _write(one: dict[str, Any], body: dict[str, Any]) -> dict[str, Any]:
    one.update(body)
    return one


@contextlib.contextmanager
def running() -> Iterator[Host]:
    """Run a host that knows nothing yet; whoever lacks the token is refused."""

    class Handler(BaseHTTPRequestHandler):
        def _any(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"] or 0))
            where = urlsplit(self.path)
            path = where.path.removeprefix(f"/repos/{REPOSITORY}/")
            allowed = self.headers["Authorization"] == f"Bearer {TOKEN}" and path != where.path
            told = host.answer(self.command, path, parse_qs(where.query), json.loads(body or b"{}")) if allowed else None
            data = json.dumps(told).encode()
            self.send_response(200 if told is not None else 404)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = _any  # noqa: N815 -- the names that http.server looks for

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    host = Host(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
