"""The weekly calling round: whom to call, what to ask, what to write afterwards; and what can only be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from utvag.registry import walk
from utvag.registry.model import LIFELINE, EmailRoute, PhoneRoute, ViaRoute, WebRoute
from utvag.upkeep import days, facts, questions
from utvag.upkeep.edits import Editor
from utvag.upkeep.facts import Step
from utvag.upkeep.questions import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from utvag.registry.loader import Loaded
    from utvag.registry.model import ContactRoute, Lifeline, Program
    from utvag.registry.source import Path
    from utvag.upkeep.days import Turn
    from utvag.upkeep.edits import Edit
    from utvag.upkeep.facts import Fact
    from utvag.upkeep.questions import Asked

EACH_WEEK = 5
"""Calls in a round: an hour's work, so that it gets done."""

FIRST, LATER = -1, 3
"""The first part of the rank of the call that comes before all else, and of one that need not be made this week."""


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
    """One call, in the form that `due --format json` has: whom, why, what to ask, what else nobody knows, what to write afterwards.

    `facts` are the ids of those the call settles: all that is asked about, and nothing else. `waiting` is how many questions about
    what has aged are left for the next call. `next_due` is the first day that something this number can answer for is due.
    """

    id: str
    name: str
    number: str
    tel: str
    shown: bool
    why: str
    facts: tuple[str, ...]
    say_first: tuple[str, ...]
    ask: tuple[Asked, ...]
    waiting: int
    unknowns: tuple[Asked, ...]
    write: tuple[Edit, ...]
    next_due: date | None


@dataclass(frozen=True, slots=True)
class Reading:
    """Facts (by id) that nobody has a number for: where to read, and what to write afterwards."""

    id: str
    name: str
    addresses: tuple[str, ...]
    facts: tuple[str, ...]
    write: tuple[Edit, ...]
    next_due: date


@dataclass(frozen=True, slots=True)
class Report:
    """What is known on a day, the most important first: every fact, the calls of this week and of later ones, what to read.

    `turns` are the days that are over, or near, on which something began or was over.
    """

    loaded: Loaded
    on: date
    facts: tuple[Fact, ...]
    week: tuple[Call, ...]
    later: tuple[Call, ...]
    readings: tuple[Reading, ...]
    turns: tuple[Turn, ...]


def report(loaded: Loaded, on: date) -> Report:
    """Return what to check again, as it stands on the day `on`."""
    loaded = loaded.on(on)
    found, planner = facts.gather(loaded, on), _Planner(loaded, on)
    answering: dict[str, list[Fact]] = {dialled: [] for dialled in planner.contacts}
    to_read: dict[Path, list[Fact]] = {}
    for fact in found:
        dialled = planner.who_knows(fact)
        (answering[dialled] if dialled else to_read.setdefault(fact.owner[:2], [])).append(fact)
    ranked = [(*_urgency(contact, answering[dialled], on), contact) for dialled, contact in planner.contacts.items()]
    ranked.sort(key=lambda one: one[0])
    calls = tuple(planner.call(contact, answering[contact.phone.dialled], why) for _, why, contact in ranked)
    week = sum(rank[0] < LATER for rank, *_ in ranked[:EACH_WEEK])
    readings = tuple(map(planner.reading, to_read.values()))
    return Report(loaded, on, found, calls[:week], calls[week:], readings, days.turning(loaded, on))


def contacts(loaded: Loaded) -> dict[str, Contact]:
    """Return every number by what is dialled: those that are shown, then those that wait to be confirmed; of the same the first.

    The emergency number is not among them: nobody may test it.
    """
    line = loaded.registry.lifeline
    found = [
        Contact(f"{program.id}.{route.id}", ("programs", place, "contact_routes", number), route, program.name, program, is_shown)
        for place, program in enumerate(loaded.registry.programs)
        if program.has_page or program.status == "unconfirmed"
        for number, route in enumerate(program.contact_routes)
        if isinstance(route, PhoneRoute)
        for is_shown in [program.has_page and route.status == "published"]
    ]
    made: dict[str, Contact] = {line.dialled: Contact(LIFELINE, (LIFELINE,), line, line.name, None, is_shown=True)}
    for contact in sorted(found, key=lambda contact: not contact.is_shown):
        made.setdefault(contact.phone.dialled, contact)
    return made


class _Topic(NamedTuple):
    """What is asked together or not at all, since one check is about all of it: a number, or a page and the ways to it."""

    asked: list[Asked]
    facts: list[Fact]
    owners: Iterable[Path]


class _Planner:
    """Knows who answers which number, who can be asked about what, and the lines of the file."""

    def __init__(self, loaded: Loaded, on: date) -> None:
        self.registry = loaded.registry
        self.on = on
        self.editor = Editor(loaded)
        self.contacts = contacts(loaded)
        self.programs = {program.id: program for program in loaded.registry.programs if program.has_page}

    def who_knows(self, fact: Fact) -> str | None:
        """Return what is dialled to ask about a fact: a route's number or the one it leads to, a page's first."""
        if fact.program is None:
            return self.registry.lifeline.dialled if fact.owner == (LIFELINE,) else None
        routes = (fact.route,) if fact.route else fact.program.published_routes
        return next(self._numbers(routes, frozenset({fact.program.id})), None)

    def _numbers(self, routes: tuple[ContactRoute, ...], seen: frozenset[str]) -> Iterator[str]:
        """Yield what is dialled to get through one of `routes`: numbers first, then where the via routes lead."""
        yield from (route.dialled for route in routes if isinstance(route, PhoneRoute))
        for route in routes:
            if isinstance(route, ViaRoute) and route.program == LIFELINE:
                yield self.registry.lifeline.dialled
            elif isinstance(route, ViaRoute) and route.program in self.programs.keys() - seen:
                yield from self._numbers(self.programs[route.program].published_routes, seen | {route.program})

    def call(self, contact: Contact, facts: list[Fact], why: str) -> Call:
        """Return the call to a number that can answer for `facts`."""
        asked: dict[Asked, None] = {}
        settled: list[_Topic] = []
        waiting = 0
        for topic in self._topics(contact, facts):
            together = asked | dict.fromkeys(topic.asked)
            if not asked or len(together) <= questions.MOST:
                asked = together
                settled.append(topic)
            elif _growing(topic.facts):
                waiting += len(together) - len(asked)
        owners = dict.fromkeys(owner for topic in settled for owner in topic.owners)
        changes = [self.editor.checked(owner, self.on, "called") for owner in owners]
        unknowns = (contact.program or self.registry.lifeline).unknowns
        unknown = tuple(questions.about_unknowns(self.editor, contact.path[:2], unknowns))
        ask = tuple(asked)
        if why == WORDS["why"]["lifeline"]:  # what nobody knows is what this call is for
            ask, unknown = (*(one for one in ask if one.known), *unknown), ()
        return Call(
            id=contact.id,
            name=contact.name,
            number=contact.phone.number,
            tel=contact.phone.dialled,
            shown=contact.is_shown,
            why=why,
            facts=tuple(fact.id for topic in settled for fact in topic.facts),
            say_first=tuple(WORDS["say_first"]),
            ask=ask,
            waiting=waiting,
            unknowns=unknown,
            write=_upwards([*changes, *self._shown(contact)]),
            next_due=min((fact.ladder.due for fact in facts), default=None),
        )

    def _topics(self, contact: Contact, facts: list[Fact]) -> Iterator[_Topic]:
        """Yield what to ask about, the most important and oldest first; the number itself last when nothing of it has aged."""
        topics: dict[Path, list[Fact]] = {}
        for fact in _growing(facts):  # of a number nothing else is asked together, of other ways the page
            topics.setdefault(fact.owner if isinstance(fact.route, PhoneRoute) else fact.owner[:2], []).append(fact)
        topics.setdefault(contact.path, [])
        for place, about in topics.items():
            if place == contact.path:
                its = [fact for fact in facts if fact.owner == place]
                asked = [*questions.about_number(self.editor, place, contact.phone, contact.name)]
                asked.append(questions.about_age(self.editor, place[:2], contact.program))
                if not contact.program:
                    asked += questions.about_old(self.editor, its, asked)
                yield _Topic(asked, its, (place,))
            elif isinstance(about[0].route, PhoneRoute) and about[0].program:  # the number that is called stands once more
                asked = [*questions.about_number(self.editor, place, about[0].route, about[0].program.name)]
                yield _Topic(asked, about, (place,))
            elif program := about[0].program:
                owners = dict.fromkeys(fact.owner for fact in about)
                is_elsewhere = place != contact.path[:2]
                asked = [*questions.about_program(self.editor, place, program, is_elsewhere=is_elsewhere, is_aged=place in owners)]
                yield _Topic([*asked, *questions.about_old(self.editor, about, asked)], about, owners)

    def _shown(self, contact: Contact) -> Iterator[Edit]:
        """Yield what to change so that a number that is kept back is shown: status and reason of the route and its programme."""
        for path, thing, status in (contact.path, contact.phone, "published"), (contact.path[:2], contact.program, "active"):
            if getattr(thing, "is_kept_back", False):
                yield self.editor.written(path, "status", (status,), WORDS["write"]["shown"])
                yield self.editor.removed(path, "status_reason")

    def reading(self, facts: list[Fact]) -> Reading:
        """Return what to read about the programme, or the emergency number, that `facts` are about."""
        growing = _growing(facts) or facts
        thing = facts[0].program or self.registry.emergency
        own = tuple(route.address for route in getattr(thing, "published_routes", ()) if isinstance(route, WebRoute | EmailRoute))
        cited = {found.value for found in walk.everything(thing) if found.key.name == "sources"}
        owners = dict.fromkeys(fact.owner for fact in growing)
        return Reading(
            getattr(thing, "id", "emergency"),
            thing.name,
            own or tuple(source.address for source in self.registry.sources if source.id in cited),
            tuple(fact.id for fact in growing),
            _upwards(self.editor.checked(owner, self.on, "document") for owner in owners),
            min(fact.ladder.due for fact in facts),
        )


def _growing(facts: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.step is not Step.FRESH]


def _urgency(contact: Contact, about: list[Fact], on: date) -> tuple[tuple[int, int, int], str]:
    """Return how soon to call, and why.

    First the lifeline while nobody there has said anything, then what grows old by importance, shown numbers nobody called,
    numbers nobody confirmed.
    """
    asked = [(check.date, False) for check in contact.phone.checks if check.is_answered]
    is_answered = any(day <= on for day, _ in asked)
    if contact.program is None and not is_answered:
        return (FIRST, 0, 0), WORDS["why"]["lifeline"]
    if growing := _growing(about):
        first = min(growing, key=lambda fact: fact.rank)
        return (0, first.rank[0], first.rank[1].toordinal()), f"{first.what}. {first.told}"
    if contact.is_shown and not is_answered:
        return (1, 0, 0), WORDS["why"]["never"]
    if not contact.is_shown and facts.climb(facts.NUMBER, asked, on).step(on) in (Step.DUE, Step.OVERDUE):
        reasons = (getattr(contact.phone, "status_reason", None), contact.program and contact.program.status_reason)
        return (2, 0, 0), WORDS["why"]["hidden"].format(reason=next(reason["sv"] for reason in reasons if reason))
    return (LATER, 0, min((fact.ladder.due.toordinal() for fact in about), default=0)), WORDS["why"]["later"]


def _upwards(changes: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return the changes from the bottom of the file up, so that the lines of those that are left stay true."""
    return tuple(sorted(changes, key=lambda edit: edit.last, reverse=True))
