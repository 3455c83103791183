"""What a page weighs when it is sent, so that the number is on the screen first also on a bad network."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from utvag.content import urls
from utvag.problems import Severity
from utvag.site import pack
from utvag.site.built import problem as _problem
from utvag.site.stylesheets import PAGES_SHARE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.guide.journeys import Tree
    from utvag.problems import Problem
    from utvag.registry.loader import Loaded
    from utvag.site.built import BuiltPage, BuiltSite, Outline

MOST = 14_000
"""Bytes of a whole page: what a server may send before it must wait for an answer (safety.md D1)."""

MOST_STYLE = 4_000
MOST_SCRIPT = 1_500
MOST_IN_ALL = 1_000_000
"""Bytes of all pages of a language as they lie on the disk, for each document of the guide (safety.md D7)."""


def check(site: BuiltSite, loaded: Loaded, tree: Tree) -> Iterator[Problem]:
    """Yield what is too heavy in the pages of the built `site`: a page, its style, its scripts (safety.md D1).

    A page or a site that has grown is told as a warning: a new programme must not wait for somebody who can make pages lighter.
    """
    del loaded, tree
    for name, page in site.pages.items():
        if (size := compressed(page.text)) > MOST:
            remedy = "Korta sidan, eller dela den."
            heavy = _problem(name, 1, f"Sidan väger {size} byte, högst {MOST} får den väga.", remedy, "d1-sidans-vikt")
            yield replace(heavy, severity=Severity.WARNING)
        if (size := _of_a_block(_inside(page, "style"))) > MOST_STYLE:
            remedy = "Korta stilmallen utvag.css."
            yield _problem(name, 1, f"Stilmallen väger {size} byte, högst {MOST_STYLE} får den väga.", remedy, "d1-stilens-vikt")
        if (size := _of_a_block(_inside(page, "script"))) > MOST_SCRIPT:
            remedy = "Korta skripten i assets/."
            yield _problem(name, 1, f"Skripten väger {size} byte, högst {MOST_SCRIPT} får de väga.", remedy, "d1-skriptens-vikt")


def whole(outline: Outline, loaded: Loaded, tree: Tree) -> Iterator[Problem]:
    """Yield a site that is too heavy in all, as a warning (safety.md D7)."""
    del tree
    most = MOST_IN_ALL * len(loaded.languages) * len(list(urls.guides(loaded.registry)))
    if (size := sum((outline.folder / name).stat().st_size for name in outline.files)) > most:
        message = f"Hela webbplatsen väger {size} byte, högst {most} får den väga."
        heavy = _problem("index.html", 1, message, "Se vilken sida som har vuxit, och korta den.", "d7-hela-vikten")
        yield replace(heavy, severity=Severity.WARNING)


@lru_cache(PAGES_SHARE)
def _of_a_block(text: str) -> int:
    return compressed(text)


def compressed(text: str) -> int:
    """Return how many bytes `text` is when a server sends it compressed, as `pack` does (gzip)."""
    return len(pack.gzipped(text.encode()))


def _inside(page: BuiltPage, name: str) -> str:
    return "".join(part for element in page.named(name) for part in element.inside if isinstance(part, str))
