"""What only those who review see: sources, checks, what is kept back, and everything else that no page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from utvag.changes.who import whole
from utvag.registry.model import Check, Model, Program, Source, Text
from utvag.swedish import language_name, long_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from utvag.registry.model import Registry
    from utvag.swedish import Languages


def compare(before: Registry, after: Registry, shown: Languages, *, every: bool = False) -> Iterator[str]:
    """Yield a sentence about each value that is different and is never on a page, with its place in the file by ids.

    Places where the same thing has happened share a sentence. `every` is for a change that visitors notice nothing of: then a
    value is told that other pages would show.
    """
    spoken = {language.code for language in shown}
    together: dict[str, list[str]] = {}
    for path, was, now in _different(before, after, "", spoken, hidden=every):
        together.setdefault(_sentence(path, was, now), []).append(path)
    yield from (f"{', '.join(paths)}{words}" for words, paths in together.items())


def _different(
    was: object, now: object, path: str, spoken: set[str], *, hidden: bool = False
) -> Iterator[tuple[str, object, object]]:
    """Yield (path, before, after) of what differs; of what visitors read only what is hidden from them."""
    if was == now:
        return
    key = path.rpartition(".")[2]
    if key in ("sources", "checks") and isinstance(was, tuple) and isinstance(now, tuple) and not _is_records(was, now):
        yield path, was, now
    elif isinstance(was, Text) and isinstance(now, Text):
        yield from _texts(was, now, path, spoken, hidden=hidden)
    elif isinstance(was, Program) and isinstance(now, Program) and was.has_page != now.has_page:
        return  # it is told as a whole
    elif isinstance(was, Model) and isinstance(now, Model) and type(was) is type(now):
        kept = any(getattr(item, "status", "") in ("unconfirmed", "ended", "withdrawn") for item in (was, now))
        inside = hidden or kept or isinstance(was, Source)
        told = {"e164"} | ({"checks"} if _is_dated_anew(was, now) else set())
        for name in [name for name in type(now).model_fields if name not in told]:
            here = f"{path}.{name}" if path else name
            unseen = inside or name in _NEVER_SHOWN or f"{type(now).__name__}.{name}" in _NEVER_SHOWN
            yield from _different(getattr(was, name), getattr(now, name), here, spoken, hidden=unseen)
    elif isinstance(was, tuple) and isinstance(now, tuple):
        yield from _lists(was, now, path, spoken, hidden=hidden)
    elif hidden:
        yield path, was, now


_NEVER_SHOWN = frozenset(
    [
        "sensitivity",
        "id",
        "sources",
        "publisher_kind",
        "Lifeline.languages",
        "Lifeline.anonymous",
        "Lifeline.municipality",
        "Emergency.name",
        "Municipality.default_programs",
        "Criterion.criterion",
        "Choice.minimum_age",
        "Choice.maximum_age",
        "Condition.minimum_age",
        "Condition.maximum_age",
        "Registry.terms",
    ]
)
"""Keys, of any model or of one, that no page says; what the guide makes of an age is told by whom it moves, not by the age."""


def _texts(was: Text, now: Text, path: str, spoken: set[str], *, hidden: bool) -> Iterator[tuple[str, object, object]]:
    if hidden and was.sv != now.sv:
        yield path, was.sv, now.sv
    for lang in sorted({*was.others, *now.others} - (set() if hidden else spoken)):
        if was.others.get(lang) != now.others.get(lang):
            yield f"{path} på {language_name(lang)}", was.others.get(lang), now.others.get(lang)


def _is_dated_anew(was: Model, now: Model) -> bool:
    """Return whether the pages of a programme say that it was checked on another day."""
    is_shown = isinstance(was, Program) and isinstance(now, Program) and now.has_page
    return is_shown and getattr(was, "last_checked", None) != getattr(now, "last_checked", None)


def _is_records(was: Sequence[object], now: Sequence[object]) -> bool:
    return any(isinstance(item, Source) for item in (*was, *now))


def _lists(
    was: Sequence[object], now: Sequence[object], path: str, spoken: set[str], *, hidden: bool
) -> Iterator[tuple[str, object, object]]:
    """Compare two lists item by item: those with an id by it, others in their order if they are as many."""
    old, new = ({_name(item, number): item for number, item in enumerate(items, 1)} for items in (was, now))
    for name in [name for name in old if name not in new and isinstance(old[name], Program)]:
        heir = next(
            (one for one in new if one not in old and getattr(new[one], "slug", "") == getattr(old[name], "slug", None)), name
        )
        old[heir] = old.pop(name)
    for name in [*new, *(name for name in old if name not in new)]:
        if name in old and name in new:
            yield from _different(old[name], new[name], f"{path}[{name}]", spoken, hidden=hidden)
        elif hidden or isinstance(new.get(name, old.get(name)), Source) or _is_kept_back(new.get(name), old.get(name)):
            yield f"{path}[{name}]", old.get(name), new.get(name)


def _is_kept_back(*items: object) -> bool:
    return all(item is None or getattr(item, "status", "") in ("unconfirmed", "ended", "withdrawn") for item in items)


def _name(item: object, number: int) -> str:
    return str(getattr(item, "id", getattr(item, "word", number)))


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
        return whole(value.sv)
    if isinstance(value, Model):
        words = next((getattr(value, name) for name in ("title", "name", "label", "text", "id") if getattr(value, name, None)), "")
        return _shown(words)
    return whole(str(value)) if value is not None else "inget"
