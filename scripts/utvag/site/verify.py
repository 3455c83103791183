"""A site that stands somewhere, held against the list of what was built: the number first, then every file."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from utvag import files
from utvag.content import html_tree
from utvag.problems import WrongUsage
from utvag.site import answers, manifest, pack
from utvag.site.answers import NoAnswer
from utvag.swedish import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from utvag.registry.model import Lifeline
    from utvag.site.manifest import Manifest

PACKED = {".gz": "gzip", ".br": "br"}
"""Files that a server sends instead of a page, to those who ask for it packed so."""

_INDEX = "index.html"
_BUILD_FIRST = "Skriv först: .venv/bin/python scripts build"


class NothingToCompare(WrongUsage):
    """There is no build here, or no site where it was said to be."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as it was built: where, what, and whether it concerns the number."""

    where: str
    message: str
    is_number: bool = False


class Place(Protocol):
    """Where a site stands: a folder, or a server. Everything raises NoAnswer."""

    def address(self, name: str) -> str:
        """Return how a person finds the file `name` of the site."""

    def read(self, name: str) -> Iterable[tuple[str, bytes]]:
        """Yield the file `name`, with "" or how it came packed, in every way that a visitor could get it."""

    def names(self) -> Iterable[str] | None:
        """Return every name that is there, or None when that cannot be known."""

    def has(self, name: str) -> bool:
        """Return whether visitors can ask for the file `name` of the site."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A site in a folder on this machine."""

    path: Path

    def address(self, name: str) -> str:
        """Return the path of the file."""
        return str(self.path / name)

    def read(self, name: str) -> Iterator[tuple[str, bytes]]:
        """Yield the file, and what stands packed beside it."""
        try:
            yield "", (self.path / name).read_bytes()
            for ending, how in PACKED.items():
                if (beside := self.path / f"{name}{ending}").is_file():
                    yield how, pack.unpacked(beside.read_bytes(), how, answers.MOST)
        except OSError as fault:
            raise NoAnswer("unread", files.reason(fault)) from fault
        except ValueError as fault:
            raise NoAnswer("packed", fault) from fault

    def names(self) -> Iterator[str]:
        """Yield the name of every file below the folder."""
        return (path.relative_to(self.path).as_posix() for path in sorted(self.path.rglob("*")) if path.is_file())

    def has(self, name: str) -> bool:
        """Return True: in a folder, what servers hide can be seen too."""
        return bool(name)


@dataclass(frozen=True, slots=True)
class Web:
    """A site on a server; what is read is what phones are sent."""

    base: str
    server: answers.Server

    def address(self, name: str) -> str:
        """Return the address of the page, as visitors have it."""
        return f"{self.base.removesuffix(_INDEX).rstrip('/')}/{_asked(name)}"

    def read(self, name: str) -> Iterator[tuple[str, bytes]]:
        """Yield the page as it is, and packed in each way that browsers ask for."""
        for form in answers.FORMS:
            yield "" if form == answers.FORMS[0] else form, self.server.get(_asked(name), form)

    def names(self) -> None:
        """Return None: nobody lists what a server has."""

    def has(self, name: str) -> bool:
        """Return whether the name is one that servers give out: nothing hidden."""
        return not any(part.startswith(".") for part in name.split("/"))


def _asked(name: str) -> str:
    """Return what visitors ask for when they get the file `name`."""
    return name.removesuffix(_INDEX) if name == _INDEX or name.endswith(f"/{_INDEX}") else name


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


@contextmanager
def opened(where: str) -> Iterator[Place]:
    """Give the site at an address or in a folder. Raises NothingToCompare when it is neither, NoAnswer when nobody answers."""
    if where.lower().startswith(("http://", "https://")):
        with answers.Server(where) as server:
            yield Web(where, server)
    elif Path(where).is_dir():
        yield Folder(Path(where))
    else:
        message = f"{quoted(where)} är ingen mapp här, och ingen adress som börjar med https://."
        raise NothingToCompare(message)


def summary(found: Sequence[Difference], listed: Manifest) -> tuple[list[str], str]:
    """Return what differs from the list as lines, the number first, and what to do about it ("" when nothing differs)."""
    build = f"{f'version {listed.version}' if listed.version else 'utan version i git'}, register {listed.registry[:12]}"
    lines = [f"{'FEL NUMMER: ' if difference.is_number else ''}{difference.where}: {difference.message}" for difference in found]
    if any(difference.is_number for difference in found):
        return lines, "Numret är fel. Sätt tillbaka den förra webbplatsen nu. Ta sedan reda på vem som ändrade."
    right = f"Numret stämmer: {listed.number} går att ringa från varje sida som svarade."
    if not found:
        return [right, f"Allt stämmer med bygget ({build})."], ""
    counted = f"{len(found)} skillnad{'' if len(found) == 1 else 'er'}"
    return [right, *lines], f"{counted} mot bygget ({build}). Lägg ut det bygget igen, eller jämför med rätt bygge."


def compare(place: Place, listed: Manifest, number: str, dialled: str) -> tuple[Difference, ...]:
    """Return what differs between the site at `place` and what is `listed`, with the number that every page must have.

    What concerns the number stands first. Raises NoAnswer when there is no first page.
    """
    found: list[Difference] = []
    names = sorted((name for name in listed.files if place.has(name)), key=lambda name: (name != _INDEX, name))
    for name in names:
        try:
            found.extend(_file(place, name, listed.files[name], number, dialled))
        except NoAnswer as fault:
            if name == _INDEX:
                raise
            found.append(Difference(place.address(name), str(fault)))
            if fault.is_silent:
                found.append(Difference(place.address(""), "Resten är inte jämförd."))
                break
    else:
        found.extend(_list(place, listed))
    known = {f"{name}{ending}" for name in (*listed.files, manifest.NAME) for ending in ("", *PACKED)} | {pack.LIST}
    extra = [name for name in place.names() or () if name not in known]
    found.extend(Difference(place.address(name), "Filen finns här men inte i bygget.") for name in extra)
    return tuple(sorted(found, key=lambda difference: not difference.is_number))


def _file(place: Place, name: str, digest: str, number: str, dialled: str) -> list[Difference]:
    """Return what is wrong with one file: its number if it is a page, then all of it, told once for all ways in which it comes."""
    found: list[Difference] = []
    for how, data in place.read(name):
        packed = f" (packad: {how})" if how else ""
        wrong = _number(data, number, dialled) if name.endswith(".html") else ()
        found += [Difference(place.address(name), f"{message}{packed}", is_number=True) for message in wrong]
        if manifest.digest(data) != digest:
            return [*found, Difference(place.address(name), f"Det här är inte det som byggdes{packed}.")]
    return found


def _number(page: bytes, number: str, dialled: str) -> Iterator[str]:
    """Yield what is wrong with the number on a page: it is missing, or a link that shows it calls somebody else."""
    links = [element for element in html_tree.read(page.decode("utf-8", errors="replace")).walk() if element.name == "a"]
    calls = {link.attributes.get("href", "") for link in links if number in link.text()}
    if f"tel:{dialled}" not in calls:
        yield f"Här går det inte att ringa {number}."
    yield from (f"Länken med {number} leder till {other or 'ingenting'}." for other in sorted(calls - {f"tel:{dialled}"}))


def _list(place: Place, listed: Manifest) -> Iterator[Difference]:
    """Yield that the site's own list is missing, or tells of another build."""
    try:
        own = manifest.parse(next(iter(place.read(manifest.NAME)))[1])
    except NoAnswer as fault:
        yield Difference(place.address(manifest.NAME), str(fault))
    except ValueError:
        yield Difference(place.address(manifest.NAME), "Det här är ingen lista över vad som byggdes.")
    else:
        if own != listed:
            told = own.version or "utan version i git"
            yield Difference(
                place.address(manifest.NAME), f"Listan hör till ett annat bygge: {told}, register {own.registry[:12]}."
            )
