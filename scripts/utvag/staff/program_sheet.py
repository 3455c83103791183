"""All that the registry says about one programme, and about the two numbers: words, line, sources, checks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from utvag.content import statements
from utvag.registry import hours
from utvag.registry.model import LIFELINE, Claim, Model, OpeningHours, PhoneRoute, Text, ViaRoute, keys
from utvag.staff.when_shown import when_shown
from utvag.swedish import language_name, listing
from utvag.upkeep.facts import HOW

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from utvag.problems import Location
    from utvag.registry.loader import Loaded
    from utvag.registry.model import Check, ContactRoute, Emergency, Key, Lifeline, Program, Source
    from utvag.registry.source import Path


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing the registry says: its words, where they stand, what they rest on.

    `label` says what it is, when the words do not. `old` is the year of the newest source when that was old at the last check.
    `others` are the same words in other languages.
    """

    words: str
    path: Path
    where: Location
    sources: tuple[Source, ...] = ()
    label: str = ""
    old: int | None = None
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Statements under one heading."""

    title: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """One check, in words, and its line."""

    date: date
    by: str
    how: str
    where: Location


@dataclass(frozen=True, slots=True)
class RouteSheet:
    """One way to make contact: what it is called, whether visitors see it, else why not, and all that is known about it.

    `call` is the number to dial, `program` where a way through another programme leads.
    """

    label: str
    is_shown: bool
    reason: str
    call: PhoneRoute | None
    program: Program | None
    statements: tuple[Statement, ...]
    checks: tuple[Checked, ...]


@dataclass(frozen=True, slots=True)
class ProgramSheet:
    """A whole programme: `sections` begin with its basics and end with what nobody knows; `notes` are comments in the file."""

    program: Program
    place: str
    sections: tuple[Section, ...]
    conditions: tuple[Statement, ...]
    routes: tuple[RouteSheet, ...]
    checks: tuple[Checked, ...]
    notes: tuple[str, ...]
    where: Location

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source that something here rests on, each once, in the order of their ids."""
        parts = [*(part.statements for part in self.sections), self.conditions, *(route.statements for route in self.routes)]
        found = {source for part in parts for statement in part for source in statement.sources}
        return tuple(sorted(found, key=lambda source: (source.id[0], len(source.id), source.id)))


NOBODY_KNOWS = "Vet inte."
VALUES = {
    "access": {
        "self": "Man söker själv.",
        "through_others": "Man kommer dit genom någon annan.",
        "chosen_by_authorities": "Myndigheter väljer ut. Ingen kan söka själv.",
    },
    "status": {
        "active": "Igång.",
        "paused": "Paus. Sidan visas, men guiden föreslår det inte.",
        "ended": "Slut. Visas inte för besökare.",
        "withdrawn": "Borttagen. Visas inte för besökare.",
        "unconfirmed": "Obekräftad. Visas inte för besökare.",
    },
    "kind": {"way_out": "Väg ut.", "support": "Någon att prata med."},
    "anonymous": {"possible": "Ja.", "not_possible": "Nej.", "unknown": NOBODY_KNOWS},
    "on_the_bill": {"shown": "Ja.", "not_shown": "Nej.", "unknown": NOBODY_KNOWS},
}
"""Values of the registry that are words of ours, and what staff read instead, by their key."""


class Sheets:
    """Makes the sheets of one registry."""

    def __init__(self, loaded: Loaded) -> None:
        """Begin with the registry as it was read."""
        self.loaded = loaded
        self.registry = loaded.registry
        self.lines = loaded.source.text.split("\n")
        self.by_id = {program.id: program for program in loaded.registry.programs}

    def program(self, number: int) -> ProgramSheet:
        """Return all about the programme with that place in the registry."""
        program, path = self.registry.programs[number], ("programs", number)
        conditions = (
            self._statement(when.words, (*path, *when.path), when.sources, program.last_checked, label=when.label)
            for when in when_shown(program, self.registry)
        )
        return ProgramSheet(
            program,
            self._place(program.municipality),
            self.sections(program, path, "Grunden", program.last_checked),
            tuple(conditions),
            tuple(
                self._route(route, (*path, "contact_routes", place), has_page=program.has_page)
                for place, route in enumerate(program.contact_routes)
            ),
            self.checks(program.checks, path),
            tuple(self._notes(number)),
            self.line((*path, "id")),
        )

    def number(self, thing: Lifeline | Emergency, key: str) -> tuple[Section, ...]:
        """Return all about the lifeline or the emergency number, whichever stands under `key`."""
        return self.sections(thing, (key,), "Numret", max(check.date for check in thing.checks))

    def sections(self, thing: Model, path: Path, first: str, day: date) -> tuple[Section, ...]:
        """Return each list of claims or texts of the `thing` at `path` under its own heading, all else before them under `first`.

        `day` is the latest check of the thing.
        """
        basics: list[Statement] = []
        found: list[Section] = []
        for key in (key for key in keys(type(thing)) if key.label):
            statements = tuple(self._of_key(thing, path, key, day))
            if isinstance(getattr(thing, key.name), Claim | tuple) and _is_words(key):
                found += [Section(key.label, statements)] if statements else []
            else:
                basics += statements
        return (Section(first, tuple(basics)), *found)

    def checks(self, checks: Iterable[Check], path: Path) -> tuple[Checked, ...]:
        """Return the checks of what stands at `path`, the latest first."""
        found = [
            Checked(check.date, check.by, HOW[check.how], self.line((*path, "checks", number)))
            for number, check in enumerate(checks)
        ]
        return tuple(sorted(found, key=lambda check: check.date, reverse=True))

    def line(self, path: Path) -> Location:
        """Return the line that says what stands at `path`, or that of what it stands in when it is not written."""
        return self.loaded.source.locate(path, key=True)

    def _of_key(self, thing: Model, path: Path, key: Key, day: date) -> Iterator[Statement]:
        """Yield what stands under a key of the `thing` at `path`; a claim or text in a section of its own needs no label."""
        value, here = getattr(thing, key.name), (*path, key.name)
        if isinstance(value, tuple) and _is_words(key):
            items = [(item, (*here, number), "") for number, item in enumerate(value)]
        else:
            items = [(value, here, key.label)] if value is not None else []
        around = () if key.rests_on else getattr(thing, "sources", ())
        for item, where, label in items:
            if isinstance(item, Claim):
                yield self._text(item.text, (*where, "text"), item.sources, day)
            elif isinstance(item, Text):
                yield self._text(item, where, around, day, label)
            else:
                words = self._words(key.name, item)
                yield self._statement(words, where, around if words != NOBODY_KNOWS else (), day, label=label)

    def _words(self, key: str, value: Any) -> str:  # noqa: ANN401 -- whatever stands under a key
        """Return a value of the registry as staff read it."""
        if isinstance(value, OpeningHours):
            return opening_hours(value)
        if key == "languages":
            spoken = [language_name(code) or code for code in value]
            return f"{listing(spoken)}." if spoken else NOBODY_KNOWS
        if key == "municipality":
            return self._place(value)
        if key == "program":
            return self.registry.lifeline.name if value == LIFELINE else self.by_id[value].name
        return VALUES.get(key, {}).get(value, str(value))

    def _text(self, text: Text, path: Path, ids: Iterable[str], day: date, label: str = "") -> Statement:
        return self._statement(text["sv"], (*path, "sv"), ids, day, label=label, others=tuple(text.others.items()))

    def _statement(
        self, words: str, path: Path, ids: Iterable[str], day: date, *, label: str = "", others: tuple[tuple[str, str], ...] = ()
    ) -> Statement:
        known = self.registry.sources_by_id
        found = tuple(known[name] for name in ids if name in known)
        old = statements.old_since([source.id for source in found], known, day)
        return Statement(words, path, self.line(path), found, label, old, others)

    def _place(self, name: str) -> str:
        place = self.registry.places_by_id.get(name)
        return place.name if place else "hela landet"

    def _route(self, route: ContactRoute, path: Path, *, has_page: bool) -> RouteSheet:
        day = max(check.date for check in route.checks)
        labelled = [key for key in keys(type(route)) if key.label]
        statements = [replace(statement, label=key.label) for key in labelled for statement in self._of_key(route, path, key, day)]
        return RouteSheet(
            route.label["sv"],
            has_page and route.status == "published",
            route.status_reason["sv"] if route.status_reason else "",
            route if isinstance(route, PhoneRoute) else None,
            self.by_id.get(route.program) if isinstance(route, ViaRoute) else None,
            tuple(statements),
            self.checks(route.checks, path),
        )

    def _notes(self, number: int) -> Iterator[str]:
        """Yield the comments just above a programme in the file, without rulers and headings."""
        last = first = self.loaded.where("programs", number).line - 1
        while first > 0 and self.lines[first - 1].strip().startswith("#"):
            first -= 1
        for line in self.lines[first:last]:
            words = line.strip().lstrip("#").strip()
            if words and not words.startswith("──"):
                yield words


def _is_words(key: Key) -> bool:
    return any(issubclass(kind, Claim | Text) for kind in key.kinds)


def opening_hours(when: OpeningHours) -> str:
    """Return when somebody answers, as staff read it."""
    if when.around_the_clock:
        return "Dygnet runt."
    return hours.sentence(when.schedules) if when.schedules else NOBODY_KNOWS
