"""Tests of words in Markdown: nothing of what a code host would turn into something else is left."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from utvag.content import escape_markdown, prose


def test_markdown_shows_signs_as_they_are() -> None:
    assert escape_markdown.markdown("a*b <c> @d #1") == r"a\*b \<c\> &#64;d \#1"


# Not < | ~: a code host's Markdown lets a stroke stand before them, ours shows the stroke too.
@given(st.text(alphabet="ab*_`>[]()# \\@", max_size=20).map(lambda words: f"x{words}x"))
def test_no_words_become_anything_else_than_words(words: str) -> None:
    tree = prose.rendered(escape_markdown.markdown(words))
    assert [element.name for element in tree.walk() if element is not tree] == ["p"]
    assert prose.words_in(tree) == " ".join(words.split())
