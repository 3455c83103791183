"""Every fact that visitors read and that can grow old: what it is, who checked it, what it rests on, how it stands on a day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from utvag.content import freshness, statements
from utvag.registry.model import LIFELINE, PhoneRoute, VisitRoute
from utvag.swedish import long_date, quoted
from utvag.upkeep import half_lives
from utvag.upkeep.half_lives import Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from utvag.content.statements import Statement
    from utvag.problems import Location, Problem
    from utvag.registry.loader import Loaded
    from utvag.registry.model import Check, ContactRoute, Program, Registry
    from utvag.registry.source import Path
    from utvag.upkeep.half_lives import HalfLife, Ladder

HOW = {"called": "någon ringde", "owner_confirmed": "de ansvariga bekräftade", "document": "någon läste källan"}
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


class _Kept(NamedTuple):
    """A fact without its day: its key among those of its owner ("" for all the rest), what people call it, its basis."""

    kind: HalfLife
    key: str
    what: str
    owner: Path
    checks: tuple[Check, ...]
    basis: tuple[tuple[str, ...], ...]
    program: Program | None = None
    route: ContactRoute | None = None


def gather(loaded: Loaded, on: date) -> tuple[Fact, ...]:
    """Return every fact that stands on the site as it stands on the day `on`, the most important first."""
    said: dict[Path, list[Statement]] = defaultdict(list)
    for statement in statements.of(loaded.registry):
        if statement.path[-1] != "label":
            said[_owner(statement.path)].append(statement)
    found = [_on_day(loaded, on, kept, [] if kept.key else said[kept.owner]) for kept in _of_registry(loaded.registry)]
    return tuple(sorted(found, key=lambda fact: fact.rank))


def _of_registry(registry: Registry) -> Iterator[_Kept]:
    """Yield every fact in the order of the file."""
    line, danger = registry.lifeline, registry.emergency
    its = ((LIFELINE,), line.checks, (line.sources,))
    yield _Kept(half_lives.LIFELINE, "number", f"{line.name}: {line.number}, dygnet runt", *its)
    yield _Kept(half_lives.REST, "", f"{line.name}: det som står på sidorna", *its)
    its = (("emergency",), danger.checks, (danger.sources,))
    yield _Kept(half_lives.EMERGENCY, "number", f"{danger.name}: {danger.number}", *its)
    for place, program in enumerate(registry.programs):
        if program.has_page:
            own: Path = ("programs", place)
            basis = tuple(condition.sources for condition in program.eligibility.conditions)
            yield _Kept(half_lives.REST, "", f"{program.name}: det som står på sidan", own, program.checks, basis, program)
            for number, route in enumerate(program.contact_routes):
                if route.status == "published":
                    here = (*own, "contact_routes", number), route.checks, (route.sources,), program, route
                    yield from (_Kept(kind, key, f"{program.name}: {what}", *here) for kind, key, what in _of_route(route))


def _of_route(route: ContactRoute) -> Iterator[tuple[HalfLife, str, str]]:
    """Yield what can grow old of a way to get in touch: the kind of fact, its line, and what people call it."""
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


def _on_day(loaded: Loaded, on: date, kept: _Kept, said: list[Statement]) -> Fact:
    """Return a fact as its checks, and what it says and rests on, make it on the day `on`."""
    known = loaded.registry.sources_by_id

    def is_old(ids: Iterable[str], check: Check) -> bool:
        """Whether a check only read old sources again; who has asked those it concerns knows more than any source."""
        cited = [name for name in ids if name in known]
        return check.how == "document" and freshness.old_since(cited, known, check.date) is not None

    def is_all_old(check: Check) -> bool:
        return any(is_old(ids, check) for ids in (*kept.basis, *(one.rests_on for one in said)))

    made = [check for check in kept.checks if check.date <= on]
    ladder = half_lives.climb(kept.kind, ((check.date, is_all_old(check)) for check in made), on)
    checked = max(made, key=lambda check: check.date, default=None)
    path = (*kept.owner, kept.key) if kept.key else kept.owner
    return Fact(
        id=loaded.source.subject(path),
        kind=kept.kind,
        path=path,
        owner=kept.owner,
        program=kept.program,
        route=kept.route,
        where=loaded.where(*path),
        what=kept.what,
        ladder=ladder,
        step=ladder.step(on),
        checked=checked,
        is_old=checked is not None and is_all_old(checked),
        old=tuple(one for one in said if checked and is_old(one.rests_on, checked)),
        is_ahead=len(made) < len(kept.checks),
    )


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
