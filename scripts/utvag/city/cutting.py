"""What is left of our registry and pages when everything that one city alone says is cut away.

Nothing is written twice: every statement has its sources, so what rests on sources of the city alone goes, and what names it. What
is left holds in the whole country, with its sources and checks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from utvag.content.page_source import WORDS
from utvag.registry.model import NATIONAL
from utvag.registry.source import Mapping, Sequence
from utvag.rules import places
from utvag.swedish import slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.registry.model import Registry
    from utvag.registry.source import Path, Source, Value

_EVERYWHERE = frozenset(["authority", "law"])
"""Publishers whose words hold in the whole country, whoever has cited them."""

_CITED = re.compile(r"(?P<before>^ *sources: )\[(?P<ids>.*)\]$")
_MARK = re.compile(r" \{(?P<names>[^{}]*)\}$")
_PLACE = re.compile(r"\{(?:nummer|tider): (?P<id>[a-z0-9-]+)\}")


class City:
    """What in a registry is one city's: its municipalities, its programmes, and the sources that are about it alone."""

    def __init__(self, registry: Registry) -> None:
        """Find all of it."""
        self.names = frozenset(place.name for place in registry.municipalities if not place.elsewhere)
        self.elsewhere = next(place for place in registry.municipalities if place.elsewhere)
        self.programs = frozenset(one.id for one in registry.programs if one.municipality not in (NATIONAL, self.elsewhere.id))
        kept = {id_ for one in registry.programs if one.id not in self.programs for id_ in _ids(one)}
        own = {*_ids(registry.lifeline), *(id_ for one in registry.programs if one.id in self.programs for id_ in _ids(one))}
        self.sources = frozenset(
            source.id
            for source in registry.sources
            if any(slug(name) in f"{slug(source.title)} {slug(source.publisher)} {source.address}" for name in self.names)
            or (source.id in own - kept and source.publisher_kind not in _EVERYWHERE)
        )

    def is_named(self, words: str) -> bool:
        """Return whether a text names the city, or a programme of it that a place on a page stands for."""
        return not self.names.isdisjoint(places.named(words)) or not self.programs.isdisjoint(_PLACE.findall(words))

    def left(self, ids: list[str]) -> list[str]:
        """Return the sources among `ids` that are not the city's."""
        return [name for name in ids if name not in self.sources]


def _ids(group: object) -> Iterator[str]:
    """Yield every source that a group of the registry names, however deep."""
    if isinstance(group, tuple):
        for item in group:
            yield from _ids(item)
    for name, value in getattr(group, "__dict__", {}).items():
        yield from value if name == "sources" else _ids(value)


def block(lines: list[str], first: int) -> int:
    """Return the number of the line after the block that begins at `first`: as long as lines stand further in, or are empty."""
    indent = len(lines[first]) - len(lines[first].lstrip())
    after = (at for at in range(first + 1, len(lines)) if lines[at].strip() and len(lines[at]) - len(lines[at].lstrip()) <= indent)
    end = next(after, len(lines))
    while not lines[end - 1].strip():
        end -= 1
    return end


class _Cut:
    """Marks the lines of a registry that go, and changes those that say a source too many."""

    def __init__(self, read: Source, city: City) -> None:
        self.read, self.city = read, city
        self.lines = read.text.splitlines()
        self.gone: set[int] = set()

    def item(self, path: Path) -> None:
        """Take away an item of a list, with the comments and empty lines before it."""
        first = start = self.read.locate(path).line - 1
        while not self.lines[start - 1].strip() or self.lines[start - 1].lstrip().startswith("#"):
            start -= 1
        self.gone.update(range(start, block(self.lines, first)))

    def prune(self, value: Value | None, path: Path) -> bool:
        """Go through what stands at `path`; return whether, as an item of a list, it goes."""
        if isinstance(value, Sequence):
            going = [number for number, item in enumerate(value) if self.prune(item, (*path, number))]
            for number in going:
                self.item((*path, number))
            if going and len(going) == len(value):
                self.lines[self.read.locate(path, key=True).line - 1] += " []"
        if not isinstance(value, Mapping):
            return False
        for key, inside in value.items():
            self.prune(inside, (*path, key))
        said = value.get("text", value)
        if isinstance(said, Mapping) and any(isinstance(words, str) and self.city.is_named(words) for words in said.values()):
            return True
        ids = [str(name) for name in value.get("sources") or ()]
        if ids and (kept := self.city.left(ids)) != ids:
            at = self.read.locate((*path, "sources"), key=True).line - 1
            if not kept and "word" not in value:
                return True
            self.lines[at] = _CITED.sub(rf"\g<before>[{', '.join(kept)}]", self.lines[at])
            self.gone.update([] if kept else [at])
        return False


def part(read: Source, path: Path, *, key: bool = False) -> list[str]:
    """Return the lines of what stands at `path`, with its key or as an item of a list."""
    lines, first = read.text.splitlines(), read.locate(path, key=key).line - 1
    return lines[first : block(lines, first)]


def registry(read: Source, city: City, instead: dict[str, str], programs: str) -> list[str]:
    """Return the lines of the registry that are left, with other words `instead` of some parts, and more `programs` first."""
    cut, document = _Cut(read, city), read.document or Mapping((1, 1))
    for number, program in enumerate(document["programs"]):
        if isinstance(program, Mapping) and program["id"] in city.programs:
            cut.item(("programs", number))
        else:
            cut.prune(program, ("programs", number))
    for key in ("emergency", "questions", "terms"):
        cut.prune(document.get(key), (key,))
    for key, words in {**instead, "programs": programs}.items():
        first = read.locate((key,), key=True).line - 1
        cut.gone.update(range(first + 1, block(cut.lines, first)) if key in instead else ())
        cut.lines[first] = words
    left = [line for at, line in enumerate(cut.lines) if at not in cut.gone]
    return "\n".join(line for line in left if not (line.lstrip()[:1] == "#" and city.is_named(line))).split("\n")


def with_sources_used(lines: list[str], cited: set[str]) -> list[str]:
    """Return the lines of a registry without the sources that neither it nor `cited` names."""
    used = cited | {name.strip() for line in lines if (found := _CITED.match(line)) for name in found["ids"].split(",")}
    made, at, end = [], 0, lines.index("sources:")
    while at < len(lines):
        if at > end and (found := re.match(r"  - id: (\S+)$", lines[at])) and found[1] not in used:
            at = block(lines, at) + 1
        else:
            made.append(lines[at])
            at += 1
    return made


def pages(texts: dict[str, str], city: City) -> dict[str, str]:
    """Return pages in several languages, by language, without what is the city's: the same blocks are left in each."""
    gone = {number for text in texts.values() for number, line in enumerate(_marked(text)) if _is_citys(line, city)}
    return {lang: _without(text, gone, city) for lang, text in texts.items()}


def _marked(text: str) -> list[str]:
    return [line for line in text.split("\n") if _MARK.search(line)]


def _names(line: str) -> list[str]:
    found = _MARK.search(line)
    return [name.strip() for name in found["names"].split(",")] if found else []


def _is_citys(line: str, city: City) -> bool:
    """Return whether a block goes: it names the city, or it rests on sources and they are all the city's."""
    ids = [name for name in _names(line) if name not in WORDS]
    return city.is_named(line) or (bool(ids) and not city.left(ids))


def _without(text: str, gone: set[int], city: City) -> str:
    """Return a page without some of its blocks, without sources of the city, and without headings that nothing is left under."""
    made: list[str] = []
    number = -1
    for line in text.split("\n"):
        if found := _MARK.search(line):
            number += 1
            if number in gone:
                continue
            made.append(f"{line[: found.start()]} {{{', '.join(city.left(_names(line)))}}}")
        else:
            made.append(line)
    return _joined(made)


def _joined(lines: list[str]) -> str:
    """Return lines without headings that nothing stands under, and with no more than one empty line between them."""
    made: list[str] = []
    below = 1  # the level of the heading that comes next below, 0 when words do
    for line in reversed(lines):
        level = len(line) - len(line.lstrip("#"))
        if level > 1 and below and below <= level:
            continue
        below = level or (below if not line.strip() else 0)
        if line.strip() or (made and made[-1].strip()):
            made.append(line)
    return "\n".join(reversed(made)).rstrip("\n") + "\n"
