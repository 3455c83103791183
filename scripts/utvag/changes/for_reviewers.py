"""What only those who review see: sources, checks, what is kept back, marks of written pages, whatever else no page shows."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from utvag import rules
from utvag.changes.line_changes import ALIKE
from utvag.changes.sentences import quote
from utvag.registry.model import Check, Model, Program, Source, Text, keys
from utvag.swedish import language_name, long_date, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from utvag.content.page_markdown import Block
    from utvag.content.page_source import WrittenPage
    from utvag.registry.model import Registry
    from utvag.swedish import Languages


def registries(before: Registry, after: Registry, shown: Languages, *, every: bool = False) -> Iterator[str]:
    """Yield a sentence about each value that is different and is never on a page, with its place in the file by ids.

    Places where the same thing has happened share a sentence. `every` is for a change that visitors notice nothing of: then a
    value is told that other pages would show.
    """
    spoken = {language.code for language in shown}
    places: dict[str, list[str]] = {}
    for path, was, now in _different(before, after, "", spoken, hidden=every):
        places.setdefault(_sentence(path, was, now), []).append(path)
    yield from (f"{', '.join(paths)}{words}" for words, paths in places.items())


def _different(
    was: object, now: object, path: str, spoken: set[str], *, hidden: bool = False
) -> Iterator[tuple[str, object, object]]:
    """Yield (path, before, after) of what differs; of what visitors read only what is hidden from them."""
    if was == now:
        return
    if path.endswith((".sources", ".checks")):
        yield path, was, now
    elif isinstance(was, Text) and isinstance(now, Text):
        yield from _texts(was, now, path, spoken, hidden=hidden)
    elif isinstance(was, Program) and isinstance(now, Program) and was.has_page != now.has_page:
        return  # it is told as a whole
    elif isinstance(was, Model) and isinstance(now, Model) and type(was) is type(now):
        inside = hidden or was.is_kept_back or now.is_kept_back or isinstance(was, Source)
        is_dated_anew = (
            isinstance(was, Program) and isinstance(now, Program) and was.last_checked != now.last_checked and now.has_page
        )
        elsewhere = ("e164", "checks") if is_dated_anew else ("e164",)  # told with the number, and as the age of a page's facts
        for key in [key for key in keys(type(now)) if key.name not in elsewhere]:
            here = f"{path}.{key.name}" if path else key.name
            yield from _different(getattr(was, key.name), getattr(now, key.name), here, spoken, hidden=inside or not key.shown)
    elif isinstance(was, tuple) and isinstance(now, tuple):
        yield from _lists(was, now, path, spoken, hidden=hidden)
    elif hidden:
        yield path, was, now


def _texts(was: Text, now: Text, path: str, spoken: set[str], *, hidden: bool) -> Iterator[tuple[str, object, object]]:
    if hidden and was.sv != now.sv:
        yield path, was.sv, now.sv
    for lang in sorted({*was.others, *now.others} - (set() if hidden else spoken)):
        if was.others.get(lang) != now.others.get(lang):
            yield f"{path} på {language_name(lang)}", was.others.get(lang), now.others.get(lang)


def _lists(
    was: Sequence[object], now: Sequence[object], path: str, spoken: set[str], *, hidden: bool
) -> Iterator[tuple[str, object, object]]:
    """Compare two lists item by item: those with an id by it, others in their order if they are as many."""
    old, new = (
        {str(getattr(item, "id", getattr(item, "word", number))): item for number, item in enumerate(items, 1)}
        for items in (was, now)
    )
    heirs = {item.slug: name for name, item in new.items() if isinstance(item, Program) and name not in old}
    old = {name if name in new else heirs.get(getattr(item, "slug", ""), name): item for name, item in old.items()}
    for name in {**new, **old}:
        items = [item for item in (old.get(name), new.get(name)) if item is not None]
        if name in old and name in new:
            yield from _different(old[name], new[name], f"{path}[{name}]", spoken, hidden=hidden)
        elif hidden or all(isinstance(item, Source) or (isinstance(item, Model) and item.is_kept_back) for item in items):
            yield f"{path}[{name}]", old.get(name), new.get(name)


def _sentence(path: str, was: object, now: object) -> str:
    """Return what has happened, as words that follow its place."""
    if path.endswith("checks") and isinstance(was, tuple) and isinstance(now, tuple):
        return f": {_checked(was, now)}"
    if path.startswith("sources[") and path.endswith(".date") and "unknown" not in (was, now):
        return f": källan är {'nyare' if str(now) > str(was) else 'äldre'}: från {now}, förut från {was}."
    if was is None:
        return f" är nytt: {_shown(now)}."
    return f" är borta: {_shown(was)}." if now is None else f": {_shown(was)} blir {_shown(now)}."


def _checked(was: Sequence[Check], now: Sequence[Check]) -> str:
    """Return how a list of checks has changed: which day, role and way the last one has."""
    first, last = (max(checks, key=lambda check: check.date) for checks in (was, now))
    if last.date == first.date:
        return f"kontrollen {long_date(last.date)} är ändrad ({last.by}, {last.how})."
    age = "nyare" if last.date > first.date else "äldre"
    return f"uppgiften är {age}: kontrollerad {long_date(last.date)} av {last.by}, förut {long_date(first.date)}."


def _shown(value: object) -> str:
    """Return a value as a person would write it."""
    if isinstance(value, tuple) and all(isinstance(item, str) for item in value):
        return ", ".join(value) or "inget"
    if isinstance(value, Text):
        return quote(value.sv)
    if isinstance(value, Model):
        words = next((getattr(value, name) for name in ("title", "name", "label", "text", "id") if getattr(value, name, None)), "")
        return _shown(words)
    return quote(str(value)) if value is not None else "inget"


_ON_THE_PAGE = frozenset(["title", "reviewed", "assessed"])
"""What of a head stands on the page."""


def pages(before: Mapping[str, WrittenPage], after: Mapping[str, WrittenPage]) -> Iterator[str]:
    """Yield a sentence about each mark, exception and part of a head that is different, by the file of the page."""
    for name in [name for name in after if name in before]:
        old, new = (pages[name].head for pages in (before, after))
        for key in [key for key in {**new, **old} if key not in _ON_THE_PAGE and old.get(key) != new.get(key)]:
            yield f"{name}: {key} är {_in_text_of(new.get(key))} i stället för {_in_text_of(old.get(key))}."
        gone, come = ({(item.code, item.reason) for item in rules.allowed_on(pages[name])} for pages in (before, after))
        yield from (f"{name}: regeln {code} får brytas: {quote(reason)}." for code, reason in sorted(come - gone))
        yield from (f"{name}: regeln {code} får inte längre brytas: {quote(reason)}." for code, reason in sorted(gone - come))
        for was, now in _pairs(before[name], after[name]):
            if _rests_on(was) != _rests_on(now):
                yield f"{name}: {quoted(now.words)} har {_mark(now)} i stället för {_mark(was)}."


def _in_text_of(value: object) -> str:
    if value is None:
        return "inget"
    return quote(", ".join(map(str, value)) if isinstance(value, list) else str(value))


def _pairs(before: WrittenPage, after: WrittenPage) -> Iterator[tuple[Block, Block]]:
    """Yield every block with what it was: the one with the same words, else the one most like it."""
    left, new = list(before.blocks), list(after.blocks)
    for least in (1, ALIKE):
        for block in list(new):
            if near := difflib.get_close_matches(block.words, [old.words for old in left], 1, least):
                was = left.pop([old.words for old in left].index(near[0]))
                new.remove(block)
                yield was, block


def _rests_on(block: Block) -> set[str]:
    return set(block.mark.names) if block.mark else set()


def _mark(block: Block) -> str:
    return f"märket {{{', '.join(block.mark.names)}}}" if block.mark else "inget märke"
