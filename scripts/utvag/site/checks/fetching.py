"""Nothing in a built page makes the browser fetch, send, prepare or keep anything: safety.md A2 and A3."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from utvag.site import hrefs, stylesheets
from utvag.site.built import problem as _problem
from utvag.swedish import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.content.html_tree import Element
    from utvag.guide.journeys import Tree
    from utvag.problems import Problem
    from utvag.registry.loader import Loaded
    from utvag.site.built import BuiltPage, BuiltSite

LOADS = frozenset(
    ["src", "srcset", "imagesrcset", "data", "poster", "action", "formaction", "background", "ping", "manifest", "xlink:href"]
)
"""Attributes that make a browser fetch or send something (those of HTML whose value is an address)."""

DRAWN = frozenset(["style", "fill", "stroke", "filter", "mask", "clip-path", "marker-start", "marker-mid", "marker-end", "cursor"])
"""Attributes that are read as CSS."""

RULE_TYPES = ("speculationrules", "importmap", "module")
"""Kinds of script by which a page names others to fetch."""

SENDS = re.compile(
    r"(?:\bhttps?:|[\"'`])\s*(?:\\?/){2}[\w[]|\b(?:fetch|XMLHttpRequest|sendBeacon|WebSocket|WebTransport|EventSource"
    r"|importScripts|RTCPeerConnection|FontFace|Image|Audio)\b|\bimport\b"
)
"""Words by which a script fetches or sends, and addresses of other sites in it."""

KEEPS = re.compile(
    r"\b(?:localStorage|sessionStorage|indexedDB|openDatabase|caches|CacheStorage|cookie|cookieStore|serviceWorker|SharedWorker|Worker"
    r"|BroadcastChannel|(?:webkit)?[rR]equestFileSystem|showSaveFilePicker|pushState|replaceState"
    r"|(?:window|self|top|parent|globalThis)\s*\.\s*name|navigator\s*\.\s*storage)\b"
)
"""Words by which a script keeps something on the phone, or writes to its history."""


_SPEAKING = ("link", "meta", "style", "script", "image", "use", "feimage")
"""Elements that fetch or keep by other attributes too, or by the text inside."""


def check(site: BuiltSite, loaded: Loaded, tree: Tree) -> Iterator[Problem]:
    """Yield what in the built `site` fetches, sends or keeps something."""
    del loaded, tree
    for name, page in site.pages.items():
        for element in page.among(_SPEAKING, (*LOADS, *DRAWN, "rel")):
            yield from _fetched(name, element)
            yield from _kept(name, element)
        yield from _told_to_fetch(name, page)


def _fetched(name: str, element: Element) -> Iterator[Problem]:
    """Yield each address that an element makes the browser fetch; what stands in the page itself (`data:`, `#part`) is not (A2)."""
    for address in _addresses(element):
        if not hrefs.as_read(address).lower().startswith(("data:", "#")):
            yield _problem(name, element.line, f"Sidan hämtar {quoted(address)}.", "Allt ska stå i sidan själv.", "a2-hamtning")


def _addresses(element: Element) -> Iterator[str]:
    attributes = element.attributes
    yield from (attributes[key] for key in sorted(LOADS & attributes.keys()))
    if element.name == "link" or (element.name in ("image", "use", "feimage") and "href" in attributes):
        yield attributes.get("href", "")
    if _is_meta(element, "refresh"):
        yield attributes.get("content", "")
    for key in sorted(DRAWN & attributes.keys()):
        yield from stylesheets.addresses(attributes[key])
    if element.name == "style":
        yield from stylesheets.addresses(element.own_text())


def _told_to_fetch(name: str, page: BuiltPage) -> Iterator[Problem]:
    """Yield what tells the browser or a script to fetch later, or to look a host up (A2)."""
    remedy = "Ta bort det: sidan får inte hämta eller förbereda något."
    for element in page.named("meta", "script"):
        kind = element.attributes.get("type", "").strip().lower()
        if element.name == "script" and kind in RULE_TYPES:
            yield _problem(name, element.line, f"Ett skript är av sorten {quoted(kind)}.", remedy, "a2-forbereder")
        if _is_meta(element, "x-dns-prefetch-control") and element.attributes.get("content", "").strip().lower() != "off":
            yield _problem(name, element.line, "Sidan ber webbläsaren slå upp andra webbplatser.", remedy, "a2-forbereder")
        if element.name == "script" and (told := SENDS.search(element.own_text())):
            yield _problem(name, element.line, f"Ett skript har {quoted(told[0])}.", remedy, "a2-skript")


def _kept(name: str, element: Element) -> Iterator[Problem]:
    """Yield what would keep something on the phone: words in a script, a manifest, a cookie set by the page itself (A3)."""
    remedy = "Ta bort det: sidan sparar ingenting i mobilen."
    if element.name == "script" and (told := KEEPS.search(element.own_text())):
        yield _problem(name, element.line, f"Ett skript har {quoted(told[0])}.", remedy, "a3-sparar")
    if "manifest" in element.attributes or "manifest" in element.attributes.get("rel", "").lower().split():
        yield _problem(name, element.line, "Sidan har ett manifest.", remedy, "a3-sparar")
    if _is_meta(element, "set-cookie"):
        yield _problem(name, element.line, "Sidan sätter en kaka.", remedy, "a3-sparar")


def _is_meta(element: Element, kind: str) -> bool:
    return element.name == "meta" and element.attributes.get("http-equiv", "").strip().lower() == kind
