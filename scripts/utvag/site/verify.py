"""A site that stands somewhere, held against the list of what was built: the number first, then every file.

A server is asked as browsers ask, page by page; nothing that it sends is followed, and it may be hostile.
"""

from __future__ import annotations

import contextlib
import http.client
import re
import socket
import ssl
import threading
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from utvag.content import urls
from utvag.problems import WrongUsage
from utvag.site import manifest, pack
from utvag.swedish import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from utvag.registry.model import Lifeline
    from utvag.site.manifest import Manifest

PATIENCE = 20.0
"""How many seconds a server may take for one answer, to its last byte."""

MOST_SENT, MOST = 1_000_000, 10_000_000
"""How many bytes an answer may be as it is sent, and unpacked: many times our largest page."""

_INDEX = "index.html"
_LINK = re.compile(r"<a\b", re.IGNORECASE)
_LEADS_TO = re.compile(r"""\bhref\s*=\s*["']?([^\s"'>]*)""", re.IGNORECASE)
_LONGEST = 300
"""Signs of a line about what a server says that are shown."""

_SILENCES: tuple[tuple[type[Exception], str], ...] = (
    (TimeoutError, "{} svarade inte i tid."),
    (socket.gaierror, "Ingen känner till {}. Kolla stavningen, och att datorn har nät."),
    (ssl.SSLCertVerificationError, "Servern kan inte visa att den är {}. Dess certifikat gäller inte."),
    (ssl.SSLError, "Det går inte att tala krypterat med {}."),
    (ConnectionRefusedError, "På {} svarar ingen webbserver."),
    (OSError, "{} bröt av mitt i ett svar."),
    (http.client.IncompleteRead, "{} bröt av mitt i ett svar."),
    (Exception, "{} svarar inte som en webbserver."),
)
"""Why a server gives nothing; the first that fits is told."""


class NothingToCompare(WrongUsage):
    """There is no build here, or no address."""


class NoAnswer(Exception):  # noqa: N818 -- what there is, as InvalidRegistry
    """A place gave no page; its text says why, in Swedish. After a silence there is no use in asking for more."""

    def __init__(self, why: str, *, is_silent: bool = False) -> None:
        """Keep why."""
        super().__init__(why)
        self.is_silent = is_silent


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as it was built: where, what, and whether it concerns the number."""

    where: str
    message: str
    is_number: bool = False


class Server:
    """A site on a server, which may be a folder of a larger one. Everything raises NoAnswer."""

    def __init__(self, address: str) -> None:
        """Take apart `address`; nobody is asked yet. Raises NothingToCompare, too."""
        if not address.lower().startswith(("http://", "https://")):
            message = f"{quoted(address)} är ingen adress som börjar med https://."
            raise NothingToCompare(message)
        try:
            parts = urlsplit(address)
            self.host, self.port = parts.hostname or "", parts.port
        except ValueError:
            self.host = ""
        if not self.host or parts.query or parts.fragment or parts.username is not None:
            message = "Så kan adressen inte skrivas. Skriv till exempel https://www.example.se/."
            raise NoAnswer(message)
        self.kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        self.folder = parts.path.removesuffix(_INDEX).rstrip("/") + "/"
        self.base = f"{parts.scheme}://{parts.netloc}{self.folder}"

    def read(self, path: str) -> bytes:
        """Return what a browser that asks for `path` under the address is sent, unpacked."""
        answer: Future[tuple[http.client.HTTPResponse, bytes]] = Future()
        threading.Thread(target=self._ask, args=(self.folder + quote(path), answer), daemon=True).start()
        try:
            head, body = answer.result(PATIENCE)
        except Exception as fault:
            why = next(why for kind, why in _SILENCES if isinstance(fault, kind))
            raise NoAnswer(why.format(self.host), is_silent=True) from fault
        if why := _refusal(head.status, head.headers.get("Location"), len(body)):
            raise NoAnswer(why)
        how = head.headers.get("Content-Encoding", "identity").strip().lower()
        try:
            return pack.unpacked(body, how, MOST)
        except ValueError:
            told = f"Sidan är packad så att ingen kan läsa den ({how})."
            raise NoAnswer(told) from None

    def _ask(self, path: str, answer: Future[tuple[http.client.HTTPResponse, bytes]]) -> None:
        """Give `answer` what is sent for a path, no more than one byte too much of it, however long it takes; or the fault."""
        try:
            with contextlib.closing(self.kind(self.host, self.port, timeout=PATIENCE)) as connection:
                connection.request("GET", path, headers={"Accept-Encoding": "gzip, br", "Connection": "close"})
                with connection.getresponse() as head:
                    body = head.read(MOST_SENT + 1)
            if head.length and len(body) <= MOST_SENT:
                answer.set_exception(http.client.IncompleteRead(body))
            else:
                answer.set_result((head, body))
        except Exception as fault:  # noqa: BLE001 -- it is told where it is waited for
            answer.set_exception(fault)


def _refusal(status: int, leads_to: str | None, size: int) -> str:
    """Return why an answer is no page, "" for one."""
    if 300 <= status < 400:  # noqa: PLR2004 -- all that lead somewhere else
        return f"Adressen leder vidare till {leads_to or 'ingenstans'}."
    if status in (404, 410):
        return f"Sidan finns inte ({status})."
    if status != http.client.OK:
        return f"Servern svarade {status} i stället för sidan."
    return f"Svaret är större än {MOST_SENT} byte. Så stora är inte våra sidor." if size > MOST_SENT else ""


def listed(site: Path, shown: str, line: Lifeline) -> Manifest:
    """Return the list of the build in the folder `site`, which people call `shown`. Raises NothingToCompare."""
    found = manifest.read(site)
    if found is not None and (line.number, line.dialled) == (found.number, found.dialled):
        return found
    told = (
        f"Bygget i {shown} har {found.number}, registret har {line.number}."
        if found
        else f"I {shown} finns inget bygge att jämföra med."
    )
    message = f"{told} Skriv först: .venv/bin/python scripts build"
    raise NothingToCompare(message)


def summary(found: Sequence[Difference], listed: Manifest) -> tuple[list[str], str]:
    """Return what differs from the list as lines, the number first, and what to do about it ("" when nothing differs)."""
    build = f"{f'version {listed.version}' if listed.version else 'utan version i git'}, register {listed.registry[:12]}"
    lines = [shown(f"{'FEL NUMMER: ' if one.is_number else ''}{one.where}: {one.message}") for one in found]
    if any(difference.is_number for difference in found):
        return lines, "Numret är fel. Sätt tillbaka den förra webbplatsen nu. Ta sedan reda på vem som ändrade."
    right = f"Numret stämmer: {listed.number} går att ringa från varje sida som svarade."
    if not found:
        return [right, f"Allt stämmer med bygget ({build})."], ""
    counted = f"{len(found)} skillnad{'' if len(found) == 1 else 'er'}"
    return [right, *lines], f"{counted} mot bygget ({build}). Lägg ut det bygget igen, eller jämför med rätt bygge."


def shown(line: str) -> str:
    """Return a line with what a server or a file's name says in it: no sign that a terminal obeys, and not too long."""
    line = "".join(sign if sign.isprintable() else "?" for sign in line)
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]} …"


def compare(server: Server, listed: Manifest, number: str, dialled: str) -> tuple[Difference, ...]:
    """Return what differs between the site on a server and what is `listed`, with the number that every page must have.

    What concerns the number stands first. Raises NoAnswer when there is no first page.
    """
    found: list[Difference] = []
    names = [name for name in listed.files if "/." not in f"/{name}"]  # servers hide some
    for name in (*sorted(names, key=lambda name: (name != _INDEX, name)), manifest.NAME):
        path = name.removesuffix(_INDEX) if f"/{name}".endswith(f"/{_INDEX}") else name
        where = f"{server.base}{path}"
        try:
            data = server.read(path)
        except NoAnswer as fault:
            if name == _INDEX:
                raise
            found.append(Difference(where, str(fault)))
            if fault.is_silent:
                found.append(Difference(server.base, "Resten är inte jämförd."))
                break
            continue
        if name.endswith(".html"):
            wrong = _wrong_number(data.decode("utf-8", errors="replace"), number, dialled)
            found += [Difference(where, message, is_number=True) for message in wrong]
        if name == urls.LOST and _leads_out(data.decode("utf-8", errors="replace"), server.folder):
            told = f"Länkarna leder ut ur {server.folder}. Skriv site_url: {server.base} i mkdocs.yml, och bygg igen."
            found.append(Difference(where, told))
        if name == manifest.NAME:
            found += [Difference(where, message) for message in _wrong_list(data, listed)]
        elif manifest.digest(data) != listed.files[name]:
            found.append(Difference(where, "Det här är inte det som byggdes."))
    return tuple(sorted(found, key=lambda difference: not difference.is_number))


def _wrong_number(page: str, number: str, dialled: str) -> Iterator[str]:
    """Yield what is wrong with the number on a page: it is missing, or a link that shows it calls somebody else."""
    calls = set()
    for link in _LINK.split(page)[1:]:  # by pattern: a page that is not ours may be anything
        tag, _, rest = link.partition(">")
        if number in rest.partition("</a")[0]:
            calls.add("".join(_LEADS_TO.findall(tag)[:1]))
    if f"tel:{dialled}" not in calls:
        yield f"Här går det inte att ringa {number}."
    yield from (f"Länken med {number} leder till {other or 'ingenting'}." for other in sorted(calls - {f"tel:{dialled}"}))


def _leads_out(page: str, folder: str) -> bool:
    """Return whether links of the page for what is missing, which know no folder but `site_url`, leave the site's own."""
    return any(link.startswith("/") and not link.startswith(folder) for link in _LEADS_TO.findall(page))


def _wrong_list(data: bytes, listed: Manifest) -> Iterator[str]:
    """Yield that a site's own list is none, or tells of another build."""
    try:
        own = manifest.parse(data)
    except ValueError:
        yield "Det här är ingen lista över vad som byggdes."
    else:
        if own != listed:
            yield f"Listan hör till ett annat bygge: {own.version or 'utan version i git'}, register {own.registry[:12]}."
