"""The registry's layout put in order: the same words, comments and order, on tidy lines.

What it never does is checked afterwards and not trusted: `source` must read the same from the new text, and every comment must
still be there, in the same order. Otherwise there is a problem and no text. A file that cannot be read is
mended first, if it can be.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from utvag.problems import Location, Problem
from utvag.registry import mending, roundtrip, source
from utvag.registry.roundtrip import CannotRead

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.registry.mending import Faults
    from utvag.registry.roundtrip import Span
    from utvag.registry.source import Source

MOST_BLANK_LINES = 2
"""Further empty lines in a row are taken away."""

_SPACES = re.compile(" *")
_DASHES = re.compile("(?:- +)*")


@dataclass(frozen=True, slots=True)
class Laid:
    """What became of a file: its text in good layout, or None and why not; `mended` are rows that could not be read before."""

    text: str | None
    problems: tuple[Problem, ...] = ()
    mended: tuple[int, ...] = ()


def repair(data: bytes, name: str, faults: Faults = lambda _: 0) -> Laid:
    """Return the YAML file `data` in good layout; `name` is what problems call the file. Never raises for bad input.

    `faults` says how many faults a text has, where a slip of the hand can be undone in several ways.
    """
    before = source.parse(data, name)
    text = before.text.replace("\r\n", "\n")
    if before.document is not None and not before.problems:
        return _laid(before, text, name)
    try:
        mended = mending.mended(text, faults) if text else None
    except CannotRead:
        mended = None
    if mended is None:
        return Laid(None, tuple(before.problems))
    return replace(_laid(source.parse(mended.encode(), name), mended, name), mended=mending.rows(text, mended))


def _laid(before: Source, written: str, name: str) -> Laid:
    """Return the text `written`, which says what `before` does, in good layout."""
    try:
        old = _read(written)
        new = _read(roundtrip.laid_out(old.bare()))
        text = _with_comments(old, new) if len(old.scalars) == len(new.scalars) else ""
        kept = _read(text).comments() == old.comments()
    except CannotRead:
        return Laid(None, (_refused(name),))
    after = source.parse(text.encode(), name)
    if kept and after.document is not None and not after.problems and mending.same(before.document, after.document):
        return Laid(text)
    return Laid(None, (_refused(name),))


def difference(before: bytes, after: str, name: str) -> Problem | None:
    """Return the problem of a file whose layout can be repaired, at the first line that changes; None when it is good."""
    old, new = before.split(b"\n"), after.encode().split(b"\n")
    if old == new:
        return None
    line = next(
        (number for number, pair in enumerate(zip(old, new, strict=False), 1) if pair[0] != pair[1]), min(len(old), len(new))
    )
    return Problem(
        Location(name, line),
        name,
        "Indrag, mellanslag eller tomma rader är inte som i resten av filen.",
        "Skriv: .venv/bin/python scripts format",
        "uppstallning",
    )


def _refused(name: str) -> Problem:
    return Problem(
        Location(name),
        name,
        "Filen går inte att ställa upp utan att något i den ändras, så den är orörd.",
        "Ställ upp raderna för hand, som i resten av filen. Säg till en utvecklare.",
        "uppstallning-nej",
    )


@dataclass(frozen=True, slots=True)
class _Comment:
    """One comment: its words, how far in it stood, and whether it stands after something on its line."""

    text: str
    column: int
    trails: bool


_Item = _Comment | None
"""What stands between two values: a comment, or an empty line (None)."""


@dataclass(slots=True)
class _Text:
    """A text taken apart: `gaps[n]` is what stands before scalar n, the last gap what stands after them all."""

    text: str
    spans: tuple[Span, ...]
    starts: list[int]
    scalars: list[Span] = field(default_factory=list)
    gaps: list[list[_Item]] = field(default_factory=lambda: [[]])

    def line(self, offset: int) -> int:
        """Return the number, from 0, of the line at `offset`."""
        return bisect_right(self.starts, offset) - 1

    def first_line(self, scalar: int) -> int:
        return self.line(self.scalars[scalar].start)

    def last_line(self, scalar: int) -> int:
        return self.line(_end(self.text, self.scalars[scalar]) - 1)

    def first_beside(self, scalar: int) -> int:
        """Return which scalar is the first of those that begin on the same line."""
        while scalar and self.first_line(scalar - 1) == self.first_line(scalar):
            scalar -= 1
        return scalar

    def indents(self, scalar: int) -> tuple[int, int]:
        """Return how far in the line of a scalar begins, and how far in its words do after any dash."""
        indent = self.indent(self.first_line(scalar))
        start = self.starts[self.first_line(scalar)]
        dashes = _DASHES.match(self.text, start + indent)
        words = dashes.end() - start if dashes else indent
        return indent, indent if self.scalars[scalar].block else words  # beside a block's words, a comment would be one of them

    def indent(self, line: int) -> int:
        """Return how far in a line begins."""
        spaces = _SPACES.match(self.text, self.starts[line])
        return len(spaces.group()) if spaces else 0

    def comments(self) -> list[str]:
        """Return every comment, in order."""
        return [item.text for gap in self.gaps for item in gap if item]

    def bare(self) -> str:
        """Return the text without comments and empty lines."""
        parts, end = [], 0
        for span in self.spans:
            white = self.text[end : span.start]
            last = white.rpartition("\n")[2]
            parts.append(last if not end else f"\n{last}" if "\n" in white else white)
            end = _end(self.text, span)
            parts.append(_without_header_comment(self.text[span.start : end]) if span.block else self.text[span.start : end])
        return "".join(parts) + "\n"


def _end(text: str, span: Span) -> int:
    """Return where a span ends, without the empty lines after a block of text (they belong to it only when it says `+`)."""
    if not span.block or "+" in _header(text[span.start : span.end]):
        return span.end
    lines = text[span.start : span.end].split("\n")
    indent = next((len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip(" ")), 0)
    while len(lines) > 1 and not lines[-1].strip(" ") and len(lines[-1]) <= indent:
        lines.pop()
    return span.start + len("\n".join(lines))


def _header(block: str) -> str:
    return block.split("\n", 1)[0].split("#", 1)[0]


def _without_header_comment(block: str) -> str:
    _, newline, rest = block.partition("\n")
    return _header(block).rstrip() + newline + rest


def _read(text: str) -> _Text:
    read = _Text(text, roundtrip.spans(text), [0, *(found.end() for found in re.finditer("\n", text))])
    end = 0
    for span in read.spans:
        _gather(read, end, span.start)
        end = _end(text, span)
        if span.is_scalar:
            if span.block and "#" in (header := text[span.start : end].split("\n", 1)[0]):
                read.gaps[-1].append(_Comment(header[header.index("#") :].rstrip(), 0, trails=False))
            read.scalars.append(span)
            read.gaps.append([])
    _gather(read, end, len(text))
    return read


def _gather(read: _Text, start: int, end: int) -> None:
    """Add the comments and empty lines of the white space from `start` to `end` to the last gap."""
    lines = read.text[start:end].split("\n")
    for number, line in enumerate(lines):
        words = line.strip()
        if words:
            row = read.line(start)
            follows = number == 0 and start > read.starts[row]
            trails = follows and bool(read.scalars) and read.last_line(-1) == row
            column = read.indent(row) if follows else len(line) - len(line.lstrip())
            read.gaps[-1].append(_Comment(words, column, trails))
        elif 0 < number < len(lines) - 1 or (number == 0 and start == 0 and len(lines) > 1):
            read.gaps[-1].append(None)


def _with_comments(old: _Text, new: _Text) -> str:
    """Return the lines of `new` with the comments and empty lines of `old`, beside the same values."""
    lines = new.text.rstrip("\n").split("\n")
    above: dict[int, list[str]] = {}
    last = len(old.scalars)
    for number, gap in enumerate(old.gaps):
        line = new.first_line(number) if number < last else len(lines)
        inside = 0 < number < last and new.last_line(number - 1) == line
        kept = above.setdefault(line, [])
        for item in gap:
            if item and item.trails and not inside:
                lines[new.last_line(number - 1)] += f"  {item.text}"
            elif item:
                kept.append(" " * (new.indents(number)[0] if inside else _column(old, new, number, item.column)) + item.text)
            elif not inside and kept[-MOST_BLANK_LINES:] != [""] * MOST_BLANK_LINES:
                kept.append("")
    whole = [part for number, line in enumerate([*lines, ""]) for part in (*above.get(number, ()), line)]
    return "\n".join(whole).strip("\n") + "\n"


def _column(old: _Text, new: _Text, following: int, column: int) -> int:
    """Return how far in a comment stands that stood at `column` before the value `following`: level with the same lines."""
    nearest = min(_neighbours(old, new, following), key=lambda pair: abs(pair[0] - column))[1]
    if following and new.scalars[following - 1].block:  # further in, it would be a part of that text
        return min(nearest, new.indents(new.first_beside(following - 1))[1])
    return nearest


def _neighbours(old: _Text, new: _Text, following: int) -> Iterator[tuple[int, int]]:
    """Yield how far in the lines around a gap stood, and stand: the next, the one before, and those that this one stands in."""
    yield from zip(old.indents(following), new.indents(following), strict=True) if following < len(old.scalars) else ((0, 0),)
    lowest = sys.maxsize
    for before in range(following - 1, -1, -1):
        if before == new.first_beside(before) and new.indents(before)[0] < lowest:
            yield from zip(old.indents(before), new.indents(before), strict=True)
            lowest = new.indents(before)[0]
        if not lowest:
            return
