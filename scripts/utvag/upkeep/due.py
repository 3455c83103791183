"""What to check again on a day, as text, Markdown and JSON; and whether it holds back a release."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from utvag import reports
from utvag.reports import Mark, Row, Section
from utvag.swedish import long_date
from utvag.upkeep import calls, facts, half_lives
from utvag.upkeep.half_lives import STEPS, Step
from utvag.upkeep.questions import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from utvag.problems import Problem
    from utvag.registry.loader import Loaded
    from utvag.upkeep.calls import Call, Reading, Work
    from utvag.upkeep.edits import Edit
    from utvag.upkeep.facts import Fact
    from utvag.upkeep.questions import Asked


@dataclass(frozen=True, slots=True)
class Report:
    """Every fact of a registry as it stands on a day, the most important first, and the work that this gives."""

    loaded: Loaded
    on: date
    facts: tuple[Fact, ...]
    work: Work


def report(loaded: Loaded, on: date) -> Report:
    """Return what to check again, as it stands on the day `on`."""
    found = facts.gather(loaded, on)
    return Report(loaded, on, found, calls.plan(loaded, found, on))


def release(found: Report) -> Iterator[Problem]:
    """Yield what holds back a release: the lifeline, when its check is overdue. Nothing else does."""
    for fact in found.facts:
        if fact.kind is half_lives.LIFELINE and fact.step is Step.OVERDUE:
            remedy = "Ring numret i dag, och skriv kontrollen under checks. Vad du frågar och skriver: .venv/bin/python scripts due"
            yield found.loaded.problem(fact.path, f"{fact.what}. {fact.told}", remedy, "livlina-forsenad")


def render(found: Report, form: str) -> str:
    """Return the report as `text`, as `markdown` for an issue, or as `json` for other tools; ends without a newline."""
    if form == "json":
        return reports.as_json(_document(found))
    return reports.render(_issue(found) if form == "markdown" else _screen(found), form)


def _screen(found: Report) -> Iterator[Section]:
    """Yield how old everything is, the calls of the week, and what to read."""
    counted = ", ".join(f"{name.lower()} {sum(fact.step is step for fact in found.facts)}" for step, name in STEPS.items())
    summary = Row(f"{counted}, av {len(found.facts)} uppgifter.")
    yield Section(f"Att kontrollera, som det ser ut den {long_date(found.on)}", (summary,))
    growing = [fact for fact in found.facts if fact.step is not Step.FRESH]
    if growing:
        yield Section("Viktigast först:", tuple(row for fact in growing for row in _fact(fact)))
    else:
        yield Section("Allt är kontrollerat, och inget behöver kontrolleras snart.")
    yield Section("Veckans samtal")
    yield Section(rows=tuple(_begin(found)))
    for number, call in enumerate(found.work.week, 1):
        yield Section(f"{number}. {_whom(call)}", tuple(_call(call)), indent=3)
    if readings := _pressing(found):
        yield Section("Att läsa (här finns inget nummer att ringa)")
    for reading in readings:
        yield Section(f"– {reading.name}", tuple(_reading(reading)), indent=3)


def _issue(found: Report) -> Iterator[Section]:
    """Yield the round: a box to tick for each call and each thing to read, and under it what to say and write."""
    yield Section(rows=(Row(f"Så här ser det ut den {long_date(found.on)}."), *_begin(found)))
    for call in found.work.week:
        yield Section(_whom(call), (Row("Ringt, och skrivet i registret", Mark.TASK), *_call(call)))
    for reading in _pressing(found):
        yield Section(f"Läs om {reading.name}", (Row("Läst, och skrivet i registret", Mark.TASK), *_reading(reading)))


def _begin(found: Report) -> Iterator[Row]:
    """Yield what is true of every call: what to say first, and how to read the line numbers."""
    if found.work.week:
        yield from (Row(f"Säg först: {words}") for words in WORDS["say_first"])
        yield Row(f"Radnumren gäller filen som den var {long_date(found.on)}. Ändra nerifrån och upp. {WORDS['copy']}")
    else:
        yield Row("Inget att ringa den här veckan.")


def _fact(fact: Fact) -> Iterator[Row]:
    old = " Vilar bara på gamla källor, så det är dags tidigare." if fact.is_old else ""
    yield Row(f"{STEPS[fact.step]}: {fact.what} ({fact.kind.name.lower()}, {fact.kind.weeks} veckor)", Mark.ROW)
    yield Row(f"{fact.told}{old} {fact.where.file}:{fact.where.line}", Mark.NOTE)


def _pressing(found: Report) -> list[Reading]:
    return [reading for reading in found.work.readings if any(fact.step is not Step.FRESH for fact in reading.facts)]


def _whom(call: Call) -> str:
    return f"{call.name}: {call.number}"


def _call(call: Call) -> Iterator[Row]:
    """Yield why to call, what to ask and what to write afterwards."""
    yield Row(f"Varför: {call.why}")
    yield Row("Fråga:")
    for asked in call.ask:
        yield from _asked(asked, "Om inte: " if asked.known else "Sedan: ")
    if call.waiting:
        yield Row(f"Frågor som väntar till nästa samtal: {call.waiting}.")
    if call.unknowns:
        yield Row(WORDS["unknowns"])
        for unknown in call.unknowns:
            yield from _asked(unknown, "")
    yield from _afterwards(call.write)


def _asked(asked: Asked, before: str) -> Iterator[Row]:
    yield Row(asked.words, Mark.QUESTION)
    yield from _change(asked.otherwise, before, Mark.ANSWER)


def _reading(reading: Reading) -> Iterator[Row]:
    for address in reading.addresses:
        yield Row(f"Läs, eller skriv till: {address}" if "@" in address.split("/")[0] else f"Läs: {address}")
    for fact in reading.facts:
        yield Row(f"{fact.what}. {fact.told}")
        for said in fact.old:
            yield Row(f"Gammal källa, fråga någon om du kan: ”{said.text['sv']}”", Mark.ROW)
    yield from _afterwards(reading.write)


def _afterwards(changes: Iterable[Edit]) -> Iterator[Row]:
    yield Row("Skriv efteråt (byt dagen om det blev en annan):")
    for edit in changes:
        yield from _change(edit, "", Mark.ROW)


def _change(edit: Edit, before: str, mark: Mark) -> Iterator[Row]:
    """Yield where and what to change, behind `before`; then the lines of the file."""
    where = f"{before}{edit.file}:{edit.place}"
    if edit.action == "point":
        yield Row(f"{where}  {'  eller  '.join(edit.lines)}{' ' if edit.lines else ''}{edit.note}", mark)
        return
    yield Row(f"{where}  {edit.told}{':' if edit.lines else ''}{f' ({edit.note})' if edit.note else ''}", mark)
    yield from (Row(line, Mark.COPIED) for line in edit.lines)


def _document(found: Report) -> dict[str, object]:
    return {
        "on": found.on,
        "release_blocked": any(release(found)),
        "facts": [_fact_as_dict(fact) for fact in found.facts],
        "week": found.work.week,
        "later": found.work.later,
        "readings": [_reading_as_dict(reading) for reading in found.work.readings],
    }


def _fact_as_dict(fact: Fact) -> dict[str, object]:
    return {
        "id": fact.id,
        "what": fact.what,
        "kind": fact.kind.id,
        "step": fact.step,
        "checked": fact.checked and fact.checked.date,
        "how": fact.checked and fact.checked.how,
        "old_sources_alone": fact.is_old,
        "soon": fact.ladder.soon,
        "due": fact.ladder.due,
        "overdue": fact.ladder.overdue,
        "file": fact.where.file,
        "line": fact.where.line,
    }


def _reading_as_dict(reading: Reading) -> dict[str, object]:
    return {
        "id": reading.id,
        "name": reading.name,
        "addresses": reading.addresses,
        "facts": [fact.id for fact in reading.facts],
        "write": reading.write,
        "next_due": reading.next_due,
    }
