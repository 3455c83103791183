"""What a server answers with, asked as a browser asks, or in Swedish why it does not. Nothing is followed, kept or tried again."""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from utvag.site import pack

if TYPE_CHECKING:
    from typing import Self

PATIENCE = 20
"""How many seconds a server may take for one answer."""

MOST = 10_000_000
"""How many bytes an answer may be, unpacked: many times our largest page."""

FORMS = ("identity", "gzip", "br")
"""How browsers ask for pages: as they are, or packed."""


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


class NoAnswer(Exception):  # noqa: N818 -- what there is, as InvalidRegistry
    """An address gave no page. Its text is Swedish."""

    def __init__(self, why: str, about: object = "") -> None:
        """Keep why, a key of `WORDS`, and whom or what it is about."""
        super().__init__(WORDS[why].format(about))
        self.is_silent = why not in OF_ONE_PAGE


class Server:
    """A website that is asked for one page after another. Everything raises NoAnswer."""

    def __init__(self, address: str) -> None:
        """Take apart `address`, which begins with https:// or http://; it may lead to a folder of a larger site."""
        try:
            parts = urlsplit(address)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            parts, host, port = urlsplit(""), "", None
        if parts.scheme not in ("http", "https") or not host or parts.query or parts.fragment or parts.username is not None:
            raise NoAnswer("address")
        self.host = host
        self.folder = parts.path.removesuffix("index.html").rstrip("/") + "/"
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        self._connection = kind(host, port, timeout=PATIENCE)

    def __enter__(self) -> Self:
        """Give the server; it is asked for nothing yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connection."""
        self._connection.close()

    def get(self, name: str, form: str = "identity") -> bytes:
        """Return the bytes of the page `name` under the address, asked for in `form` and unpacked."""
        try:
            return self._get(self.folder + quote(name), form)
        except OSError as fault:
            self._connection.close()
            raise NoAnswer(_why(fault), self.host) from fault
        except (http.client.HTTPException, UnicodeError) as fault:
            self._connection.close()
            why = "broken" if isinstance(fault, http.client.IncompleteRead) else "odd"
            raise NoAnswer(why, self.host) from fault

    def _get(self, path: str, form: str) -> bytes:
        self._connection.request("GET", path, headers={"Accept-Encoding": form, "Cache-Control": "no-cache"})
        with self._connection.getresponse() as answer:
            body = self._read(answer)
        if answer.status in (301, 302, 303, 307, 308):
            raise NoAnswer("moved", answer.headers.get("Location") or "ingenstans")
        if answer.status in (404, 410):
            raise NoAnswer("missing", answer.status)
        if answer.status != http.client.OK:
            raise NoAnswer("status", answer.status)
        how = answer.headers.get("Content-Encoding", "identity").strip().lower()
        if how == "identity":
            return body
        try:
            return pack.unpacked(body, how, MOST)
        except ValueError:
            raise NoAnswer("packed", how) from None

    def _read(self, answer: http.client.HTTPResponse) -> bytes:
        parts, size, until = [], 0, time.monotonic() + PATIENCE
        while part := answer.read1(65_536):
            parts.append(part)
            size += len(part)
            if time.monotonic() > until:
                raise TimeoutError
            if size > MOST:
                self._connection.close()
                raise NoAnswer("large", MOST)
        if answer.length:
            raise http.client.IncompleteRead(b"", answer.length)
        return b"".join(parts)


_FAULTS: tuple[tuple[type[OSError], str], ...] = (
    (TimeoutError, "late"),
    (socket.gaierror, "unknown"),
    (ssl.SSLCertVerificationError, "other"),
    (ssl.SSLError, "open"),
    (ConnectionRefusedError, "refused"),
)


def _why(fault: OSError) -> str:
    return next((why for kind, why in _FAULTS if isinstance(fault, kind)), "broken")
