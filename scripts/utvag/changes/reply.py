"""A reply to a letter, into the lines that it changes: what a program can read for certain; all else is told to a person.

Nothing that somebody wrote freely is ever written into the registry: a number and hours are spelled by us, and words are only told.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from utvag import files, reports
from utvag.changes import proposal
from utvag.problems import InvalidRegistry, Location
from utvag.registry import phones, source
from utvag.registry.source import Mapping
from utvag.reports import Mark, Row, Section
from utvag.rules import codes
from utvag.swedish import long_date, quoted
from utvag.upkeep import due, fact_check, written_hours
from utvag.upkeep.edits import Editor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path as FilePath

    from utvag.problems import Problem
    from utvag.project import Project
    from utvag.registry.loader import Loaded
    from utvag.registry.model import Program
    from utvag.registry.source import Path
    from utvag.upkeep.edits import Edit
    from utvag.upkeep.fact_check import Point

YES, NO, TOLD, UNKNOWN = "stämmer", "stämmer inte", "så här", "vet inte"
"""What can be answered: to what the registry says, and (the last two) to what it asks. The form has the same words."""

HOW, BY = "owner_confirmed", "de som driver stödet"
"""How and by whom something is checked that an office has answered in writing, when the registry names no office."""

LONGEST = 600
"""Characters of an answer; the form takes 500."""

_REPLY = re.compile(r"^UTVÄG SVAR 1\n(.*?\n)summa: ([0-9a-f]{32})\nUTVÄG SLUT$", flags=re.DOTALL | re.MULTILINE)
_REFERENCE = re.compile(r"referens: (([a-z0-9-]+) [0-9a-f]{16})")
_DAY = re.compile(r"dag: ([0-9]{4}-[0-9]{2}-[0-9]{2})")
_ANSWER = re.compile(rf"([a-z_.0-9]+): ({YES}|{NO}|{TOLD}|{UNKNOWN})")
_WORDS = re.compile(r"  (\S.*)")
_NUMBER = re.compile(r"[+0-9][0-9 ()/-]{1,20}")
_ADDRESS = re.compile(r"(https://)?[A-Za-z0-9][A-Za-z0-9/._~%?=&@+-]*[A-Za-z0-9/]")
"""A new number or address that nothing in YAML can be taken for; whether it is one, the rules say."""


class Answer(NamedTuple):
    """What was said to a point, its line in the reply, and the words written to it ("": none)."""

    said: str
    line: int
    words: str


class Reply(NamedTuple):
    """What an office has answered about a programme on a day, by the ids of the points."""

    program: Program
    on: date
    points: list[Point]
    answers: dict[str, Answer]


def read(data: bytes, name: str, loaded: Loaded, today: date) -> Reply:
    """Return what the bytes of a reply say; `name` is its file. Raises InvalidRegistry when not all of it can be trusted."""

    def wrong(line: int, told: str, **words: object) -> InvalidRegistry:
        return InvalidRegistry([codes.problem(Location(name, line), name, f"svar/{told}", **words)])

    try:
        text = files.text(data).replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        raise InvalidRegistry([source.not_utf8(data, fault, name)]) from fault
    found = list(_REPLY.finditer(text))
    if len(found) != 1:
        raise wrong(1, "none")
    first = text.count("\n", 0, found[0].start()) + 1
    if hashlib.sha256(f"UTVÄG SVAR 1\n{found[0][1]}".encode()).hexdigest()[:32] != found[0][2]:
        raise wrong(first, "changed")
    lines = dict(enumerate(found[0][1].split("\n")[:-1], first + 1))
    reference, day = _REFERENCE.fullmatch(lines.pop(first + 1)), _DAY.fullmatch(lines.pop(first + 2, ""))
    program = next((one for one in loaded.registry.programs if reference and one.id == reference[2]), None)
    if not program or not reference:
        raise wrong(first + 1, "program", said=reference[2] if reference else "")
    points = fact_check.points(loaded, program)
    if fact_check.reference(program, points) != reference[1]:
        raise wrong(first + 1, "old", name=program.name, program=program.id)
    on = _day(day[1]) if day else None
    if not on or not today - timedelta(366) < on <= today:
        raise wrong(first + 2, "day", said=day[1] if day else "")
    answers, unread = _answers(lines, points)
    if unread:
        raise wrong(unread, "line", said=ascii(lines[unread])[1:-1])
    return Reply(program, on, points, answers)


def _answers(lines: dict[int, str], points: list[Point]) -> tuple[dict[str, Answer], int]:
    """Return the answers that the numbered lines of a reply give to points, and the number of the first that is none; else 0."""
    known = {point.id: (YES, NO, UNKNOWN) if point.asked.known else (TOLD, UNKNOWN) for point in points}
    answers: dict[str, Answer] = {}
    last = ""
    for number, line in lines.items():
        answer, words = _ANSWER.fullmatch(line), _WORDS.fullmatch(line)
        if answer and answer[2] in known.get(answer[1], ()) and answer[1] not in answers:
            last = answer[1]
            answers[last] = Answer(answer[2], number, "")
        elif words and last and words[1].isprintable() and len(answers[last].words) + len(words[1]) < LONGEST:
            answers[last] = answers[last]._replace(words=f"{answers[last].words} {words[1]}".strip())
        else:
            return answers, number
    return answers, 0


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


class Outcome(NamedTuple):
    """What comes of a reply: lines to write, answers that a person must decide on, and places that are not all confirmed."""

    edits: list[Edit]
    left: list[tuple[Point, Answer]]
    unchecked: list[Path]


def outcome(loaded: Loaded, reply: Reply) -> Outcome:
    """Return what comes of a reply. A check is written where all that the registry says was confirmed, or is told anew in lines."""
    editor = Editor(loaded)
    edits: list[Edit] = []
    left: list[tuple[Point, Answer]] = []
    confirmed: dict[Path, bool] = {}
    for point in reply.points:
        answer = reply.answers.get(point.id, Answer(UNKNOWN, 0, ""))
        made = _anew(editor, reply.program, point, answer.words) if answer.said in (NO, TOLD) else []
        edits += made
        if not made and (answer.words or answer.said == NO):
            left.append((point, answer))
        is_right = bool(made) or not point.asked.known or (answer.said == YES and not answer.words)
        confirmed[point.owner] = confirmed.get(point.owner, True) and is_right
    by = json.dumps(reply.program.ask.office, ensure_ascii=False) if reply.program.ask else BY
    known = {path[:-2]: check for path, check in loaded.registry.every_check() if (check.date, check.how) == (reply.on, HOW)}
    edits += [editor.checked(owner, reply.on, HOW, by) for owner, is_whole in confirmed.items() if is_whole and owner not in known]
    return Outcome(edits, left, [owner for owner, is_whole in confirmed.items() if not is_whole])


def _anew(editor: Editor, program: Program, point: Point, words: str) -> list[Edit]:
    """Return the lines for another number, hours or address, if `words` are just that; none when a person must decide."""
    made: list[Edit] = []
    if point.asked.about == "number" and _NUMBER.fullmatch(words) and phones.suggestion(words):
        made = editor.number(point.owner, words)
    elif point.asked.about in ("hours", "open") and (rows := written_hours.read(words)):
        hours = program.contact_routes[int(point.owner[-1])].opening_hours  # type: ignore[union-attr]  # a phone or a visit
        made = [] if any(one.valid_from or one.valid_to for one in hours.schedules) else [editor.hours(point.owner, rows)]
    elif point.asked.about == "address" and _ADDRESS.fullmatch(words) and ("@" in words) == (point.asked.words.count("@") > 0):
        made = [editor.written(point.owner, "address", (words,))]
    return made if all(edit.action != "point" for edit in made) else []


def take_in(project: Project, loaded: Loaded, file: FilePath, today: date, *, write: bool) -> tuple[str, tuple[Problem, ...]]:
    """Return what a reply changes, in lines and in sentences, and what is wrong with it then; write it if nothing is and `write`.

    `loaded` is the registry of `project` as it stands today. Raises InvalidRegistry, OSError and files.NotWritten; then, and when
    something is wrong, nothing is written.
    """
    name = project.shown(file)
    reply = read(files.read(file), name, loaded, today)
    found = outcome(loaded, reply)
    told = [reports.as_text(_sections(loaded, reply, found))]
    if not found.edits:
        return "\n\n".join([*told, "Inget går att skriva av sig självt."]), ()
    made = proposal.propose(project, found.edits, today)
    if files.text(made.before) != loaded.source.text:
        raise files.NotWritten(project.registry, "sparades av någon annan under tiden. Inget är ändrat. Skriv samma kommando igen.")
    if made.problems:
        return "\n\n".join([*told, "Det här skulle bli fel, så inget är ändrat:"]), tuple(
            _at_answers(loaded, reply, name, made.problems)
        )
    if write:
        files.rewrite(project.registry, made.text, made.before)
    last = (
        f"Skrivet i {loaded.source.name}."
        if write
        else "Inget är skrivet än. Skriv samma kommando med --write sist, så skrivs raderna."
    )
    return "\n\n".join([*told, made.told, last]), ()


def _sections(loaded: Loaded, reply: Reply, found: Outcome) -> Iterator[Section]:
    said = [answer.said for answer in reply.answers.values()]
    counted = f"{YES.capitalize()}: {said.count(YES)}. Något annat: {said.count(NO) + said.count(TOLD)}. "
    silent = f"Vet inte, eller inget svar: {len(reply.points) - len(said) + said.count(UNKNOWN)}."
    yield Section(f"Svar om {reply.program.name}, {long_date(reply.on)}", (Row(counted + silent),))
    left = [row for point, answer in found.left for row in _left(loaded, point, answer)]
    if left:
        yield Section("Det här avgör en människa. Skriv själv det som ska ändras:", tuple(left))
    if found.edits:
        yield Section("De här raderna skrivs:", tuple(row for edit in found.edits for row in due.change(edit, "", Mark.ROW)))
    if found.unchecked:
        why = "Ingen kontroll skrivs här, för allt är inte bekräftat. Skriv den själv när det är rättat:"
        yield Section(why, tuple(Row(loaded.source.subject(owner), Mark.ROW) for owner in found.unchecked))


def _left(loaded: Loaded, point: Point, answer: Answer) -> Iterator[Row]:
    """Yield what was asked and answered, where it stands, and that its translations follow the Swedish."""
    yield Row(point.asked.words, Mark.QUESTION)
    yield Row(f"Svar: {answer.said}{f': {quoted(answer.words, LONGEST)}' if answer.words else ''}", Mark.ANSWER)
    yield from due.change(point.asked.otherwise, "", Mark.ANSWER)
    text = loaded.source.value((*point.path, "text"))
    if others := [lang for lang in text if lang != "sv"] if isinstance(text, Mapping) else []:
        yield Row(f"Ändra svenskan, och sedan översättningen efter den: {', '.join(others)}.", Mark.ANSWER)


def _at_answers(loaded: Loaded, reply: Reply, name: str, problems: tuple[Problem, ...]) -> Iterator[Problem]:
    """Yield problems at the line of the answer that each comes of, if it comes of one."""
    for problem in problems:
        of = [point.id for point in reply.points if problem.subject.startswith(loaded.source.subject(point.path))]
        lines = [reply.answers[each].line for each in of if each in reply.answers]
        yield replace(problem, where=Location(name, lines[-1])) if lines else problem
