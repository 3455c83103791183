"""Tests of reading HTML as a tree."""

from __future__ import annotations

import pytest
from utvag.changes import html_tree


def test_the_tree_keeps_names_attributes_lines_and_order() -> None:
    root = html_tree.read('<main id="a">\n<p>Ett <b>två</b></p><img src="x"><p>tre</main>\n<p hidden>fyra')
    assert [(item.name, item.line) for item in root.walk()] == [
        *(("#document", 1), ("main", 1), ("p", 2), ("b", 2), ("img", 2), ("p", 2), ("p", 3))
    ]
    main = next(item for item in root.walk() if item.name == "main")
    assert (main.attributes, main.words()) == ({"id": "a"}, "Ett tvåtre")
    assert root.words() == "Ett tvåtre fyra"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>08-465&nbsp;00 400 &amp; 1&#49;2</p>", "08-465 00 400 & 112"),
        ("<style>p { }</style><script>var a = '<p>';</script>x", "x"),
        ("<!-- dold --><p>x", "x"),
        ("</p></div>x", "x"),
        ("", ""),
    ],
)
def test_text_is_what_a_reader_sees(html: str, text: str) -> None:
    assert html_tree.read(html).words() == text


def test_nesting_has_no_depth_that_breaks_it() -> None:
    assert html_tree.read("<div>" * 5000 + "x").words() == "x"


def test_of_two_attributes_of_one_name_the_first_counts_as_in_a_browser() -> None:
    (link,) = [item for item in html_tree.read('<a href="x" b="1" HREF="y">z</a>').walk() if item.name == "a"]
    assert link.attributes == {"href": "x", "b": "1"}


def test_the_text_of_a_script_is_given_as_it_stands() -> None:
    (script,) = [item for item in html_tree.read("<script>a &lt; '<b>' </script>").walk() if item.name == "script"]
    assert script.inside == ["a &lt; '<b>' "]
