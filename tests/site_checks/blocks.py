"""The scripts and styles of the pages, and the policy that allows exactly these."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

from site_checks.site import Fault, as_it_stands
from utvag.site import headers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_checks.site import Site

MOST_STYLE, MOST_SCRIPT = 4_000, 1_536
"""Bytes, packed, of a page's style and of its scripts (D1)."""

SENDS = re.compile(
    r"(?:\bhttps?:|[\"'`])\s*(?:\\?/){2}[\w[]|\b(?:fetch|XMLHttpRequest|sendBeacon|WebSocket|WebTransport|EventSource"
    r"|importScripts|RTCPeerConnection|FontFace|Image|Audio)\b|\bimport\b"
)
KEEPS = re.compile(
    r"\b(?:localStorage|sessionStorage|indexedDB|openDatabase|caches|CacheStorage|cookie|cookieStore|serviceWorker|SharedWorker|Worker"
    r"|BroadcastChannel|(?:webkit)?[rR]equestFileSystem|showSaveFilePicker|pushState|replaceState"
    r"|(?:window|self|top|parent|globalThis)\s*\.\s*name|navigator\s*\.\s*storage)\b"
)
FETCHES = re.compile(r"@import|\b(?:url|src|(?:-webkit-)?image-set|image|cross-fade)\(", flags=re.IGNORECASE)

_RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")
_DECLARATION = re.compile(r"([a-z-]+)\s*:\s*([^;{}]*?)\s*(?=[;}]|$)")
_SIDE = re.compile(
    r"((margin|padding|border|scroll-margin|scroll-padding)-)?(left|right)(-(color|style|width))?|border-(top|bottom)-(left|right)-radius"
)
_TAKES_SIDES = ("text-align", "float", "clear", "background-position", "object-position", "transform-origin")
_FOUR_SIDES = ("inset", "margin", "padding", "border-width", "border-style", "border-color")


def scripts(site: Site) -> Iterator[Fault]:
    """Yield what is wrong in a script, and scripts of a page that are heavy (D1)."""
    yield from (Fault(code, "script", told) for text in site.blocks("script") for code, told in in_script(text))
    for page in site.pages.values():
        text = "".join(as_it_stands(element) for element in page.named("script"))
        if len(gzip.compress(text.encode())) > MOST_SCRIPT:
            yield Fault("d1", page.name, "heavy scripts")


def styles(site: Site) -> Iterator[Fault]:
    """Yield what is wrong in the style of a page, and a style that is heavy (D1)."""
    for css in {"".join(as_it_stands(element) for element in page.named("style")) for page in site.pages.values()}:
        yield from (Fault(code, "style", told) for code, told in in_style(css))
        if len(gzip.compress(css.encode())) > MOST_STYLE:
            yield Fault("d1", "style", "a heavy style")


def in_script(text: str) -> Iterator[tuple[str, str]]:
    """Yield what a script sends (A2), keeps (A3) or tells of its making (A14)."""
    for code, words in (("a2", SENDS), ("a3", KEEPS), ("a14", re.compile(r"/[*/]|<!--|-->"))):
        if found := words.search(text):
            yield code, found[0]


def in_style(css: str) -> Iterator[tuple[str, str]]:
    """Yield what a style fetches (A2), tells (A13, A14), brings (D2), or does not do everywhere (C10, D9)."""
    for code, words in (("a2", FETCHES), ("a14", re.compile(r"/\*")), ("d2", re.compile("@font-face", re.IGNORECASE))):
        if found := words.search(css):
            yield code, found[0]
    yield from (("c10", f"{name}: {value}") for name, value in _DECLARATION.findall(css.lower()) if physical(name, value))
    yield from (("a13", selector) for selector in told_by_colour(css))
    yield from (("d9", selector) for selector in too_new(css))


def physical(name: str, value: str) -> bool:
    """Return whether a declaration knows left from right."""
    if _SIDE.fullmatch(name):
        return True
    if name in _TAKES_SIDES:
        return bool(re.search(r"\b(left|right)\b", value))
    parts = re.findall(r"(?:[^\s(]|\([^)]*\))+", value.replace("!important", ""))
    if name == "border-radius" and len(parts) == 4:
        return (parts[0], parts[2]) != (parts[1], parts[3])
    return name in _FOUR_SIDES and len(parts) == 4 and parts[1] != parts[3]


def told_by_colour(css: str) -> Iterator[str]:
    """Yield each selector that reaches followed links alone, or others alone; and, if no rule gives all links a colour, "a"."""
    coloured = False
    for selectors, inside in _RULE.findall(css):
        names = [name.strip() for name in selectors.split(",")]
        alone = {name for name in names if re.search(r":(link|visited)(?![\w-])", name)}
        for name in alone:
            other = re.sub(r":(link|visited)(?![\w-])", lambda found: ":visited" if found[1] == "link" else ":link", name)
            if other not in names or re.search(r"\([^()]*:(link|visited)", name):
                yield name
        coloured = coloured or (
            not {"a", "a:visited", ":visited", ":any-link", "a:any-link"}.isdisjoint(names)
            and bool(re.search(r"(^|;|\s)color\s*:", inside))
        )
    if not coloured:
        yield "a"


def too_new(css: str) -> Iterator[str]:
    """Yield each rule in a rule, and each `:has()` outside of @supports: old browsers do not read them."""
    around: list[str] = []
    for part, sign in re.findall(r"([^{};]*)([{};])", re.sub(r"\"[^\"]*\"|'[^']*'", "''", css)):
        rule = part.strip()
        if sign == "{":
            guarded = any(above.startswith("@supports") for above in [*around, rule])
            if any(not above.startswith("@") for above in around) or (":has(" in rule and not guarded):
                yield rule
            around.append(rule)
        elif sign == "}":
            around = around[:-1]


STRICT = {
    "default-src": "'none'",
    "img-src": "data:",
    "base-uri": "'none'",
    "form-action": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}
"""What a policy says besides its hashes (A4); a header says `frame-ancestors 'none'` too."""


def policies(site: Site) -> Iterator[Fault]:
    """Yield where a page's policy does not come first, or is not the strictest for exactly the blocks of the pages (A4)."""
    sources = {kind: {headers.digest(text) for text in site.blocks(kind)} or {"'none'"} for kind in ("script", "style")}
    wanted = {name: {value} for name, value in STRICT.items()} | {f"{kind}-src": hashes for kind, hashes in sources.items()}
    header = dict(headers.read(site.folder)).get("Content-Security-Policy", "") if headers.LIST in site.files else ""
    if parsed(header) != wanted | {"frame-ancestors": {"'none'"}}:
        yield Fault("a4", headers.LIST, header)
    for page in site.pages.values():
        head = [element for element in page.named("head")[0].inside if not isinstance(element, str)]
        policy = [meta for meta in page.having("http-equiv") if meta.attributes["http-equiv"] == "Content-Security-Policy"]
        if len(policy) != 1 or head[1:2] != policy or "charset" not in head[0].attributes:
            yield Fault("a4", page.name, "no policy right after the character set")
        elif header and parsed(policy[0].attributes["content"]) != {
            name: value for name, value in parsed(header).items() if name != "frame-ancestors"
        }:
            yield Fault("a4", page.name, "another policy than the header's")


def parsed(policy: str) -> dict[str, set[str]]:
    """Return the directives of a policy with their sources."""
    return {name: set(sources) for name, *sources in (part.split() for part in policy.split(";") if part.strip())}


CHECKS = (scripts, styles, policies)
