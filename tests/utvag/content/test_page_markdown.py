"""Tests of the Markdown of hand-written pages: what a page can hold, and what we know of each block of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from utvag.changes import html_tree
from utvag.content import page_source
from utvag.content.page_markdown import OUT, Block, Mark

PAGE = """---
title: Sida
---

# Sida

Ett stycke
på två rader. {A1, råd}

- En punkt. {N26}
- En till
  med mera. {okänt}
    - En inuti. {teknik}

Mer. {A1}

- [En länk](x.md){.button}
- Ord och [länk](x.md). {råd}
{.ways}

Med stil. {A1}
{: .lead}

| A | B |
|---|---|
| C | D {A2} |

<!-- tillåt lix: det är bra -->
## Slut {#slut}
"""


def blocks(text: str) -> tuple[Block, ...]:
    return page_source.read(text, "sida.md").blocks


def test_every_block_has_its_kind_its_line_its_words_and_its_mark() -> None:
    told = [(block.kind, block.line, block.words, block.mark.names if block.mark else None) for block in blocks(PAGE)]
    assert told == [
        ("h1", 5, "Sida", None),
        ("p", 7, "Ett stycke på två rader.", ("A1", "råd")),
        ("li", 10, "En punkt.", ("N26",)),
        ("li", 11, "En till med mera.", ("okänt",)),
        ("li", 13, "En inuti.", ("teknik",)),
        ("p", 15, "Mer.", ("A1",)),
        ("li", 17, "En länk", None),
        ("li", 18, "Ord och länk.", ("råd",)),
        ("p", 21, "Med stil.", ("A1",)),
        ("cell", 24, "A", None),
        ("cell", 24, "B", None),
        ("cell", 26, "C", None),
        ("td", 26, "D", ("A2",)),
        ("h2", 29, "Slut", None),
    ]


def test_what_visitors_get_has_no_mark_and_no_comment() -> None:
    page = page_source.read(PAGE, "sida.md")
    assert not re.search(r"[{}]|tillåt", page.html)
    assert page.comments == ((28, "tillåt lix: det är bra"),)
    assert page.ids == {"sida", "slut"}
    assert '<h2 id="slut">Slut</h2>' in page.html
    assert '<p class="lead">Med stil.</p>' in page.html
    assert '<a class="button" href="x.md">' in page.html


def test_a_line_of_classes_below_a_list_is_about_the_list() -> None:
    page = page_source.read("- [A](a.md){.button}\n- B {råd}\n{.ways}\n", "sida.md")
    assert page.html.startswith('<ul class="ways">\n<li><a class="button" href="a.md">A</a></li>\n<li>B</li>')


@pytest.mark.parametrize(
    ("markdown", "words", "own"),
    [
        ("Ett *viktigt* [ord](x.md).", "Ett viktigt ord.", "Ett viktigt ."),
        ("[Guiden](x.md)", "Guiden", ""),
        ("**[Guiden](x.md)**", "Guiden", ""),
        ("Två &amp; tre", "Två & tre", "Två & tre"),
        ("Rad ett  \noch två", "Rad ett och två", "Rad ett och två"),
        ("Ett \\*tecken\\*, `kod`", "Ett *tecken*, kod", "Ett *tecken*, kod"),
        ("    Indraget", "Indraget", "Indraget"),
        ("> Sagt", "Sagt", "Sagt"),
        ("Så <b>här</b>", "Så <b>här</b>", "Så <b>här</b>"),
    ],
)
def test_words_are_what_a_visitor_reads_and_a_link_is_not_words_of_its_own(markdown: str, words: str, own: str) -> None:
    (block,) = blocks(markdown)
    assert (block.words, block.own) == (words, own)


def test_text_after_a_list_inside_an_item_is_a_block_of_its_own() -> None:
    assert [block.words for block in blocks("- # Ett\n  två\n- tre\n")] == ["Ett", "två", "tre"]


def test_a_mark_in_the_middle_is_told_with_its_place() -> None:
    (block,) = blocks("En rad {A1}\n- och {råd} en till {N1}\n")
    assert block.mark == Mark(("N1",), (2, 21))
    assert [mark.place for mark in block.stray] == [(1, 8), (2, 7)]


def test_words_are_found_on_their_line_with_digits_in_any_script() -> None:
    (block,) = blocks("Ett\ntvå tre ٥ sex. {råd}\n")
    assert (block.place("två"), block.place("5 sex"), block.place("fyra")) == ((2, 1), (2, 9), (1, 1))


def test_the_same_words_twice_have_each_its_line() -> None:
    assert [block.line for block in blocks("Ord. {A1}\n\nOrd. {A1}\n\n- Ord. {A1}\n- Ord. {A1}\n")] == [1, 3, 5, 6]


PLAIN = ["p", "ul", "li", "em", "strong", "code", "blockquote", "br", "hr", *(f"h{level}" for level in range(1, 7))]
TABLE = ["table", "thead", "tbody", "tr", "th", "td"]
ALLOWED = {
    **{name: {"class", "id"} for name in (*PLAIN, *TABLE)},
    "ol": {"class", "id", "start"},
    "a": {"class", "id", "href", "rel"},
}

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "Ord <b onclick='x'>ett</b>",
    "<div>\n\n**Ord**\n\n</div>",
    "<!-- x --><!-- tillåt lix: x --> y",
    "<?php x ?> <![CDATA[x]]>",
    "<https://x.se> <a@x.se>",
    "![x](javascript:alert(1)) ![x][y]\n\n[y]: javascript:alert(1)",
    "[x](javascript:alert(1))",
    "[x](java&#115;cript:alert(1)) [y](javascript&colon;alert(1)) [z](&amp;#106;avascript:x)",
    "[x](<javascript:alert(1)> 'titel')",
    "[x](data:text/html,x) [x](//x.se) [x](http://x.se) [x](\\\\x.se)",
    "[x](x.md){onclick=alert(1)} {: style=color:red}",
    "# R {onclick=x}\n\nord\n{: onclick=x }\n",
    "| A | B |\n|:--|--:|\n| C | D |\n\n7. Sju",
    "```\n<script>\n```\n\n    <script>x</script>",
    "[TOC]\n\n&lt;script&gt; &#60;script&#62;",
]


@pytest.mark.parametrize("text", PAYLOADS)
def test_no_page_holds_an_element_an_attribute_or_a_link_that_is_not_ours(text: str) -> None:
    holds_only_what_it_may(text)


@given(
    st.text(st.sampled_from("ab<>/!-=&#;:\\\"'`*_[](){}. \n"), max_size=60)
    | st.lists(st.sampled_from(PAYLOADS), max_size=4).map("".join)
)
def test_nor_does_any_other_text(text: str) -> None:
    holds_only_what_it_may(text)


def holds_only_what_it_may(text: str) -> None:
    tree = html_tree.read(page_source.read(text, "sida.md").html)
    for element in list(tree.walk())[1:]:
        assert element.attributes.keys() <= ALLOWED[element.name]
        to = element.attributes.get("href", "")
        assert re.fullmatch(r"tel:\+?[0-9]+|https://\S+|[\w./-]*(#[\w-]+)?", to)
        assert not to.startswith("/")
        assert element.attributes.get("rel") == (OUT if to.startswith("https:") else None)


SIGNS = st.text(st.sampled_from("ab{}.,# -*1<>/p=!\n\t:`|_råd"), max_size=60)


@given(SIGNS)
def test_no_text_stops_the_reader_and_every_block_stands_where_it_is_said_to(text: str) -> None:
    found = blocks(text)
    assert [block.line for block in found] == sorted(block.line for block in found)
    assert all(1 <= block.line <= block.line + len(block.lines) - 1 <= text.count("\n") + 1 for block in found)
    assert all(
        block.line <= mark.place[0] < block.line + len(block.lines)
        for block in found
        for mark in (block.mark, *block.stray)
        if mark
    )
