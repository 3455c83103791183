"""What a server answers when it is asked as browsers ask, or in Swedish why that is no page. Nothing is followed or tried again."""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
from urllib.parse import quote, urlsplit

from utvag.site import pack

PATIENCE = 20.0
"""How many seconds a server may take for one answer, to its last byte."""

MOST_SENT, MOST = 1_000_000, 10_000_000
"""How many bytes an answer may be as it is sent, and unpacked: many times our largest page."""

WORDS = {
    "address": "Så kan adressen inte skrivas. Skriv till exempel https://www.example.se/.",
    "unknown": "Ingen känner till {0}. Kolla stavningen, och att datorn har nät.",
    "refused": "På {0} svarar ingen webbserver.",
    "late": "{0} svarade inte i tid.",
    "broken": "{0} bröt av mitt i ett svar.",
    "odd": "{0} svarar inte som en webbserver.",
    "other": "Servern kan inte visa att den är {0}. Dess certifikat gäller inte.",
    "open": "Det går inte att tala krypterat med {0}.",
    "moved": "Adressen leder vidare till {0}.",
    "missing": "Sidan finns inte ({0}).",
    "status": "Servern svarade {0} i stället för sidan.",
    "packed": "Sidan är packad så att ingen kan läsa den ({0}).",
    "large": "Svaret är större än {0} byte. Så stora är inte våra sidor.",
    "unread": "Filen går inte att läsa: {0}.",
}
"""Why there is no page, in words."""

OF_ONE_PAGE = frozenset(["moved", "missing", "status", "packed", "large", "unread"])
"""What says nothing about the other pages; after anything else, there is no use in asking for them."""

_FAULTS: tuple[tuple[type[Exception], str], ...] = (
    (TimeoutError, "late"),
    (socket.gaierror, "unknown"),
    (ssl.SSLCertVerificationError, "other"),
    (ssl.SSLError, "open"),
    (ConnectionRefusedError, "refused"),
    (OSError, "broken"),
    (http.client.IncompleteRead, "broken"),
)


class NoAnswer(Exception):  # noqa: N818 -- what there is, as InvalidRegistry
    """A place gave no page. Its text is Swedish."""

    def __init__(self, why: str, about: object = "") -> None:
        """Keep why, a key of `WORDS`, and whom or what it is about."""
        super().__init__(WORDS[why].format(about))
        self.is_silent = why not in OF_ONE_PAGE


class Server:
    """A website at an address, which may lead to a folder of a larger one. Everything raises NoAnswer."""

    def __init__(self, address: str) -> None:
        """Take apart `address`, which begins with https:// or http://; nobody is asked yet."""
        try:
            parts = urlsplit(address)
            self.host, self.port = parts.hostname or "", parts.port
        except ValueError:
            raise NoAnswer("address") from None
        if parts.scheme not in ("http", "https") or not self.host or parts.query or parts.fragment or parts.username is not None:
            raise NoAnswer("address")
        self.kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        self.folder = parts.path.removesuffix("index.html").rstrip("/") + "/"
        self.base = f"{parts.scheme}://{parts.netloc}{self.folder}"

    def get(self, name: str) -> bytes:
        """Return the bytes that a browser shows for `name` under the address."""
        try:
            answer, body = self._ask(self.folder + quote(name))
        except (OSError, http.client.HTTPException, UnicodeError) as fault:
            raise NoAnswer(next((why for kind, why in _FAULTS if isinstance(fault, kind)), "odd"), self.host) from fault
        if 300 <= answer.status < 400:  # noqa: PLR2004 -- all that lead somewhere else
            raise NoAnswer("moved", answer.headers.get("Location") or "ingenstans")
        if answer.status in (404, 410):
            raise NoAnswer("missing", answer.status)
        if answer.status != http.client.OK:
            raise NoAnswer("status", answer.status)
        if len(body) > MOST_SENT:
            raise NoAnswer("large", MOST_SENT)
        if answer.length:  # less came than was promised
            raise NoAnswer("broken", self.host)
        return unpacked(body, answer.headers.get("Content-Encoding", "identity").strip().lower())

    def _ask(self, path: str) -> tuple[http.client.HTTPResponse, bytes]:
        """Return the answer for a path, and no more than one byte too much of its body; what has not come in time is cut off."""
        late = threading.Event()
        with contextlib.closing(self.kind(self.host, self.port, timeout=PATIENCE)) as connection:
            connection.connect()
            cut = threading.Timer(PATIENCE, _cut, (connection.sock, late))
            cut.start()
            try:
                connection.request("GET", path, headers={"Accept-Encoding": "gzip, br", "Connection": "close"})
                with connection.getresponse() as answer:
                    return answer, answer.read(MOST_SENT + 1)
            finally:
                cut.cancel()
                if late.is_set():
                    raise TimeoutError


def _cut(line: socket.socket, late: threading.Event) -> None:
    """Say that it is late and end a connection, so that whoever reads from it reads its end."""
    late.set()
    with contextlib.suppress(OSError):
        socket.socket.shutdown(line, socket.SHUT_RDWR)  # the plain socket's: that of TLS would wait for the other side


def unpacked(data: bytes, how: str) -> bytes:
    """Return what was sent with this Content-Encoding. Raises NoAnswer."""
    try:
        return data if how == "identity" else pack.unpacked(data, how, MOST)
    except ValueError:
        raise NoAnswer("packed", how) from None
