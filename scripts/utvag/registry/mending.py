"""Slips of the hand that keep a file from being read, undone: tabs, hard spaces and rows that stand one space aside.

Only white space is touched, never inside a text, and only when one reading is left: all ways to undo a slip say the same, or one
of them fits better than the others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from utvag.registry import roundtrip, source
from utvag.registry.source import Mapping, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from utvag.registry.source import Source, Value

Faults: TypeAlias = "Callable[[str], int]"
"""How many faults a text has, for whoever knows what should stand in it."""

TAB_WIDTHS = (2, 4, 8)
"""How many spaces a tab may have looked like to whoever typed it."""

MOST_TRIES = 60
"""Files are read anew for every way to undo a slip of indent; so many times at most."""

_TAB = re.compile(r"^([ \t]*)((?:-[ \t]+)*)(?=\S)", re.MULTILINE)
_HARD_SPACES = re.compile(r"[^\S\t\n\r ]+")


def mended(text: str, faults: Faults) -> str | None:
    """Return `text`, which cannot be read, with its slips undone; None when that cannot be done, or in more ways than one."""
    starts = dict.fromkeys(_with_plain_spaces(_without_tabs(text, width)) for width in TAB_WIDTHS)
    found = [start for start in starts if _is_whole(_read(start))] or [done for start in starts for done in _straightened(start)]
    return _only([done for done in found if not _touches_a_text(text, done)], faults)


def same(one: Value | None, other: Value | None) -> bool:
    """Return whether two values say the same: the same words in the same order, quoted or not where it matters."""
    if isinstance(one, Mapping):
        return (
            isinstance(other, Mapping) and list(one) == list(other) and all(same(inside, other[key]) for key, inside in one.items())
        )
    if isinstance(one, Sequence):
        return isinstance(other, Sequence) and len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and one == other


def rows(before: str, after: str) -> tuple[int, ...]:
    """Return the numbers of the rows that were mended."""
    return tuple(number for number, (old, new) in enumerate(_pairs(before, after), 1) if old != new)


def _pairs(before: str, after: str) -> Iterator[tuple[str, str]]:
    return zip(before.split("\n"), after.split("\n"), strict=True)


def _read(text: str) -> Source:
    return source.parse(text.encode(errors="replace"), "")


def _is_whole(read: Source) -> bool:
    return read.document is not None and not read.problems


def _without_tabs(text: str, width: int) -> str:
    return _TAB.sub(lambda found: found[1].replace("\t", " " * width) + found[2].replace("\t", " "), text)


def _with_plain_spaces(text: str) -> str:
    """Return `text` with an ordinary space for each hard one that stands where YAML needs it."""
    while hard := [problem.where for problem in _read(text).problems if problem.code == "hart-mellanslag"]:
        lines = text.split("\n")
        for where in hard:
            line, at = lines[where.line - 1], where.column - 1
            lines[where.line - 1] = line[:at] + _HARD_SPACES.sub(lambda found: " " * len(found[0]), line[at:], count=1)
        if text == (text := "\n".join(lines)):
            break
    return text


def _straightened(start: str) -> Iterator[str]:
    """Yield what `start` becomes when the rows that stand one space aside are moved, in every way that can be read."""
    waiting = [(start, 0)]
    for _ in range(MOST_TRIES):
        if not waiting:
            return
        text, last = waiting.pop()
        read = _read(text)
        if _is_whole(read):
            yield text
        slips = [problem.where.line for problem in read.problems if problem.code == "yaml-indrag"]
        if slips and slips[0] > last:
            waiting += [(moved, slips[0]) for moved in (_moved(text, slips[0], 1), _moved(text, slips[0], -1)) if moved]


def _moved(text: str, row: int, by: int) -> str | None:
    """Return `text` with a row one space further in or out; None when it stands as rows should already."""
    lines = text.split("\n")
    line = lines[row - 1]
    if (len(line) - len(line.lstrip(" "))) % 2 == 0:
        return None
    lines[row - 1] = f" {line}" if by > 0 else line[1:]
    return "\n".join(lines)


def _touches_a_text(before: str, after: str) -> bool:
    """Return whether a row that was mended goes on with a text from the row above: there white space is words."""
    inside: set[int] = set()
    for span in roundtrip.spans(after):
        first, last = (after.count("\n", 0, offset) + 1 for offset in (span.start, span.end - 1))
        inside.update(range(first + 1, last + 1) if span.is_scalar else ())
    return not inside.isdisjoint(rows(before, after))


def _only(found: list[str], faults: Faults) -> str | None:
    """Return the one reading that is left, or None."""
    emptiest = min((_empty(_read(text).document) for text in found), default=0)
    left: list[str] = []
    for text in found:  # a name without a value is no row of the registry: another row was meant to stand below it
        document = _read(text).document
        if _empty(document) == emptiest and not any(same(document, _read(other).document) for other in left):
            left.append(text)
    if len(left) < 2:  # noqa: PLR2004 -- one, or none
        return left[0] if left else None
    fewest = min(faults(text) for text in left)
    best = [text for text in left if faults(text) == fewest]
    return best[0] if len(best) == 1 else None


def _empty(value: Value | None) -> int:
    """Return how many names or dashes inside `value` have nothing after them."""
    if isinstance(value, Mapping | Sequence):
        return sum(map(_empty, value.values() if isinstance(value, Mapping) else value))
    return int(value == "")
