"""What hand-written pages say to us alone: what each block rests on, which rules may be broken, what their heads say."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from utvag.changes.lines import ALIKE
from utvag.changes.who import whole
from utvag.registry import source
from utvag.swedish import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from utvag.content.page_source import Block, Manuscript

_SHOWN = frozenset(["title", "reviewed", "assessed"])
"""What of a head stands on the page."""


def compare(before: Mapping[str, Manuscript], after: Mapping[str, Manuscript]) -> Iterator[str]:
    """Yield a sentence about each mark, exception and part of a head that is different, by the file of the page."""
    for name in [name for name in after if name in before]:
        old, new = (_head(pages[name]) for pages in (before, after))
        for key in [key for key in {**new, **old} if key not in _SHOWN and old.get(key) != new.get(key)]:
            yield f"{name}: {key} är {_said(new.get(key))} i stället för {_said(old.get(key))}."
        gone, come = ({(item.code, item.reason) for item in pages[name].allowances} for pages in (before, after))
        yield from (f"{name}: regeln {code} får brytas: {whole(reason)}." for code, reason in sorted(come - gone))
        yield from (f"{name}: regeln {code} får inte längre brytas: {whole(reason)}." for code, reason in sorted(gone - come))
        for was, now in _pairs(before[name], after[name]):
            if _names(was) != _names(now):
                yield f"{name}: {quoted(_words(now))} har {_mark(now)} i stället för {_mark(was)}."


def _head(page: Manuscript) -> dict[str, object]:
    document = source.parse(f"---\n{page.head or ''}".encode(), page.name).document
    return dict(document) if document is not None else {}


def _said(value: object) -> str:
    if value is None:
        return "inget"
    return whole(", ".join(map(str, value)) if isinstance(value, list) else str(value))


def _pairs(before: Manuscript, after: Manuscript) -> Iterator[tuple[Block, Block]]:
    """Yield every block with what it was: the one with the same words, else the one most like it."""
    left, new = list(before.blocks), list["Block"]()
    for block in after.blocks:
        same = next((old for old in left if _words(old) == _words(block)), None)
        if same is None:
            new.append(block)
        else:
            left.remove(same)
            yield same, block
    for block in new:
        if near := difflib.get_close_matches(_words(block), [_words(old) for old in left], 1, ALIKE):
            was = next(old for old in left if _words(old) == near[0])
            left.remove(was)
            yield was, block


def _words(block: Block) -> str:
    return " ".join(block.passages)


def _names(block: Block) -> set[str]:
    return set(block.mark.names) if block.mark else set()


def _mark(block: Block) -> str:
    return f"märket {{{', '.join(block.mark.names)}}}" if block.mark else "inget märke"
