"""Where each generated page stands, and how one page leads to another."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.registry.model import Municipality, Program, Registry
    from utvag.swedish import Languages

GUIDE = "guide/index.html"
PROGRAMS = "stod/index.html"
CONTACTS = "kontakt/index.html"
CALL = "ring/index.html"
"""A language's short page about calling, below its prefix; every language but the root's has one."""

HOME = "index.html"
ABOUT_CALLING = "nar-du-ringer/index.html"
LOST = "404.html"

MENU = (
    HOME,
    GUIDE,
    CALL,
    ABOUT_CALLING,
    PROGRAMS,
    CONTACTS,
    "fragor/index.html",
    "anhoriga/index.html",
    "yrkesverksamma/index.html",
    "surfa-tryggare/index.html",
    "sa-skyddar-vi-dig/index.html",
    "om/index.html",
    "tillganglighet/index.html",
)
"""The pages of the menu in order, below a language's prefix; one that a language does not have is left out there."""


def is_translated(program: Program, lang: str) -> bool:
    """Return whether everything that visitors need to read of `program` has words in `lang`: it has a page there."""
    return program.status == "unconfirmed" or lang in program.languages


def of_program(program: Program) -> str:
    """Return the file of a programme's page, under its language's prefix."""
    return f"stod/{program.slug}/index.html"


def of_guide(place: Municipality | None) -> str:
    """Return the file of the guide for whoever is in `place`, under its language's prefix; without one, of the guide itself."""
    return GUIDE if place is None else f"guide/{place.id}/index.html"


def of_place(place: Municipality) -> str:
    """Return the file of what there is in a place of the list, under its language's prefix."""
    return f"stod/kommun/{place.id}/index.html"


def guides(registry: Registry) -> Iterator[str]:
    """Yield the file of each document that asks, below a language's prefix: the guide, or one for each place of its list."""
    yield from (of_guide(place) for place in (registry.municipalities if registry.lists_places else (None,)))


def generated(registry: Registry, languages: Languages = ()) -> Iterator[str]:
    """Yield the file of every page that is made from the registry: the root's language first, then the others of `languages`."""
    yield from (GUIDE, PROGRAMS, CONTACTS)
    listed = [place for place in registry.municipalities if registry.lists_places]
    places = [*map(of_guide, listed), *(of_place(place) for place in listed if not place.elsewhere)]
    yield from places
    yield from (of_program(program) for program in registry.programs if program.has_page)
    for language in languages[1:]:
        yield from (f"{language.prefix}{address}" for address in (GUIDE, PROGRAMS, CONTACTS, CALL, *places))
        programs = (program for program in registry.programs if program.has_page and is_translated(program, language.code))
        yield from (f"{language.prefix}{of_program(program)}" for program in programs)


def root_of(address: str, prefix: str = "") -> str:
    """Return the relative address of a language's first page seen from the file `address` of it: "./", "../", "../../"."""
    return "../" * address.removeprefix(prefix).count("/") or "./"


def shown(address: str) -> str:
    """Return a file's address as links write it: "guide/index.html" → "guide/"."""
    return address.removesuffix(HOME)


def absolute(address: str) -> str:
    """Return a file's address as people write it: "guide/index.html" → "/guide/"."""
    return f"/{shown(address)}"


def goal(name: str, path: str) -> str:
    """Return the file that the `path` of a link means on the page `name` of a site; a folder means its index.html."""
    if not path:
        return name
    parts = [] if path.startswith("/") else name.split("/")[:-1]
    for part in unquote(path).strip("/").split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    last = parts[-1] if parts else ""
    return "/".join(parts if "." in last else [*parts, HOME])
