"""`serve` meets ten thousand requests that no browser would send: it gives nothing but the site, and nobody sees a traceback."""

from __future__ import annotations

import contextlib
import random
import shutil
import socket
import struct
from typing import TYPE_CHECKING

import fake_servers
import pytest
from utvag.site import serve

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

REQUESTS = 10_000
HANGING = 200
SEED = 20261122
SECRET = b"det-har-ar-hemligt-7f3a"
PATIENCE = 20
"""Seconds that an answer may take."""

TARGETS = (
    "hemligt.txt",
    "etc/passwd",
    "programs.yaml",
    ".headers/nginx.conf",
    ".git/config",
    "guide",
    "guide/",
    "",
    "index.html",
    "%00",
)
UP = (
    "../",
    "..%2f",
    "%2e%2e/",
    "%2e%2e%2f",
    "%252e%252e%252f",
    "..\\",
    "..%5c",
    "....//",
    "..;/",
    "%c0%ae%c0%ae/",
    "./",
    "//",
    ".%00./",
)
METHODS = (
    "GET",
    "HEAD",
    "POST",
    "PUT",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "CONNECT",
    "PROPFIND",
    "get",
    "",
    "G E T",
    "GET\0",
    "__class__",
    "Å",
)
VERSIONS = (
    "HTTP/1.1",
    "HTTP/1.0",
    "HTTP/0.9",
    "HTTP/2.0",
    "HTTP/1.",
    "HTTP/1.1.1",
    "HTTP/-1.1",
    "HTTP/١.١",
    "http/1.1",
    "",
    "HTTP/1.1 mer",
)
ENDS = ("\r\n", "\n", "\r", "\r\n\r\n", "\n\n", "\0\r\n")
HEADERS = (
    "Host: 127.0.0.1",
    "Host: " + "a" * 70_000,
    "Connection: close",
    "Connection: keep-alive",
    "Content-Length: 99999999",
    "Content-Length: -1",
    "Transfer-Encoding: chunked\r\n\r\nGET /../hemligt.txt HTTP/1.1",
    "Range: bytes=0-5,-9999999999",
    "If-Modified-Since: Sun, 99 Nov 99999 99:99:99 GMT",
    "If-Modified-Since: Sun, 22 Nov 2099 10:00:00 GMT",
    "Expect: 100-continue",
    "utan kolon",
    " inskjuten: rad",
    ": utan namn",
    "X: \0\x7f\x1b[2J",
)

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("alone")]


def _path(draw: random.Random) -> str:
    """Return an address: a way up and something to find there, whole or as bytes in other words, or one without end."""
    up = "".join(draw.choices(UP, k=draw.randrange(7)))
    path = draw.choice(("/", "/guide/", "", "//", "/%2f", "\\")) + up + draw.choice(TARGETS)
    kinds: tuple[Callable[[], str], ...] = (
        lambda: path,
        lambda: path + draw.choice(("?", "#", "?../../hemligt.txt", ";a=1", "%", "%zz", "%00.html", "\0", "/.", "/..")),
        lambda: draw.choice(("http://127.0.0.1", "http://example.se", "file://", "http://", "//x")) + path,
        lambda: "".join(f"%{byte:02x}" for byte in path.encode()),
        lambda: path * draw.choice((1, 50, 5_000)),
        lambda: "/" + "a" * draw.choice((255, 256, 4_096, 65_536, 70_000)),
        lambda: "/" + "a/" * 3_000,
        lambda: draw.choice(("/", "/guide/", "/index.html", "/?a=1", "/guide")),
    )
    return draw.choices(kinds, weights=(6, 4, 3, 3, 1, 1, 1, 1))[0]()


def _request(draw: random.Random) -> bytes:
    """Return one request as nobody should write it; some are cut off, some are noise."""
    if draw.random() < 0.05:
        return draw.randbytes(draw.randrange(400))
    method = draw.choice(METHODS) if draw.random() < 0.4 else "GET"
    version = draw.choice(VERSIONS) if draw.random() < 0.3 else "HTTP/1.1"
    end = draw.choice(ENDS) if draw.random() < 0.1 else "\r\n"
    headers = draw.choices(HEADERS, k=draw.choice((0, 1, 2, 3, 120))) if draw.random() < 0.4 else ["Connection: close"]
    text = f"{method} {_path(draw)} {version}{end}" + "".join(f"{header}{end}" for header in headers) + end
    request = text.encode("utf-8", "surrogateescape")
    return request[: draw.randrange(len(request))] if draw.random() < 0.1 else request


def _answer(port: int, request: bytes, draw: random.Random) -> bytes:
    """Send a request and return all that comes back; now and then the visitor hangs up at once."""
    with socket.create_connection((serve.HOST, port), timeout=PATIENCE) as visitor, contextlib.suppress(ConnectionError):
        if draw.random() < 0.05:
            visitor.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # no good-bye
            visitor.sendall(request)
            return b""
        visitor.sendall(request)
        with contextlib.suppress(OSError):  # the server may have had enough already
            visitor.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: visitor.recv(65_536), b""))
    return b""


def test_ten_thousand_odd_requests_are_given_pages_and_errors_and_nothing_else(
    built: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    site = shutil.copytree(built, tmp_path / "site")
    for name in ("hemligt.txt", "programs.yaml", ".git/config", "etc/passwd"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(SECRET)
    pages = {path.read_bytes() for path in site.rglob("*.html")}
    inside = {path.read_bytes() for path in (site / ".headers").iterdir()}
    draw = random.Random(SEED)  # noqa: S311 -- the same requests every time
    statuses: dict[bytes, int] = {}
    with fake_servers.running(serve.server(site, 0)) as address:
        port = int(address.rstrip("/").rpartition(":")[2])
        for _ in range(REQUESTS):
            request = _request(draw)
            answer = _answer(port, request, draw)
            head, _, body = answer.partition(b"\r\n\r\n") if answer.startswith(b"HTTP/") else (b"", b"", answer)
            status = head[9:12]
            statuses[status] = statuses.get(status, 0) + 1
            assert SECRET not in answer, request
            assert b"root:x:" not in answer, request
            assert not any(hidden in answer for hidden in inside), request
            assert status not in (b"", b"200") or not body or body.startswith((b"HTTP/1.1 ", *pages)), request
            assert not status.startswith(b"5") or status in (b"501", b"505"), (request[:200], answer[:200])
        assert _answer(port, b"GET /guide/ HTTP/1.0\r\n\r\n", random.Random(0)).endswith((site / "guide/index.html").read_bytes())  # noqa: S311 -- as above
    assert statuses[b"200"] > 100
    assert statuses[b"404"] > 1_000
    assert capfd.readouterr() == ("", "")


def test_two_hundred_visitors_who_never_finish_their_sentence_hold_up_nobody(
    built: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with fake_servers.running(serve.server(built, 0)) as address, contextlib.ExitStack() as open_ones:
        port = int(address.rstrip("/").rpartition(":")[2])
        for number in range(HANGING):
            visitor = open_ones.enter_context(socket.create_connection((serve.HOST, port), timeout=PATIENCE))
            visitor.sendall(b"GET /guide/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"[: number % 30])
        assert _answer(port, b"GET / HTTP/1.0\r\n\r\n", random.Random(0)).endswith((built / "index.html").read_bytes())  # noqa: S311 -- no secret
    assert capfd.readouterr() == ("", "")


def test_the_server_listens_on_this_machine_alone(built: Path) -> None:
    with serve.server(built, 0) as made:
        assert made.server_address[0] == "127.0.0.1"
        with (
            pytest.raises(OSError, match=r"refused|unreachable"),
            socket.create_connection(("127.0.0.2", made.server_address[1]), timeout=5),
        ):
            pass
