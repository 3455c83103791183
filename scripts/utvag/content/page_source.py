"""A hand-written page as its author sees it: head, blocks with lines, and on what each block rests.

Every paragraph and list item ends with a mark in braces: ids of sources, or one of the WORDS. Marks are for us: `bare` takes them
out before Markdown reads the page.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from utvag.content import prose
from utvag.content.allowances import Allowance, in_comment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.content.html_tree import Element

WORDS = {
    "råd": "råd eller ord av oss, inga fakta om hjälp",
    "okänt": "det här vet ingen",
    "teknik": "hur webbplatsen, mobilen eller webbläsaren fungerar",
}
"""What a mark may say instead of a source, and what it means."""

_HEAD = re.compile(r"---\n(.*?\n)---\n", flags=re.DOTALL)
_MARK = re.compile(r"[ \t]*\{(?P<names>[^{}\n]*)\}[ \t]*(?P<tail>(</\w+>[ \t]*)*)$")
_ATTRIBUTES = re.compile(r"\{[^{}\n]*\}$")
_STRAY = re.compile(r"\{(?!\s*[:#.])[^{}=\n]*\}")
_HEADING = re.compile(r" {0,3}#{1,6}(\s|$)")
_ITEM = re.compile(r"\s*([-*+]|\d+[.)])\s+\S")
_RULE = re.compile(r"\s*([-*_]\s*){3,}$")
_COMMENT = re.compile(r"\s*<!--.*-->\s*$")
_UNDERLINE = re.compile(r"(=+|-+)\s*$")
_ENDS = re.compile(r"</(p|li|dd|dt|td|th|tr|div|section|summary|details|h[1-6]|ul|ol|dl|table)>\s*$", flags=re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a block says that it rests on, in the author's order, and where it says so."""

    names: tuple[str, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, list item, paragraph or piece of HTML: its lines without the mark, and the HTML that it becomes.

    `stray` are marks in the middle of it.
    """

    kind: str
    line: int
    lines: tuple[str, ...]
    tree: Element
    mark: Mark | None = None
    stray: tuple[Mark, ...] = ()

    @property
    def passages(self) -> tuple[str, ...]:
        """What visitors read of it."""
        return tuple(prose.passages(self.tree))

    def line_of(self, words: str) -> int:
        """Return the line on which `words` begin, or the block's first line when it cannot be told."""
        return next((self.line + number for number, line in enumerate(self.lines) if words in line), self.line)


@dataclass(frozen=True, slots=True)
class Manuscript:
    """One page: the text of its head (None without one), its blocks, and what is allowed on it besides the rules."""

    name: str
    head: str | None
    blocks: tuple[Block, ...]
    allowances: tuple[Allowance, ...] = ()


@dataclass(slots=True)
class _Open:
    """A block whose end has not been found."""

    kind: str
    line: int
    lines: list[str] = field(default_factory=list)


def read(text: str, name: str) -> Manuscript:
    """Return the page that `text` says; `name` is the file's name in problems."""
    head = _HEAD.match(text)
    body = text[head.end() :] if head else text
    first = text.count("\n", 0, head.end()) + 1 if head else 1
    blocks = tuple(_marked(block) for block in _blocks(body.split("\n"), first))
    return Manuscript(name, head[1] if head else None, blocks, tuple(_allowances(body.split("\n"), first, blocks, name)))


def bare(markdown: str) -> str:
    """Return a page's Markdown without marks and without comments that allow something: what visitors may get."""
    kept = [line for line in markdown.split("\n") if in_comment(line) is None]
    return "\n".join(_without(line) for line in kept)


def _mark_in(line: str) -> re.Match[str] | None:
    """Return the mark at the end of a line; `{: .lead}`, `{#id}` and `{key=value}` are attributes for Markdown."""
    found = _MARK.search(line)
    names = found["names"].strip() if found else ":"
    return None if names[:1] in (":", "#", ".") or "=" in names else found


def _without(line: str) -> str:
    """Return the line without the mark at its end; closing tags after it stay."""
    found = _mark_in(line)
    return line[: found.start()] + found["tail"] if found else line


def _blocks(lines: list[str], first: int) -> Iterator[_Open]:
    here: _Open | None = None
    for number, line in enumerate(lines, first):
        starts = _starts(line, here)
        if starts != "more":
            if here:
                yield from _parts(here)
            here = _Open(starts, number) if starts else None
        if here:
            here.lines.append(line)
    if here:
        yield from _parts(here)


def _starts(line: str, here: _Open | None) -> str:
    """Return the kind of block that begins on `line`: "more" when the open one goes on, "" when there is none."""
    if here and here.kind == "text" and _UNDERLINE.match(line):
        here.kind = "heading"
        return "more"
    if not line.strip() or _RULE.match(line) or _COMMENT.match(line):
        return ""
    if _HEADING.match(line):
        return "heading"
    if (here is None or here.kind == "item") and _ITEM.match(line):
        return "item"
    if here and here.kind != "heading":
        return "more"
    return "html" if line.lstrip().startswith("<") else "text"


def _parts(block: _Open) -> Iterator[_Open]:
    """Yield the block; of HTML each piece that ends with a mark or an element's end."""
    if block.kind != "html":
        yield block
        return
    part = _Open("html", block.line)
    for number, line in enumerate(block.lines, block.line):
        part.lines.append(line)
        if _mark_in(line) or _ENDS.search(line):
            yield part
            part = _Open("html", number + 1)
    if part.lines:
        yield part


def _marked(block: _Open) -> Block:
    """Return the block with its mark: the one at the end of its last line that is not for Markdown alone."""
    lines, mark, stray = list(block.lines), None, []
    last = max((number for number, line in enumerate(lines) if not _ATTRIBUTES.match(line.strip()) or _mark_in(line)), default=0)
    for number, line in enumerate(lines):
        if found := _mark_in(line):
            names = tuple(name.strip() for name in found["names"].split(",") if name.strip())
            told = Mark(names, block.line + number, line.index("{", found.start()) + 1)
            lines[number] = _without(line)
            if number == last:
                mark = told
            else:
                stray.append(told)
        stray += [Mark((), block.line + number, at.start() + 1) for at in _STRAY.finditer(lines[number])]
    tree = prose.rendered(textwrap.dedent("\n".join(lines)))
    return Block(block.kind, block.line, tuple(lines), tree, mark, tuple(stray))


def _allowances(lines: list[str], first: int, blocks: tuple[Block, ...], name: str) -> Iterator[Allowance]:
    for number, line in enumerate(lines, first):
        if found := in_comment(line):
            block = next((block for block in blocks if block.line > number), None)
            covered = range(block.line, block.line + len(block.lines)) if block else range(0)
            yield Allowance(found[0], found[1], name, number, covered)
