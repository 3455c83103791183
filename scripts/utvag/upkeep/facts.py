"""Every fact that visitors read and that can grow old: what it is, who checked it, what it rests on, how it stands on a day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from utvag.content import statements
from utvag.registry.model import LIFELINE, ContactRoute, Emergency, Lifeline, PhoneRoute, Program, VisitRoute
from utvag.swedish import long_date, quoted
from utvag.upkeep import half_lives
from utvag.upkeep.half_lives import Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from utvag.content.statements import Statement
    from utvag.problems import Location, Problem
    from utvag.registry.loader import Loaded
    from utvag.registry.model import Check
    from utvag.registry.source import Path
    from utvag.upkeep.half_lives import HalfLife, Ladder

Thing: TypeAlias = Lifeline | Emergency | Program | ContactRoute
"""What carries checks."""

HOW = {
    "called": "någon ringde",
    "owner_confirmed": "de ansvariga bekräftade",
    "document": "någon läste källan",
    "stated_by_project": "projektets ägare uppger",
}
"""In which way something was checked, in words."""

_WHEN = {
    Step.FRESH: "Nästa gång {due}.",
    Step.SOON: "Dags {due}.",
    Step.DUE: "Dags sedan {due}.",
    Step.OVERDUE: "Försenat sedan {overdue}.",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that grows old, as it stands on a day.

    `path` is its own line, or that of its `owner`, under which its checks stand: a `route` of a `program`, a programme, or one of
    the two numbers. `checked` is the last check that had been made, `is_old` whether that only read old sources again, and `old`
    the sentences that rest on nothing else. `is_ahead` is whether a check has a later day: it has not been made.
    """

    id: str
    kind: HalfLife
    path: Path
    owner: Path
    program: Program | None
    route: ContactRoute | None
    where: Location
    what: str
    ladder: Ladder
    step: Step
    checked: Check | None
    is_old: bool
    old: tuple[Statement, ...]
    is_ahead: bool

    @property
    def rank(self) -> tuple[int, date]:
        """The most important first, then what was or will be due first."""
        return half_lives.IMPORTANCE.index(self.kind), self.ladder.due

    @property
    def told(self) -> str:
        """When it was checked and since when, or from when, it is time again, in Swedish."""
        ahead = " En kontroll är daterad efter den här dagen och räknas inte." if self.is_ahead else ""
        if self.checked is None:
            return f"Ingen har kontrollerat det.{ahead}"
        when = _WHEN[self.step].format(due=long_date(self.ladder.due), overdue=long_date(self.ladder.overdue))
        return f"Kontrollerat {long_date(self.checked.date)} ({HOW[self.checked.how]}). {when}{ahead}"


def gather(loaded: Loaded, on: date) -> tuple[Fact, ...]:
    """Return every fact that stands on the site as it stands on the day `on`, the most important first."""
    return tuple(sorted(_Finder(loaded, on).every(), key=lambda fact: fact.rank))


class _Finder:
    """Knows the registry, the day, and what each part of the registry says."""

    def __init__(self, loaded: Loaded, on: date) -> None:
        self.loaded, self.on = loaded, on
        self.said: dict[Path, list[Statement]] = defaultdict(list)
        for statement in statements.of(loaded.registry):
            if statement.path[-1] != "label":
                self.said[_owner(statement.path)].append(statement)

    def every(self) -> Iterator[Fact]:
        """Yield every fact in the order of the file."""
        line, danger = self.loaded.registry.lifeline, self.loaded.registry.emergency
        yield self._fact(half_lives.LIFELINE, "number", f"{line.name}: {line.number}, dygnet runt", (LIFELINE,), line)
        yield self._fact(half_lives.REST, "", f"{line.name}: det som står på sidorna", (LIFELINE,), line)
        yield self._fact(half_lives.EMERGENCY, "number", f"{danger.name}: {danger.number}", ("emergency",), danger)
        for place, program in enumerate(self.loaded.registry.programs):
            if program.has_page:
                own: Path = ("programs", place)
                yield self._fact(half_lives.REST, "", f"{program.name}: det som står på sidan", own, program)
                for number, route in enumerate(program.contact_routes):
                    here = (*own, "contact_routes", number)
                    for kind, key, what in _of_route(route):
                        yield self._fact(kind, key, f"{program.name}: {what}", here, route)

    def _fact(self, kind: HalfLife, key: str, what: str, owner: Path, thing: Thing) -> Fact:
        """Return the fact that `key` of the `thing` at `owner` is, or without a key everything else that the thing says."""
        said = [] if key else self.said[owner]
        basis = [one.sources for one in thing.eligibility.conditions] if isinstance(thing, Program) else [thing.sources]
        rests_on = [*basis, *(one.rests_on for one in said)]
        made = [check for check in thing.checks if check.date <= self.on]
        old = {check: any(self._is_old(ids, check) for ids in rests_on) for check in made}
        ladder = half_lives.climb(kind, ((check.date, old[check]) for check in made), self.on)
        checked = max(made, key=lambda check: check.date, default=None)
        path = (*owner, key) if key else owner
        return Fact(
            id=self.loaded.source.subject(path),
            kind=kind,
            path=path,
            owner=owner,
            program=self.loaded.registry.programs[int(owner[1])] if owner[0] == "programs" else None,
            route=None if isinstance(thing, Program | Lifeline | Emergency) else thing,
            where=self.loaded.where(*path),
            what=what,
            ladder=ladder,
            step=ladder.step(self.on),
            checked=checked,
            is_old=checked is not None and old[checked],
            old=tuple(one for one in said if checked and self._is_old(one.rests_on, checked)),
            is_ahead=len(made) < len(thing.checks),
        )

    def _is_old(self, ids: Iterable[str], check: Check) -> bool:
        """Return whether a check only read old sources again; who has asked those it concerns knows more than any source."""
        known = self.loaded.registry.sources_by_id
        known_ids = [name for name in ids if name in known]
        return not check.is_answered and statements.old_since(known_ids, known, check.date) is not None


def _of_route(route: ContactRoute) -> Iterator[tuple[HalfLife, str, str]]:
    """Yield what can grow old of a way to get in touch: the kind of fact, its line, and what people call it."""
    if route.status != "published":
        return
    if isinstance(route, PhoneRoute):
        yield half_lives.NUMBER, "number", route.number
    if isinstance(route, PhoneRoute | VisitRoute) and route.opening_hours.state != "unknown":
        yield half_lives.HOURS, "opening_hours", "öppettider"
    if not isinstance(route, PhoneRoute):
        yield half_lives.REST, "", quoted(route.label["sv"])
    elif route.notes or route.languages or {route.anonymous, route.on_the_bill} != {"unknown"}:
        yield half_lives.REST, "", "det som står om numret"


def _owner(path: Path) -> Path:
    """Return the path of whatever carries the checks of what stands at `path`: a route, a programme, one of the two numbers."""
    if path[0] != "programs":
        return path[:1]
    return path[:4] if path[2] == "contact_routes" else path[:2]


def ahead(loaded: Loaded, on: date) -> Iterator[Problem]:
    """Yield each check with a day after `on`: nobody has made it yet.

    A day before every check is no day to judge by: somebody looks back, or the clock of the machine is wrong.
    """
    checks = list(loaded.registry.every_check())
    if all(check.date > on for _, check in checks):
        return
    remedy = f"Skriv dagen då någon kontrollerade, till exempel {on}. Har ingen kontrollerat än? Ta bort kontrollen."
    for path, check in checks:
        if check.date > on:
            message = f"Kontrollen har dagen {check.date}. Den har inte varit än: i dag är det {on}."
            yield loaded.problem((*path, "date"), message, remedy, "kontroll-framtida")
