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
        found = _leading(kind, "is_text")
        return tuple(key for key in found if key.name in only) if only and kind is type(group) else found

    return (found for found in _inside(group, path, wanted, shown=True) if isinstance(found.value, Text | str))


def written(document: Mapping, kind: type[Model], known: str) -> Iterator[Found]:
    """Yield every value in data as it was written, which should become a `kind`, whose Key has something under `known`.

    What stands under unknown keys is left out.
    """
    found: list[Found] = []
    _document(document, (kind,), known, (), None, found)
    return (one for one in found if getattr(one.key, known))


@cache
def _names(kind: type[Model]) -> frozenset[str]:
    return frozenset(key.name for key in keys(kind))


@cache
def _leading(kind: type[Model], known: str) -> tuple[Key, ...]:
    """Return the keys of a kind of group that have something under `known`, or under which such keys stand."""
    return tuple(key for key in keys(kind) if getattr(key, known) or any(_leading(inner, known) for inner in key.kinds))


@cache
def _named(kinds: tuple[type[Model], ...], known: str) -> abc.Mapping[str, Key]:
    return {key.name: key for kind in reversed(kinds) for key in _leading(kind, known)}


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
        is_group = isinstance(value, Model) and not isinstance(value, Text)
        if not (shown and is_group and value.is_kept_back):
            one = Found(path, key, value, inside)
            found.append(one)
            if is_group:
                visit(value, path, one)

    visit(group, path, None)
    return found


def _document(
    value: Mapping, kinds: tuple[type[Model], ...], known: str, path: Path, inside: Found | None, found: list[Found]
) -> None:
    """Add what is written inside a group of one of `kinds` to `found`."""
    named = _named(kinds, known)
    for name, written in value.items():
        if key := named.get(name):
            here = (*path, name)
            listed = isinstance(written, Sequence)
            for number, item in enumerate(written if listed else (written,)):
                one = Found((*here, number) if listed else here, key, item, inside)
                found.append(one)
                if isinstance(item, Mapping) and key.kinds != (Text,):
                    _document(item, key.kinds, known, one.path, one, found)
