"""A site that stands somewhere, held against the list of what was built: the number first, then every file."""

from __future__ import annotations

import errno
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from utvag import files
from utvag.problems import WrongUsage
from utvag.site import manifest, pack
from utvag.site.answers import NoAnswer, Server, unpacked
from utvag.swedish import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from utvag.registry.model import Lifeline
    from utvag.site.manifest import Manifest

_INDEX = "index.html"
_LINK = re.compile(r"<a\b", re.IGNORECASE)
_LEADS_TO = re.compile(r"""\bhref\s*=\s*["']?([^\s"'>]*)""", re.IGNORECASE)
_LONGEST = 300
"""Signs of a line about what a server says that are shown."""

_BUILD_FIRST = "Skriv först: .venv/bin/python scripts build"


class NothingToCompare(WrongUsage):
    """There is no build here, or no site where it was said to be."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as it was built: where, what, and whether it concerns the number."""

    where: str
    message: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Folder:
    """A site in a folder on this machine."""

    path: Path

    def address(self, name: str) -> str:
        """Return the path of the file `name`."""
        return str(self.path / name)

    def read(self, name: str) -> Iterator[tuple[str, bytes]]:
        """Yield the file `name`, and what stands packed beside it: name and bytes, unpacked. Raises NoAnswer."""
        for ending, how in {"": "identity", **pack.BESIDE}.items():
            if (path := self.path / f"{name}{ending}").is_file():
                try:
                    yield f"{name}{ending}", unpacked(path.read_bytes(), how)
                except OSError as fault:
                    raise NoAnswer("unread", files.reason(fault)) from fault
            elif not ending:
                raise NoAnswer("unread", files.REASONS[errno.ENOENT])

    def names(self) -> set[str]:
        """Return the name of whatever is there."""
        return {path.relative_to(self.path).as_posix() for path in self.path.rglob("*") if not path.is_dir()}


@dataclass(frozen=True, slots=True)
class Web:
    """A site on a server; what is read is what browsers are sent."""

    server: Server

    def address(self, name: str) -> str:
        """Return the address of the page, as visitors have it."""
        return f"{self.server.base}{_asked(name)}"

    def read(self, name: str) -> Iterator[tuple[str, bytes]]:
        """Yield the name, and what a browser that asks for it is sent. Raises NoAnswer."""
        yield name, self.server.get(_asked(name))


def _asked(name: str) -> str:
    """Return what visitors ask for when they get the file `name`."""
    return name.removesuffix(_INDEX) if f"/{name}".endswith(f"/{_INDEX}") else name


def listed(site: Path, shown: str, line: Lifeline) -> Manifest:
    """Return the list of the build in the folder `site`, which people call `shown`. Raises NothingToCompare."""
    found = manifest.read(site)
    if found is None:
        message = f"I {shown} finns inget bygge att jämföra med. {_BUILD_FIRST}"
        raise NothingToCompare(message)
    if (line.number, line.dialled) != (found.number, found.dialled):
        message = f"Bygget i {shown} har {found.number}, registret har {line.number}. {_BUILD_FIRST}"
        raise NothingToCompare(message)
    return found


def site_at(where: str) -> Folder | Web:
    """Return the site at an address or in a folder. Raises NothingToCompare when it is neither, NoAnswer for no such address."""
    if where.lower().startswith(("http://", "https://")):
        return Web(Server(where))
    if Path(where).is_dir():
        return Folder(Path(where))
    message = f"{quoted(where)} är ingen mapp här, och ingen adress som börjar med https://."
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


def compare(place: Folder | Web, listed: Manifest, number: str, dialled: str) -> tuple[Difference, ...]:
    """Return what differs between the site at `place` and what is `listed`, with the number that every page must have.

    What concerns the number stands first. Raises NoAnswer when there is no first page.
    """
    found: list[Difference] = []
    asked_for = [name for name in listed.files if isinstance(place, Folder) or "/." not in f"/{name}"]  # the web hides some
    for name in sorted(asked_for, key=lambda name: (name != _INDEX, name)):
        try:
            for read, data in place.read(name):
                if name.endswith(".html"):
                    wrong = _wrong_number(data.decode("utf-8", errors="replace"), number, dialled)
                    found += [Difference(place.address(read), message, is_number=True) for message in wrong]
                if manifest.digest(data) != listed.files[name]:
                    found.append(Difference(place.address(read), "Det här är inte det som byggdes."))
        except NoAnswer as fault:
            if name == _INDEX:
                raise
            found.append(Difference(place.address(name), str(fault)))
            if fault.is_silent:
                found.append(Difference(place.address(""), "Resten är inte jämförd."))
                break
    else:
        found.extend(_wrong_list(place, listed))
    if isinstance(place, Folder):  # nobody lists what a server has
        known = {f"{name}{ending}" for name in listed.files for ending in ("", *pack.BESIDE)} | {manifest.NAME, pack.LIST}
        extra = sorted(place.names() - known)
        found += [Difference(place.address(name), "Filen finns här men inte i bygget.") for name in extra]
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


def _wrong_list(place: Folder | Web, listed: Manifest) -> Iterator[Difference]:
    """Yield that the site's own list is missing, or tells of another build."""
    where = place.address(manifest.NAME)
    try:
        own = manifest.parse(next(place.read(manifest.NAME))[1])
    except NoAnswer as fault:
        yield Difference(where, str(fault))
    except ValueError:
        yield Difference(where, "Det här är ingen lista över vad som byggdes.")
    else:
        if own != listed:
            told = own.version or "utan version i git"
            yield Difference(where, f"Listan hör till ett annat bygge: {told}, register {own.registry[:12]}.")
