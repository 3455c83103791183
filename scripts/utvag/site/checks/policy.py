"""The policy of the built site: the same in pages and headers, as strict as can be, and for exactly its inline blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from utvag.site import headers
from utvag.site.built import problem as _problem
from utvag.swedish import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from utvag.content.html_tree import Element
    from utvag.guide.journeys import Tree
    from utvag.problems import Problem
    from utvag.registry.loader import Loaded
    from utvag.site.built import BuiltPage, BuiltSite, Outline

_NONE = frozenset(["'none'"])
_FIXED = {
    "default-src": _NONE,
    "img-src": frozenset(["data:"]),
    "base-uri": _NONE,
    "form-action": _NONE,
    "require-trusted-types-for": frozenset(["'script'"]),
    "trusted-types": _NONE,
}
"""What the directives say that do not depend on the pages (safety.md A4)."""

_BLOCKS = {"script-src": "script", "style-src": "style"}
_HASH = "'sha256-"
_BUILD = "Bygg om. Hjälper det inte är felet i programmet: säg till en utvecklare."


def check(site: BuiltSite, loaded: Loaded, tree: Tree) -> Iterator[Problem]:
    """Yield the pages of the built `site` whose policy or referrer policy is not as safety.md A4 and A7 say."""
    del loaded, tree
    header = parsed(_made(site.folder).get("content-security-policy", ""))
    in_header = {name: sources for name, sources in header.items() if name != "frame-ancestors"}
    for name, page in site.pages.items():
        yield from _page(name, page, in_header)
        if [meta.attributes.get("content") for meta in _metas(page, "name", "referrer")] != ["no-referrer"]:
            message = "Sidan säger inte att avsändaren ska döljas när någon följer en länk."
            yield _problem(name, 1, message, "Rätta mallen base.html.", "a7-avsandare")


def whole(outline: Outline, loaded: Loaded, tree: Tree) -> Iterator[Problem]:
    """Yield where what servers send is not as safety.md A4 and A7 say, or allows more than the pages need."""
    del loaded, tree
    made = _made(outline.folder)
    header = parsed(made.get("content-security-policy", ""))
    if made:
        yield from _strict(headers.LIST, 1, header, {**_FIXED, "frame-ancestors": _NONE})
        if made.get("referrer-policy") != "no-referrer":
            yield _problem(headers.LIST, 1, "Servern säger inte att avsändaren ska döljas.", _BUILD, "a7-avsandare")
    else:
        yield _problem(headers.LIST, 1, "Listan med skydd för servern finns inte.", _BUILD, "a4-policy-saknas")
    yield from _nothing_more(outline, header)


def _made(folder: Path) -> dict[str, str]:
    """Return the headers of a site by their names in small letters; none when there is no list of them."""
    try:
        return {name.lower(): value for name, value in headers.read(folder)}
    except (OSError, ValueError):
        return {}


def parsed(policy: str) -> dict[str, frozenset[str]]:
    """Return the directives of a Content-Security-Policy with their sources; as in a browser, the first of a name counts."""
    found: dict[str, frozenset[str]] = {}
    for part in policy.split(";"):
        name, *sources = part.split() or [""]
        if name:
            found.setdefault(name.lower(), frozenset(sources))
    return found


def _metas(page: BuiltPage, key: str, value: str) -> list[Element]:
    return [element for element in page.named("meta") if element.attributes.get(key, "").lower() == value]


def _page(name: str, page: BuiltPage, in_header: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """Yield where the policy of a page is not one, right after the character set, strict, the header's, and for all its blocks."""
    metas = _metas(page, "http-equiv", "content-security-policy")
    head = next(page.named("head"), None)
    first = [item for item in head.inside if not isinstance(item, str)][:2] if head else []
    if len(metas) != 1 or first[1:] != metas or "charset" not in first[0].attributes:
        message = "Sidans säkerhetspolicy står inte en gång, direkt efter teckenkodningen."
        yield _problem(name, 1, message, "Rätta mallen base.html.", "a4-policy-saknas")
    for meta in metas:
        policy = parsed(meta.attributes.get("content", ""))
        yield from _strict(name, meta.line, policy, _FIXED)
        if policy != in_header:
            yield _problem(name, meta.line, "Sidans säkerhetspolicy är inte densamma som serverns.", _BUILD, "a4-policy-olika")
        for directive, kind in _BLOCKS.items():
            for block in page.named(kind):
                if headers.digest(block.own_text()) not in policy.get(directive, ()):
                    message = f"Sidans säkerhetspolicy tillåter inte den <{kind}> som står här."
                    remedy = "Lägg texten i en fil i assets/ och hämta den med inline(), eller ta bort den."
                    yield _problem(name, block.line, message, remedy, "a4-policy-block")


def _strict(name: str, line: int, policy: Mapping[str, frozenset[str]], fixed: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """Yield each directive that is missing, too many, or allows more than nothing, `data:` for pictures and hashes for blocks."""
    for directive in sorted(fixed.keys() | _BLOCKS.keys() | policy.keys()):
        sources = policy.get(directive)
        if directive in _BLOCKS and sources:
            right = sources == _NONE or all(source.startswith(_HASH) for source in sources)
        else:
            right = sources is not None and sources == fixed.get(directive)
        if not right:
            said = " ".join(sorted(sources)) if sources is not None else "ingenting"
            message = f"Säkerhetspolicyn säger {quoted(said)} om {directive}."
            yield _problem(name, line, message, "Rätta headers.py så att den är så sträng som safety.md A4.", "a4-policy-slapp")


def _nothing_more(outline: Outline, header: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """Yield a hash of the policy that belongs to no block of any page."""
    for directive, kind in _BLOCKS.items():
        blocks = {text for head in outline.heads for name, text in head.blocks if name == kind}
        allowed = {source for source in header.get(directive, ()) if source.startswith(_HASH)}
        for source in sorted(allowed - {headers.digest(text) for text in blocks}):
            message = f"Säkerhetspolicyn tillåter {kind} {source}, som inte står på någon sida."
            remedy = "Ta bort filen ur assets/, eller använd den i en mall."
            yield _problem(headers.LIST, 1, message, remedy, "a4-policy-overflod")
