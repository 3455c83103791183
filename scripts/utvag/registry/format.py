"""The registry's lines laid out anew: two spaces for each step inwards, every word, comment and order kept.

The only door to ruamel.yaml. What it made is held against the file, and refused when more than white space is different.
"""

from __future__ import annotations

import io
import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.tag import Tag

from utvag.problems import InvalidRegistry, Location, Problem
from utvag.registry import source
from utvag.registry.source import Mapping, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.registry.source import Path, Value

_WIDTH = 1_000_000
"""No text is broken over lines."""

_COMMENT = re.compile(r"(^|\s)#")


class _OnlyText(VersionedResolver):
    """Takes every value for text, so that `no`, `012` and `12:30` are written as they were read."""

    def resolve(self, kind: object, value: object, implicit: object) -> object:
        return Tag(suffix="tag:yaml.org,2002:str") if kind is ScalarNode else super().resolve(kind, value, implicit)


def tidy(data: bytes, name: str) -> str:
    """Return the YAML file `data` in good layout; `name` is what problems call it.

    Raises InvalidRegistry when the file cannot be read, or when a comment or a value would not stay as it is.
    """
    before = source.parse(data, name)
    if before.document is None or before.problems:
        raise InvalidRegistry(before.problems)
    old = before.text.replace("\r\n", "\n")
    new = _laid_out(old)
    after = source.parse(new.encode(), name)
    pairs = zip_longest(_parts(before.document), _parts(None if after.problems else after.document))
    changed = (before.locate((one or other)[0]).line for one, other in pairs if one != other)
    if line := _lost(old, new) or next(changed, 0):
        message = "En anmärkning eller en text här skulle inte bli kvar som den är om raderna ställdes upp, så filen är orörd."
        remedy = "Flytta anmärkningen till en egen rad, ovanför det den handlar om. Skriv texten på en rad."
        raise InvalidRegistry([Problem(Location(name, line), name, message, remedy, "uppstallning")])
    return new


def difference(before: bytes, after: str, name: str) -> Problem | None:
    """Return the problem of a file whose layout can be repaired, at the first line that changes; None when it is good."""
    pairs = zip_longest(before.splitlines(keepends=True), after.encode().splitlines(keepends=True))
    line = next((number for number, (old, new) in enumerate(pairs, 1) if old != new), None)
    if line is None:
        return None
    message = "Indrag, mellanslag eller tomma rader är inte som i resten av filen."
    return Problem(Location(name, line), name, message, "Skriv: .venv/bin/python scripts format", "uppstallning")


def _laid_out(text: str) -> str:
    yaml = YAML(typ="rt")
    yaml.Resolver = _OnlyText
    yaml.preserve_quotes = True
    yaml.width = _WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    target = io.StringIO()
    try:
        yaml.dump(yaml.load(text), target)
    except YAMLError:  # the text means something to `source`, and nothing to this library
        return ""
    return "\n".join(line.rstrip() for line in target.getvalue().split("\n")).strip("\n") + "\n"


def _lost(old: str, new: str) -> int:
    """Return the first line of `old` with a sign that `new` has not, or whose comment stands beside something else; 0 for none."""
    signs, commented, at = "".join(new.split()), _commented(new), 0
    for number, line in enumerate(old.split("\n"), 1):
        own = "".join(line.split())
        is_kept = signs.startswith(own, at) and (not _COMMENT.search(line) or own == next(commented, None))
        if not is_kept:
            return number
        at += len(own)
    return 0 if at == len(signs) else number


def _commented(text: str) -> Iterator[str]:
    """Yield each line with a comment, without white space."""
    return ("".join(line.split()) for line in text.split("\n") if _COMMENT.search(line))


def _parts(value: Value | None, path: Path = ()) -> Iterator[tuple[Path, type, str]]:
    """Yield each value inside `value` with its path, quoted or not where it matters, and its words."""
    yield path, type(value), value if isinstance(value, str) else ""
    if isinstance(value, Mapping | Sequence):
        for part, inside in value.items() if isinstance(value, Mapping) else enumerate(value):
            yield from _parts(inside, (*path, part))
