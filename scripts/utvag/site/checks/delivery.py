"""What is sent: only pages, without fonts and pictures, in CSS that old browsers read."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from utvag.site import manifest
from utvag.site.built import problem as _problem
from utvag.site.stylesheets import PAGES_SHARE
from utvag.swedish import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.guide.journeys import Tree
    from utvag.problems import Problem
    from utvag.registry.loader import Loaded
    from utvag.site.built import BuiltPage, BuiltSite, Outline

FOR_SERVERS = frozenset([".headers/headers.json", ".headers/nginx.conf", ".headers/Caddyfile", manifest.NAME])
"""Files beside the pages: what a server needs to send the same headers, and what the site can be checked against."""

_MOST_SVG = 1_000
_PAGE = re.compile(r"404\.html|([a-z0-9-]+/)*index\.html")
_PICTURES = frozenset(["img", "picture", "video", "audio", "canvas", "object", "embed", "image", "feimage"])
_SVG = re.compile(r"<svg\b.*?</svg\s*>", flags=re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/", flags=re.DOTALL)
_STRING = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'")
_ICON = "data:,"


def check(site: BuiltSite, loaded: Loaded, tree: Tree) -> Iterator[Problem]:
    """Yield what the pages of the built `site` should not send (safety.md D2, and the CSS of D9)."""
    del loaded, tree
    for name, page in site.pages.items():
        yield from _pictures(name, page)
        yield from _drawings(name, page)
        for block in page.named("style"):
            css = _COMMENT.sub("", "".join(part for part in block.inside if isinstance(part, str)))
            yield from _style(name, block.line, css)


def whole(outline: Outline, loaded: Loaded, tree: Tree) -> Iterator[Problem]:
    """Yield files that are no pages, and not for servers either (safety.md D7)."""
    del loaded, tree
    for name in outline.files:
        if not _PAGE.fullmatch(name) and name not in FOR_SERVERS:
            message = f"Filen {quoted(name)} hör inte till webbplatsen. Bara sidor får finnas där."
            yield _problem(name, 1, message, "Ta bort den ur content/. Det du vill säga skrivs på en sida (.md).", "d7-okand-fil")


def _pictures(name: str, page: BuiltPage) -> Iterator[Problem]:
    """Yield pictures made of dots, and what plays (safety.md D2)."""
    for element in page.elements:
        values = [value for key, value in element.attributes.items() if key in ("src", "srcset", "href", "style", "poster")]
        if element.name in _PICTURES or any("data:" in value for value in values if value != _ICON):
            message = f"Sidan har en bild eller fil i sig (<{element.name}>)."
            yield _problem(name, element.line, message, "Säg det med ord i stället.", "d2-bild")


def _drawings(name: str, page: BuiltPage) -> Iterator[Problem]:
    """Yield a drawing that is large, or that is read aloud and has no name (safety.md D2)."""
    for drawing in _SVG.finditer(page.text):
        line = page.text.count("\n", 0, drawing.start()) + 1
        size = len(drawing[0].encode())
        if size > _MOST_SVG:
            remedy = "Rita den enklare, eller ta bort den."
            yield _problem(name, line, f"En teckning är {size} byte, högst {_MOST_SVG} får den vara.", remedy, "d2-teckning-stor")
        first = drawing[0].partition(">")[0]
        if not re.search(r"aria-hidden=[\"']?true|aria-label(ledby)?=[\"']?[^\s\"'>]", first) and "<title" not in drawing[0]:
            remedy = 'Ge den aria-label, eller aria-hidden="true" om den inte säger något.'
            yield _problem(name, line, "En teckning har inget namn.", remedy, "d2-teckning-namn")


def _style(name: str, line: int, css: str) -> Iterator[Problem]:
    """Yield fonts and pictures in the style, and what an old browser does not read (safety.md D2, D9)."""
    if "@font-face" in css.lower():
        yield _problem(name, line, "Stilmallen hämtar ett typsnitt.", "Använd mobilens egna typsnitt.", "d2-typsnitt")
    if re.search(r"url\(", css, flags=re.IGNORECASE):
        yield _problem(name, line, "Stilmallen har en bild (url).", "Ta bort den ur utvag.css.", "d2-bild-i-stil")
    for fault in old_browsers(css):
        yield _problem(name, line, f"Stilmallen fungerar inte i gamla mobiler: {fault}", "Rätta utvag.css.", "d9-gamla-mobiler")


@lru_cache(PAGES_SHARE)
def old_browsers(css: str) -> tuple[str, ...]:
    """Return what an old browser does not read in `css` (no comments): rules in rules, and :has() outside @supports."""
    return tuple(_unread(css))


def _unread(css: str) -> Iterator[str]:
    outside: list[str] = []
    start = 0
    plain = _STRING.sub("''", css)
    for place, sign in enumerate(plain):
        if sign == "{":
            rule = plain[start:place].strip()
            inside_rule = any(not above.startswith("@") for above in outside)
            if inside_rule:
                yield f"regeln {quoted(rule)} står i en annan regel."
            if (
                ":has(" in rule
                and not rule.startswith("@supports")
                and not any(above.startswith("@supports") and ":has(" in above for above in outside)
            ):
                yield f"{quoted(rule)} står inte i @supports selector(:has(*))."
            outside.append(rule)
        elif sign == "}":
            outside = outside[:-1]
        if sign in "{};":
            start = place + 1
