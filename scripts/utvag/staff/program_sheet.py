"""All that the registry says about one programme, and about the two numbers: words, line, sources, checks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from utvag.content import freshness
from utvag.registry import hours
from utvag.registry.model import LIFELINE, Claim, PhoneRoute, Text, ViaRoute, VisitRoute
from utvag.staff import conditions
from utvag.swedish import language_name, listing
from utvag.upkeep.facts import HOW

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from utvag.problems import Location
    from utvag.registry.loader import Loaded
    from utvag.registry.model import Check, ContactRoute, Emergency, Lifeline, Phone, Program, Source
    from utvag.registry.source import Path


@dataclass(frozen=True, slots=True)
class Told:
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
    """Things told under one heading."""

    title: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """One check, in words, and its line."""

    date: date
    by: str
    how: str
    where: Location


@dataclass(frozen=True, slots=True)
class RouteTold:
    """One way to make contact: what it is called, whether visitors see it, else why not, and all that is known about it.

    `call` is the number to dial, `program` where a way through another programme leads.
    """

    label: str
    is_shown: bool
    reason: str
    call: PhoneRoute | None
    program: Program | None
    told: tuple[Told, ...]
    checks: tuple[Checked, ...]
    where: Location


@dataclass(frozen=True, slots=True)
class ProgramTold:
    """A whole programme. `notes` are the comments that stand above it in the file."""

    program: Program
    place: str
    basics: Section
    sections: tuple[Section, ...]
    unknowns: Section
    conditions: tuple[Told, ...]
    routes: tuple[RouteTold, ...]
    checks: tuple[Checked, ...]
    notes: tuple[str, ...]
    where: Location

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source that something here rests on, each once, in the order of their ids."""
        parts = [self.basics, *self.sections, self.unknowns]
        every = [
            *(one for part in parts for one in part.told),
            *self.conditions,
            *(one for route in self.routes for one in route.told),
        ]
        return tuple(
            sorted(
                {source for one in every for source in one.sources}, key=lambda source: (source.id[0], len(source.id), source.id)
            )
        )


TITLES = {
    "summary": "Kort",
    "description": "Vad det är",
    "for_whom": "Vem det är för",
    "helps_with": "Vad man kan få hjälp med",
    "asks_of_you": "Vad som krävs",
    "application_process": "Så kommer man dit",
    "first_contact": "Det händer först",
    "who_answers": "Vem som svarar",
    "what_happens": "Vad som händer när man ringer",
    "relay": "Ringa på ett annat sätt",
    "when": "När man ringer",
    "say": "Så här kan man säga",
    "elsewhere": "Till den som är någon annanstans",
}
"""Keys whose words visitors read, and what staff call them."""

UNKNOWN = "Det vi inte vet, och det som källor säger olika om"
"""What stands under `unknowns`."""

ACCESS = {
    "self": "Man söker själv.",
    "through_others": "Man kommer dit genom någon annan.",
    "chosen_by_authorities": "Myndigheter väljer ut. Ingen kan söka själv.",
}
STATUS = {
    "active": "Igång.",
    "paused": "Paus. Sidan visas, men guiden föreslår det inte.",
    "ended": "Slut. Visas inte för besökare.",
    "withdrawn": "Borttagen. Visas inte för besökare.",
    "unconfirmed": "Obekräftad. Visas inte för besökare.",
}
KIND = {"way_out": "Väg ut.", "support": "Någon att prata med."}
_YES_NO = {
    "anonymous": {"possible": "Ja.", "not_possible": "Nej.", "unknown": "Vet inte."},
    "on_the_bill": {"shown": "Ja.", "not_shown": "Nej.", "unknown": "Vet inte."},
}


class Teller:
    """Tells what a registry says, part by part."""

    def __init__(self, loaded: Loaded) -> None:
        """Begin with the registry as it was read."""
        self.loaded = loaded
        self.registry = loaded.registry
        self.lines = loaded.source.text.split("\n")
        self.by_id = {program.id: program for program in loaded.registry.programs}

    def program(self, number: int) -> ProgramTold:
        """Return all about the programme with that place in the registry."""
        program, path = self.registry.programs[number], ("programs", number)
        day = program.last_checked
        keys = ("summary", "description", "for_whom", "helps_with", "asks_of_you", "application_process", "first_contact")
        sections = [Section(TITLES[key], tuple(self.claims(program, path, key, day))) for key in keys]
        words = conditions.in_words(program, self.registry)
        return ProgramTold(
            program,
            self._place(program),
            Section("Grunden", tuple(self._basics(program, path))),
            tuple(section for section in sections if section.told),
            Section(UNKNOWN, tuple(self.claims(program, path, "unknowns", day))),
            tuple(self._told(said.words, (*path, *said.path), said.sources, day, label=said.label) for said in words),
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
        day = max(check.date for check in thing.checks)
        facts = tuple(self._phone(thing, (key,), thing.sources, day)) if key == LIFELINE else ()  # type: ignore[arg-type]  # then it is a phone
        number = facts or (self._told(thing.number, (key, "number"), thing.sources, day, label="Nummer"),)
        sections = [Section("Numret", number)]
        for name in ("who_answers", "when", "for_whom", "what_happens", "relay", "say", "elsewhere", "unknowns"):
            found = tuple(self.claims(thing, (key,), name, day))
            sections += [Section(TITLES.get(name, UNKNOWN), found)] if found else []
        return tuple(sections)

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

    def claims(self, thing: object, path: Path, key: str, day: date) -> Iterator[Told]:
        """Yield the claims and texts under `key` of the `thing` at `path`; `day` is its latest check."""
        value = getattr(thing, key, None)
        listed = isinstance(value, tuple)
        for number, item in enumerate(value if isinstance(value, tuple) else () if value is None else (value,)):
            here = (*path, key, number) if listed else (*path, key)
            if isinstance(item, Claim):
                yield self._text(item.text, (*here, "text"), item.sources, day)
            elif isinstance(item, Text):
                yield self._text(item, here, (), day)

    def _text(self, text: Text, path: Path, ids: Iterable[str], day: date, label: str = "") -> Told:
        return self._told(text["sv"], (*path, "sv"), ids, day, label=label, others=tuple(text.others.items()))

    def _told(
        self, words: str, path: Path, ids: Iterable[str], day: date, *, label: str = "", others: tuple[tuple[str, str], ...] = ()
    ) -> Told:
        known = self.registry.sources_by_id
        found = tuple(known[name] for name in ids if name in known)
        old = freshness.old_since([source.id for source in found], known, day)
        return Told(words, path, self.line(path), found, label, old, others)

    def _basics(self, program: Program, path: Path) -> Iterator[Told]:
        day = program.last_checked
        plain = {
            "status": ("Läge", STATUS[program.status]),
            "access": ("Vem kan söka", ACCESS[program.access]),
            "kind": ("Sort", KIND[program.kind]),
            "provider": ("Drivs av", program.provider),
            "municipality": ("Gäller i", self._place(program)),
        }
        for key, (label, words) in plain.items():
            yield self._told(words, (*path, key), (), day, label=label)
        if program.status_reason:
            yield self._text(program.status_reason, (*path, "status_reason"), (), day, "Varför")
        yield self._text(program.title, (*path, "title"), (), day, "Sidans titel")

    def _place(self, program: Program) -> str:
        names = {place.id: place.name for place in self.registry.municipalities}
        return names.get(program.municipality, "hela landet")

    def _route(self, route: ContactRoute, path: Path, *, has_page: bool) -> RouteTold:
        shown = has_page and route.status == "published"
        day = max(check.date for check in route.checks)
        return RouteTold(
            route.label["sv"],
            shown,
            route.status_reason["sv"] if route.status_reason else "",
            route if isinstance(route, PhoneRoute) else None,
            self.by_id.get(route.program) if isinstance(route, ViaRoute) else None,
            tuple(self._facts(route, path, day)),
            self.checks(route.checks, path),
            self.line((*path, "id")),
        )

    def _facts(self, route: ContactRoute, path: Path, day: date) -> Iterator[Told]:
        if isinstance(route, PhoneRoute):
            yield from self._phone(route, path, route.sources, day)
        elif isinstance(route, ViaRoute):
            goal = self.registry.lifeline.name if route.program == LIFELINE else self.by_id[route.program].name
            yield self._told(goal, (*path, "program"), route.sources, day, label="Går genom")
        elif isinstance(route, VisitRoute):
            yield self._text(route.address, (*path, "address"), route.sources, day, "Plats")
            yield self._told(_hours(route), (*path, "opening_hours"), route.sources, day, label="Öppet")
        else:
            yield self._told(route.address, (*path, "address"), route.sources, day, label="Adress")
        for key, label in (("who_answers", "Svarar"), ("say", "Säg"), ("notes", "Mer")):
            yield from (replace(told, label=label) for told in self.claims(route, path, key, day))

    def _phone(self, phone: Phone, path: Path, ids: Iterable[str], day: date) -> Iterator[Told]:
        spoken = [language_name(code) or code for code in phone.languages]
        told = {
            "number": ("Nummer", phone.number),
            "opening_hours": ("Svarar", _hours(phone)),
            "languages": ("Språk", f"{listing(spoken)}." if spoken else "Vet inte."),
            "anonymous": ("Man kan låta bli att säga vem man är", _YES_NO["anonymous"][phone.anonymous]),
            "on_the_bill": ("Syns på räkningen", _YES_NO["on_the_bill"][phone.on_the_bill]),
        }
        for key, (label, words) in told.items():
            yield self._told(words, (*path, key), ids if words != "Vet inte." else (), day, label=label)

    def _notes(self, number: int) -> Iterator[str]:
        """Yield the comments just above a programme in the file, without rulers and headings."""
        last = first = self.loaded.where("programs", number).line - 1
        while first > 0 and self.lines[first - 1].strip().startswith("#"):
            first -= 1
        for line in self.lines[first:last]:
            words = line.strip().lstrip("#").strip()
            if words and not words.startswith("──"):
                yield words


def _hours(thing: Phone | VisitRoute) -> str:
    when = thing.opening_hours
    if when.around_the_clock:
        return "Dygnet runt."
    return hours.sentence(when.schedules) if when.schedules else "Vet inte."
