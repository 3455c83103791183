"""What a check of safety.md needs: a built site, where it is served with its headers, and a browser."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import browsing
from builders import CONTENT, ROOT, a_site
from utvag.registry import source
from utvag.site import built, judging
from utvag.swedish import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser
    from utvag.guide.journeys import Tree
    from utvag.registry.loader import Loaded

SIZES = ({"width": 320, "height": 568}, {"width": 360, "height": 640}, {"width": 1280, "height": 800})
"""The screens of safety.md (b), in CSS pixels."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A built site in `folder`, served at `address` with the headers of its build, and the `pages` to look at.

    Each page is its address below `address`: "", "guide/", "404.html".
    """

    folder: Path
    address: str
    browser: Browser
    pages: tuple[str, ...]
    loaded: Loaded
    tree: Tree


Check: TypeAlias = "Callable[[Visit], Iterator[str]]"
"""A check of safety.md: yields what is wrong, in words that begin with the page."""


def every_page(folder: Path) -> tuple[str, ...]:
    """Return the address of every page in `folder`, in order."""
    return tuple(sorted(path.relative_to(folder).as_posix().removesuffix("index.html") for path in folder.rglob("*.html")))


def static(visit: Visit) -> set[str]:
    """Return the codes of everything that the checks of the build itself say of the site."""
    site = built.read(visit.folder)
    return {problem.code for problem in judging.judge(site, visit.loaded, visit.tree)}


@contextmanager
def spoilt(whole: Visit, work: Path, edits: dict[str, Callable[[str], str]], pages: tuple[str, ...]) -> Iterator[Visit]:
    """Give a visit to a site made with faults planted in its sources.

    `edits` maps a file of `overrides/public/` ("base.html", "assets/exit.js") to what is done to its text; an edit that changes
    nothing fails; the file "words.yaml" is that of the Swedish words. Only `pages` are looked at.
    """
    edits = dict(edits)
    swedish = edits.pop("words.yaml", str)((CONTENT / "words.yaml").read_text(encoding="utf-8"))
    words = source.parse(swedish.encode(), "words.yaml").document
    assert words is not None
    spoken = (Language("sv", {key: str(said) for key, said in words.items()}), *whole.loaded.languages[1:])
    assert edits or spoken != whole.loaded.languages, "nothing was planted in words.yaml"
    theme = shutil.copytree(ROOT / "overrides" / "public", work / "theme")
    for name, edit in edits.items():
        before = (theme / name).read_text(encoding="utf-8")
        after = edit(before)
        assert after != before, f"nothing was planted in {name}"
        (theme / name).write_text(after, encoding="utf-8")
    folder = a_site(work / "site", replace(whole.loaded, languages=spoken), theme)
    with browsing.served(folder) as address:
        yield Visit(folder, address, whole.browser, pages, whole.loaded, whole.tree)
