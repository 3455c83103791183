"""Faults for the checks A1 … of safety.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safety import planted_headers
from safety.planted import Planted, replacing

if TYPE_CHECKING:
    from collections.abc import Callable

GUIDE = ("guide/",)


def in_text(markup: str) -> dict[str, Callable[[str], str]]:
    """Return the edit that puts `markup` last in the text of every page."""
    return {"base.html": replacing("</main>", f"{markup}</main>")}


def in_head(markup: str) -> dict[str, Callable[[str], str]]:
    """Return the edit that puts `markup` last in the head of every page."""
    return {"base.html": replacing("</head>", f"{markup}</head>")}


def in_script(code: str) -> dict[str, Callable[[str], str]]:
    """Return the edit that puts `code` first in the script of every page; the policy knows it."""
    return {"assets/exit.js": replacing('"use strict";', f'"use strict"; {code}')}


def in_style(css: str) -> dict[str, Callable[[str], str]]:
    """Return the edit that puts `css` last in the stylesheet."""
    return {"assets/utvag.css": lambda text: f"{text}\n{css}"}


HASH_PER_STEP = {
    "assets/guide.js": replacing("function show(section) {", "function show(section) { location.hash = Math.random();")
}

SCRIPT_IN_404 = {"404.html": replacing("<h1>", "<script>document.title = 'Sida';</script><h1>")}

PLANTED: list[Planted] = [
    Planted(
        "an image from elsewhere", in_text('<img src="https://example.se/a.gif" alt="">'), frozenset({"a1", "a2", "a5", "d1", "d2"})
    ),
    Planted(
        "an image from elsewhere when a link is pointed at",
        in_style("a:hover { background: url(https://example.se/a.gif); }"),
        frozenset({"a1", "a2", "d2"}),
    ),
    Planted(
        "a host looked up in advance", in_head('<link rel="dns-prefetch" href="https://example.se/">'), frozenset({"a2", "a11"})
    ),
    Planted("a script that remembers", in_script("localStorage.setItem('a', 'b');"), frozenset({"a3"})),
    Planted("a cookie of the page itself", in_script("document.cookie = 'a=b';"), frozenset({"a3"})),
    Planted("a name that the tab keeps", in_script("window.name = 'a';"), frozenset({"a3"})),
    Planted("a handler in the page", in_text('<p onclick="this.hidden = true">Sida</p>'), frozenset({"a5", "a6"})),
    Planted("a script on one page alone", SCRIPT_IN_404, frozenset({"a4", "a5"}), ("404.html",)),
    Planted("a link that opens a tab", in_text('<p><a href="{{ root }}guide/" target="_blank">Guiden</a></p>'), frozenset({"a6"})),
    Planted("somewhere to write", in_text('<p contenteditable="true">Skriv här</p>'), frozenset({"a10"})),
    Planted("a link that carries an answer", in_text('<p><a href="{{ root }}guide/?svar=ja">Guiden</a></p>'), frozenset({"a10"})),
    Planted("a telling title", {"base.html": replacing("<title>", "<title>Avhoppare: ")}, frozenset({"a11"})),
    Planted("a card for messengers", in_head('<meta property="og:title" content="Sida">'), frozenset({"a11"})),
    Planted("an address for each answer", HASH_PER_STEP, frozenset({"a12"}), GUIDE),
    Planted("links that show that they were followed", in_style("a:visited { color: #551a8b; }"), frozenset({"a13"})),
    Planted("a comment in the page", in_text("<!-- main.html -->"), frozenset({"a14"})),
    Planted("a tool that tells its name", in_head('<meta name="generator" content="mkdocs">'), frozenset({"a14"})),
    Planted(
        "a link that the registry does not have",
        in_text('<p><a rel="noreferrer noopener nofollow" href="https://example.org/">example.org</a></p>'),
        frozenset({"a15"}),
    ),
    Planted(
        "a way out that tells where from",
        {"components/exit_button.html": replacing(' rel="noreferrer nofollow"', "")},
        frozenset({"a15"}),
    ),
    *planted_headers.PLANTED,
]
