"""What to ask whoever answers: what the registry says as a statement, what it does not know as a question, and the line to change.

The words stand in calls.yaml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from utvag.registry import source
from utvag.registry.model import LIFELINE
from utvag.swedish import language_name, listing, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from utvag.registry.model import ContactRoute, Lifeline, PhoneRoute, Program, Text
    from utvag.registry.source import Path
    from utvag.upkeep.edits import Edit, Editor
    from utvag.upkeep.facts import Fact

WORDS: Any = source.parse(FilePath(__file__).with_name("calls.yaml").read_bytes(), "calls.yaml").document
"""Everything that is said in a call, as calls.yaml has it."""

_WRITE = WORDS["write"]

MOST = 8
"""Questions in a call: whoever answers has others waiting."""

AT_ONCE = 2
"""Sentences to ask about in one question: short ones, that somebody on the phone can keep in mind."""

_WEEK = '[{byday: [MO, TU, WE, TH, FR], opens_at: "09:00", closes_at: "16:00"}]'
_ABOUT_AGE = re.compile(r"\bålder|åldrar|åldersgräns|\d år", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: what it is about, its words, whether the registry has an answer today, and what to change after another."""

    about: str
    words: str
    known: bool
    otherwise: Edit


def _ask(about: str, state: str, edit: Edit, **put_in: object) -> Asked:
    """Return the question `about` something of which the registry says `state`; `put_in` is what its words leave room for."""
    return Asked(about, WORDS["ask"][about][state].format(**put_in), not state.startswith("unknown"), edit)


def about_number(editor: Editor, path: Path, phone: Lifeline | PhoneRoute, name: str) -> Iterator[Asked]:
    """Yield what to ask about calling the number at `path`: number, hours, languages, anonymity, cost, and what is noted there."""

    def otherwise(key: str, values: tuple[str, ...], note: str) -> Edit:
        """Return how to write another value; nobody changes the lifeline on the word of one call."""
        is_lifeline = path == (LIFELINE,)
        return editor.pointed((*path, key), _WRITE[LIFELINE]) if is_lifeline else editor.written(path, key, values, note)

    new = otherwise("number", (_WRITE["new_number"],), _WRITE["number_with_e164" if phone.e164 else "number"])
    yield _ask("number", "known", new, name=name, number=phone.number)
    state = phone.opening_hours.state
    new = otherwise("opening_hours", (_WEEK,) if state == "always" else ("always", _WEEK), _WRITE["hours"])
    yield _ask("hours", state, new, hours=phone.hours.sentence())
    spoken = listing([language_name(code) or code for code in phone.languages])
    new = editor.written(path, "languages", ("[sv, KOD]",), _WRITE["languages"])
    yield _ask("languages", "known" if spoken else "unknown", new, languages=spoken)
    for key in ("anonymous", "on_the_bill"):
        value = getattr(phone, key)
        others = tuple(other for other in WORDS["ask"][key] if other not in (value, "unknown"))
        yield _ask(key, value, editor.written(path, key, others))
    noted = [((*path, "notes", number, "text"), claim.text["sv"]) for number, claim in enumerate(getattr(phone, "notes", ()))]
    yield from _sentences(editor, "notes", noted, most=2)


def about_age(editor: Editor, path: Path, program: Program | None) -> Asked:
    """Return what to ask about age: of the programme at `path`, or of the lifeline."""
    if program is None:
        return _ask("age", "unknown_of_the_number", editor.pointed((*path, "for_whom"), _WRITE["age_of_the_number"]))
    for number, condition in enumerate(program.eligibility.conditions):
        if condition.is_about_age:
            lowest, highest = condition.minimum_age, condition.maximum_age
            state = "to" if lowest is None else "from" if highest is None else "between"
            point = editor.pointed((*path, "eligibility", "conditions", number), _WRITE["age"])
            return _ask("age", state, point, name=program.name, lowest=lowest, highest=highest)
    for inside, claims in ((("for_whom",), program.for_whom), (("eligibility", "depends_on"), program.eligibility.depends_on)):
        for number, claim in enumerate(claims):
            if _ABOUT_AGE.search(claim.text["sv"]):
                point = editor.pointed((*path, *inside, number, "text"), _WRITE["age_in_words"])
                return _ask("age", "written", point, name=program.name, words=_cited(claim.text["sv"]))
    return _ask("age", "unknown", editor.pointed((*path, "eligibility"), _WRITE["age_of_a_program"]), name=program.name)


def about_program(editor: Editor, path: Path, program: Program, *, is_elsewhere: bool, is_aged: bool) -> Iterator[Asked]:
    """Yield what to ask about the programme at `path`: somebody else whether it is there, its age, all that an aged page says."""
    if is_elsewhere:
        point = editor.pointed((*path, "status"), _WRITE["program"])
        yield _ask("program", "offered" if program.is_offered else "chosen", point, name=program.name)
    yield about_age(editor, path, program)
    if is_aged:
        point = editor.pointed((*path, "summary", "text"), _WRITE["page"])
        yield _ask("page", "known", point, name=program.name, words=_cited(program.summary.text["sv"]))


def about_running(editor: Editor, path: Path, program: Program) -> Asked:
    """Return what to ask whoever answers for the programme at `path`: whether it is there, and whose it is."""
    state = program.status if program.has_page else "unknown"
    return _ask(
        "running", state, editor.pointed((*path, "status"), _WRITE["program"]), name=program.name, provider=program.provider
    )


def about_way(editor: Editor, path: Path, route: ContactRoute, name: str, other: str) -> Iterator[Asked]:
    """Yield what to ask about the way at `path` that is no number: whom it leads through (`other`), or where it leads, and when."""
    if route.kind == "via":
        yield _ask("via", "known", editor.pointed((*path, "program"), _WRITE["program"]), name=name, other=other)
    elif route.kind != "phone":
        address = route.address.sv if route.kind == "visit" else route.address
        yield _ask("address", "known", editor.pointed((*path, "address"), ""), address=address)
    if route.kind == "visit":
        new = editor.written(path, "opening_hours", ("always", _WEEK), _WRITE["hours"])
        yield _ask("open", route.opening_hours.state, new, hours=route.hours.sentence())


def about_old(editor: Editor, facts: Iterable[Fact], asked: list[Asked]) -> Iterator[Asked]:
    """Yield what to ask about sentences of `facts` that rest on old sources alone, besides what is `asked`: MOST in all."""
    rows = {one.otherwise.first for one in asked}
    old = [(said.path, said.text["sv"]) for fact in facts for said in fact.old]
    told = [(path, words) for path, words in old if editor.pointed(path, "").first not in rows]
    yield from _sentences(editor, "old", told, MOST - len(asked))


def about_unknowns(editor: Editor, path: Path, unknowns: Iterable[Text]) -> Iterator[Asked]:
    """Yield what nobody knows of what stands at `path`, and the lines that go when somebody does."""
    for number, text in enumerate(unknowns):
        yield Asked("unknown", text["sv"], known=False, otherwise=editor.dropped(path, "unknowns", number))


def _sentences(editor: Editor, about: str, told: list[tuple[Path, str]], most: int) -> Iterator[Asked]:
    """Yield what to ask about sentences and where each stands: AT_ONCE in a question, or more where they would be over `most`."""
    each = max(AT_ONCE, -(-len(told) // most))
    for start in range(0, len(told), each):
        part = told[start : start + each]
        first, *others = (editor.pointed(path, _WRITE[about]) for path, _ in part)
        if others:
            rows = listing([str(edit.first) for edit in others])
            first = replace(first, note=f"{first.note} {_WRITE['next_text'].format(rows=rows)}")
        yield _ask(about, "known", first, words=" ".join(_cited(words) for _, words in part))


def _cited(words: str) -> str:
    return quoted(words, limit=200)
