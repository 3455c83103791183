"""Every fact that visitors read and that can grow old: what it is, who checked it, what it rests on, how it stands on a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from utvag.content import freshness, statements
from utvag.problems import Problem
from utvag.registry.model import PhoneRoute, Program, VisitRoute
from utvag.registry.model_errors import subject
from utvag.swedish import long_date, quoted
from utvag.upkeep import halflives
from utvag.upkeep.halflives import Ladder, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from utvag.registry.loader import Loaded
    from utvag.registry.model import Check, ContactRoute, Emergency, Lifeline, Source
    from utvag.registry.source import Path
    from utvag.upkeep.halflives import HalfLife


@dataclass(frozen=True, slots=True)
class Statement:
    """Something the registry says: the path of the words, the words if they are a sentence, the ids of its sources."""

    path: Path
    words: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that grows old. `owner` is the path of what its checks stand under, `key` the line there, if it is one line."""

    id: str
    kind: HalfLife
    owner: Path
    key: str
    what: str
    checks: tuple[Check, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Aged:
    """A fact on a day: its ladder and step, the last check that had been made, and what it says that rests on old sources alone.

    `ahead` is whether a check has a later day: it has not been made, and may be a slip of the hand.
    """

    fact: Fact
    ladder: Ladder
    step: Step
    checked: Check | None
    old: tuple[Statement, ...]
    ahead: bool

    @property
    def rank(self) -> tuple[int, date]:
        """The most important first, then what was or will be due first."""
        return halflives.IMPORTANCE.index(self.fact.kind), self.ladder.due

    @property
    def told(self) -> str:
        """When it was checked and since when, or from when, it is time again, in Swedish."""
        ahead = " En kontroll är daterad efter den här dagen och räknas inte." if self.ahead else ""
        if self.checked is None:
            return f"Ingen har kontrollerat det.{ahead}"
        how = {"called": "någon ringde", "owner_confirmed": "de ansvariga bekräftade", "document": "någon läste källan"}
        when = {
            Step.FRESH: f"Nästa gång {long_date(self.ladder.due)}.",
            Step.SOON: f"Dags {long_date(self.ladder.due)}.",
            Step.DUE: f"Dags sedan {long_date(self.ladder.due)}.",
            Step.OVERDUE: f"Försenat sedan {long_date(self.ladder.overdue)}.",
        }
        return f"Kontrollerat {long_date(self.checked.date)} ({how[self.checked.how]}). {when[self.step]}{ahead}"


def aged(loaded: Loaded, on: date) -> tuple[Aged, ...]:
    """Return every fact of a registry as it stands on the day `on`, the most important first."""
    known = loaded.registry.sources_by_id
    return tuple(sorted((_age(fact, known, on) for fact in gather(loaded)), key=lambda one: one.rank))


def _age(fact: Fact, known: Mapping[str, Source], on: date) -> Aged:
    made = [check for check in fact.checks if check.date <= on]
    ladder = halflives.climb(fact.kind, ((check.date, bool(_old(fact, known, check))) for check in made), on)
    last = max(made, key=lambda check: check.date, default=None)
    return Aged(fact, ladder, ladder.step(on), last, _old(fact, known, last) if last else (), len(made) < len(fact.checks))


def _old(fact: Fact, known: Mapping[str, Source], check: Check) -> tuple[Statement, ...]:
    """Return what was only read again in old sources; who has asked those it concerns knows more than any source."""
    if check.how != "document":
        return ()
    return tuple(statement for statement in fact.statements if freshness.old_since(statement.sources, known, check.date))


def ahead(loaded: Loaded, on: date) -> Iterator[Problem]:
    """Yield each check with a day after `on`: nobody has made it yet.

    A day before every check is no day to judge by: somebody looks back, or the clock of the machine is wrong.
    """
    checks = list(loaded.registry.every_check())
    if all(check.date > on for _, check in checks):
        return
    for path, check in checks:
        if check.date > on:
            message = f"Kontrollen har dagen {check.date}. Den har inte varit än: i dag är det {on}."
            remedy = f"Skriv dagen då någon kontrollerade, till exempel {on}. Har ingen kontrollerat än? Ta bort kontrollen."
            yield Problem(
                loaded.where(*path, "date"), subject((*path, "date"), loaded.source), message, remedy, "kontroll-framtida"
            )


def gather(loaded: Loaded) -> Iterator[Fact]:
    """Yield every fact that stands on the site and can grow old, in the order of the file."""
    registry, find = loaded.registry, _Finder(loaded)
    line, danger = registry.lifeline, registry.emergency
    yield find.fact(halflives.LIFELINE, ("lifeline",), "number", f"{line.name}: {line.number}, dygnet runt", line)
    yield find.fact(halflives.REST, ("lifeline",), "", f"{line.name}: det som står på sidorna", line)
    yield find.fact(halflives.EMERGENCY, ("emergency",), "number", f"{danger.name}: {danger.number}", danger)
    for place, program in enumerate(registry.programs):
        if program.has_page:
            own: Path = ("programs", place)
            yield find.fact(halflives.REST, own, "", f"{program.name}: det som står på sidan", program)
            for number, route in enumerate(program.contact_routes):
                if route.status == "published":
                    yield from _of_route(find, (*own, "contact_routes", number), f"{program.name}: ", route)


def _of_route(find: _Finder, own: Path, name: str, route: ContactRoute) -> Iterator[Fact]:
    if isinstance(route, PhoneRoute):
        yield find.fact(halflives.NUMBER, own, "number", f"{name}{route.number}", route)
    if isinstance(route, PhoneRoute | VisitRoute) and route.opening_hours.state != "unknown":
        yield find.fact(halflives.HOURS, own, "opening_hours", f"{name}öppettider", route)
    if not isinstance(route, PhoneRoute):
        yield find.fact(halflives.REST, own, "", f"{name}{quoted(route.label['sv'])}", route)
    elif route.notes or route.languages or {route.anonymous, route.on_the_bill} != {"unknown"}:
        yield find.fact(halflives.REST, own, "", f"{name}det som står om numret", route)


class _Finder:
    """Knows what every part of the registry says, and how people name it."""

    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.told: dict[Path, list[Statement]] = {}
        for one in statements.of(loaded.registry):
            rests_on = tuple(name for name in one.rests_on if name in loaded.registry.sources_by_id)
            if rests_on and one.path[-1] != "label":
                self.told.setdefault(_owner(one.path), []).append(Statement(one.path, one.text["sv"], rests_on))

    def fact(self, kind: HalfLife, owner: Path, key: str, what: str, thing: Lifeline | Emergency | Program | ContactRoute) -> Fact:
        """Return the fact that `key` of the `thing` at `owner` is, or without a key everything that the thing says."""
        asked = thing.eligibility.conditions if isinstance(thing, Program) else ()
        own = [Statement((*owner, "eligibility", "conditions", n), "", condition.sources) for n, condition in enumerate(asked)]
        if not isinstance(thing, Program):
            own = [Statement(owner, "", thing.sources)]
        said = () if key else self.told.get(owner, ())
        name = subject((*owner, key) if key else owner, self.loaded.source)
        return Fact(name, kind, owner, key, what, thing.checks, (*said, *own))


def _owner(path: Path) -> Path:
    """Return the path of whatever carries the checks of what stands at `path`: a route, a programme, one of the two numbers."""
    if path[0] != "programs":
        return path[:1]
    return path[:4] if path[2] == "contact_routes" else path[:2]
