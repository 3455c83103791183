"""Tests of reading a page as a visitor does: line by line, each under its heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from utvag.changes.visitor_view import Link, lines
from utvag.content import html_tree

if TYPE_CHECKING:
    from utvag.changes.visitor_view import VisitorView

HERE = "fragor/index.html"


def test_a_line_ends_where_a_browser_begins_a_new_one() -> None:
    read = lines(html_tree.read("<h1>Ett</h1><p>Två <b>tre</b><br>fyra</p><ul><li>Fem</li></ul><script>x</script>"), HERE)
    assert [(line.under, line.words) for line in read] == [("", "Ett"), ("Ett", "Två trefyra"), ("Ett", "Fem")]


LINKS = [
    ("https://a.example/", "https://a.example/"),
    ("tel:112", "tel:112"),
    ("../guide/", "/guide/"),
    ("../guide/index.html", "/guide/"),
    ("/guide/?a#b", "/guide/?a#b"),
    ("..", "/"),
    ("#del", "#del"),
]


@pytest.mark.parametrize(("href", "leads_to"), LINKS)
def test_a_link_is_kept_with_where_it_leads_however_that_is_spelled(href: str, leads_to: str) -> None:
    (line,) = lines(html_tree.read(f'<p><a class="button" href="{href}"><span class="x">Se hit</span></a></p>'), HERE)
    assert line.links == (Link(leads_to),)
    assert line.links[0].words == "Se hit"


def test_in_markdown_a_link_to_a_file_leads_from_the_file() -> None:
    body = html_tree.read('<p><a href="om.md">Om</a> <a href="../kontakt/index.html">K</a> <a href="../guide/">G</a></p>')
    (line,) = lines(body, "en/fragor/index.html", "en/fragor.md")
    assert [link.leads_to for link in line.links] == ["/en/om/", "/kontakt/", "/en/guide/"]


def test_a_link_is_kept_with_its_own_sentence(small: VisitorView) -> None:
    page = small.pages["surfa-tryggare/index.html"]
    assert [[link.words for link in line.links] for line in page.lines[3:7]] == [[], ["om stöden"], [], ["ringa larmnumret"]]


def test_every_page_is_read(small: VisitorView) -> None:
    assert {"index.html", "guide/index.html", "stod/skydd/index.html", "404.html"} <= small.pages.keys()
    assert all(page.lines for page in small.pages.values())


def test_a_card_of_the_guide_stands_under_its_name(small: VisitorView) -> None:
    under = {line.words: line.under for line in small.pages["guide/index.html"].lines}
    assert under["Skydd när någon hotar."] == "Skyddet"


def test_the_guides_questions_are_left_to_the_guide_and_its_endings_read_once(small: VisitorView) -> None:
    words = [line.words for line in small.pages["guide/index.html"].lines]
    assert "Är någon i fara just nu?" not in words
    assert "Ja, nu" not in words
    assert words.count("Här kan du få hjälp") == 1


def test_marks_of_sources_are_not_seen(small: VisitorView) -> None:
    words = [line.words for line in small.pages["surfa-tryggare/index.html"].lines]
    assert words[:4] == ["Sidan surfa-tryggare", "Här står en mening.", "Här står en till.", "Vill du veta mer?"]


def test_what_all_pages_have_is_marked(small: VisitorView) -> None:
    numbers = [line.is_frame for line in small.pages["stod/arbete/index.html"].lines if "08-465 00 400" in line.words]
    assert numbers == [True, True]
