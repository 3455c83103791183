"""The weekly calling round: whom to call, what to ask, what to write afterwards; and what can only be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from utvag.registry.model import EmailRoute, PhoneRoute, WebRoute
from utvag.registry.source import Mapping, Sequence
from utvag.upkeep import call_questions, edits, halflives
from utvag.upkeep.contacts import Book
from utvag.upkeep.halflives import NUMBER, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from utvag.registry.loader import Loaded
    from utvag.registry.source import Path, Value
    from utvag.upkeep.call_questions import Asked
    from utvag.upkeep.contacts import Contact
    from utvag.upkeep.edits import Edit
    from utvag.upkeep.facts import Aged

EACH_WEEK = 5
"""Calls in a round: an hour's work, so that it gets done."""

Rank: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Call:
    """One call: whom, why, what to ask, what else we do not know, what to write afterwards.

    `facts` are those the call settles: all that is asked about, and nothing else. `waiting` is how many questions about what has
    aged are left for the next call. `next_due` is the first day that something this number can answer for is due.
    """

    contact: Contact
    why: str
    facts: tuple[Aged, ...]
    asked: tuple[Asked, ...]
    waiting: int
    unknowns: tuple[Asked, ...]
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
    book = Book(loaded)
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


def _call(book: Book, contact: Contact, facts: list[Aged], on: date) -> Call:
    rank = _rank(contact, facts, on)
    asked: dict[Asked, None] = {}
    settled: list[_Topic] = []
    waiting = 0
    for topic in _topics(book, contact, facts):
        together = asked | dict.fromkeys(topic.asked)
        if not asked or len(together) <= call_questions.MOST:
            asked = together
            settled.append(topic)
        elif topic.is_needed:
            waiting += len(together) - len(asked)
    owners = dict.fromkeys(owner for topic in settled for owner in topic.owners)
    changes = [book.editor.checked(owner, on, "called") for owner in owners]
    if not contact.is_shown:
        changes += _shown(book, contact)
    return Call(
        contact,
        _why(contact, facts, rank),
        tuple(fact for topic in settled for fact in topic.facts),
        tuple(asked),
        waiting,
        tuple(call_questions.about_unknowns(book.editor, contact.path[:2], (contact.program or book.registry.lifeline).unknowns)),
        _upwards(changes),
        min((fact.ladder.due for fact in facts), default=None),
        rank,
    )


@dataclass(frozen=True, slots=True)
class _Topic:
    """What is asked together or not at all, since one check is about all of it: a number, or a page and the ways to it."""

    asked: tuple[Asked, ...]
    facts: tuple[Aged, ...]
    owners: tuple[Path, ...]

    @property
    def is_needed(self) -> bool:
        """Whether something that it settles has aged."""
        return any(fact.step is not Step.FRESH for fact in self.facts)


def _topics(book: Book, contact: Contact, facts: list[Aged]) -> Iterator[_Topic]:
    """Yield what to ask about, what is most important and oldest first; the number itself last when nothing about it has aged."""
    growing = [fact for fact in facts if fact.step is not Step.FRESH]
    for place in dict.fromkeys([*(book.place(fact.fact.owner) for fact in growing), contact.path]):
        if place == contact.path:
            about = tuple(fact for fact in facts if fact.fact.owner == place)
            yield _Topic(tuple(_of_number(book, contact, about)), about, (place,))
            continue
        about = tuple(fact for fact in growing if book.place(fact.fact.owner) == place)
        asked = _of_page(book, contact, place, about) if len(place) == 2 else _of_same(book, place)  # noqa: PLR2004 -- programs, place
        yield _Topic(tuple(asked), about, tuple(dict.fromkeys(fact.fact.owner for fact in about)))


def _of_number(book: Book, contact: Contact, facts: tuple[Aged, ...]) -> Iterator[Asked]:
    """Yield what to ask about the number that is called, and at what age one may call it."""
    asked = [*call_questions.about_number(book.editor, contact.path, contact.phone, contact.name)]
    asked.append(call_questions.about_age(book.editor, contact.path[:2], contact.program))
    yield from asked
    if contact.program is None:
        yield from call_questions.about_old(book.editor, (statement for fact in facts for statement in fact.old), asked)


def _of_same(book: Book, path: Path) -> Iterator[Asked]:
    """Yield what to ask about the number at `path`, which is the one that is called but stands once more."""
    program = book.program(path)
    route = program.contact_routes[int(path[3])]
    assert isinstance(route, PhoneRoute)  # noqa: S101 -- `Book.place` says so
    return call_questions.about_number(book.editor, path, route, program.name)


def _of_page(book: Book, contact: Contact, path: Path, facts: tuple[Aged, ...]) -> Iterator[Asked]:
    """Yield what to ask about the programme at `path`: whether somebody else's is there, and what an aged page says."""
    program = book.program(path)
    asked = [call_questions.about_age(book.editor, path, program)]
    if path != contact.path[:2]:
        asked.insert(0, call_questions.still_there(book.editor, path, program))
    if any(fact.fact.owner == path for fact in facts):
        asked.append(call_questions.about_page(book.editor, path, program))
    yield from asked
    yield from call_questions.about_old(book.editor, (statement for fact in facts for statement in fact.old), asked)


def _shown(book: Book, contact: Contact) -> Iterator[Edit]:
    """Yield what to change so that a number that was kept back is shown: status and reason of the route, and of its programme."""
    note = f"Bara om numret är rätt och får visas. {edits.LOCK} Annars: skriv bara kontrollen."
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


def _reading(book: Book, path: Path, facts: list[Aged], on: date) -> Reading:
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
