"""What every page tells and does for whoever is watched: the exit, 112, the truth about traces, where links lead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_checks.site import Fault
from utvag.content import urls
from utvag.site import manifest
from utvag.site.templates import host

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_checks.site import Page, Site

TELLING = re.compile(
    r"\b(g[äa]ng|hot(?!ell|els?\b|line)|l[äa]mna|brott|våld|vapen|knark|leav(e|ing)|crim|violen|drug|threat|prison)"
    r"|avhopp|krimin|extremis|polis|police|radicali|terroris|defector",
    flags=re.IGNORECASE,
)
"""Some of the words that an address, a title or a description may not have (A11)."""

TRACES = {
    "a comment": r"<(?:!(?!doctype html>)|\?|/(?![a-z]))",
    "its making": r"sourceMappingURL|sourceURL=|edit_uri|/edit/|/blob/|data-source-line",
    "a path": r"/(?<![\w.-]/)(?:home|Users|tmp|var|opt|srv|root|mnt|usr|private)/\w|file:/|:\\|site-packages|localhost|127\.0\.0",
    "a clock": r"\d(?<!\d\d)(?:\d{3}-\d\d-\d\d[T ]\d\d:?\d\d|\d:\d\d:\d\d\b|(?<=1)[6-9]\d{8}(?:\d{3})?\b)",
}
"""What tells how, where or when a page was made (A14)."""

SAYS = {
    "without_script": {
        "sv": re.compile(r"(?=.*\bbakåt)(?=.*\bfliken\b)(?=.*\bstäng\b)", flags=re.IGNORECASE | re.DOTALL),
        "en": re.compile(r"(?=.*\bback\b)(?=.*\btab\b)(?=.*\bclose\b)", flags=re.IGNORECASE | re.DOTALL),
    },
    "history_stays": {
        "sv": re.compile(r"tar inte bort historiken", flags=re.IGNORECASE),
        "en": re.compile(r"(does not|cannot|doesn.t|can.t) (remove|delete|clear|erase) (the |your )?history", flags=re.IGNORECASE),
    },
    "call_trace": {
        "sv": re.compile(r"\bsamtalslista", flags=re.IGNORECASE),
        "en": re.compile(r"\b(list of calls|call (list|log|history)|recent calls)\b", flags=re.IGNORECASE),
    },
}
"""What the sentences of words.yaml must say, in the languages we can read; in others the sentences themselves are looked for."""

_PAGE = re.compile(r"404\.html|([a-z0-9-]+/)*index\.html")
_FOR_SERVERS = (".headers/headers.json", ".headers/nginx.conf", ".headers/Caddyfile", manifest.NAME)


def exits(site: Site) -> Iterator[Fault]:
    """Yield a page without the one exit, the same on all, in the bar (B2, B5), or that does not say what Back does (B2)."""
    everywhere = {link.attributes.get("href", "") for page in site.pages.values() for link in page.having("data-exit")}
    if len(everywhere) > 1:
        yield Fault("b5", "", f"exits to {sorted(everywhere)}")
    for page in site.pages.values():
        in_bar = [element for header in page.named("header") for element in header.walk() if "data-exit" in element.attributes]
        if len(page.having("data-exit")) != 1 or not in_bar or page.language["exit"] not in in_bar[0].words():
            yield Fault("b2", page.name, "not one exit in the bar")
        if not any(_says(page, "without_script", element.words()) for element in page.named("noscript")):
            yield Fault("b2", page.name, "nothing about Back")


def truths(site: Site) -> Iterator[Fault]:
    """Yield a page that is silent about what the exit leaves and how to surf more safely (B6), of 112 or a call's trace (B7)."""
    line, emergency = site.loaded.registry.lifeline, site.loaded.registry.emergency
    for page in site.pages.values():
        safer = f"{page.language.prefix}surfa-tryggare/index.html"
        if not _says(page, "history_stays", page.root.words()):
            yield Fault("b6", page.name, "nothing about the history")
        if safer in site.files and not any(urls.goal(page.name, address) == safer for address, _ in page.links):
            yield Fault("b6", page.name, "no link to safer browsing")
        if not any(address == f"tel:{emergency.dialled}" and emergency.number in link.words() for address, link in page.links):
            yield Fault("b7", page.name, "no 112")
        sections = (section.words() for section in page.named("section"))
        if not any(line.number in words and _says(page, "call_trace", words) for words in sections):
            yield Fault("b7", page.name, "nothing about the trace of a call")


def _says(page: Page, name: str, words: str) -> bool:
    own = ".+?".join(map(re.escape, re.split(r"\{[a-z]+\}", page.language[name])))  # with anything in its places
    return bool((SAYS[name].get(page.language.code) or re.compile(own)).search(words))


def neutral(site: Site) -> Iterator[Fault]:
    """Yield titles, descriptions and names of files that tell (A11), and what tells of the making of a page (A14)."""
    for page in site.pages.values():
        for words in (page.name, *page.metas("description"), *(title.words() for title in page.named("title"))):
            if TELLING.search(words):
                yield Fault("a11", page.name, words)
        for what, pattern in TRACES.items():
            if found := re.search(pattern, page.text, flags=re.IGNORECASE):
                yield Fault("a14", page.name, f"{what}: {found[0]}")


def links_out(site: Site) -> Iterator[Fault]:
    """Yield links to other sites that the registry does not have, that do not say where they lead, or in the guide (A15)."""
    programs = (program for program in site.loaded.registry.programs if program.has_page)
    allowed = {route.address for program in programs for route in program.published_routes if route.kind == "web"}
    guides = set(urls.guides(site.loaded.registry))
    for page in site.pages.values():
        for address, link in page.links:
            if not address.startswith("https:"):
                continue
            rel = set(link.attributes.get("rel", "").split())
            if not {"noreferrer", "nofollow"} <= rel <= {"noreferrer", "nofollow", "noopener"}:
                yield Fault("a15", page.name, f"{address} has rel={sorted(rel)}")
            if "data-exit" not in link.attributes and (
                page.inside in guides or address not in allowed or host(address).lower() not in link.words().lower()
            ):
                yield Fault("a15", page.name, address)


def files(site: Site) -> Iterator[Fault]:
    """Yield files that are no pages, and not for servers either (D7)."""
    yield from (Fault("d7", name, "no page") for name in site.files if not _PAGE.fullmatch(name) and name not in _FOR_SERVERS)


CHECKS = (exits, truths, neutral, links_out, files)
