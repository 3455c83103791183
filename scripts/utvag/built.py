"""The built site, read once: every page as text and as a tree, and the name of every file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from utvag import markup
from utvag.problems import Location, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from utvag.markup import Element


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """A built page: its text, its tree, and every element of it in document order."""

    text: str
    root: Element
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """A built site: its folder, its pages by their address under it ("guide/index.html"), and the names of all its files."""

    folder: Path
    pages: Mapping[str, BuiltPage]
    files: tuple[str, ...]


def read(folder: Path) -> BuiltSite:
    """Return the site in `folder`. Bytes that are not UTF-8 become U+FFFD."""
    files = tuple(sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()))
    return BuiltSite(folder, {name: _page(folder / name) for name in files if name.endswith(".html")}, files)


def _page(path: Path) -> BuiltPage:
    text = path.read_text(encoding="utf-8", errors="replace")
    root = markup.read(text)
    return BuiltPage(text, root, tuple(root.walk()))


def problem(name: str, line: int, message: str, remedy: str, code: str) -> Problem:
    """Return what is wrong on line `line` of the built page `name`, what to do, and the rule's code."""
    return Problem(Location(f"site/{name}", line), name, message, remedy, code)
