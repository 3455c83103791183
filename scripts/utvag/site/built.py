"""The built site: pages as text and as a tree, the names of all files, and what can be judged without the pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from utvag.content import html_tree, urls
from utvag.problems import Location, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from utvag.content.html_tree import Element

PAGE = ".html"
"""How the names of pages end."""


@dataclass(frozen=True)
class BuiltPage:
    """A built page: its text, its tree, and every element of it in document order."""

    text: str
    root: Element
    elements: tuple[Element, ...]

    @cached_property
    def words(self) -> str:
        """All that can be read on the page, white space folded."""
        return " ".join(" ".join(self.strings).split())

    @cached_property
    def strings(self) -> Sequence[str]:
        """Each piece of text on the page, in document order; not those of style and script."""
        return tuple(self.root.strings())

    @cached_property
    def by_name(self) -> Mapping[str, Sequence[Element]]:
        """The elements by their name, each in document order: most checks ask for a few of the many."""
        found: dict[str, list[Element]] = {}
        for element in self.elements:
            found.setdefault(element.name, []).append(element)
        return found

    @cached_property
    def by_attribute(self) -> Mapping[str, Sequence[Element]]:
        """The elements by the attributes they have, each in document order."""
        found: dict[str, list[Element]] = {}
        for element in self.elements:
            for attribute in element.attributes:
                found.setdefault(attribute, []).append(element)
        return found

    def named(self, *names: str) -> Iterator[Element]:
        """Yield the elements of some names, name by name."""
        for name in names:
            yield from self.by_name.get(name, ())

    def having(self, *attributes: str) -> Iterator[Element]:
        """Yield the elements that have one of some attributes, attribute by attribute."""
        for attribute in attributes:
            yield from self.by_attribute.get(attribute, ())

    def among(self, names: Iterable[str], attributes: Iterable[str]) -> Iterable[Element]:
        """Return each element once that has one of some names or attributes."""
        return {id(element): element for element in (*self.named(*names), *self.having(*attributes))}.values()


@dataclass(frozen=True, slots=True)
class Head:
    """What the whole of a site is judged by of a page.

    `titles` are their words and lines, `blocks` the texts of styles and scripts by their element, `exits` where "Lämna sidan" goes.
    """

    name: str
    titles: tuple[tuple[str, int], ...]
    blocks: frozenset[tuple[str, str]]
    exits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A built site without what stands on its pages: its folder, the names of all its files, the heads of its pages."""

    folder: Path
    files: tuple[str, ...]
    heads: tuple[Head, ...]


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """A built site, or a part of one: its folder, pages by their address under it ("guide/index.html"), names of all its files.

    `exits` is where "Lämna sidan" goes, as the page for lost addresses says: nobody writes that one by hand.
    """

    folder: Path
    pages: Mapping[str, BuiltPage]
    files: tuple[str, ...]
    exits: frozenset[str] = frozenset()

    def targets(self, name: str) -> frozenset[str]:
        """Return the ids of the page `name`, of another part too: what a link to a place in it can lead to."""
        page = self.pages.get(name) or _page(self.folder / name)
        return frozenset(element.attributes["id"] for element in page.having("id"))

    @property
    def outline(self) -> Outline:
        """What these pages add to the outline of the whole."""
        return Outline(self.folder, self.files, tuple(_head(name, page) for name, page in self.pages.items()))


def files(folder: Path) -> tuple[str, ...]:
    """Return the names of all files in `folder`, in order."""
    return tuple(sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()))


def exits(folder: Path) -> frozenset[str]:
    """Return where "Lämna sidan" goes in the site in `folder`; nothing when there is no page that says it."""
    try:
        lost = _page(folder / urls.LOST)
    except FileNotFoundError:
        return frozenset()
    return frozenset(_exits(lost))


def some(folder: Path, names: tuple[str, ...], pages: Iterable[str], leading_out: frozenset[str]) -> BuiltSite:
    """Return the site in `folder`, whose files are `names` and whose exits are known, with some of its `pages` read."""
    return BuiltSite(folder, {name: _page(folder / name) for name in pages}, names, leading_out)


def read(folder: Path) -> BuiltSite:
    """Return the site in `folder` with all its pages. Bytes that are not UTF-8 become U+FFFD."""
    names = files(folder)
    return some(folder, names, (name for name in names if name.endswith(PAGE)), exits(folder))


def _page(path: Path) -> BuiltPage:
    text = path.read_text(encoding="utf-8", errors="replace")
    root = html_tree.read(text)
    return BuiltPage(text, root, tuple(root.walk()))


def _head(name: str, page: BuiltPage) -> Head:
    titles = tuple((element.text(), element.line) for element in page.named("title"))
    blocks = frozenset((element.name, element.own_text()) for element in page.named("style", "script"))
    return Head(name, titles, blocks, _exits(page))


def _exits(page: BuiltPage) -> tuple[str, ...]:
    return tuple(element.attributes.get("href", "") for element in page.having("data-exit"))


def problem(name: str, line: int, message: str, remedy: str, code: str) -> Problem:
    """Return what is wrong on line `line` of the built page `name`, what to do, and the rule's code."""
    return Problem(Location(f"site/{name}", line), name, message, remedy, code)
