"""Tests of what a built page may not fetch or keep (safety.md A2, A3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import spoil
from spoiling import said
from utvag.site.checks import fetching

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "stod/skydd/index.html"


def codes(folder: Path) -> list[str]:
    return [problem.code for problem in said(fetching, folder)]


def with_markup(good: Path, target: Path, markup: str) -> list[str]:
    """Return what is said when `markup` stands last in the text of a page."""
    return codes(spoil(good, target / "site", PAGE, "</main>", f"{markup}</main>"))


def test_a_good_site_hears_nothing(good: Path) -> None:
    assert codes(good) == []


FETCHED = [
    '<img src="https://x.se/a.png" alt="">',
    '<img src="a.png" alt="">',
    '<IMG SRC="\n//x.se/a.png" alt="">',
    '<img srcset="https://x.se/a.png 2x" alt="">',
    "<script src='/a.js'></script>",
    '<link rel="stylesheet" href="../a.css">',
    '<link rel="preconnect" href="https://x.se">',
    '<link rel="DNS-prefetch" href="//x.se">',
    '<link rel="prefetch" href="../guide/">',
    '<link rel="modulepreload" href="a.js">',
    '<link rel="canonical" href="https://x.se/">',
    "<link rel=icon href=''>",
    "<style>p { background: url(https://x.se/a.png) }</style>",
    '<style>@import "https://x.se/a.css";</style>',
    r"<style>p { background: u\72l(//x.se) }</style>",
    '<p style="background: url(//x.se/a.png)">x</p>',
    '<svg><rect fill="url(https://x.se/a.svg)"/></svg>',
    '<svg><use href="https://x.se/a.svg#b"/></svg>',
    '<svg><use xlink:href="a.svg#b"/></svg>',
    '<video src="https://x.se/a.mp4"></video>',
    '<video poster="a.png"></video>',
    '<object data="a.svg"></object>',
    '<iframe src="https://x.se/"></iframe>',
    '<form action="https://x.se/"></form>',
    '<button formaction="https://x.se/">x</button>',
    '<a href="../" ping="https://x.se/">x</a>',
    '<body background="a.png">',
    '<meta http-equiv="Refresh" content="0; url=https://x.se/">',
    '<img src="x" src="data:,">',
]
PREPARED = [
    '<script type="speculationrules">{"prefetch": [{"where": {"href_matches": "/*"}}]}</script>',
    '<script type=" Module ">x</script>',
    '<meta http-equiv="x-dns-prefetch-control" content="on">',
]
SCRIPTS = [
    "fetch('/x')",
    "new XMLHttpRequest()",
    "navigator.sendBeacon('/x')",
    "new WebSocket(a)",
    "import('/x')",
    "new Image().src = a",
    "location.replace('https://x.se/')",
    "a = '//x.se'",
    "a = `https:\\/\\/x.se`",
]
KEPT = [
    "<script>localStorage.setItem('a', 'b')</script>",
    "<script>window['sessionStorage'].a = 1</script>",
    "<script>indexedDB.open('a')</script>",
    "<script>caches.open('a')</script>",
    "<script>document.cookie = 'a=b'</script>",
    "<script>navigator.serviceWorker.register('a.js')</script>",
    "<script>window.name = 'a'</script>",
    "<script>self . name = 'a'</script>",
    "<script>new BroadcastChannel('a')</script>",
    "<script>history.pushState(null, '', '?a')</script>",
    '<meta http-equiv="Set-Cookie" content="a=b">',
    '<p manifest="a">x</p>',
]


@pytest.mark.parametrize(
    ("code", "markup"),
    [
        *(("a2-hamtning", markup) for markup in FETCHED),
        *(("a2-forbereder", markup) for markup in PREPARED),
        *(("a2-skript", f"<script>{script}</script>") for script in SCRIPTS),
        *(("a3-sparar", markup) for markup in KEPT),
    ],
)
def test_what_fetches_or_keeps_something_is_told(good: Path, tmp_path: Path, code: str, markup: str) -> None:
    assert code in with_markup(good, tmp_path, markup)


def test_a_manifest_is_both_fetched_and_kept(good: Path, tmp_path: Path) -> None:
    assert with_markup(good, tmp_path, '<link rel="manifest" href="a.json">') == ["a2-hamtning", "a3-sparar"]


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="">',
        '<svg><use href="#a"/><rect fill="url(#a)"/></svg>',
        "<style>p { color: red; background: url(data:,) }</style>",
        "<script>var imported = 'name', fetched = a.name; location.replace(a.href);</script>",
        '<p>https://x.se url(x) @import "y" localStorage fetch(x)</p><a href="https://x.se/">x</a>',
        '<meta http-equiv="x-dns-prefetch-control" content="off">',
        '<p data-src="a.png" title="src=x">x</p>',
    ],
)
def test_what_stands_in_the_page_itself_hears_nothing(good: Path, tmp_path: Path, markup: str) -> None:
    assert with_markup(good, tmp_path, markup) == []
