"""Tests of how the number is written and what stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spoiling import Spoiling
from utvag.site.checks import calling

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def spoiling(good: Path, tmp_path: Path) -> Spoiling:
    return Spoiling(good, tmp_path, calling)


def test_a_good_site_hears_nothing(spoiling: Spoiling) -> None:
    assert spoiling.problems() == []


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("b7-skrivsatt", "</main>", "<p>Ring 0846500400.</p></main>"),
        ("b7-skrivsatt", "</main>", "<p>Ring 08-46500400.</p></main>"),
        ("b7-skrivsatt", "</main>", "<p>Ring 08-465\u00a000\u00a0400.</p></main>"),
        ("b7-skrivsatt", "</main>", "<p>Ring +46 8 465 004 00.</p></main>"),
        ("b7-skrivsatt", "</main>", "<p>Ring 0046 8 46500400.</p></main>"),
        ("b7-skrivsatt", "</main>", '<p title="+46 (8) 465 00 400">x</p></main>'),
        ("b7-skrivsatt", "</main>", '<a href="tel:0846500400">x</a></main>'),
        ("b7-skrivsatt", "</main>", '<a href="sms:+46846500400">x</a></main>'),
        ("b7-skrivsatt", "</main>", '<a href="TEL:+46846500400">x</a></main>'),
        ("b7-fara", 'href="tel:112"', 'href="#innehall"'),
        ("b7-fara", '<a href="tel:112">112</a>', '<a href="tel:112">polisen</a>'),
        ("b7-samtalslistan", "samtalslista", "mobil"),
        ("b7-samtalslistan", "<section", "<div"),
    ],
)
def test_another_spelling_and_what_is_missing_beside_the_number_are_found(
    spoiling: Spoiling, code: str, old: str, new: str
) -> None:
    assert spoiling.codes("404.html", old, new) == {code}


@pytest.mark.parametrize(
    "new", ['<a href="tel:+46846500400">08-465 00 400</a>', "<p>Ring 08-465 00 401, 1 2 3.</p>", "<script>0846500400</script>"]
)
def test_the_right_spelling_and_other_digits_hear_nothing(spoiling: Spoiling, new: str) -> None:
    assert spoiling.codes("404.html", "</main>", f"{new}</main>") == set()
