"""Tests of links to other sites (safety.md A15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import a_registry, load, spoil
from spoiling import TREE, said
from utvag.site import built
from utvag.site.checks import outside

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "stod/skydd/index.html"


def codes(folder: Path) -> list[str]:
    return [problem.code for problem in said(outside, folder)]


def with_markup(good: Path, target: Path, markup: str) -> list[str]:
    """Return what is said when `markup` stands last in the text of a page."""
    return codes(spoil(good, target / "site", PAGE, "</main>", f"{markup}</main>"))


def test_a_good_site_hears_nothing(good: Path) -> None:
    assert codes(good) == []


KNOWN = 'href="https://www.example.se/stod"'
REL = 'rel="noreferrer noopener nofollow"'

SPOILS = [
    ("a15-okand-lank", f'<a href="https://www.example.org/" {REL}>example.org</a>'),
    ("a15-okand-lank", f'<a href="http://www.example.se/stod" {REL}>example.se</a>'),
    ("a15-okand-lank", f'<a href="//www.example.se/stod" {REL}>example.se</a>'),
    ("a15-okand-lank", rf'<a href="\\x.se" {REL}>x.se</a>'),
    ("a15-okand-lank", rf'<a href="/\x.se" {REL}>x.se</a>'),
    ("a15-okand-lank", f'<a href=" ht&#10;tps:x.se" {REL}>x.se</a>'),
    ("a15-okand-lank", f'<a href="https://www.example.se/" {REL}>example.se</a>'),
    ("a15-okand-lank", f'<a data-exit href="https://x.se/" {REL}>x.se</a>'),
    ("a15-okand-lank", f'<area href="https://x.se/" {REL}>'),
    ("a15-rel", f"<a {KNOWN}>example.se</a>"),
    ("a15-rel", f'<a {KNOWN} rel="noreferrer">example.se</a>'),
    ("a15-rel", f'<a {KNOWN} rel="noreferrer noopener nofollow opener">example.se</a>'),
    ("a15-vart", f"<a {KNOWN} {REL}>Kommunens sida</a>"),
    ("a15-vart", f"<a {KNOWN} {REL}></a>"),
]


@pytest.mark.parametrize(("code", "markup"), SPOILS)
def test_a_link_to_another_site_without_leave_is_told(good: Path, tmp_path: Path, code: str, markup: str) -> None:
    assert with_markup(good, tmp_path, markup) == [code]


@pytest.mark.parametrize(
    "markup",
    [
        f"<a {KNOWN} {REL}>example.se – syns i historiken</a>",
        f"<a {KNOWN} REL='Nofollow  noopener\nnoreferrer'>Example.SE</a>",
        '<a href="../">x</a><a href="tel:112">x</a><a href="#innehall">x</a><p>https://x.se</p>',
    ],
)
def test_a_link_that_the_registry_has_hears_nothing(good: Path, tmp_path: Path, markup: str) -> None:
    assert with_markup(good, tmp_path, markup) == []


def test_the_exit_tells_nothing_either(good: Path, tmp_path: Path) -> None:
    assert codes(spoil(good, tmp_path / "site", PAGE, 'rel="noreferrer nofollow"', "")) == ["a15-rel"]


def test_the_guide_has_no_link_to_another_site_but_the_exit(good: Path, tmp_path: Path) -> None:
    link = f"<a {KNOWN} {REL}>example.se</a></main>"
    assert codes(spoil(good, tmp_path / "site", "guide/index.html", "</main>", link)) == ["a15-guiden"]


def test_a_route_that_is_not_published_gives_no_leave(good: Path) -> None:
    changes = {
        "programs.vagen-uppsala.contact_routes.webb.status": "unconfirmed",
        "programs.vagen-uppsala.contact_routes.webb.status_reason": "x",
    }
    other = load(a_registry(changes))
    assert "a15-okand-lank" in {problem.code for problem in outside.check(built.read(good), other, TREE)}
