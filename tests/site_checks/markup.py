"""Which elements, attributes and values there are on a page at all: those of our templates and of Markdown, and no other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_checks.site import Fault
from utvag.changes.html_tree import Element
from utvag.content import urls
from utvag.registry import phones

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_checks.site import Page, Site

_NAME, _ID, _LETTERS, _MARK = "[a-z][a-z -]*", "[^\\s<>\"']+", "[de1-6fmrs-]*", "[a-z][0-9]+"
_LANG, _DIR = "[a-z]{2,3}", "ltr|rtl"
_METAS = "viewport|description|referrer|color-scheme|format-detection|robots"
_IS_TEXT = {"class": _NAME, "id": _ID}
_SETTLED = {"data-not": f"{_MARK}( {_MARK})*"}

MARKUP: dict[str, dict[str, str]] = {
    "html": {"lang": _LANG, "dir": _DIR},
    "head": {},
    "meta": {"charset": "utf-8", "http-equiv": "Content-Security-Policy", "name": _METAS, "content": ".*"},
    "title": {},
    "link": {"rel": "icon", "href": "data:,"},
    "style": {},
    "body": {"data-light": ""},
    "script": {},
    "noscript": {},
    "header": _IS_TEXT,
    "main": {"id": "innehall", "tabindex": "-1"},
    "footer": _IS_TEXT,
    "nav": {**_IS_TEXT, "aria-label": ".+"},
    "section": {**_IS_TEXT, "lang": _LANG, "dir": _DIR, "data-question": _ID, "data-outcome": _LETTERS, "data-cards": ""},
    "div": {**_IS_TEXT, **_SETTLED, "data-guide": "", "data-list": "", "data-group": "de|123|456|rs", "hidden": ""},
    "details": {"name": "q[1-9]", "class": "call-help", "data-group": "fm"},
    "summary": {"data-answer": _ID, "data-is": _MARK, "data-on": ""},
    "button": {"type": "button", "data-back": "", "data-restart": "", "hidden": ""},
    "a": {
        **_IS_TEXT,
        "href": ".+",
        "rel": ".+",
        "dir": "ltr",
        "lang": _LANG,
        "hreflang": _LANG,
        "data-answer": _ID,
        "data-exit": "",
    },
    "li": {**_IS_TEXT, **_SETTLED, "data-program": _ID},
    "p": {**_IS_TEXT, **_SETTLED, "data-list": ""},
    "span": {**_IS_TEXT, "dir": "ltr", "lang": _LANG, "translate": "no"},
    "h2": {**_IS_TEXT, "tabindex": "-1"},
    **dict.fromkeys(("h1", "h3", "h4", "ul", "ol", "table", "thead", "tbody", "tr", "th", "td"), _IS_TEXT),
    "strong": {"class": _NAME, "data-shut": r"\d+( \d+)*", "hidden": ""},
    **{name: {"class": _NAME} for name in ("em", "code", "br", "hr", "blockquote")},
}
"""The elements there are, their attributes, and what each may say."""

_KINDS = {
    "a2": ("base", "iframe", "object", "embed", "src", "srcset", "ping", "manifest", "http-equiv"),
    "a10": ("input", "textarea", "select", "label", "form", "contenteditable", "name"),
    "a11": ("link", "property", "itemscope", "itemprop"),
    "c2": ("tabindex", "role"),
    "d2": ("img", "svg", "video", "canvas", "picture"),
}
KIND = {name: code for code, names in _KINDS.items() for name in names}
"""Which check of safety.md an unknown element or attribute is a matter of; any other is one of A6."""

_IN_HEAD = ("meta", "title", "link")
_SEEN = ("hidden", "name", "open", "tabindex")
"""What scripts and styles read besides `data-…`."""


def known(site: Site) -> Iterator[Fault]:
    """Yield every element, attribute and value that no template has, and those of the head elsewhere (A2, A6, A10, A11, A14)."""
    for page in site.pages.values():
        head = {id(element) for element in page.head}
        for element in page.elements[1:]:
            allowed = MARKUP.get(element.name)
            if allowed is None or (element.name in _IN_HEAD and id(element) not in head):
                yield Fault(KIND.get(element.name, "a6"), page.name, f"<{element.name}>")
                continue
            for key, value in element.attributes.items():
                if key not in allowed or not re.fullmatch(allowed[key], value, flags=re.DOTALL):
                    code = "a14" if (element.name, key) == ("meta", "name") else KIND.get(key, KIND.get(element.name, "a6"))
                    yield Fault(code, page.name, f"<{element.name} {key}={value!r}>")


def whole(site: Site) -> Iterator[Fault]:
    """Yield a page that has not one title, heading and footer, or says another language or direction than is its own (C4, A7)."""
    for page in site.pages.values():
        parts = {"title": [element for element in page.head if element.name == "title"], "h1": page.named("h1")}
        for name, found in {**parts, "footer": page.named("footer")}.items():
            if len(found) != 1 or not found[0].words():
                yield Fault("c4", page.name, f"not one <{name}>")
        html = page.named("html")[0].attributes
        if (html.get("lang"), html.get("dir")) != (page.language.code, page.language.direction):
            yield Fault("c4", page.name, f"lang={html.get('lang')} dir={html.get('dir')}")
        if page.metas("referrer") != ["no-referrer"]:
            yield Fault("a7", page.name, "tells where a visitor comes from")


def summaries(site: Site) -> Iterator[Fault]:
    """Yield a heading in what is pressed: screen readers drop it from their list of headings (C12)."""
    for page in site.pages.values():
        if any(re.fullmatch("h[1-6]", inside.name) for summary in page.named("summary") for inside in summary.walk()):
            yield Fault("c12", page.name, "a heading in a summary")


def numbers(site: Site) -> Iterator[Fault]:
    """Yield a number on a page from right to left that stands in no part with dir=ltr: its groups change places (C10)."""
    for page in site.pages.values():
        if page.language.direction == "rtl":
            yield from (Fault("c10", page.name, number) for number in _turned(page.root, safe=False))


def _turned(element: Element, *, safe: bool) -> Iterator[str]:
    safe = element.attributes["dir"] == "ltr" if "dir" in element.attributes else safe
    if element.name not in ("style", "script", "title"):
        for item in element.inside:
            if isinstance(item, Element):
                yield from _turned(item, safe=safe)
            elif not safe:
                yield from phones.mentioned(item)


def alike(site: Site) -> Iterator[Fault]:
    """Yield a page in another language that has other marks for scripts and styles, or calls other numbers, than in the root's.

    Lists of programmes, and cards of the guide, show less of one that nobody has translated yet.
    """
    registry = site.loaded.registry
    lists = {urls.PROGRAMS, urls.CONTACTS, *map(urls.of_place, registry.municipalities), *urls.guides(registry)}
    for page in site.pages.values():
        own, code = site.pages.get(page.inside), page.language.code
        waiting = any(program.has_page and not urls.is_translated(program, code) for program in registry.programs)
        seen = (*_SEEN, "class") if not waiting else _SEEN
        if page.language.prefix and own and not (waiting and page.inside in lists) and _marks(page, seen) != _marks(own, seen):
            yield Fault("languages", page.name, "other marks or numbers")


def _marks(page: Page, seen: tuple[str, ...]) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    found = []
    for element in (element for main in page.named("main") for element in main.walk()):
        marks = {key: value for key, value in element.attributes.items() if key.startswith("data-") or key in seen}
        address = element.attributes.get("href", "")
        marks |= {"href": address} if address.startswith("tel:") else {}
        if marks and element.attributes.get("class") not in ("top-row", "language"):
            found.append((element.name, tuple(sorted(marks.items()))))
    return found


CHECKS = (known, whole, summaries, numbers, alike)
