"""Tests of what is sent: which files, no fonts and pictures, CSS for old browsers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spoiling import Spoiling
from utvag.site.checks import delivery

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def spoiling(good: Path, tmp_path: Path) -> Spoiling:
    return Spoiling(good, tmp_path, delivery)


def test_a_good_site_hears_nothing(spoiling: Spoiling) -> None:
    assert spoiling.problems() == []


SVG = "<svg {0} viewBox='0 0 1 1'><path d='{1}'/></svg>"


@pytest.mark.parametrize(
    ("code", "new"),
    [
        ("d2-bild", '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="">'),
        ("d2-bild", '<p><a href="data:text/html,x">x</a></p>'),
        ("d2-bild", "<canvas></canvas>"),
        ("d2-teckning-stor", SVG.format("aria-hidden='true'", "M0 0" * 300)),
        ("d2-teckning-namn", SVG.format("", "M0 0")),
        ("d2-teckning-namn", SVG.format('aria-label=""', "M0 0")),
        ("d2-typsnitt", "<style>@font-face { font-family: x; src: local(x) }</style>"),
        ("d2-bild-i-stil", "<style>p { background: url(data:image/png;base64,AA) }</style>"),
        ("d9-gamla-mobiler", "<style>p { a { color: red } }</style>"),
        ("d9-gamla-mobiler", "<style>@media print { p { & a { color: red } } }</style>"),
        ("d9-gamla-mobiler", "<style>p { color: red; @media print { color: blue } }</style>"),
        ("d9-gamla-mobiler", "<style>p:has(a) { color: red }</style>"),
        ("d9-gamla-mobiler", "<style>@supports (color: red) { p:has(a) { color: red } }</style>"),
    ],
)
def test_what_should_not_be_sent_is_found(spoiling: Spoiling, code: str, new: str) -> None:
    assert spoiling.codes("404.html", "</main>", f"{new}</main>") == {code}


@pytest.mark.parametrize(
    "new",
    [
        SVG.format('aria-hidden="true"', "M0 0"),
        SVG.format('aria-label="En dörr"', "M0 0"),
        SVG.format("", "M0 0").replace("<path", "<title>En dörr</title><path"),
        "<style>@supports selector(:has(*)) { p:has(a) { color: red } }</style>",
        "<style>/* p { a:has(b) {} } @font-face */ p::before { content: '{ a { :has(b) '; }</style>",
        "<style>@media print { @page { margin: 0 } p { color: red } } a { color: red; }</style>",
    ],
)
def test_what_may_be_sent_hears_nothing(spoiling: Spoiling, new: str) -> None:
    assert spoiling.codes("404.html", "</main>", f"{new}</main>") == set()


@pytest.mark.parametrize(
    "name", ["bild.png", "anteckning.html", "stod/index.html.bak", "Stod/index.html", "assets/utvag.css", "a.map"]
)
def test_a_file_that_is_no_page_of_the_site_is_found(spoiling: Spoiling, name: str) -> None:
    (spoiling.folder / name).parent.mkdir(exist_ok=True)
    (spoiling.folder / name).write_text("x", encoding="utf-8")
    found = spoiling.problems()
    assert [(problem.code, problem.where.file) for problem in found] == [("d7-okand-fil", f"site/{name}")]


def test_the_headers_for_a_server_may_lie_beside_the_pages(spoiling: Spoiling) -> None:
    (spoiling.folder / ".headers").mkdir(exist_ok=True)
    (spoiling.folder / ".headers" / "nginx.conf").write_text("x", encoding="utf-8")
    assert spoiling.problems() == []
