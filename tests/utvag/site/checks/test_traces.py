"""Tests of what a visit and a build may not leave behind (safety.md A11, A13, A14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import spoil
from spoiling import said
from utvag.site.checks import traces

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "stod/skydd/index.html"


def codes(folder: Path) -> list[str]:
    return [problem.code for problem in said(traces, folder)]


def with_markup(good: Path, target: Path, markup: str) -> list[str]:
    """Return what is said when `markup` stands last in the text of a page."""
    return codes(spoil(good, target / "site", PAGE, "</main>", f"{markup}</main>"))


def test_a_good_site_hears_nothing(good: Path) -> None:
    assert codes(good) == []


HEADS = [
    ("a11-kort", '<meta property="og:title" content="x">'),
    ("a11-kort", '<meta name="Twitter:card" content="x">'),
    ("a11-kort", '<meta name="apple-mobile-web-app-title" content="x">'),
    ("a11-kort", '<script type="application/ld+json">{}</script>'),
    ("a11-kort", '<p itemscope itemtype="x">y</p>'),
    ("a11-ikon", '<link rel="apple-touch-icon" href="data:,">'),
    ("a11-ikon", '<link rel="icon" href="data:image/png;base64,AAAA">'),
    ("a11-ord", '<meta name="description" content="För avhoppare">'),
    ("a11-titel", "<title>En till</title>"),
    ("a14-verktyg", '<meta name="generator" content="x">'),
    ("a14-verktyg", '<meta name="author" content="x">'),
    ("a14-kommentar", "<!-- x -->"),
    ("a14-kommentar", "<!x>"),
    ("a14-kommentar", "<![CDATA[x]]>"),
    ("a14-kommentar", "<?php x ?>"),
    ("a14-kommentar", "</ x>"),
    ("a14-kommentar", "<style>p { color: red; /* x */ }</style>"),
    ("a14-kommentar", "<script>var a = 1; // x</script>"),
    ("a14-kommentar", "<script>/* x */</script>"),
    ("a14-verktyg", "<script>\n//# sourceMappingURL=a.js.map\n</script>"),
    ("a14-verktyg", '<a href="https://x.se/edit/main/content/index.md">Redigera</a>'),
    ("a14-sokvag", "<p>/home/x/projekt/site</p>"),
    ("a14-sokvag", r"<p>C:\projekt\site</p>"),
    ("a14-sokvag", '<a href="http://localhost:8000/">x</a>'),
    ("a14-klockslag", '<time datetime="2026-11-21T08:30:00Z">x</time>'),
    ("a14-klockslag", "<p>Byggd 2026-11-21 08:30</p>"),
    ("a14-klockslag", "<p>Byggd 21 november 2026 kl. 8.30</p>"),
    ("a14-klockslag", "<p>Byggd 08:30:15</p>"),
    ("a14-klockslag", '<p data-built="1795000000">x</p>'),
    ("a14-mejl", "<p>anna.andersson@example.se</p>"),
    ("a14-mejl", "<p>anna&#64;example.se</p>"),
    ("a14-mejl", '<p title="anna&commat;example.se">x</p>'),
]


@pytest.mark.parametrize(("code", "markup"), HEADS)
def test_what_leaves_a_trace_is_told(good: Path, tmp_path: Path, code: str, markup: str) -> None:
    assert code in with_markup(good, tmp_path, markup)


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Kontrollerad 21 november 2026. Öppet 09:00–17:00, måndag 8.30.</p>",
        '<p>stod@example.se, 116 111, 0771-11 11 11</p><a href="tel:+46771111111">x</a>',
        '<a href="https://www.example.se/home/var/tmp/">x</a><a href="../tmp/x">y</a>',
        '<meta name="robots" content="noindex"><time datetime="2026-11-21">x</time>',
        "<style>p::before { content: '/* x */' } @media print { p { color: red } }</style>",
        '<p>a &lt;!-- b --&gt; "&#34;" @ någon</p>',
    ],
)
def test_what_leaves_no_trace_hears_nothing(good: Path, tmp_path: Path, markup: str) -> None:
    assert with_markup(good, tmp_path, markup) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("<title>", "<title>Polisen: "), ('name="description" content="', 'name="description" content="Lämna gänget. ')],
)
def test_a_telling_word_is_told_where_it_is_kept(good: Path, tmp_path: Path, old: str, new: str) -> None:
    assert codes(spoil(good, tmp_path / "site", PAGE, old, new)) == ["a11-ord"]


def test_a_telling_file_name_and_a_source_map_are_told(good: Path, tmp_path: Path) -> None:
    folder = spoil(good, tmp_path / "site", PAGE, "</main>", "</main>")
    (folder / "lamna-ganget.txt").touch()
    (folder / "a.js.map").touch()
    assert sorted(codes(folder)) == ["a11-ord", "a14-verktyg"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("<title>", "<title> </title><b>"), ("<title>Trygghet för dig", "<title>ETT ARBETE I STOCKHOLM"), ("<title>", "<b>")],
)
def test_a_title_that_is_missing_empty_or_taken_is_told(good: Path, tmp_path: Path, old: str, new: str) -> None:
    found = codes(spoil(good, tmp_path / "site", PAGE, old, new))
    assert "a11-titel" in found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a:link,a:visited{", "a:link {"),
        ("a:link,a:visited{", "a:visited {"),
        ("a:link,a:visited{", "a:link, a:visited { color: red } a:visited {"),
        ("a:link,a:visited{", "a:link, a:visited { color: red } @media print { a:VISITED { color: blue } } b {"),
        ("a:link,a:visited{", "a:not(:visited) { color: red } a {"),
        ("a:link,a:visited{", "a { color: red } .menu a:link {"),
        ("a:link,a:visited{", "b {"),
        ("a:link,a:visited{", "@media print { a {"),
    ],
)
def test_a_link_that_looks_different_once_it_was_followed_is_told(good: Path, tmp_path: Path, old: str, new: str) -> None:
    assert set(codes(spoil(good, tmp_path / "site", PAGE, old, new))) == {"a13-besokt-lank"}


@pytest.mark.parametrize(
    "new",
    ["a {", "a:any-link {", "a:visited { color: red } a { color: blue } a:link { color: red } b {", ".x a:link, .x a:visited, a {"],
)
def test_links_that_look_alike_hear_nothing(good: Path, tmp_path: Path, new: str) -> None:
    assert codes(spoil(good, tmp_path / "site", PAGE, "a:link,a:visited{", new)) == []
