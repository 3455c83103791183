"""Every fact that visitors read and that can grow old: how long it lasts, who checked it, what it rests on, how it stands on a day.

Days in, days out, no clock.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from utvag.content import statements
from utvag.registry.model import PhoneRoute, VisitRoute
from utvag.swedish import long_date, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from utvag.content.statements import Statement
    from utvag.problems import Location, Problem
    from utvag.registry.loader import Loaded
    from utvag.registry.model import Check, ContactRoute, Program, Registry
    from utvag.registry.source import Path


class HalfLife(NamedTuple):
    """A kind of fact: its name, after how many weeks it is as likely wrong as right unless somebody checks, and why so many."""

    id: str
    name: str
    weeks: int
    reason: str


IMPORTANCE = LIFELINE, EMERGENCY, NUMBER, HOURS, REST = (
    HalfLife("lifeline", "Numret som alltid svarar", 4, "Alla vägar slutar här. Är det fel finns ingen annan väg."),
    HalfLife("emergency", "Larmnumret", 8, "Det gäller liv. Men numret är samma i hela EU och ändras nästan aldrig."),
    HalfLife("number", "Telefonnummer", 13, "Ett fel nummer möter den som just har vågat ringa. Nummer byts några gånger om året."),
    HalfLife("hours", "Öppettider", 26, "Fel tid kostar ett försök till. Tider ändras ofta till sommar och jul."),
    HalfLife("rest", "Övrigt", 52, "Texter, webbsidor och vägar via andra ändras sakta, och numret står alltid bredvid."),
)
"""Every kind of fact, the most important first. This table is the only place that says how long a fact lasts."""

EARLIER = 2
"""What rests on old sources alone lasts a half-life divided by this: the check only read again what was old already."""

HOW = {
    "called": "någon ringde",
    "owner_confirmed": "de ansvariga bekräftade",
    "document": "någon läste källan",
    "stated_by_project": "projektets ägare uppger",
}
"""In which way something was checked, in words."""


class Step(StrEnum):
    """Where on the ladder a fact stands."""

    FRESH = "fresh"
    SOON = "soon"
    DUE = "due"
    OVERDUE = "overdue"


STEPS = {Step.OVERDUE: "Försenat", Step.DUE: "Dags", Step.SOON: "Snart", Step.FRESH: "Aktuellt"}
"""What each step is called, the worst first."""

_WHEN = {
    Step.FRESH: "Nästa gång {due}.",
    Step.SOON: "Dags {due}.",
    Step.DUE: "Dags sedan {due}.",
    Step.OVERDUE: "Försenat sedan {overdue}.",
}


class Ladder(NamedTuple):
    """The first day of each step: soon after three quarters of a half-life, due after one, overdue after two."""

    soon: date
    due: date
    overdue: date

    def step(self, on: date) -> Step:
        """Return where a fact with this ladder stands on the day `on`."""
        return list(Step)[sum(day <= on for day in self)]


def climb(kind: HalfLife, checks: Iterable[tuple[date, bool]], on: date) -> Ladder:
    """Return the ladder of a fact of `kind` as it is known on the day `on`.

    Each check is its day, and whether it rests on old sources alone. Checks after `on` have not been made yet. Of several
    checks each step is put off by the one that puts it off longest, so that one more check never brings a step closer. A fact
    that nobody has checked by then is overdue.
    """
    made = [(day.toordinal(), kind.weeks * 7 // (EARLIER if old else 1)) for day, old in checks if day <= on]
    if not made:
        return Ladder(on, on, on)
    last = date.max.toordinal()
    steps = (max(day + half_life * quarters // 4 for day, half_life in made) for quarters in (3, 4, 8))
    return Ladder(*(date.fromordinal(min(day, last)) for day in steps))


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that grows old, as it stands on a day.

    `path` is its own line, or that of its `owner`, under which its checks stand: a `route` of a `program`, a programme, or one of
    the two numbers. `checked` is the last check that had been made, `is_old` whether that only read old sources again, and `old`
    the sentences that rest on nothing else; `aged` are those whose sources are all old on the day, whoever was asked, and `newest`
    is the day of the newest source ("": no source bears one). `is_ahead` is whether a check has a later day: it has not been made.
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
    aged: tuple[Statement, ...]
    newest: str
    is_ahead: bool

    @property
    def rank(self) -> tuple[int, date]:
        """The most important first, then what was or will be due first."""
        return IMPORTANCE.index(self.kind), self.ladder.due

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
    said: dict[Path, list[Statement]] = defaultdict(list)
    for statement in statements.of(loaded.registry):
        path = statement.path
        if path[-1] != "label":
            said[path[:1] if path[0] != "programs" else path[:4] if path[2] == "contact_routes" else path[:2]].append(statement)
    return tuple(sorted((_fact(loaded, on, said, *one) for one in _every(loaded.registry)), key=lambda fact: fact.rank))


def _every(registry: Registry) -> Iterator[tuple[HalfLife, Path, str, str]]:
    """Yield every fact in the order of the file: its kind, its owner, its key ("" for all else that is said there), its name."""
    line, danger = registry.lifeline, registry.emergency
    yield LIFELINE, ("lifeline",), "number", f"{line.name}: {line.number}, dygnet runt"
    yield REST, ("lifeline",), "", f"{line.name}: det som står på sidorna"
    yield EMERGENCY, ("emergency",), "number", f"{danger.name}: {danger.number}"
    for place, program in enumerate(registry.programs):
        if program.has_page:
            yield REST, ("programs", place), "", f"{program.name}: det som står på sidan"
            for number, route in enumerate(program.contact_routes):
                for kind, key, what in _of_route(route):
                    yield kind, ("programs", place, "contact_routes", number), key, f"{program.name}: {what}"


def _of_route(route: ContactRoute) -> Iterator[tuple[HalfLife, str, str]]:
    """Yield what can grow old of a way to get in touch: the kind of fact, its key, and what people call it."""
    if route.status != "published":
        return
    if isinstance(route, PhoneRoute):
        yield NUMBER, "number", route.number
    if isinstance(route, PhoneRoute | VisitRoute) and route.opening_hours.state != "unknown":
        yield HOURS, "opening_hours", "öppettider"
    if not isinstance(route, PhoneRoute):
        yield REST, "", quoted(route.label["sv"])
    elif route.notes or route.languages or {route.anonymous, route.on_the_bill} != {"unknown"}:
        yield REST, "", "det som står om numret"


def _fact(
    loaded: Loaded, on: date, told: Mapping[Path, Sequence[Statement]], kind: HalfLife, owner: Path, key: str, what: str
) -> Fact:
    """Return the fact that stands under `key` at `owner`, or without a key all that is `told` there."""
    registry = loaded.registry
    program = registry.programs[int(owner[1])] if owner[0] == "programs" else None
    route = program.contact_routes[int(owner[3])] if program and len(owner) > 2 else None  # noqa: PLR2004 -- a programme's path
    thing = route or program or (registry.lifeline if owner == ("lifeline",) else registry.emergency)
    said = [] if key else told.get(owner, [])
    basis = [one.sources for one in program.eligibility.conditions] if program and not route else [getattr(thing, "sources", ())]
    rests_on = [*basis, *(one.rests_on for one in said)]
    made = [check for check in thing.checks if check.date <= on]
    old = {check: any(_is_old(registry, ids, check, on) for ids in rests_on) for check in made}
    ladder = climb(kind, ((check.date, old[check]) for check in made), on)
    checked = max(made, key=lambda check: check.date, default=None)
    path = (*owner, key) if key else owner
    return Fact(
        id=loaded.source.subject(path),
        kind=kind,
        path=path,
        owner=owner,
        program=program,
        route=route,
        where=loaded.where(*path),
        what=what,
        ladder=ladder,
        step=ladder.step(on),
        checked=checked,
        is_old=checked is not None and old[checked],
        old=tuple(one for one in said if checked and _is_old(registry, one.rests_on, checked, on)),
        aged=tuple(one for one in said if statements.old_since(one.rests_on, registry.sources_by_id, on) is not None),
        newest=max((day for ids in rests_on for day in _days(registry, ids)), default=""),
        is_ahead=len(made) < len(thing.checks),
    )


def _days(registry: Registry, ids: Iterable[str]) -> Iterator[str]:
    """Yield the days that sources bear, as they are written."""
    found = (registry.sources_by_id[name].date for name in ids if name in registry.sources_by_id)
    return (day for day in found if day != statements.UNDATED)


def _is_old(registry: Registry, ids: Iterable[str], check: Check, on: date) -> bool:
    """Return whether a check only read sources that are old by then; who has asked those it concerns knows more than any source."""
    return not check.is_answered and statements.old_since(ids, registry.sources_by_id, on) is not None


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
