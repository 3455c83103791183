"""What to check again on a day, as text, Markdown and JSON; and whether it holds back a release."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from utvag import reports
from utvag.problems import Problem
from utvag.swedish import long_date
from utvag.upkeep import call_questions, call_script, facts, halflives
from utvag.upkeep.halflives import Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from utvag.registry.loader import Loaded
    from utvag.upkeep.call_questions import Asked
    from utvag.upkeep.call_script import Call, Reading, Work
    from utvag.upkeep.edits import Edit
    from utvag.upkeep.facts import Aged

STEPS = {Step.OVERDUE: "Försenat", Step.DUE: "Dags", Step.SOON: "Snart", Step.FRESH: "Aktuellt"}
"""What each step is called, the worst first."""


@dataclass(frozen=True, slots=True)
class Report:
    """Every fact of a registry as it stands on a day, the most important first, and the work that this gives."""

    loaded: Loaded
    on: date
    facts: tuple[Aged, ...]
    work: Work


def report(loaded: Loaded, on: date) -> Report:
    """Return what to check again, as it stands on the day `on`."""
    found = facts.aged(loaded, on)
    return Report(loaded, on, found, call_script.plan(loaded, found, on))


def release(found: Report) -> Iterator[Problem]:
    """Yield what holds back a release: the lifeline, when its check is overdue. Nothing else does."""
    for fact in found.facts:
        if fact.fact.kind is halflives.LIFELINE and fact.step is Step.OVERDUE:
            where = found.loaded.where(*fact.fact.owner, fact.fact.key)
            remedy = "Ring numret i dag, och skriv kontrollen under checks. Vad du frågar och skriver: .venv/bin/python scripts due"
            yield Problem(where, fact.fact.id, f"{fact.fact.what}. {fact.told}", remedy, "livlina-forsenad")


def as_text(found: Report) -> str:
    """Return the report for people."""
    count = {step: sum(fact.step is step for fact in found.facts) for step in STEPS}
    lines = [
        f"Att kontrollera, som det ser ut den {long_date(found.on)}",
        f"{', '.join(f'{name.lower()} {count[step]}' for step, name in STEPS.items())}, av {len(found.facts)} uppgifter.",
        "",
    ]
    growing = [fact for fact in found.facts if fact.step is not Step.FRESH]
    lines += ["Viktigast först:", *(line for fact in growing for line in _fact(found, fact))] if growing else []
    lines += [] if growing else ["Allt är kontrollerat, och inget behöver kontrolleras snart."]
    lines += ["", "Veckans samtal", "", *(_begin(found.on) if found.work.week else ["Inget att ringa den här veckan."])]
    for number, call in enumerate(found.work.week, 1):
        lines += ["", f"{number}. {_whom(call)}", *_indented(_told(call))]
    if readings := _pressing(found):
        lines += ["", "Att läsa (här finns inget nummer att ringa)"]
    for reading in readings:
        lines += ["", f"– {reading.name}", *_indented(_read(reading))]
    return "\n".join(lines)


def _begin(on: date) -> list[str]:
    """Return what is true of every call in the report of the day `on`: what to say first, and how to read the line numbers."""
    lines = f"Radnumren gäller filen som den var {long_date(on)}. Ändra nerifrån och upp. {COPY}"
    return [*(f"Säg först: {words}" for words in call_questions.SAY_FIRST), lines]


COPY = "Rader att skriva står som i filen: kopiera dem med mellanslagen."
"""How the lines of the file are to be taken."""


def _fact(found: Report, fact: Aged) -> Iterator[str]:
    where = found.loaded.where(*fact.fact.owner, *([fact.fact.key] if fact.fact.key else []))
    yield f"  {STEPS[fact.step]}: {fact.fact.what} ({fact.fact.kind.name.lower()}, {fact.fact.kind.weeks} veckor)"
    yield f"      {fact.told}{OLD if fact.old else ''} {where.file}:{where.line}"


OLD = " Vilar bara på gamla källor, så det är dags tidigare."


def _pressing(found: Report) -> tuple[Reading, ...]:
    return tuple(reading for reading in found.work.readings if any(fact.step is not Step.FRESH for fact in reading.facts))


def _whom(call: Call) -> str:
    return f"{call.contact.name}: {call.contact.phone.number}"


def _told(call: Call) -> Iterator[str]:
    """Yield why to call, what to ask and what to write afterwards, a line each; a line of the file stands whole after a stroke."""
    yield f"Varför: {call.why}"
    yield "Fråga:"
    for asked in call.asked:
        yield f"  – {asked.words}"
        yield from _change(asked.edit, f"    {'Om inte' if asked.is_known else 'Sedan'}: ")
    if call.waiting:
        yield f"Frågor som väntar till nästa samtal: {call.waiting}."
    if call.unknowns:
        yield call_questions.UNKNOWN
        for unknown in call.unknowns:
            yield f"  – {unknown.words}"
            yield from _change(unknown.edit, "    ")
    yield from _afterwards(call.edits)


def _read(reading: Reading) -> Iterator[str]:
    yield from (
        f"Läs, eller skriv till: {address}" if "@" in address.split("/")[0] else f"Läs: {address}" for address in reading.addresses
    )
    for fact in reading.facts:
        yield f"{fact.fact.what}. {fact.told}"
        yield from (f"  Gammal källa, fråga någon om du kan: ”{statement.words}”" for statement in fact.old if statement.words)
    yield from _afterwards(reading.edits)


def _afterwards(changes: Iterable[Edit]) -> Iterator[str]:
    yield "Skriv efteråt (byt dagen om det blev en annan):"
    for edit in changes:
        yield from _change(edit, "  ")


def _change(edit: Edit, before: str) -> Iterator[str]:
    """Yield where and what to change, behind `before`; then the lines of the file, each after a stroke, with their indent."""
    where = f"{edit.file}:{edit.last if edit.action == 'insert' else edit.first}"
    if edit.action == "point":
        yield f"{before}{where}  {'  eller  '.join(edit.lines)}{' ' if edit.lines else ''}{edit.note}"
        return
    yield f"{before}{where}  {doing(edit)}{':' if edit.lines else ''}{f' ({edit.note})' if edit.note else ''}"
    yield from (f"{STROKE}{line}" for line in edit.lines)


STROKE = "|"
"""What begins a line of the file among the lines of the report; the forms put something else in its place."""


def doing(edit: Edit) -> str:
    """Return what to do with the lines of an edit, in words: "byt rad 4 mot"; the lines themselves follow it."""
    rows = f"rad {edit.first}" if edit.first == edit.last else f"rad {edit.first}–{edit.last}"
    if edit.action == "insert":
        return f"lägg till efter rad {edit.last}"
    if edit.action == "point":
        return rows
    return f"byt {rows} mot{' en av de här' if edit.either else ''}" if edit.lines else f"ta bort {rows}"


def _indented(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines further in, and lines of the file as they stand there: they can be copied whole."""
    yield from (line.removeprefix(STROKE) if line.startswith(STROKE) else f"   {line}" for line in lines)


def as_markdown(found: Report) -> str:
    """Return the round for an issue: a box to tick for each call and each thing to read, and under it what to say and write."""
    week, readings = found.work.week, _pressing(found)
    lines = [
        f"Så här ser det ut den {long_date(found.on)}.",
        *_marked(_begin(found.on) if week else ["Inget att ringa den här veckan."]),
    ]
    for call in week:
        lines += [
            "",
            f"### {reports.escape_markdown(_whom(call))}",
            "",
            "- [ ] Ringt, och skrivet i registret",
            *_marked(_told(call)),
        ]
    for reading in readings:
        lines += [
            "",
            f"### Läs om {reports.escape_markdown(reading.name)}",
            "",
            "- [ ] Läst, och skrivet i registret",
            *_marked(_read(reading)),
        ]
    return "\n".join(lines)


def _marked(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines of the text form as Markdown: paragraphs, lists by their indent, and what to write (after a stroke) as code."""
    code = False
    for line in [*lines, ""]:
        if code != line.startswith(STROKE):
            code = not code
            yield "  ```"
        if code:
            yield f"  {line.removeprefix(STROKE)}"
        elif line.startswith("    "):
            yield f"  - {reports.escape_markdown(line.strip())}"
        elif line.startswith("  "):
            yield f"- {reports.escape_markdown(line.strip().removeprefix('– '))}"
        elif line:
            yield from ("", reports.escape_markdown(line))


def as_json(found: Report) -> str:
    """Return the report for other tools."""
    document = {
        "on": found.on.isoformat(),
        "release_blocked": any(release(found)),
        "facts": [_fact_as_dict(found, fact) for fact in found.facts],
        "week": [_call_as_dict(call) for call in found.work.week],
        "later": [_call_as_dict(call) for call in found.work.later],
        "readings": [_reading_as_dict(reading) for reading in found.work.readings],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _fact_as_dict(found: Report, fact: Aged) -> dict[str, object]:
    where = found.loaded.where(*fact.fact.owner, *([fact.fact.key] if fact.fact.key else []))
    return {
        "id": fact.fact.id,
        "what": fact.fact.what,
        "kind": fact.fact.kind.id,
        "step": fact.step.value,
        "checked": fact.checked and fact.checked.date.isoformat(),
        "how": fact.checked and fact.checked.how,
        "old_sources_alone": bool(fact.old),
        "soon": fact.ladder.soon.isoformat(),
        "due": fact.ladder.due.isoformat(),
        "overdue": fact.ladder.overdue.isoformat(),
        "file": where.file,
        "line": where.line,
    }


def _call_as_dict(call: Call) -> dict[str, object]:
    return {
        "id": call.contact.id,
        "name": call.contact.name,
        "number": call.contact.phone.number,
        "tel": call.contact.phone.dialled,
        "shown": call.contact.is_shown,
        "why": call.why,
        "facts": [fact.fact.id for fact in call.facts],
        "say_first": list(call_questions.SAY_FIRST),
        "ask": [_asked_as_dict(asked) for asked in call.asked],
        "waiting": call.waiting,
        "unknowns": [_asked_as_dict(asked) for asked in call.unknowns],
        "write": [_edit_as_dict(edit) for edit in call.edits],
        "next_due": call.next_due and call.next_due.isoformat(),
    }


def _asked_as_dict(asked: Asked) -> dict[str, object]:
    return {"about": asked.about, "words": asked.words, "known": asked.is_known, "otherwise": _edit_as_dict(asked.edit)}


def _reading_as_dict(reading: Reading) -> dict[str, object]:
    return {
        "id": reading.id,
        "name": reading.name,
        "addresses": list(reading.addresses),
        "facts": [fact.fact.id for fact in reading.facts],
        "write": [_edit_as_dict(edit) for edit in reading.edits],
        "next_due": reading.next_due.isoformat(),
    }


def _edit_as_dict(edit: Edit) -> dict[str, object]:
    return {
        "file": edit.file,
        "action": edit.action,
        "first": edit.first,
        "last": edit.last,
        "lines": list(edit.lines),
        "either": edit.either,
        "note": edit.note,
    }


FORMATS = {"text": as_text, "markdown": as_markdown, "json": as_json}
