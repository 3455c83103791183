"""A server that answers as no server should: with any bytes, dripping or for ever, and keeps what it was asked."""

from __future__ import annotations

import contextlib
import socketserver
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable, Iterator


@contextlib.contextmanager
def answering(parts: Iterable[bytes], context: ssl.SSLContext | None = None) -> Iterator[tuple[str, list[bytes]]]:
    """Answer everybody with the same `parts`, as long as they listen; give the address, and every request that comes."""
    asked: list[bytes] = []

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            wrapped = (
                context.wrap_socket(self.request, server_side=True, do_handshake_on_connect=False) if context else self.request
            )
            with contextlib.suppress(OSError), wrapped as line:
                asked.append(line.recv(65_536))
                for part in parts:
                    line.sendall(part)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"{'https' if context else 'http'}://127.0.0.1:{server.server_address[1]}/", asked
        finally:
            server.shutdown()


def sent(status: str, *headers: str, body: bytes = b"<p>") -> list[bytes]:
    lines = [f"HTTP/1.1 {status}", *headers, *([] if "Content-Length" in "".join(headers) else [f"Content-Length: {len(body)}"])]
    return ["\r\n".join([*lines, "", ""]).encode(), body]
