"""Links to other sites: only where the registry says so, each telling where it goes and taking nothing with it. safety.md A15."""

from __future__ import annotations

from typing import TYPE_CHECKING

from utvag.content import urls
from utvag.content.urls import GUIDE
from utvag.site import hrefs
from utvag.site.built import problem as _problem
from utvag.site.templates import host
from utvag.swedish import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.content.html_tree import Element
    from utvag.guide.journeys import Tree
    from utvag.problems import Problem
    from utvag.registry.loader import Loaded
    from utvag.site.built import BuiltSite

SAYS_NOTHING = {"noreferrer", "noopener", "nofollow"}
"""The words in `rel` that every link to another site has, and no others."""


def check(site: BuiltSite, loaded: Loaded, tree: Tree) -> Iterator[Problem]:
    """Yield the links in the built `site` that lead elsewhere without leave, or carry or hide something."""
    del tree
    asking = {GUIDE, *urls.guides(loaded.registry)}
    guides = {f"{language.prefix}{address}" for address in asking for language in loaded.languages}
    programs = (program for program in loaded.registry.programs if program.has_page)
    allowed = {route.address for program in programs for route in program.published_routes if route.kind == "web"}
    for name, page in site.pages.items():
        for element in page.having("href"):
            address = element.attributes["href"]
            if element.name == "link" or not hrefs.is_foreign(address):
                continue
            if "data-exit" in element.attributes and address in site.exits:
                yield from _rel(name, element, {"noreferrer", "nofollow"})
            elif name in guides:
                message = f"Guiden länkar till {quoted(address)}."
                yield _problem(name, element.line, message, "Länka till stödets egen sida i stället.", "a15-guiden")
            elif address not in allowed:
                remedy = "Ta bort länken, eller lägg till adressen som kontaktväg i programs.yaml."
                yield _problem(name, element.line, f"Länken {quoted(address)} finns inte i registret.", remedy, "a15-okand-lank")
            else:
                yield from _rel(name, element, SAYS_NOTHING)
                yield from _told(name, element, address)


def _rel(name: str, element: Element, wanted: set[str]) -> Iterator[Problem]:
    """Yield a link that can tell the other site something: `rel` has the words `wanted`, and none but SAYS_NOTHING."""
    words = set(element.attributes.get("rel", "").lower().split())
    if not wanted <= words <= SAYS_NOTHING:
        message = f"Länken {quoted(element.attributes['href'])} har rel={quoted(' '.join(sorted(words)))}."
        yield _problem(name, element.line, message, 'Skriv rel="noreferrer noopener nofollow".', "a15-rel")


def _told(name: str, element: Element, address: str) -> Iterator[Problem]:
    """Yield a link that does not show which site it leads to."""
    if host(address).lower() not in element.text().lower():
        message = f"Länken {quoted(element.text())} säger inte att den går till {host(address)}."
        yield _problem(name, element.line, message, f"Skriv {host(address)} i länkens text.", "a15-vart")
