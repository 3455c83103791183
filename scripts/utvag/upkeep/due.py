"""What to check again on a day, as text, Markdown and JSON; and whether it holds back a release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from utvag import reports
from utvag.content import statements
from utvag.reports import Mark, Row, Section
from utvag.swedish import long_date
from utvag.upkeep import days
from utvag.upkeep.facts import LIFELINE, STEPS, Step
from utvag.upkeep.questions import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from utvag.problems import Problem
    from utvag.upkeep.calls import Call, Reading, Report
    from utvag.upkeep.edits import Edit
    from utvag.upkeep.facts import Fact
    from utvag.upkeep.questions import Asked


def release(found: Report) -> Iterator[Problem]:
    """Yield what grows old and holds back a release: the lifeline, when its check is overdue. Nothing else does."""
    for fact in found.facts:
        if fact.kind is LIFELINE and fact.step is Step.OVERDUE:
            remedy = "Ring numret i dag, och skriv kontrollen under checks. Vad du frågar och skriver: .venv/bin/python scripts due"
            yield found.loaded.problem(fact.path, f"{fact.what}. {fact.told}", remedy, "livlina-forsenad")


def render(found: Report, form: str, *, is_blocked: bool | None = None) -> str:
    """Return the report as `text`, as `markdown` for an issue, or as `json` for other tools; ends without a newline.

    `is_blocked` is whether a release is held back, the overdue lifeline alone if it is not said.
    """
    blocked = any(release(found)) if is_blocked is None else is_blocked
    return reports.as_json(_document(found, blocked=blocked)) if form == "json" else reports.render(_sections(found, form), form)


def _sections(found: Report, form: str) -> Iterator[Section]:
    """Yield the round; on a screen after how old everything is, in an issue with a box to tick for each call and thing to read."""
    is_issue, day = form == "markdown", long_date(found.on)
    if is_issue:
        yield Section(rows=(Row(f"Så här ser det ut den {day}."), _sources(found), *_begin(found)))
    else:
        counted = ", ".join(f"{name.lower()} {sum(fact.step is step for fact in found.facts)}" for step, name in STEPS.items())
        summary = Row(f"{counted}, av {len(found.facts)} uppgifter.")
        yield Section(f"Att kontrollera, som det ser ut den {day}", (summary, _sources(found)))
        growing = tuple(row for fact in found.facts if fact.step is not Step.FRESH for row in _fact(fact))
        yield Section("Viktigast först:" if growing else "Allt är kontrollerat, och inget behöver kontrolleras snart.", growing)
        if aged := tuple(_aged(found)):
            yield Section(f"Vilar på källor som är {statements.OLD} år eller äldre:", aged)
        yield Section("Veckans samtal")
        yield Section(rows=tuple(_begin(found)))
    if found.turns:
        ends = (Row(f"{turn.what} {turn.todo} {turn.where.file}:{turn.where.line}", Mark.TASK) for turn in found.turns)
        yield Section(f"Har gått ut, eller ändras inom {days.WEEKS} veckor", tuple(ends))
    for number, call in enumerate(found.week, 1):
        whom = f"{call.name}: {call.number}"
        yield Section(whom if is_issue else f"{number}. {whom}", (*_box("Ringt", is_issue=is_issue), *_call(call)), indent=3)
    facts = {fact.id: fact for fact in found.facts}
    pressing = [one for one in found.readings if any(facts[name].step is not Step.FRESH for name in one.facts)]
    if pressing and not is_issue:
        yield Section("Att läsa (här finns inget nummer att ringa)")
    for reading in pressing:
        rows = _reading(reading, [facts[name] for name in reading.facts])
        yield Section(f"{'Läs om' if is_issue else '–'} {reading.name}", (*_box("Läst", is_issue=is_issue), *rows), indent=3)


def _box(done: str, *, is_issue: bool) -> tuple[Row, ...]:
    return (Row(f"{done}, och skrivet i registret", Mark.TASK),) if is_issue else ()


def _sources(found: Report) -> Row:
    """Return how old what we have read is, whenever we read it."""
    told, old, undated = statements.counted(found.loaded.registry, found.on)
    many = f"vilar {old} bara på källor som är {statements.OLD} år eller äldre, och {undated} bara på källor utan datum"
    return Row(f"Av {told} meningar med källa {many}.")


def _begin(found: Report) -> Iterator[Row]:
    """Yield what is true of every call: what to say first, and how to read the line numbers."""
    if found.week:
        yield from (Row(f"Säg först: {words}") for words in WORDS["say_first"])
        yield Row(f"Radnumren gäller filen som den var {long_date(found.on)}. Ändra nerifrån och upp. {WORDS['copy']}")
    else:
        yield Row("Inget att ringa den här veckan.")


def _fact(fact: Fact) -> Iterator[Row]:
    old = " Vilar bara på gamla källor, så det är dags tidigare." if fact.is_old else ""
    yield Row(f"{STEPS[fact.step]}: {fact.what} ({fact.kind.name.lower()}, {fact.kind.weeks} veckor)", Mark.ROW)
    yield Row(f"{fact.told} {_source(fact)}{old} {fact.where.file}:{fact.where.line}", Mark.NOTE)


def _source(fact: Fact) -> str:
    """Return how old the newest source of a fact is: to have been checked lately is not to be new."""
    return f"Nyaste källan: {fact.newest}." if fact.newest else "Källan har ingen dag."


def _aged(found: Report) -> Iterator[Row]:
    for fact in found.facts:
        if fact.aged:
            many = f"{len(fact.aged)} {'mening' if len(fact.aged) == 1 else 'meningar'}"
            yield Row(f"{fact.what}: {many}. {fact.told} {_source(fact)} {fact.where.file}:{fact.where.line}", Mark.ROW)


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
    yield from change(asked.otherwise, before, Mark.ANSWER)


def _reading(reading: Reading, facts: Iterable[Fact]) -> Iterator[Row]:
    for address in reading.addresses:
        yield Row(f"Läs, eller skriv till: {address}" if "@" in address.split("/")[0] else f"Läs: {address}")
    for fact in facts:
        yield Row(f"{fact.what}. {fact.told}")
        for said in fact.old:
            yield Row(f"Gammal källa, fråga någon om du kan: ”{said.text['sv']}”", Mark.ROW)
    yield from _afterwards(reading.write)


def _afterwards(changes: Iterable[Edit]) -> Iterator[Row]:
    yield Row("Skriv efteråt (byt dagen om det blev en annan):")
    for edit in changes:
        yield from change(edit, "", Mark.ROW)


def change(edit: Edit, before: str, mark: Mark) -> Iterator[Row]:
    """Yield where and what to change, behind `before`; then the lines of the file."""
    where = f"{before}{edit.where.file}:{edit.where.line}"
    if edit.action == "point":
        yield Row(f"{where}  {'  eller  '.join(edit.lines)}{' ' if edit.lines else ''}{edit.note}", mark)
        return
    yield Row(f"{where}  {edit.told}{':' if edit.lines else ''}{f' ({edit.note})' if edit.note else ''}", mark)
    yield from (Row(line, Mark.COPIED) for line in edit.lines)


def _document(found: Report, *, blocked: bool) -> dict[str, object]:
    return {
        "on": found.on,
        "release_blocked": blocked,
        "sources": dict(zip(("statements", "old", "undated"), statements.counted(found.loaded.registry, found.on), strict=True)),
        "turns": found.turns,
        "facts": [_fact_as_dict(fact) for fact in found.facts],
        "week": found.week,
        "later": found.later,
        "readings": found.readings,
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
        "newest_source": fact.newest,
        "aged_statements": len(fact.aged),
        **fact.ladder._asdict(),
        "file": fact.where.file,
        "line": fact.where.line,
    }
