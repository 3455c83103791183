"""Tests of headings and link texts: what fires, and the nearest that stays silent."""

from __future__ import annotations

import pytest
from utvag.content import page_source
from utvag.rules import page_shape

FIRES = [
    ("", "rubriknivaer", 1),
    ("Text först.\n\n# Rubrik", "rubriknivaer", 1),
    ("## Rubrik", "rubriknivaer", 1),
    ("# En\n\n# Två", "rubriknivaer", 3),
    ("# En\n\n### Tre", "rubriknivaer", 3),
    ("# En\n\n##", "rubriknivaer", 3),
    ("# En\n\n<h4>Fyra</h4>", "rubriknivaer", 3),
    ("# En\n\nOrd\n[här](x.md).", "lanktext", 4),
    ("# En\n\n[Läs mer …](x.md)", "lanktext", 3),
    ("# En\n\n<a href='x/'>Klicka här</a>", "lanktext", 3),
    ("# En\n\n[https://polisen.se/x](https://polisen.se/x)", "lanktext", 3),
    ("# En\n\n[polisen.se](https://polisen.se)", "lanktext", 3),
    ("# En\n\n[](x.md)", "lanktext", 3),
    ("# One\n\n[Read more](x.md)", "lanktext", 3),
]

SILENT = [
    "# En\n\n## Två\n\n### Tre\n\n## Två igen",
    "# En\n\n[vad som händer när du ringer](x.md)",
    "# En\n\n[polisen.se – syns i historiken](https://polisen.se)",
    "# En\n\n[08-508 25 600](tel:+46850825600)",
    '# En\n\n<a id="x"></a>',
]


@pytest.mark.parametrize(("text", "code", "line"), FIRES)
def test_a_page_with_a_crooked_skeleton_is_told_with_the_line(text: str, code: str, line: int) -> None:
    assert (code, line) in {(item.code, item.where.line) for item in page_shape.check(page_source.read(text, "sida.md"))}


@pytest.mark.parametrize("text", SILENT)
def test_a_page_that_is_read_from_top_to_bottom_hears_nothing(text: str) -> None:
    assert list(page_shape.check(page_source.read(text, "sida.md"))) == []
