"""Every value of a registry with its path and its key: the one walk for whoever looks at all of it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from utvag.registry.source import Mapping, Sequence
from utvag.registry.texts import Key, Model, Text, Words, keys

if TYPE_CHECKING:
    from collections import abc
    from collections.abc import Callable, Collection, Iterator

    from utvag.registry.source import Path


class Found(NamedTuple):
    """One value: its path, what is known about its key, the value itself, and the group in which it stands, if it was walked."""

    path: Path
    key: Key
    value: Any
    inside: Found | None

    def around(self, name: str) -> Any:  # noqa: ANN401 -- whatever stands there
        """Return what the nearest group around the value says under `name`: its `sources`, its `checks`; None if none does."""
        group = self.inside
        while group is not None:
            kind: type[Model] = type(group.value)
            if name in _names(kind) and (said := getattr(group.value, name)):
                return said
            group = group.inside
        return None

    def about(self, name: str) -> Any:  # noqa: ANN401 -- whatever is known
        """Return the part `name` of what is known about the key, or else about the nearest key around it that has it."""
        here: Found | None = self
        while here is not None:
            if known := getattr(here.key, name):
                return known
            here = here.inside
        return None


def everything(group: Model, path: Path = ()) -> list[Found]:
    """Return every value inside `group`, which stands at `path`: each group before what is inside it, each item of a list alone."""
    return _inside(group, path, keys)


def texts(group: Model, path: Path = (), only: Collection[str] = ()) -> Iterator[Found]:
    """Yield every text and line inside `group` that somebody reads, in the model's order; not what is kept back inside it.

    Words that are the same for everybody are one text. With `only`, no other keys of the group itself are looked under.
    """

    def wanted(kind: type[Model]) -> tuple[Key, ...]:
        found = _text_keys(kind)
        return tuple(key for key in found if key.name in only) if only and kind is type(group) else found

    return (found for found in _inside(group, path, wanted, shown=True) if isinstance(found.value, Text | str))


def written(document: Mapping, kind: type[Model]) -> list[Found]:
    """Return every value inside data as it was written, which should become a `kind`; not what stands under unknown keys."""
    found: list[Found] = []
    _document(document, (kind,), (), None, found)
    return found


@cache
def _names(kind: type[Model]) -> frozenset[str]:
    return frozenset(key.name for key in keys(kind))


@cache
def _text_keys(kind: type[Model]) -> tuple[Key, ...]:
    return tuple(key for key in keys(kind) if key.holds_text)


def _inside(group: Model, path: Path, visited: Callable[[type[Model]], tuple[Key, ...]], *, shown: bool = False) -> list[Found]:
    found: list[Found] = []

    def visit(group: Model, path: Path, inside: Found | None) -> None:
        for key in visited(type(group)):
            value, here = getattr(group, key.name), (*path, key.name)
            if isinstance(value, tuple):
                for number, item in enumerate(value):
                    add((*here, number), key, item, inside)
            elif value is not None:
                add(here, key, value, inside)

    def add(path: Path, key: Key, value: Any, inside: Found | None) -> None:  # noqa: ANN401 -- any part of a registry
        if isinstance(value, Words) and value.is_same_for_all:
            value = value.leaver
        one = Found(path, key, value, inside)
        if isinstance(value, Model) and not isinstance(value, Text):
            if shown and value.is_kept_back:
                return
            found.append(one)
            visit(value, path, one)
        else:
            found.append(one)

    visit(group, path, None)
    return found


@cache
def _named(kinds: tuple[type[Model], ...]) -> abc.Mapping[str, Key]:
    return {key.name: key for kind in reversed(kinds) for key in keys(kind)}


def _document(value: Any, kinds: tuple[type[Model], ...], path: Path, inside: Found | None, found: list[Found]) -> None:  # noqa: ANN401 -- data as it was written
    """Add what is written inside a group of one of `kinds` to `found`."""
    known = _named(kinds)
    for name in (name for name in value if name in known):
        key, here = known[name], (*path, name)
        listed = isinstance(value[name], Sequence)
        for number, item in enumerate(value[name] if listed else (value[name],)):
            one = Found((*here, number) if listed else here, key, item, inside)
            found.append(one)
            if isinstance(item, Mapping) and key.kinds != (Text,):
                _document(item, key.kinds, one.path, one, found)
