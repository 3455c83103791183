"""Tests of hand-written pages as their authors see them: blocks with their lines, marks, and what visitors get."""

from __future__ import annotations

from builders import ROOT
from hypothesis import given
from hypothesis import strategies as st
from utvag.content import page_source

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

<ul class="ways">
<li><a href="x/">En länk</a></li>
<li>Ord och <a href="x/">länk</a>. {råd}</li>
</ul>

<p>Rå text.</p> {A2}

Med stil. {A1}
{: .lead}

<!-- tillåt lix: det är bra -->
## Slut {#slut}
"""


def test_every_block_has_its_kind_its_line_and_its_mark() -> None:
    page = page_source.read(PAGE, "sida.md")
    told = [(block.kind, block.line, block.mark.names if block.mark else None) for block in page.blocks if block.passages]
    assert told == [
        ("heading", 5, None),
        ("text", 7, ("A1", "råd")),
        ("item", 10, ("N26",)),
        ("item", 11, ("okänt",)),
        ("item", 13, ("teknik",)),
        ("html", 15, None),
        ("html", 17, ("råd",)),
        ("html", 20, ("A2",)),
        ("text", 22, ("A1",)),
        ("heading", 26, None),
    ]


def test_what_visitors_get_has_no_mark_no_allowance_and_every_word() -> None:
    page = page_source.bare(PAGE)
    assert not [word for word in ("{A1", "{N26}", "{okänt}", "{råd}", "{teknik}", "tillåt") if word in page]
    assert "{: .lead}" in page
    assert "## Slut {#slut}" in page
    assert '<li>Ord och <a href="x/">länk</a>.</li>' in page
    assert "på två rader.\n" in page


def test_a_mark_in_the_middle_is_told_with_its_place() -> None:
    (block,) = page_source.read("En rad {A1}\n- och {råd} en till {N1}\n", "sida.md").blocks
    assert block.mark == page_source.Mark(("N1",), 2, 21)
    assert [(mark.line, mark.column) for mark in block.stray] == [(1, 8), (2, 7)]


def test_a_line_under_words_makes_them_a_heading_and_a_line_alone_nothing() -> None:
    page = page_source.read("Sida\n====\n\nOrd. {råd}\n\n---\n", "sida.md")
    assert [(block.kind, block.passages) for block in page.blocks] == [("heading", ("Sida",)), ("text", ("Ord.",))]


def test_an_allowance_covers_the_block_after_it() -> None:
    (allowance,) = page_source.read(PAGE, "sida.md").allowances
    assert (allowance.code, allowance.reason, allowance.line, allowance.covers) == ("lix", "det är bra", 25, range(26, 27))
    (last,) = page_source.read("<!-- tillåt lix: slut -->", "sida.md").allowances
    assert not last.covers


def test_words_are_found_on_their_line() -> None:
    (block,) = page_source.read("Ett\ntvå tre. {råd}\n", "sida.md").blocks
    assert (block.line_of("två"), block.line_of("fyra")) == (2, 1)


def test_our_own_pages_lose_their_marks_and_nothing_else() -> None:
    for path in (ROOT / "content").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        marks = [mark for block in page_source.read(text, path.name).blocks if (mark := block.mark)]
        assert marks
        shorter = page_source.bare(text)
        assert len(shorter.split("\n")) == len(text.split("\n")) - text.count("<!-- tillåt")
        assert not any(block.mark for block in page_source.read(shorter, path.name).blocks)


SIGNS = st.text(st.sampled_from("ab{}.,# -*1<>/p=!\n\t:`|_råd"), max_size=60)


@given(SIGNS)
def test_no_text_stops_the_reader_and_no_mark_is_left_at_the_end_of_a_line(text: str) -> None:
    page = page_source.read(text, "sida.md")
    assert [block.line for block in page.blocks] == sorted(block.line for block in page.blocks)
    assert all(1 <= block.line <= text.count("\n") + 1 for block in page.blocks)
    again = page_source.read(page_source.bare(text), "sida.md")
    assert not [block for block in again.blocks if block.mark and block.mark.names and "}" not in block.lines[-1]]
