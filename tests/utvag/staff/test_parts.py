"""Tests of the two parts that are made elsewhere: each is HTML, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builders import an_environment
from utvag import markup
from utvag.staff import parts

if TYPE_CHECKING:
    from utvag.journeys import Tree
    from utvag.registry import Loaded


def test_each_part_is_html_or_nothing(shipped: Loaded, tree: Tree) -> None:
    env = an_environment(shipped)
    for text in (parts.drawing(shipped, tree, env), parts.phone_view(shipped, tree, env)):
        assert not text or markup.read(text).inside
