"""Tests of what hand-written pages say to us alone."""

from __future__ import annotations

import pytest
from utvag.changes import marked
from utvag.content import page_source

PAGE = """---
title: En sida
owner: redaktionen
audience: [leaver, relative]
---
Ett stycke om en sak. {K1, K2}

Ett annat stycke. {råd}
"""
OWN, OTHER = "content/a.md: ”Ett stycke om en sak.”", "content/a.md: ”Ett annat stycke.”"
ALLOWED = "<!-- tillåt lix: Ett namn. -->"
CHANGES = [
    ("{råd}", "{K3}", [f"{OTHER} har märket {{K3}} i stället för märket {{råd}}."]),
    ("Ett annat", f"{ALLOWED}\nEtt annat", ["content/a.md: regeln lix får brytas: ”Ett namn.”."]),
    (" {råd}", "", [f"{OTHER} har inget märke i stället för märket {{råd}}."]),
    ("{K1, K2}", "{K2, K1}", []),
    (
        "en sak. {K1, K2}",
        "en bra sak. {K1}",
        ["content/a.md: ”Ett stycke om en bra sak.” har märket {K1} i stället för märket {K1, K2}."],
    ),
    ("Ett annat stycke. {råd}", "Något helt nytt här nere! {K9}", []),
    ("title: En sida", "title: En ny sida", []),
    ("owner: redaktionen", "owner: någon", ["content/a.md: owner är ”någon” i stället för ”redaktionen”."]),
    ("[leaver, relative]", "[leaver]", ["content/a.md: audience är ”leaver” i stället för ”leaver, relative”."]),
    ("owner: redaktionen\n", "", ["content/a.md: owner är inget i stället för ”redaktionen”."]),
]


@pytest.mark.parametrize(("old", "new", "words"), CHANGES)
def test_a_mark_or_a_head_that_is_different_is_told_and_nothing_else(old: str, new: str, words: list[str]) -> None:
    before, after = ({"content/a.md": page_source.read(text, "content/a.md")} for text in (PAGE, PAGE.replace(old, new)))
    assert list(marked.compare(before, after)) == words


def test_an_exception_that_is_gone_is_told() -> None:
    allowed = PAGE.replace("Ett annat", f"{ALLOWED}\nEtt annat")
    before, after = ({"content/a.md": page_source.read(text, "content/a.md")} for text in (allowed, PAGE))
    assert list(marked.compare(before, after)) == ["content/a.md: regeln lix får inte längre brytas: ”Ett namn.”."]


def test_blocks_that_change_places_take_their_marks_along() -> None:
    first, second = "Ett stycke om en sak. {K1, K2}", "Ett annat stycke. {råd}"
    turned = PAGE.replace(first, "x").replace(second, first).replace("x", second)
    before, after = ({"content/a.md": page_source.read(text, "content/a.md")} for text in (PAGE, turned))
    assert list(marked.compare(before, after)) == []


def test_pages_that_are_new_or_gone_are_told_as_such_and_not_here() -> None:
    pages = {"content/a.md": page_source.read(PAGE, "content/a.md")}
    assert list(marked.compare({}, pages)) == list(marked.compare(pages, {})) == []
