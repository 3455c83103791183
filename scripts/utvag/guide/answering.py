"""Who answers at every minute of some days: at the number, and besides it for each made-up person. Intervals, not minutes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from utvag import reports
from utvag.guide import journeys, personas, wizard
from utvag.registry import hours
from utvag.reports import Mark, Row, Section
from utvag.swedish import day_names, listing, long_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from utvag.guide.personas import Persona
    from utvag.guide.wizard import Outcome
    from utvag.project import Project
    from utvag.registry.loader import Loaded
    from utvag.registry.model import Phone, Program

FEW = 7
"""So many days are told one by one."""


@dataclass(slots=True)
class Answering:
    """Who answers somebody (or who the number is), of whom nobody knows when, and each gap: day, first minute, end."""

    name: str
    who: dict[str, None] = field(default_factory=dict)
    unsure: dict[str, None] = field(default_factory=dict)
    gaps: list[tuple[date, int, int]] = field(default_factory=list)


def of_project(project: Project, loaded: Loaded, first: date, days: int, form: str) -> tuple[str, bool]:
    """Return who answers, as `render` does, for the people of the project; and whether the number always does."""
    found = of_days(loaded, personas.known(project, loaded.registry), first, days)
    return render(found, first, days, form), not found[0].gaps


def of_days(loaded: Loaded, people: Sequence[Persona], first: date, days: int) -> list[Answering]:
    """Return who answers at the number, then besides it for each of `people`, as the registry stands on each of the days."""
    line, end = loaded.registry.lifeline, first + timedelta(days)
    found = [Answering(line.name), *(Answering(f"{persona.id}: {persona.person}") for persona in people)]
    turns = sorted({day for day, _ in loaded.turns if first < day < end})
    for start, stop in pairwise([first, *turns, end]):
        standing = loaded.on(start)
        tree = wizard.compile(standing.registry)
        asked: list[list[tuple[str, Phone, bool]]] = [[(line.name, standing.registry.lifeline, True)]]
        asked += [list(_phones(journeys.follow(tree, persona.answers).outcome)) for persona in people]
        for one, phones in zip(found, asked, strict=True):
            one.who |= dict.fromkeys(name for name, _, is_known in phones if is_known)
            one.unsure |= dict.fromkeys(name for name, _, is_known in phones if not is_known)
            for number in range((stop - start).days):
                day = start + timedelta(number)
                spans = [span for _, phone, is_known in phones if is_known for span in phone.hours.on(day)]
                one.gaps += [(day, *gap) for gap in hours.gaps(spans, hours.A_DAY)]
    return found


def _phones(outcome: Outcome) -> Iterator[tuple[str, Phone, bool]]:
    """Yield each number of an outcome, and whether it is known when those whom it is about answer."""
    programs: Iterable[Program] = (item.program for item in outcome.recommendations)
    for program in programs:
        for route in program.published_routes:
            if route.kind == "phone":
                yield program.name, route, route.opening_hours.state != "unknown" and not route.office_hours


def first_gap(line: Answering) -> str:
    """Return in Swedish the first minute at which the number does not answer, "" when it always does."""
    return next((f"{line.name} svarar inte {day} {hours.clock(start)}." for day, start, _ in line.gaps), "")


def render(found: Sequence[Answering], first: date, days: int, form: str) -> str:
    """Return who answers as `text`, `markdown` or `json`; ends without a newline."""
    if form == "json":
        told = [{"name": one.name, "who": [*one.who], "unsure": [*one.unsure], "gaps": one.gaps} for one in found]
        return reports.as_json({"first": first, "days": days, "lifeline": told[0], "people": told[1:]})
    return reports.render(_sections(found, first, days), form)


def _sections(found: Sequence[Answering], first: date, days: int) -> Iterator[Section]:
    line, *people = found
    words = first_gap(line) or f"{line.name} svarar varje minut."
    heading = f"{words} {long_date(first)}–{long_date(first + timedelta(days - 1))}"
    yield Section(heading, tuple(_rows(line, days)))
    for one in people:
        rows = [Row(f"Svarar också: {listing([*one.who]) if one.who else 'ingen som vi vet'}.")]
        if one.unsure:
            rows.append(Row(f"Vi vet inte när de svarar: {listing([*one.unsure])}."))
        yield Section(one.name, (*rows, *_rows(one, days)))


def _rows(one: Answering, days: int) -> Iterator[Row]:
    """Yield the gaps, days with the same together: by weekday, and few days by their dates."""
    by_day: dict[date, list[str]] = defaultdict(list)
    for day, start, end in one.gaps:
        by_day[day].append(f"{hours.clock(start)}–{hours.clock(end)}")
    alike: dict[str, list[date]] = defaultdict(list)
    for day, shut in by_day.items():
        alike[listing(shut)].append(day)
    for clocks, when in alike.items():
        weekdays = sorted({day.weekday() for day in when})
        named = listing([day_names()[number] for number in weekdays]) if len(when) > FEW else listing([*map(str, when)])
        yield Row(f"Ingen annan: {'alla dagar' if len(when) == days else named} {clocks} ({len(when)} dagar).", Mark.ROW)
    if not one.gaps:
        yield Row("Ingen lucka.", Mark.ROW)
