"""YAML text laid out anew, with every word, quotation mark and order kept.

The only door to ruamel.yaml. Like `source`, it lets no value become anything but the text that was written. It is given text
without comments: it drops those inside `[ ]` and leaves the others at their old columns. `layout` puts them back.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.tag import Tag
from ruamel.yaml.tokens import ScalarToken

_WIDTH = 1_000_000
"""No text is broken over lines."""


@dataclass(frozen=True, slots=True)
class Span:
    """One part of a YAML text, from `start` to `end` (offsets); `block` is a text that follows `|` or `>` on lines of its own."""

    start: int
    end: int
    is_scalar: bool
    block: bool


class CannotRead(Exception):  # noqa: N818 -- a state of the text, and the caller reads better with this name
    """The text means something to `source`, and nothing to this library."""


class _OnlyText(VersionedResolver):
    """Takes every value for text, so that `no`, `012` and `12:30` are written as they were read."""

    def resolve(self, kind: object, value: object, implicit: object) -> object:
        return Tag(suffix="tag:yaml.org,2002:str") if kind is ScalarNode else super().resolve(kind, value, implicit)


def _yaml() -> YAML:
    made = YAML(typ="rt")
    made.Resolver = _OnlyText
    made.preserve_quotes = True
    made.width = _WIDTH
    made.indent(mapping=2, sequence=4, offset=2)
    return made


def spans(text: str) -> tuple[Span, ...]:
    """Return the parts of `text` that take up room, in order; what is between them is white space and comments.

    Raises CannotRead.
    """
    reader = YAML(typ="safe", pure=True)
    try:
        tokens = list(reader.scan(text))
    except YAMLError as fault:
        raise CannotRead from fault
    return tuple(
        Span(
            token.start_mark.index,
            token.end_mark.index,
            isinstance(token, ScalarToken),
            getattr(token, "style", None) in ("|", ">"),
        )
        for token in tokens
        if token.end_mark.index > token.start_mark.index
    )


def laid_out(text: str) -> str:
    """Return `text`, which has no comments, with two spaces for each step inwards and a list two further in. Raises CannotRead."""
    yaml = _yaml()
    target = io.StringIO()
    try:
        yaml.dump(yaml.load(text), target)
    except YAMLError as fault:
        raise CannotRead from fault
    return target.getvalue()
