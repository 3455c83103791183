"""Tests of the two parts that are made elsewhere: each is HTML, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from utvag import markup
from utvag.staff import parts

if TYPE_CHECKING:
    from utvag.journeys import Tree
    from utvag.registry import Loaded


def test_each_part_is_html_or_nothing(shipped: Loaded, tree: Tree) -> None:
    for text in (parts.drawing(tree), parts.phone_view(shipped, tree)):
        assert not text or markup.read(text).inside
