"""Tests of Markdown as visitors read it."""

from __future__ import annotations

import pytest
import yaml  # noqa: TID251 -- reads mkdocs.yml, which is no registry
from builders import ROOT
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown  # noqa: TID251 -- the same text without our short way
from utvag.content import html_tree, prose

SAYS = [
    ("Ett *viktigt* [ord](x.md).", ["Ett viktigt ord."]),
    ("- Ett\n- Två", ["Ett", "Två"]),
    ("# Rubrik {#id}", ["Rubrik"]),
    ("| A | B |\n|---|---|\n| C | D |", ["A", "B", "C", "D"]),
    ("<p>Ett</p><p>Två &amp; tre</p>", ["Ett", "Två & tre"]),
    ('<a href="x/">Ord</a>', ["Ord"]),
    ("Ord\n{: .lead}", ["Ord"]),
    ("> Sagt", ["Sagt"]),
    ("", []),
]


@pytest.mark.parametrize(("markdown", "passages"), SAYS)
def test_passages_are_what_stands_on_the_page(markdown: str, passages: list[str]) -> None:
    assert list(prose.passages(prose.rendered(markdown))) == passages


@given(st.text("aB1 ,.?!”’“…()%;–-_*`\n", max_size=12))
def test_a_line_in_which_markdown_has_nothing_to_do_becomes_what_markdown_makes_of_it(line: str) -> None:
    made = Markdown(extensions=list(prose.EXTENSIONS)).convert(line)
    assert list(prose.passages(prose.rendered(line))) == list(prose.passages(html_tree.read(made)))
    assert [element.name for element in prose.rendered(line).walk()] == [element.name for element in html_tree.read(made).walk()]


def test_words_outside_links_are_those_that_are_not_clicked() -> None:
    assert prose.outside_links(prose.rendered('<ul><li><a href="x/">Guiden</a></li></ul>')) == ""
    assert prose.outside_links(prose.rendered("Läs [guiden](x.md) *nu*.")) == "Läs . nu"
    assert prose.outside_links(prose.rendered("## Rubrik")) == ""


def test_it_renders_with_the_extensions_of_the_site() -> None:
    told = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV ", ""))["markdown_extensions"]
    assert set(told) <= set(prose.EXTENSIONS)
