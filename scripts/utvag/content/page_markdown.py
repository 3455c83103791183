"""The Markdown that hand-written pages are written in, for us and for MkDocs. The only door to python-markdown.

There is no HTML in it, no image, no attribute but class and id, no link that hides anything. Every paragraph and list item ends
with a mark in braces, `{A10, råd}`: on what it rests. Marks, and comments that allow something (`<!-- tillåt lix: därför -->`),
are taken out before anything becomes HTML; any other HTML is shown as it is written.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import takewhile
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from utvag.registry.phones import in_our_digits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

OUT = "noreferrer noopener nofollow"
"""What every link to another site says to browsers: it tells nothing of where the visitor comes from."""

LIVE = re.compile(r"tel:\+?\d+|https://[^\s\\]+|(?!/)[\w./-]*(?:#[\w-]+)?")
"""What a link can lead to: a number, a whole address, a page of ours as it lies from this one."""

_NOT_WRITTEN = (
    *("reference", "image_link", "image_reference", "short_reference", "short_image_ref"),
    *("autolink", "automail", "html", "entity"),
)
"""Patterns of Markdown that pages do without: what they would find stays text."""

MOST_KEPT = 1_000
"""Pages that are kept as they were read: `diff` reads two versions of each, and `serve` all of them at every change."""

_INLINE = frozenset(["a", "br", "code", "em", "strong"])
_SIGNS = {f"h{level}": "#" * level for level in range(1, 7)}
"""How a heading is written, which may be empty."""

_COMMENT = re.compile(r"\s*<!--\s*(tillåt\b.*?)-->\s*$")
_BRACES = re.compile(r"\{([^{}\n]*)\}")
_ATTRIBUTES = r":?[ ]*((?:[.#][\w-]+[ ]*)+)"
_IS_ATTRIBUTES = re.compile(_ATTRIBUTES)
_ARE_CLASSES = re.compile(r"\s*\{:?[ ]*((?:\.[\w-]+[ ]*)+)\}\s*")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a block says that it rests on, in the author's order; the line and the column where it says so."""

    names: tuple[str, ...]
    place: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item or cell: its element, its lines as they are written, the words that visitors read.

    `stray` are braces that are neither its mark nor attributes, `links` the words and the address of each link, `own` the words
    outside of them.
    """

    kind: str
    line: int
    lines: tuple[str, ...]
    mark: Mark | None
    stray: tuple[Mark, ...]
    words: str
    own: str
    links: tuple[tuple[str, str], ...]

    @property
    def level(self) -> int:
        """The level of a heading, 0 for anything else."""
        return int(self.kind[1]) if re.fullmatch(r"h\d", self.kind) else 0

    @property
    def tells(self) -> bool:
        """Whether it says something of its own: a heading or a link only leads there, and the last cell speaks for its row."""
        return not self.level and self.kind != "cell" and any(sign.isalnum() for sign in self.own)

    def place(self, words: str) -> tuple[int, int]:
        """Return the line and the column where `words` begin, digits in any script; of the block when it cannot be told."""
        lines = enumerate(map(in_our_digits, self.lines), self.line)
        wanted = in_our_digits(words)
        return next(((number, line.index(wanted) + 1) for number, line in lines if wanted in line), (self.line, 1))


def extensions() -> list[Extension]:
    """Return what python-markdown is to read a hand-written page with; by name it would look for them in all that is installed."""
    return [TableExtension(), TocExtension(marker=""), OurMarkdown()]


@cache
def _reader() -> tuple[Markdown, OurMarkdown]:
    ours = OurMarkdown()
    return Markdown(extensions=[*extensions()[:-1], ours]), ours


@lru_cache(MOST_KEPT)
def read(text: str, first: int) -> tuple[str, tuple[Block, ...], tuple[tuple[int, str], ...], frozenset[str]]:
    """Return the HTML of `text`, whose first line is `first` of its file, its blocks, its comments by line, its ids."""
    if not text.strip():
        return "", (), (), frozenset()
    markdown, ours = _reader()
    ours.lines.first = first
    made = markdown.reset().convert(text)
    ids = frozenset(name for element in ours.texts.root.iter() if (name := element.get("id")))
    return made, tuple(ours.blocks()), tuple(ours.lines.comments), ids


class OurMarkdown(Extension):  # type: ignore[misc]  # python-markdown has no types
    """Makes python-markdown read a page as this module says, and keeps what there is to tell about it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- python-markdown's name
        """Take away what may not be written, and put our own readers in."""
        md.preprocessors.deregister("html_block")
        md.postprocessors.deregister("raw_html")
        for name in _NOT_WRITTEN:
            md.inlinePatterns.deregister(name)
        for name in ("code", "reference"):
            md.parser.blockprocessors.deregister(name)
        self.lines = _Lines(md)
        self.texts = _Texts(md, self.lines)
        self.links = _Links(md)
        md.preprocessors.register(self.lines, "lines", 25)  # white space has been put in order
        md.treeprocessors.register(self.texts, "texts", 25)  # there are blocks, and Markdown in them
        md.treeprocessors.register(self.links, "links", 15)  # there are links
        md.treeprocessors.register(_Attributes(md), "attr_list", 8)

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks of the page that was read last."""
        for element, block in self.texts.found:
            told = list(_strings(element))
            inline = takewhile(lambda child: child.tag in _INLINE, element)
            links = [(_plain(link.itertext()), self.links.written[link]) for child in inline for link in child.iter("a")]
            yield block(_plain(words for words, _ in told), _plain(words for words, in_link in told if not in_link), tuple(links))


def _strings(element: Element, *, in_link: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield the words inside an element, until a block begins in it, and whether they are in a link."""
    yield element.text or "", in_link
    for child in element:
        if child.tag not in _INLINE:
            return
        yield from _strings(child, in_link=in_link or child.tag == "a")
        yield child.tail or "", in_link


def _plain(words: Iterable[str]) -> str:
    """Return words as a browser shows them, on one line."""
    return " ".join(html.unescape("".join(words)).split())


class _Lines(Preprocessor):  # type: ignore[misc]  # as above
    """Takes out the comments that allow something, and remembers on which line of the file every other line stands."""

    first = 1

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines that are left."""
        numbered = list(enumerate(lines, self.first))
        self.comments = [(number, found[1].strip()) for number, line in numbered if (found := _COMMENT.match(line))]
        gone = {number for number, _ in self.comments}
        self.kept = [(number, line) for number, line in numbered if number not in gone]
        return [line for _, line in self.kept]


class _Texts(Treeprocessor):  # type: ignore[misc]  # as above
    """Finds each text and its lines, and takes the marks of sources out, before Markdown looks for links and emphasis in it."""

    def __init__(self, md: Markdown, lines: _Lines) -> None:
        super().__init__(md)
        self.lines = lines

    def run(self, root: Element) -> None:
        """Go through the texts in the order in which they are written; one that follows a block becomes a paragraph."""
        self.root = root
        self.at = (0, 0)
        self.found: list[tuple[Element, Callable[..., Block]]] = []
        self._below(root)

    def _below(self, parent: Element) -> None:
        for element in list(parent):
            self._read(parent, element)
            self._below(element)
            if (element.tail or "").strip():
                behind = Element("p")
                behind.text, element.tail = element.tail, None
                parent.insert(list(parent).index(element) + 1, behind)
                self._read(parent, behind)

    def _read(self, parent: Element, element: Element) -> None:
        """Take in the text of one element, if it has any, and leave it there without its mark."""
        rows = (element.text or "").strip().split("\n")
        if not rows[0] and element.tag not in _SIGNS:
            return
        where = [self._where(row.strip() or _SIGNS.get(element.tag, "")) for row in rows]
        last = max(number for number, row in enumerate(rows) if not (number and (not row.strip() or _is_attributes(row))))
        mark, stray = None, []
        for number, row in enumerate(rows):
            for braces in (found for found in _BRACES.finditer(row) if not _IS_ATTRIBUTES.fullmatch(found[1])):
                line, written = self.lines.kept[where[number]]
                names = tuple(name for part in braces[1].split(",") if (name := part.strip()))
                told = Mark(names, (line, written.find(braces[0]) + 1))
                if number == last and not row[braces.end() :].strip():
                    mark, rows[number] = told, row[: braces.start()].rstrip()
                else:
                    stray.append(told)
        if element.tag == "li" and element is parent[-1] and len(rows) > 1 and (classes := _ARE_CLASSES.fullmatch(rows[-1])):
            rows.pop()  # a line of classes below a list is about the whole of it
            parent.set("class", classes[1].replace(".", "").strip())
        element.text = "\n".join(rows)
        kind = "cell" if element.tag == "th" or (element.tag == "td" and element is not parent[-1]) else element.tag
        lines = self.lines.kept[where[0] : where[-1] + 1]
        block = partial(Block, kind, lines[0][0], tuple(line for _, line in lines), mark, tuple(stray))
        self.found.append((element, block))

    def _where(self, words: str) -> int:
        """Return which of the lines left `words` stand on: the first that has them, after all that was found before."""
        row, column = self.at
        for number in range(row, len(self.lines.kept)):
            found = self.lines.kept[number][1].find(words, column if number == row else 0)
            if found >= 0:
                self.at = (number, found + len(words))
                return number
        return row


def _is_attributes(row: str) -> bool:
    """Return whether a row is nothing but attributes."""
    found = _BRACES.fullmatch(row.strip())
    return found is not None and _IS_ATTRIBUTES.fullmatch(found[1]) is not None


class _Links(Treeprocessor):  # type: ignore[misc]  # as above
    """Remembers where each link leads as it is written, and lets none be live that leads in a way that no page's link may.

    No element keeps any attribute that Markdown made: titles of links, styles of cells.
    """

    def run(self, root: Element) -> None:
        """Go through the elements."""
        self.written: dict[Element, str] = {}
        for element in root.iter():
            to = element.get("href", "")
            element.attrib = {name: value for name, value in element.attrib.items() if name in ("class", "start")}
            if element.tag == "a":
                self.written[element] = html.unescape(to)
                element.set("href", to if LIVE.fullmatch(to) and html.unescape(to) == to else "")
                element.attrib.update({"rel": OUT} if to.startswith("https:") else {})


class _Attributes(AttrListTreeprocessor):  # type: ignore[misc]  # as above
    """Lets braces give an element a class or an id; all other braces stay text."""

    BASE_RE = rf"\{{{_ATTRIBUTES}\}}"
    HEADER_RE = re.compile(rf"[ ]+{BASE_RE}[ ]*$")
    BLOCK_RE = re.compile(rf"\n[ ]*{BASE_RE}[ ]*$")
    INLINE_RE = re.compile(rf"^{BASE_RE}")
