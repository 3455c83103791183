"""The weekly calling round: whom to call, what to ask, what to write afterwards; and what can only be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from utvag import asking, edits, halflives
from utvag.halflives import NUMBER, Step
from utvag.model import LIFELINE, EmailRoute, PhoneRoute, ViaRoute, WebRoute
from utvag.source import Mapping, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from utvag.asking import Asked
    from utvag.edits import Edit
    from utvag.facts import Aged
    from utvag.model import ContactRoute, Lifeline, Program
    from utvag.registry import Loaded
    from utvag.source import Path, Value

EACH_WEEK = 5
"""Calls in a round: an hour's work, so that it gets done."""

MOST_PROGRAMS = 3
"""Programmes to ask about in a call to somebody else's number: those who answer have others waiting."""

Rank: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Contact:
    """A number that somebody answers: its place in the file, and the programme it belongs to (none for the lifeline)."""

    id: str
    path: Path
    phone: Lifeline | PhoneRoute
    name: str
    program: Program | None
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Call:
    """One call: whom, why, what to ask, what else we do not know, what to write afterwards.

    `facts` are those the call settles. `next_due` is the first day that something this number can answer for is due.
    """

    contact: Contact
    why: str
    facts: tuple[Aged, ...]
    asked: tuple[Asked, ...]
    unknowns: tuple[str, ...]
    edits: tuple[Edit, ...]
    next_due: date | None
    rank: Rank


@dataclass(frozen=True, slots=True)
class Reading:
    """Facts that nobody has a number for: where to read, and what to write afterwards."""

    id: str
    name: str
    addresses: tuple[str, ...]
    facts: tuple[Aged, ...]
    edits: tuple[Edit, ...]
    next_due: date


@dataclass(frozen=True, slots=True)
class Work:
    """All there is to check: this week's calls, those of later weeks, and what can only be read; the most important first."""

    week: tuple[Call, ...]
    later: tuple[Call, ...]
    readings: tuple[Reading, ...]


def plan(loaded: Loaded, facts: tuple[Aged, ...], on: date) -> Work:
    """Return the work that `facts` (from `facts.aged`) give on the day `on`."""
    book = _Book(loaded)
    answering: dict[str, list[Aged]] = {dialled: [] for dialled in book.contacts}
    to_read: dict[Path, list[Aged]] = {}
    for fact in facts:
        dialled = book.who_knows(fact.fact.owner)
        if dialled:
            answering[dialled].append(fact)
        else:
            to_read.setdefault(fact.fact.owner[:2], []).append(fact)
    every = [_call(book, contact, answering[dialled], on) for dialled, contact in book.contacts.items()]
    calls = tuple(sorted(every, key=lambda call: call.rank))
    week = sum(call.rank[0] < LATER for call in calls[:EACH_WEEK])
    readings = (_reading(book, path, found, on) for path, found in to_read.items())  # in the order of the facts
    return Work(calls[:week], calls[week:], tuple(readings))


class _Book:
    """Who answers which number, and who can be asked about what."""

    def __init__(self, loaded: Loaded) -> None:
        self.registry = loaded.registry
        self.editor = edits.Editor(loaded)
        self.programs = {program.id: program for program in loaded.registry.programs if program.has_page}
        self.contacts = {contact.phone.dialled: contact for contact in reversed(list(_contacts(loaded)))}
        self.contacts = dict(reversed(self.contacts.items()))  # the first of those with the same number

    def program(self, path: Path) -> Program:
        """Return the programme that `path` leads into."""
        return self.registry.programs[int(path[1])]

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


LATER = 3
"""The first part of the rank of a call that need not be made this week."""


def _rank(contact: Contact, facts: list[Aged], on: date) -> Rank:
    """Return how soon to call: what grows old by importance, shown numbers that nobody called, numbers nobody has confirmed."""
    if growing := [fact for fact in facts if fact.step is not Step.FRESH]:
        kind, due = min(fact.rank for fact in growing)
        return 0, kind, due.toordinal()
    asked = [(check.date, False) for check in contact.phone.checks if check.how != "document"]
    if contact.is_shown and not any(day <= on for day, _ in asked):
        return 1, 0, 0
    if not contact.is_shown and halflives.climb(NUMBER, asked, on).step(on) in (Step.DUE, Step.OVERDUE):
        return 2, 0, 0
    return LATER, 0, min((fact.ladder.due.toordinal() for fact in facts), default=0)


def _call(book: _Book, contact: Contact, facts: list[Aged], on: date) -> Call:
    rank = _rank(contact, facts, on)
    others = _others(contact, facts)
    asked_about = (fact for fact in facts if fact.fact.owner[:2] in others and fact.step is not Step.FRESH)
    own = (fact for fact in facts if fact.fact.owner == contact.path)
    settled = tuple(dict.fromkeys([*own, *asked_about]))
    owners = {contact.path: None} | {fact.fact.owner: None for fact in settled}
    changes = [book.editor.checked(owner, on, "called") for owner in owners]
    if not contact.is_shown:
        changes += _shown(book, contact)
    return Call(
        contact,
        _why(contact, facts, rank),
        settled,
        tuple(_asked(book, contact, others, facts)),
        tuple(text["sv"] for text in (contact.program or book.registry.lifeline).unknowns),
        _upwards(changes),
        min((fact.ladder.due for fact in facts), default=None),
        rank,
    )


def _others(contact: Contact, facts: list[Aged]) -> tuple[Path, ...]:
    """Return the paths of the programmes to ask about in this call; the contact's own first, then those most in need."""
    found: dict[Path, None] = {contact.path[:2]: None}
    for fact in facts:
        if fact.step is not Step.FRESH and len(found) <= MOST_PROGRAMS:
            found.setdefault(fact.fact.owner[:2])
    return tuple(found)


def _asked(book: _Book, contact: Contact, programs: tuple[Path, ...], facts: list[Aged]) -> Iterator[Asked]:
    editor, own = book.editor, contact.path[:2]
    yield from asking.about_number(editor, contact.path, contact.phone, contact.name)
    yield asking.about_age(editor, own, contact.program)
    for path in programs:
        program = None if path == (LIFELINE,) else book.program(path)
        if program and path != own:
            yield asking.still_there(editor, path, program)
            yield asking.about_age(editor, path, program)
        for fact in facts:
            if fact.fact.owner == path and fact.step is not Step.FRESH:
                if program:
                    yield asking.about_page(editor, path, program)
                yield from asking.about_old(editor, fact.old)


def _shown(book: _Book, contact: Contact) -> Iterator[Edit]:
    """Yield what to change so that a number that was kept back is shown: status and reason of the route, and of its programme."""
    note = "Bara om numret är rätt och får visas. Annars: skriv bara kontrollen."
    route, program = contact.phone, contact.program
    if isinstance(route, PhoneRoute) and route.status != "published":
        yield book.editor.written(contact.path, "status", ("published",), note)
        yield book.editor.removed(contact.path, "status_reason")
    if program and not program.has_page:
        yield book.editor.written(contact.path[:2], "status", ("active",), note)
        yield book.editor.removed(contact.path[:2], "status_reason")


def _why(contact: Contact, facts: list[Aged], rank: Rank) -> str:
    """Return why to call, in Swedish."""
    if rank[0] == 0:
        first = min((fact for fact in facts if fact.step is not Step.FRESH), key=lambda fact: fact.rank)
        return f"{first.fact.what}. {first.told}"
    if rank[0] == 1:
        return "Ingen har ringt än. Det vi skriver om numret kommer från texter."
    if rank[0] == 2:  # noqa: PLR2004 -- the stages of `_rank`
        reasons = (getattr(contact.phone, "status_reason", None), contact.program and contact.program.status_reason)
        return f"Numret visas inte. {next(reason['sv'] for reason in reasons if reason)}"
    return "Inget är bråttom."


def _reading(book: _Book, path: Path, facts: list[Aged], on: date) -> Reading:
    """Return what to read about the programme, or the emergency number, at `path`."""
    growing = tuple(fact for fact in facts if fact.step is not Step.FRESH) or tuple(facts)
    program = book.program(path) if path[0] == "programs" else None
    own = tuple(route.address for route in program.published_routes if isinstance(route, WebRoute | EmailRoute)) if program else ()
    cited = set(_sources(book.editor.at(path)))
    owners = dict.fromkeys(fact.fact.owner for fact in growing)
    return Reading(
        program.id if program else str(path[0]),
        program.name if program else book.registry.emergency.name,
        own or tuple(source.address for source in book.registry.sources if source.id in cited),
        growing,
        _upwards(book.editor.checked(owner, on, "document") for owner in owners),
        min(fact.ladder.due for fact in facts),
    )


def _sources(here: Value) -> Iterator[str]:
    """Yield the id of every source that something in the file rests on."""
    if isinstance(here, Mapping):
        yield from (str(name) for name in here.get("sources", ()))
    for inside in here.values() if isinstance(here, Mapping) else here if isinstance(here, Sequence) else ():
        yield from _sources(inside)


def _upwards(changes: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return the changes from the bottom of the file up, so that the lines of those that are left stay true."""
    return tuple(sorted(changes, key=lambda edit: edit.last, reverse=True))
