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
    """What the host knows, each thing as it tells of it, and every change that somebody asked for."""

    address: str
    pulls: list[dict[str, Any]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    issues: list[dict[str, Any]] = field(default_factory=list)
    changes: list[tuple[str, str]] = field(default_factory=list)

    def answer(self, method: str, path: str, query: dict[str, str], body: dict[str, Any]) -> Any:  # noqa: ANN401 -- JSON
        """Return the answer to a request below the repository, or None when there is no such thing."""
        kind, *rest = path.removesuffix("/comments").split("/")
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
        return one


@contextlib.contextmanager
def running() -> Iterator[Host]:
    """Run a host that knows nothing yet; whoever lacks the token is refused."""

    class Handler(BaseHTTPRequestHandler):
        def _any(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"] or 0)) or b"{}")
            where = urlsplit(self.path)
            path = where.path.removeprefix(f"/repos/{REPOSITORY}/")
            allowed = self.headers["Authorization"] == f"Bearer {TOKEN}" and path != where.path
            query = {name: values[0] for name, values in parse_qs(where.query).items()}
            data = json.dumps(host.answer(self.command, path, query, body) if allowed else None).encode()
            self.send_response(200 if allowed else 404)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = _any  # noqa: N815 -- the names that http.server looks for

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        host = Host(f"http://127.0.0.1:{server.server_port}")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield host
        finally:
            server.shutdown()
