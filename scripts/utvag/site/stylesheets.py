"""CSS text into flat rules, and everything in it that makes a browser fetch something: the only file that imports tinycss2."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import tinycss2

if TYPE_CHECKING:
    from collections.abc import Iterator

_GROUPS = frozenset(["media", "supports", "layer", "container", "scope", "starting-style", "document"])
"""At-rules that hold ordinary rules."""

_FETCHING = frozenset(["url", "src", "image", "image-set", "-webkit-image-set", "cross-fade"])
"""Functions whose text in quotation marks is an address."""

PAGES_SHARE = 32
"""How many stylesheets are remembered: all pages have the same few."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One selector (never a list of them), its declarations in order, and the at-rules around it from the outside in.

    `p, a { color: red }` inside `@media print` is two rules with `media` ("@media print",). A value keeps its `!important`.
    What stands in another at-rule has that for a selector: "@font-face", "@page", "@keyframes spin from".
    """

    selector: str
    declarations: tuple[tuple[str, str], ...]
    media: tuple[str, ...] = ()


@lru_cache(PAGES_SHARE)
def rules(text: str) -> tuple[Rule, ...]:
    """Return every rule of a stylesheet in order, nested ones too; what a browser would throw away is left out."""
    return tuple(_flat(tinycss2.parse_stylesheet(text), ("",), ()))


@lru_cache(PAGES_SHARE)
def addresses(text: str) -> tuple[str, ...]:
    """Return every address that a stylesheet (or a `style` attribute) makes a browser fetch, `data:` included."""
    return tuple(_fetched(tinycss2.parse_component_value_list(text)))


@lru_cache(PAGES_SHARE)
def has_comment(text: str) -> bool:
    """Tell whether a stylesheet has a comment; what looks like one inside quotation marks is none."""
    return any(node.type == "comment" for node in _deep(tinycss2.parse_component_value_list(text)))


def _flat(nodes: list[Any], parents: tuple[str, ...], media: tuple[str, ...]) -> Iterator[Rule]:
    """Yield the rules among parsed `nodes`, where `parents` are the selectors around them."""
    own = tuple((node.lower_name, _value(node)) for node in nodes if node.type == "declaration")
    if own and parents != ("",):
        yield from (Rule(parent, own, media) for parent in parents)
    for node in nodes:
        if node.type == "qualified-rule":
            inside = tuple(_below(parent, one) for parent in parents for one in _selectors(node.prelude))
            yield from _flat(tinycss2.parse_blocks_contents(node.content), inside, media)
        elif node.type == "at-rule" and node.content is not None:
            name = f"@{node.lower_at_keyword} {_words(node.prelude)}".strip()
            if node.lower_at_keyword in _GROUPS:
                parse = tinycss2.parse_blocks_contents if parents != ("",) else tinycss2.parse_rule_list
                yield from _flat(parse(node.content), parents, (*media, name))
            else:
                yield from _flat(tinycss2.parse_blocks_contents(node.content), (name,), media)


def _below(parent: str, selector: str) -> str:
    """Return the selector of a nested rule, written as if it stood alone."""
    if not parent:
        return selector
    return selector.replace("&", parent) if "&" in selector else f"{parent} {selector}"


def _selectors(prelude: list[Any]) -> list[str]:
    """Return the selectors of a list, parted at the commas that stand in no bracket."""
    parts: list[list[Any]] = [[]]
    for node in prelude:
        if node.type == "literal" and node.value == ",":
            parts.append([])
        else:
            parts[-1].append(node)
    return [_words(part) for part in parts]


def _words(nodes: list[Any]) -> str:
    """Return nodes as text in one form: no comments, white space folded."""
    return " ".join(str(tinycss2.serialize([node for node in nodes if node.type != "comment"])).split())


def _value(declaration: Any) -> str:  # noqa: ANN401 -- tinycss2 has no types
    return _words(declaration.value) + (" !important" if declaration.important else "")


def _fetched(nodes: list[Any]) -> Iterator[str]:
    """Yield what `url(…)`, the like of it, and `@import` name, in any depth."""
    importing = False
    for node in nodes:
        if node.type == "url" or (node.type == "string" and importing):
            yield node.value
        if node.type == "function" and node.lower_name in _FETCHING:
            yield from (inside.value for inside in node.arguments if inside.type == "string")
        yield from _fetched(_inside(node))
        importing = (node.type == "at-keyword" and node.lower_value == "import") or (
            importing and node.type in ("whitespace", "comment")
        )


def _deep(nodes: list[Any]) -> Iterator[Any]:
    for node in nodes:
        yield node
        yield from _deep(_inside(node))


def _inside(node: Any) -> list[Any]:  # noqa: ANN401 -- tinycss2 has no types
    """Return the nodes in brackets or in a function; a url's own text is not parted once more."""
    return list(getattr(node, "arguments", None) or getattr(node, "content", None) or [])
