"""The registry's lines laid out anew: two spaces for each step inwards, every word, comment and order kept.

The only door to ruamel.yaml. What it made is held against the file, and refused when more than white space is different.
"""

from __future__ import annotations

import io
import re
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
    from collections.abc import Iterable, Iterator

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
    line = _lost(old, new)
    if not line and (path := _changed(before.document, after.document if not after.problems else None)) is not None:
        line = before.locate(path).line
    if line:
        raise InvalidRegistry([_refused(Location(name, line), name)])
    return new


def difference(before: bytes, after: str, name: str) -> Problem | None:
    """Return the problem of a file whose layout can be repaired, at the first line that changes; None when it is good."""
    old, new = before.split(b"\n"), after.encode().split(b"\n")
    if old == new:
        return None
    line = next(
        (number for number, pair in enumerate(zip(old, new, strict=False), 1) if pair[0] != pair[1]), min(len(old), len(new))
    )
    return Problem(
        Location(name, line),
        name,
        "Indrag, mellanslag eller tomma rader är inte som i resten av filen.",
        "Skriv: .venv/bin/python scripts format",
        "uppstallning",
    )


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


def _changed(one: Value | None, other: Value | None, path: Path = ()) -> Path | None:
    """Return the path of the first value that does not say the same: the same words, quoted or not where it matters."""
    inside: Iterable[str | int] = ()
    if isinstance(one, Mapping) and isinstance(other, Mapping) and list(one) == list(other):
        inside = one
    elif isinstance(one, Sequence) and isinstance(other, Sequence) and len(one) == len(other):
        inside = range(len(one))
    elif type(one) is not type(other) or not isinstance(one, str) or one != other:
        return path
    found = (_changed(one[part], other[part], (*path, part)) for part in inside)  # type: ignore[index]  # both have it
    return next((path for path in found if path is not None), None)


def _refused(where: Location, name: str) -> Problem:
    return Problem(
        where,
        name,
        "En anmärkning eller en text här skulle inte bli kvar som den är om raderna ställdes upp, så filen är orörd.",
        "Flytta anmärkningen till en egen rad, ovanför det den handlar om. Skriv texten på en rad.",
        "uppstallning",
    )
