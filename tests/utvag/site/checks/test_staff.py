"""Tests of what the built staff edition must not lack or do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spoiling import LOADED, TREE
from utvag.site import built
from utvag.site.checks import staff

if TYPE_CHECKING:
    from pathlib import Path

NUMBER = LOADED.registry.lifeline.dialled
PAGE = f'<p id="a"><a href="tel:{NUMBER}">Ring</a> <a href="b/#c">b</a> <a href="https://x.se/">x</a></p>'


def told(folder: Path, first: str = PAGE) -> list[str]:
    (folder / "b").mkdir()
    (folder / "index.html").write_text(first, encoding="utf-8")
    (folder / "b" / "index.html").write_text(PAGE.replace("b/#c", "../#a").replace('"a"', '"c"'), encoding="utf-8")
    (folder / "404.html").write_text(PAGE.replace("b/#c", "/b/"), encoding="utf-8")
    return [problem.message for problem in staff.check(built.read(folder), LOADED, TREE)]


def test_a_good_edition_hears_nothing(tmp_path: Path) -> None:
    assert told(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (f"tel:{NUMBER}", "tel:112", "står inte på sidan"),
        ("</p>", '<img src="https://x.se/a.png" alt=""></p>', "Sidan hämtar"),
        ("</p>", '<script src="//x.se/a.js"></script></p>', "Sidan hämtar"),
        ("</p>", '<link rel="preconnect" href="https://x.se"></p>', "Sidan hämtar"),
        ("b/#c", "finns-inte/", "leder ingenstans"),
        ("b/#c", "b/#d", "leder ingenstans"),
        ("b/#c", "#d", "leder ingenstans"),
    ],
)
def test_a_spoilt_page_is_told(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in PAGE
    (message,) = told(tmp_path, PAGE.replace(old, new))
    assert says in message
