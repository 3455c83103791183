"""Tests of headings and link texts that are right. What fires stands in tests/test_plants.py."""

from __future__ import annotations

import pytest
from utvag.content import page_source
from utvag.rules import page_shape

SILENT = [
    "# En\n\n## Två\n\n### Tre\n\n## Två igen",
    "# En\n\n[vad som händer när du ringer](x.md)",
    "# En\n\n[polisen.se – syns i historiken](https://polisen.se)",
    "# En\n\n[08-508 25 600](tel:+46850825600)",
    '# En\n\n<a id="x"></a>',
]


@pytest.mark.parametrize("text", SILENT)
def test_a_page_that_is_read_from_top_to_bottom_hears_nothing(text: str) -> None:
    assert list(page_shape.check(page_source.read(text, "sida.md"))) == []
