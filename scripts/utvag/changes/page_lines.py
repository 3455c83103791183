"""A page as the lines of words that visitors see on it, with where its links lead."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from utvag.changes import html_tree
from utvag.content import page_source, urls
from utvag.registry import phones

if TYPE_CHECKING:
    from collections.abc import Mapping

    from utvag.changes.html_tree import Element
    from utvag.registry.model import Program

NOWHERE = "https://www.example.com/"
"""Where the exit leads on a page that is only read here."""

_SENTENCE = re.compile(r"(?<=[.!?…]) (?=[\0A-ZÅÄÖ0-9”\"(])")
"""Where a sentence of a hand-written page ends: a change is told as one sentence and not as a paragraph."""

_GOAL = re.compile("\0(.*?)\0")
"""Where the reader notes in the words of a line that a link begins, and where it leads."""

_INLINE = frozenset(["a", "abbr", "b", "bdi", "br", "code", "em", "i", "q", "small", "span", "strong"])
_UNSEEN = frozenset(["head", "script", "style", "template"])
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_PARTS = frozenset(["section", "li", "main", "header", "footer", "nav"])
"""What a heading inside does not reach out of."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: its words, where its links lead when the words do not say so, the programme it is about ("": none).

    `under` is the heading above it. What all pages have is about no programme.
    """

    words: str
    goals: tuple[str, ...] = ()
    about: str = ""
    under: str = field(default="", compare=False)


def lines(html: str, address: str, called: Mapping[str, str], owner: Program | None = None, file: str = "") -> tuple[Line, ...]:
    """Return the lines of the page at `address`, which is about the programme `owner`. `called` are the programmes by their names.

    `file` is the file of Markdown below content/ that it is made of: then each sentence is a line.
    """
    reader = _Reader(address, called, owner, file)
    reader.go(html_tree.read(html))
    reader.end()
    return tuple(reader.lines)


def _names_its_owner(element: Element) -> bool:
    """Return whether this is the name that only the ear needs, beside a number or a link that stands with whose it is."""
    return element.attributes.get("class") == "unseen" and any("translate" in part.attributes for part in element.walk())


class _Reader:
    """Goes through a page and ends a line where a browser would begin a new one; what is inside a link is one line."""

    def __init__(self, address: str, called: Mapping[str, str], owner: Program | None, file: str) -> None:
        self.address, self.called, self.owner, self.file = address, called, owner, file
        self.lines: list[Line] = []
        self.under = ""
        self.words: list[str] = []
        self.in_frame = self.in_link = False

    def end(self) -> str:
        """End the line that is being read; return its words."""
        whole = " ".join("".join(self.words).split())
        self.words = []
        for part in _SENTENCE.split(whole) if self.file else (whole,):
            words, goals = _GOAL.sub("", part), tuple(_GOAL.findall(part))
            about = self.called.get(words) or (self.owner.id if self.owner else self.called.get(self.under, ""))
            if words:
                self.lines.append(Line(words, goals, "" if self.in_frame else about, self.under))
        return _GOAL.sub("", whole)

    def go(self, element: Element, *, is_name: bool = False) -> None:
        """Read what is inside `element`; `is_name` is whether it is the link of a list item that is about a programme."""
        if element.name in _UNSEEN or _names_its_owner(element):
            return
        above, outside, around = self.under, self.in_frame, self.in_link
        classes = element.attributes.get("class")
        if {"data-question", "data-outcome"} & element.attributes.keys():  # it stands inside the answer that leads there
            self.under = (
                "" if "data-outcome" in element.attributes else next(part.words() for part in element.walk() if part.name == "h2")
            )
        is_inline = self.in_link or (element.name in _INLINE and not classes and not is_name)
        if not is_inline:
            self.end()
        if element.name == "a" and element.attributes.get("href", NOWHERE) != NOWHERE:
            self.in_link = True
            if goal := self._goal(element.attributes["href"], element.words()):
                self.words.append(f"\0{goal}\0")
        self.in_frame = outside or element.name in ("header", "footer") or classes == "lifeline"
        for part in element.inside:
            if isinstance(part, str):
                self.words.append(part)
            else:
                self.go(part, is_name=(element.name, part.name) == ("li", "a") and part.words() in self.called)
        if not is_inline:
            words = self.end()
            is_heading = words and (is_name or element.name in _HEADINGS)
            self.under = words if is_heading else above if element.name in _PARTS else self.under
        self.in_frame, self.in_link = outside, around

    def _goal(self, href: str, words: str) -> str:
        """Return where a link leads, spelled in one way: "/guide/", "numret 114 14"; nothing when its words say so."""
        if href.startswith("tel:"):
            dialled = href.removeprefix("tel:")
            number = phones.suggestion(dialled) or dialled
            return "" if number in words else f"numret {number}"
        if not (href.startswith("#") or ":" in href.partition("/")[0]):
            path = re.split(r"[?#]", href)[0]
            # One to a file leads from the file, as in Markdown; others from the address.
            goal = PurePosixPath(urls.goal(self.file if self.file and PurePosixPath(path).suffix else self.address, path))
            href = f"{urls.absolute(page_source.address(goal))}{href.removeprefix(path)}"
        return "" if href in words else href
