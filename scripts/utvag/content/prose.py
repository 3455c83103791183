"""Markdown into the words that a visitor reads. The only door to python-markdown, the library that MkDocs renders with."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markdown import Markdown

from utvag.content import html_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.content.html_tree import Element

EXTENSIONS = ("attr_list", "tables", "fenced_code")
"""Those of mkdocs.yml, and those that MkDocs always adds and that change words."""

_BLOCKS = frozenset(
    ["p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dt", "dd", "summary", "figcaption", "blockquote", "div"]
)


@cache
def _markdown() -> Markdown:
    return Markdown(extensions=list(EXTENSIONS))


_PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ ,.?!”’“…()%;–-])*")
"""A line in which Markdown has nothing to do: most paragraphs."""


def rendered(markdown: str) -> Element:
    """Return the HTML tree that `markdown` becomes."""
    if _PLAIN.fullmatch(markdown):
        return html_tree.read(f"<p>{markdown.strip()}</p>")
    return html_tree.read(_markdown().reset().convert(markdown))


def passages(tree: Element) -> Iterator[str]:
    """Yield the words of each paragraph, list item, cell or heading in `tree`: none of them shares a sentence with another."""
    found = False
    for element in tree.walk():
        if element.name in _BLOCKS and not any(inner.name in _BLOCKS for inner in element.walk() if inner is not element):
            found = True
            if words := words_in(element):
                yield words
    if not found and (words := words_in(tree)):
        yield words


def words_in(element: Element) -> str:
    """Return what an element says, on one line, with white space only where the text has it."""
    return " ".join("".join(element.strings()).split())


def outside_links(tree: Element) -> str:
    """Return the words of `tree` that stand in no link, button or heading."""
    inside = {id(item) for element in tree.walk() if element.name in _LEADS for item in element.walk()}
    return " ".join(" ".join(element.own_text() for element in tree.walk() if id(element) not in inside).split())


_LEADS = frozenset(["a", "button", "h1", "h2", "h3", "h4", "h5", "h6", "style", "script"])
