"""The arithmetic of `make bench`, and that Hugo's and Eleventy's themes know every key they ask the registry for."""

from __future__ import annotations

import re

import pytest
import scale
from peers import THEMES, Cost
from utvag.model import Program


def test_growth_is_the_slope_of_the_logarithms() -> None:
    assert scale.exponent((100, 300, 1000), (1, 3, 10)) == pytest.approx(1)
    assert scale.exponent((10, 100), (1, 100)) == pytest.approx(2)


def test_a_row_has_medians_the_largest_memory_and_the_median_of_the_pairs() -> None:
    costs = {
        "ours": [Cost(2, 2, 10_000_000), Cost(4, 4, 30_000_000), Cost(9, 9, 20_000_000)],
        "Hugo": [Cost(1, 1, 10_000_000), Cost(1, 1, 10_000_000), Cost(3, 1, 10_000_000)],
        "Eleventy": [Cost(1, 1, 10_000_000)],
    }
    row = list(scale.table({1000: costs}))[-1]
    assert row == "| 1,000 | 4.00 | 30 | 1.00 | 10 | 1.00 | 10 | 3.0 | 3.0 |"


@pytest.mark.parametrize("name", ["hugo/layouts/stod/single.html", "eleventy/pages/program.njk"])
def test_the_themes_show_what_a_programme_has(name: str) -> None:
    asked = set(re.findall(r"(?:\$p|program)\.([a-z_]+)", (THEMES / name).read_text(encoding="utf-8")))
    assert asked <= set(Program.model_fields)
    assert {"description", "for_whom", "helps_with", "asks_of_you", "application_process", "contact_routes"} <= asked
