"""Every number that somebody answers, and who can be asked about what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from utvag.registry.model import LIFELINE, PhoneRoute, ViaRoute
from utvag.upkeep import edits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.registry.loader import Loaded
    from utvag.registry.model import ContactRoute, Lifeline, Program
    from utvag.registry.source import Path


@dataclass(frozen=True, slots=True)
class Contact:
    """A number that somebody answers: its place in the file, and the programme it belongs to (none for the lifeline)."""

    id: str
    path: Path
    phone: Lifeline | PhoneRoute
    name: str
    program: Program | None
    is_shown: bool


class Book:
    """Who answers which number, and who can be asked about what."""

    def __init__(self, loaded: Loaded) -> None:
        """Begin with the registry as it was read."""
        self.registry = loaded.registry
        self.editor = edits.Editor(loaded)
        self.programs = {program.id: program for program in loaded.registry.programs if program.has_page}
        self.contacts = {contact.phone.dialled: contact for contact in reversed(list(_contacts(loaded)))}
        self.contacts = dict(reversed(self.contacts.items()))  # the first of those with the same number

    def program(self, path: Path) -> Program:
        """Return the programme that `path` leads into."""
        return self.registry.programs[int(path[1])]

    def place(self, owner: Path) -> Path:
        """Return what is asked about together with what stands at `owner`: of a number nothing else, of other ways the page."""
        is_number = len(owner) > 2 and isinstance(self.program(owner).contact_routes[int(owner[3])], PhoneRoute)  # noqa: PLR2004 -- programs, place
        return owner if is_number else owner[:2]

    def who_knows(self, owner: Path) -> str | None:
        """Return what is dialled to ask about what stands at `owner`: a route's number or the one it leads to, a page's first."""
        if owner[0] != "programs":
            return self.registry.lifeline.dialled if owner[0] == LIFELINE else None
        program = self.program(owner)
        routes = program.published_routes if len(owner) == 2 else (program.contact_routes[int(owner[3])],)  # noqa: PLR2004 -- programs, place
        return next(self._numbers(routes, frozenset({program.id})), None)

    def _numbers(self, routes: tuple[ContactRoute, ...], seen: frozenset[str]) -> Iterator[str]:
        """Yield what is dialled to get through one of `routes`: numbers first, then where the via routes lead."""
        yield from (route.dialled for route in routes if isinstance(route, PhoneRoute))
        for route in routes:
            if isinstance(route, ViaRoute) and route.program == LIFELINE:
                yield self.registry.lifeline.dialled
            elif isinstance(route, ViaRoute) and route.program in self.programs.keys() - seen:
                yield from self._numbers(self.programs[route.program].published_routes, seen | {route.program})


def _contacts(loaded: Loaded) -> Iterator[Contact]:
    """Yield every number that is shown, then those that wait to be confirmed; never the emergency number: nobody may test it."""
    registry = loaded.registry
    line = registry.lifeline
    yield Contact(LIFELINE, (LIFELINE,), line, line.name, None, is_shown=True)
    found = [
        Contact(f"{program.id}.{route.id}", ("programs", place, "contact_routes", number), route, program.name, program, is_shown)
        for place, program in enumerate(registry.programs)
        if program.has_page or program.status == "unconfirmed"
        for number, route in enumerate(program.contact_routes)
        if isinstance(route, PhoneRoute)
        for is_shown in [program.has_page and route.status == "published"]
    ]
    yield from sorted(found, key=lambda contact: not contact.is_shown)
