"""The built staff edition: the number on every page, nothing from other sites, links that lead somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from utvag.problems import Location, Problem
from utvag.site import hrefs
from utvag.site.checks.fetching import LOADS
from utvag.swedish import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.guide.journeys import Tree
    from utvag.registry.loader import Loaded
    from utvag.site.built import BuiltPage, BuiltSite

LOST = "404.html"


def check(site: BuiltSite, loaded: Loaded, tree: Tree) -> Iterator[Problem]:
    """Yield what is wrong with the built staff edition `site`."""
    del tree
    line = loaded.registry.lifeline
    ids = {
        name: {element.attributes["id"] for element in page.elements if "id" in element.attributes}
        for name, page in site.pages.items()
    }
    for name, page in site.pages.items():
        if not any(element.attributes.get("href") == f"tel:{line.dialled}" for element in page.elements):
            yield _problem(
                name, 1, f"Numret {line.number} står inte på sidan.", "Ta tillbaka raden överst: overrides/staff/main.html."
            )
        yield from _foreign(name, page)
        if name != LOST:  # its links begin with / and hold wherever it is shown
            yield from _nowhere(name, page, site, ids)


def _foreign(name: str, page: BuiltPage) -> Iterator[Problem]:
    """Yield what a browser would fetch from another site."""
    for element in page.elements:
        own = [element.attributes[key] for key in sorted(LOADS & element.attributes.keys())]
        fetched = [*own, element.attributes.get("href", "")] if element.name == "link" else own
        for address in fetched:
            if hrefs.is_foreign(address):
                yield _problem(name, element.line, f"Sidan hämtar {quoted(address)}.", "Allt ska ligga hos oss själva.")


def _nowhere(name: str, page: BuiltPage, site: BuiltSite, ids: dict[str, set[str]]) -> Iterator[Problem]:
    for element in page.elements:
        address = element.attributes.get("href", "")
        if element.name != "a" or hrefs.scheme(address) or hrefs.is_foreign(address):
            continue
        path, _, part = address.partition("#")
        goal = hrefs.goal(name, path.partition("?")[0])
        if goal not in site.files or (part and goal in ids and unquote(part) not in ids[goal]):
            yield _problem(
                name, element.line, f"Länken {quoted(address)} leder ingenstans.", "Rätta länken i mallen eller på sidan."
            )


def _problem(name: str, line: int, message: str, remedy: str) -> Problem:
    return Problem(Location(f"site-staff/{name}", line), name, message, remedy, "personalens-sida")
