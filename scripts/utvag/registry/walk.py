"""Every value of a registry with its path and its key: the one walk for whoever looks at all of it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from utvag.registry.scalars import Key, Model, keys
from utvag.registry.source import Mapping, Sequence
from utvag.registry.texts import Text, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from utvag.registry.source import Path

Kinds: TypeAlias = "tuple[type[Model], ...]"


class Found(NamedTuple):
    """One value: its path, what is known about its key, the value itself, and the group in which it stands, if it was walked."""

    path: Path
    key: Key
    value: Any
    inside: Found | None

    def outwards(self) -> Iterator[Found]:
        """Yield this, the group it stands in, the one around that, and so on."""
        here: Found | None = self
        while here is not None:
            yield here
            here = here.inside

    def around(self, name: str) -> Any:  # noqa: ANN401 -- whatever stands there
        """Return what the nearest group around the value says under `name`: its `sources`, its `checks`; None if none does."""
        groups = self.inside.outwards() if self.inside else ()
        return next((said for group in groups if (said := group.value.__dict__.get(name))), None)

    def about(self, name: str) -> Any:  # noqa: ANN401 -- whatever is known
        """Return the part `name` of what is known about the key, or else about the nearest key around it that has it."""
        return next((known for one in self.outwards() if (known := getattr(one.key, name))), None)


def everything(group: Model, path: Path = ()) -> list[Found]:
    """Return every value inside `group`, which stands at `path`: each group before what is inside it, each item of a list alone."""
    return _walk(group, (type(group),), path, lambda kinds: keys(kinds[0]))


def texts(group: Model, path: Path = (), only: Collection[str] = ()) -> Iterator[Found]:
    """Yield every text and line inside `group` that somebody reads, in the model's order; not what is kept back inside it.

    Words that are the same for everybody are one text. With `only`, no other keys of the group itself are looked under.
    """

    def wanted(kinds: Kinds) -> Iterable[Key]:
        found = _leading(kinds, "is_text")
        return [key for key in found if key.name in only] if only and kinds == (type(group),) else found

    return (found for found in _walk(group, (type(group),), path, wanted, shown=True) if isinstance(found.value, Text | str))


def written(document: Mapping, kind: type[Model], known: str) -> Iterator[Found]:
    """Yield every value in data as it was written, which should become a `kind`, whose Key has something under `known`.

    What stands under unknown keys is left out.
    """
    found = _walk(document, (kind,), (), lambda kinds: _leading(kinds, known))
    return (one for one in found if getattr(one.key, known))


@cache
def _leading(kinds: Kinds, known: str) -> tuple[Key, ...]:
    """Return the keys of kinds of groups that have something under `known`, or under which such keys stand; each name once."""
    every = (key for kind in reversed(kinds) for key in keys(kind) if getattr(key, known) or _leading(key.kinds, known))
    return tuple({key.name: key for key in every}.values())


def _walk(
    group: Model | Mapping, kinds: Kinds, path: Path, wanted: Callable[[Kinds], Iterable[Key]], *, shown: bool = False
) -> list[Found]:
    """Return the values of the `wanted` keys inside `group`, which is one of `kinds` or was written to become one."""
    found: list[Found] = []

    def visit(group: Model | Mapping, kinds: Kinds, path: Path, inside: Found | None) -> None:
        read = group.get if isinstance(group, Mapping) else group.__dict__.get
        for key in wanted(kinds):
            value, here = read(key.name), (*path, key.name)
            if isinstance(value, tuple | Sequence):
                for number, item in enumerate(value):
                    add((*here, number), key, item, inside)
            elif value is not None:
                add(here, key, value, inside)

    def add(path: Path, key: Key, value: Any, inside: Found | None) -> None:  # noqa: ANN401 -- any part of a registry
        if isinstance(value, Words) and value.is_same_for_all:
            value = value.leaver
        is_group = isinstance(value, Model | Mapping) and not isinstance(value, Text) and key.kinds != (Text,)
        if not (shown and is_group and value.is_kept_back):
            one = Found(path, key, value, inside)
            found.append(one)
            if is_group:
                visit(value, key.kinds if isinstance(value, Mapping) else (type(value),), path, one)

    visit(group, kinds, path, None)
    return found
