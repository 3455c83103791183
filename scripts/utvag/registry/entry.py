"""A new entry as lines of the registry, put in after another; every other line stays as it was."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

from utvag.registry import source
from utvag.registry.source import Mapping, Sequence

if TYPE_CHECKING:
    from utvag.registry.source import Path, Source, Value

Draft: TypeAlias = "dict[str, Draft] | list[Draft] | tuple[str, ...] | Raw | str"
"""What an entry says: groups and lists on lines of their own, a tuple inside `[ ]`."""


class Raw(str):
    """A value that stands as it is, never in quotation marks: a day, a whole number, one of the registry's words."""

    __slots__ = ()


class OneLine(dict[str, "Draft"]):
    """A group that is written on one line, inside `{ }`."""

    __slots__ = ()


def lines(item: dict[str, Draft]) -> list[str]:
    """Return an item of one of the registry's lists, as its lines stand there."""
    return _items([item], 2)


def inserted(text: str, read: Source, after: Path, new: list[str]) -> str:
    """Return `text`, which `read` was read from, with the lines `new` after the item at the path `after`.

    An empty line is put before them when there is one between the items already.
    """
    old = text.split("\n")
    value = read.document
    for part in after:
        value = value[part]  # type: ignore[index, assignment]  # the path leads through groups and lists
    end = _last_line(value)
    while end < len(old) and old[end].startswith("   "):  # further lines of the item's last text, and comments inside it
        end += 1
    apart = [""] if end < len(old) - 1 and not old[end].strip() else []
    return "\n".join([*old[:end], *apart, *new, *old[end:]])


def _last_line(value: Value | None) -> int:
    """Return the number of the last line on which anything inside a value begins."""
    if isinstance(value, Mapping):
        return max((max(value.marks[name][2], _last_line(inside)) for name, inside in value.items()), default=0)
    if isinstance(value, Sequence):
        return max((max(mark[0], _last_line(inside)) for mark, inside in zip(value.marks, value, strict=True)), default=0)
    return 0


def _pair(name: str, value: Draft, indent: int) -> list[str]:
    head = " " * indent + f"{name}:"
    if isinstance(value, dict) and not isinstance(value, OneLine):
        return [head, *(line for key, inside in value.items() for line in _pair(key, inside, indent + 2))]
    if isinstance(value, list) and value:
        return [head, *_items(value, indent + 2)]
    return [f"{head} {_inside(value)}"]


def _items(items: list[Draft] | list[dict[str, Draft]], indent: int) -> list[str]:
    made = []
    for item in items:
        if isinstance(item, dict) and not isinstance(item, OneLine):
            first, *rest = (line for key, inside in item.items() for line in _pair(key, inside, indent + 2))
            made += [" " * indent + "- " + first.lstrip(), *rest]
        else:
            made.append(" " * indent + f"- {_inside(item)}")
    return made


def _inside(value: Draft, *, brackets: bool = False) -> str:
    """Return a value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_inside(inside, brackets=True)}" for name, inside in value.items()) + "}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_inside(inside, brackets=True) for inside in value)}]"
    return str(value) if isinstance(value, Raw) or _is_plain(value, brackets=brackets) else json.dumps(value, ensure_ascii=False)


def _is_plain(text: str, *, brackets: bool) -> bool:
    """Return whether a text is read as itself without quotation marks."""
    read = source.parse((f"a: [{text}]\n" if brackets else f"a: {text}\n").encode(errors="replace"), "")
    if read.problems or read.document is None or list(read.document) != ["a"]:
        return False
    value = read.document["a"]
    value = value[0] if brackets and isinstance(value, Sequence) and len(value) == 1 else value
    return type(value) is str and value == text
