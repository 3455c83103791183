"""Where each generated page stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.model import Program, Registry

GUIDE = "guide/index.html"
PROGRAMS = "stod/index.html"
CONTACTS = "kontakt/index.html"


def of_program(program: Program) -> str:
    """Return the file of a programme's page, under the site's root."""
    return f"stod/{program.slug}/index.html"


def generated(registry: Registry) -> Iterator[str]:
    """Yield the file of every page that is made from the registry."""
    yield from (GUIDE, PROGRAMS, CONTACTS)
    yield from (of_program(program) for program in registry.programs if program.has_page)


def root_of(address: str) -> str:
    """Return the relative address of the site's root seen from the file `address`: "./", "../", "../../"."""
    return "../" * address.count("/") or "./"
