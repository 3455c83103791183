"""Tests of what the pages weigh."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spoiling import Spoiling
from utvag.site.checks import weight

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def spoiling(good: Path, tmp_path: Path) -> Spoiling:
    return Spoiling(good, tmp_path, weight)


def test_a_good_site_hears_nothing(spoiling: Spoiling) -> None:
    assert spoiling.problems() == []


NOISE = "".join(f"{number * 7919 % 999983:x}" for number in range(9000))


@pytest.mark.parametrize(
    ("codes", "new"),
    [
        ({"d1-sidans-vikt"}, f"<p>{NOISE}</p>"),
        ({"d1-stilens-vikt"}, f"<style>/*{NOISE[:9000]}*/</style>"),
        ({"d1-skriptens-vikt"}, f"<script>/*{NOISE[:3000]}*/</script>"),
        (set(), f"<p>{NOISE[:3000]}</p>"),
        (set(), f"<p>{'lätt' * 30_000}</p>"),
    ],
)
def test_a_heavy_page_style_or_script_is_found(spoiling: Spoiling, codes: set[str], new: str) -> None:
    assert spoiling.codes("404.html", "</main>", f"{new}</main>") == codes


def test_a_heavy_site_is_found(spoiling: Spoiling) -> None:
    for number in range(9):
        (spoiling.folder / f"{number}.html").write_text("lätt" * 30_000, encoding="utf-8")
    assert [problem.code for problem in spoiling.problems()] == ["d7-hela-vikten"]


def test_what_is_sent_is_compressed() -> None:
    assert weight.compressed("a" * 1000) < 40
