"""Tests of hand-written pages as staff see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from utvag.staff import handwritten
from utvag.staff.edit_links import Editing

if TYPE_CHECKING:
    from utvag.project import Project
    from utvag.registry.loader import Loaded

LINKS = [
    ("[x](guide/index.html)", "fragor.md", "[x](vagar.md)"),
    ("[x](kontakt/index.html)", "fragor.md", "[x](nummer.md)"),
    ("[x](stod/bris/index.html#a)", "fragor.md", "[x](stod/bris.md)"),
    ("[x](stod/index.html)", "fragor.md", "[x](stod/index.md)"),
    ("[x](guide/index.html){.button}", "en/fragor.md", "[x](../vagar.md){.button}"),
    ("[x](surfa-tryggare.md) [112](tel:112)", "fragor.md", "[x](surfa-tryggare.md) [112](tel:112)"),
]


@pytest.mark.parametrize(("before", "name", "after"), LINKS)
def test_a_link_leads_to_where_the_facts_are(before: str, name: str, after: str) -> None:
    assert handwritten.relinked(before, name) == after


def test_below_a_page_stands_its_file_and_what_each_block_rests_on(project: Project, shipped: Loaded) -> None:
    told = handwritten.basis(project, shipped, Editing("https://kod.example.org/{file}#L{line}"))
    html = handwritten.framed("<h1>Frågor</h1>", "fragor/index.html", "content/fragor.md", "sv", told)
    assert html.startswith("<h1>Frågor</h1>")
    assert '<a href="https://kod.example.org/content/fragor.md#L1">' in html
    lines = (project.content / "fragor.md").read_text(encoding="utf-8").splitlines()
    row = told.rows["/fragor/"][0]
    assert row.statement.split(".")[0] in lines[int(row.line.rpartition(":")[2]) - 1]
    assert row.statement.split(".")[0] in html


def test_another_language_is_said_to_be_one(project: Project, shipped: Loaded) -> None:
    told = handwritten.basis(project, shipped, Editing())
    html = handwritten.framed("<h1>Questions</h1>", "en/fragor/index.html", "content/en/fragor.md", "en", told)
    assert '<div lang="en"><h1>Questions</h1></div>' in html
    assert "<a " not in html
