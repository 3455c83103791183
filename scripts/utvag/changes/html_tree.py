"""HTML text into a plain tree, for reading what was built."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


@dataclass(slots=True)
class Element:
    """One element: its name, attributes, line in the file, and what is inside it in order (elements and text)."""

    name: str
    attributes: dict[str, str]
    line: int
    inside: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """Yield this element and every element inside it, in document order."""
        stack = [self]
        while stack:
            here = stack.pop()
            yield here
            stack.extend(item for item in reversed(here.inside) if isinstance(item, Element))

    def words(self) -> str:
        """Return the words inside on one line, with white space only where the text has it."""
        return " ".join("".join(self.strings()).split())

    def strings(self) -> Iterator[str]:
        """Yield each piece of text inside, in document order; not those of style and script."""
        stack: list[Element | str] = [self]
        while stack:
            here = stack.pop()
            if isinstance(here, str):
                yield here
            elif here.name not in ("style", "script"):
                stack.extend(reversed(here.inside))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("#document", {}, 1)
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        first = {name: value or "" for name, value in reversed(attrs)}  # of two alike a browser takes the first
        element = Element(tag, dict(reversed(first.items())), self.getpos()[0])
        self.open[-1].inside.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        for position in range(len(self.open) - 1, 0, -1):
            if self.open[position].name == tag:
                del self.open[position:]
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def read(text: str) -> Element:
    """Return the tree of an HTML document; its root element is called `#document`."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.root
