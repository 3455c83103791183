"""What only those who review see: sources, checks, what is kept back, heads and marks of written pages, whatever no page shows.

Each version is one flat table, place in the file → what stands there, and the two tables are compared.
"""

from __future__ import annotations

import difflib
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from utvag import rules
from utvag.changes.page_changes import ALIKE, quote
from utvag.registry.model import Check, Model, Program, Source, Text, keys
from utvag.rules.written_site import WrittenSite
from utvag.swedish import language_name, listing, long_date, quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from utvag.changes.versions import VisitorView
    from utvag.content.page_markdown import Block
    from utvag.content.page_source import WrittenPage
    from utvag.registry.loader import Loaded
    from utvag.registry.model import Registry


class Value(NamedTuple):
    """What stands at a place, as a person would write it; whether no page shows it, and whether it is a group of other places."""

    shown: str
    is_hidden: bool
    is_group: bool = False


def of_registry(
    before: Registry, after: Registry, spoken: Collection[str], same: Mapping[str, str], *, every: bool = False
) -> list[str]:
    """Return a sentence about each value that is different and is never on a page, with its place in the file by ids.

    `spoken` are the languages of the site, `same` says which old programme is which new one. `every` is for a change that visitors
    notice nothing of: if all is on pages, it is told all the same. Places where the same has happened share a sentence.
    """
    less = _without_equals(before, after), _without_equals(after, before)
    was, now = dict(_flat(less[0], "", spoken, same)), dict(_flat(less[1], "", spoken, {}))
    had_pages = {same.get(program.id, program.id): program.has_page for program in before.programs}
    turned = [program for program in after.programs if had_pages.get(program.id, program.has_page) is not program.has_page]
    as_a_whole = tuple(f"programs[{program.id}]." for program in turned)
    found = [item for item in _different(was, now) if not item[0].startswith(as_a_whole)]
    hidden = [item for item in found if item[2]]
    places: dict[str, list[str]] = {}
    for place, words, _ in hidden or (found if every else []):
        places.setdefault(words, []).append(place)
    return [f"{', '.join(paths)}{words}" for words, paths in places.items()]


def _without_equals(registry: Registry, other: Registry) -> Registry:
    """Return a registry without the programmes that are the same in another one."""
    there = {program.id: program for program in other.programs}
    programs = tuple(program for program in registry.programs if there.get(program.id) != program)
    return registry.model_copy(update={"programs": programs})


def _different(was: Mapping[str, Value], now: Mapping[str, Value]) -> Iterator[tuple[str, str, bool]]:
    """Yield (place, what has happened, is it hidden) of all that differs; not what is inside something that is new or gone."""
    alone = tuple(f"{place}{sign}" for place in was.keys() ^ now.keys() for sign in ".[ ")
    for place in [place for place in {**now, **was} if was.get(place) != now.get(place) and not place.startswith(alone)]:
        values = [table[place] for table in (was, now) if place in table]
        is_hidden = any(value.is_hidden for value in values)
        if len(values) == 1:
            yield place, f" är {'nytt' if place in now else 'borta'}: {values[0].shown}.", is_hidden
        elif values[0].shown != values[1].shown and not values[0].is_group:
            yield place, f": {values[0].shown} blir {values[1].shown}.", is_hidden


def _flat(
    value: object, place: str, spoken: Collection[str], same: Mapping[str, str], *, hidden: bool = False
) -> Iterator[tuple[str, Value]]:
    """Yield every value inside `value` by its place: those in lists by their id, others by their number."""
    if isinstance(value, Text):
        yield place, Value(quote(value.sv), hidden)
        for lang, words in value.others.items():
            yield f"{place} på {language_name(lang)}", Value(quote(words), hidden or lang not in spoken)
    elif isinstance(value, Model):
        inside = hidden or value.is_kept_back or isinstance(value, Source)
        for key in [key for key in keys(type(value)) if key.name != "e164"]:  # told with the number
            here = f"{place}.{key.name}" if place else key.name
            yield from _flat(getattr(value, key.name), here, spoken, same, hidden=inside or not key.shown)
    elif isinstance(value, tuple) and any(isinstance(item, Model) for item in value) and not isinstance(value[0], Check):
        for number, item in enumerate(value, 1):
            name = str(getattr(item, "id", getattr(item, "word", number)))
            here = f"{place}[{same.get(name, name) if isinstance(item, Program) else name}]"
            if not isinstance(item, Text):
                yield here, Value(_named(item), hidden or isinstance(item, Source) or item.is_kept_back, is_group=True)
            yield from _flat(item, here, spoken, same, hidden=hidden)
    elif isinstance(value, tuple) and value:
        checks = [f"{long_date(item.date)} av {item.by} ({item.how})" for item in value if isinstance(item, Check)]
        yield place, Value(f"kontroll {listing(checks)}" if checks else ", ".join(map(str, value)), hidden or bool(checks))
    elif value is not None and value != ():
        yield place, Value(quote(str(value)), hidden)


def _named(item: Model) -> str:
    """Return what a group in a list is called, quoted."""
    names = (getattr(item, name, None) for name in ("title", "name", "label", "text", "id"))
    called = next((name for name in names if name), "")
    return quote(called.sv if isinstance(called, Text) else str(called)) if called else "ett villkor"


_ON_THE_PAGE = ("title", "reviewed", "assessed")
"""What of a head stands on the page."""


def of_pages(before: Mapping[str, WrittenPage], after: Mapping[str, WrittenPage]) -> Iterator[str]:
    """Yield a sentence about each part of a head, exception and mark that is different, by the file of the page."""
    for name in [name for name in after if name in before]:
        was, now = before[name], after[name]
        yield from (f"{name}: {place}{words}" for place, words, _ in _different(_head(was), _head(now)))
        marks, new = ({block.words: _mark(block) for block in page.blocks} for page in (was, now))
        gone = [words for words in marks if words not in new]
        for words, mark in new.items():
            near = [words] if words in marks else difflib.get_close_matches(words, gone, 1, ALIKE)
            yield from (f"{name}: {quoted(words)} har {mark} i stället för {marks[old]}." for old in near if marks[old] != mark)


def of_translations(before: VisitorView, after: VisitorView) -> Iterator[str]:
    """Yield a sentence about each translation that is as it was although its Swedish is not, marked or not."""
    less = replace(after.loaded, registry=_without_equals(after.loaded.registry, before.loaded.registry))
    was, now = _translations(before.loaded, before.manuscripts), _translations(less, after.manuscripts)
    for (lang, words), swedish in now.items():
        if new := [one for one in swedish if one not in was.get((lang, words), swedish)]:
            yield f"På {language_name(lang)} står {quote(words)} kvar, fast svenskan har blivit {listing([*map(quote, new)])}."


def _translations(loaded: Loaded, pages: Mapping[str, WrittenPage]) -> dict[tuple[str, str], list[str]]:
    """Return every Swedish text that has the same translation, by language and translation."""
    found: dict[tuple[str, str], list[str]] = {}
    for text in WrittenSite(loaded, tuple(pages.values())).translated_texts:
        found.setdefault((text.lang, text.words), []).append(text.swedish or "")
    return found


def _head(page: WrittenPage) -> Mapping[str, Value]:
    """Return what the head of a page says that does not stand on the page, and what is allowed on it."""
    said = {key: ", ".join(map(str, value)) if isinstance(value, list) else str(value) for key, value in page.head.items()}
    for item in rules.allowed_on(page):
        said[f"tillåt {item.code}"] = f"{said.get(f'tillåt {item.code}', '')} {item.reason}".strip()
    return {key: Value(quote(value), is_hidden=True) for key, value in said.items() if key not in _ON_THE_PAGE}


def _mark(block: Block) -> str:
    return f"märket {{{', '.join(sorted(set(block.mark.names)))}}}" if block.mark else "inget märke"
