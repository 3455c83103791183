"""What to ask whoever answers, made from what the registry says and does not know, with the line to change after another answer."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from utvag.registry import hours
from utvag.registry.model import LIFELINE
from utvag.swedish import language_name, listing, quoted
from utvag.upkeep.edits import LOCK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from utvag.registry.model import Condition, Lifeline, PhoneRoute, Program, Text
    from utvag.registry.source import Path
    from utvag.upkeep.edits import Edit, Editor
    from utvag.upkeep.facts import Statement

SAY_FIRST = (
    "Hej, jag arbetar med webbplatsen Utväg, för den som vill lämna kriminalitet eller extremism.",
    "Det är inte bråttom, och någon annan kan behöva linjen. Har ni tid i två minuter, eller ska jag ringa en annan gång?",
)
"""What the caller says before asking: nobody in need is to wait for us."""

MOST = 8
"""Questions in a call: whoever answers has others waiting."""

AT_ONCE = 2
"""Sentences to ask about in one question: short ones, that somebody on the phone can keep in mind."""

UNKNOWN = (
    "Det här vet vi inte. Fråga om ni hinner. När du vet: skriv det, och ta bort raderna."
    " Tar du bort alla? Skriv unknowns: [] i stället."
)
"""What is said before the unknowns of a call."""

RIGHT = "Stämmer det?"
NEW_NUMBER = "DET NYA NUMRET"
TELL = "Ändra inget. Prata genast med den som ansvarar för registret."
"""What to do when the lifeline is another than we say: that is not for one editor to decide."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: what it is about, its words, whether the registry has an answer today, and what to change after another."""

    about: str
    words: str
    is_known: bool
    edit: Edit


def about_number(editor: Editor, path: Path, phone: Lifeline | PhoneRoute, name: str) -> Iterator[Asked]:
    """Yield what to ask about calling the number at `path`: number, hours, languages, anonymity, cost, and what is noted there."""
    note = f"{'Ändra e164 också.' if phone.e164 else 'Ett långt nummer har e164 också.'} {LOCK}"
    new = editor.pointed((*path, "number"), TELL) if path == (LIFELINE,) else editor.written(path, "number", (NEW_NUMBER,), note)
    yield Asked("number", f"Vi skriver att man når {name} på {phone.number}. {RIGHT}", is_known=True, edit=new)
    yield _hours(editor, path, phone)
    spoken = [language_name(code) or code for code in phone.languages]
    words = f"Vi skriver att ni talar {listing(spoken)}. {RIGHT}" if spoken else "Vilka språk talar ni? Finns det tolk?"
    new = editor.written(path, "languages", ("[sv, KOD]",), "KOD är till exempel en, ar, so eller fa.")
    yield Asked("languages", words, bool(spoken), new)
    yield _closed(editor, path, "anonymous", phone.anonymous, _ANONYMOUS)
    yield _closed(editor, path, "on_the_bill", phone.on_the_bill, _ON_THE_BILL)
    noted = [((*path, "notes", number, "text"), claim.text["sv"]) for number, claim in enumerate(getattr(phone, "notes", ()))]
    yield from _sentences(editor, "notes", noted, "Skriv om texten.", 2)


_ANONYMOUS = {
    "possible": "Vi skriver att man inte behöver säga vem man är. Stämmer det?",
    "not_possible": "Vi skriver att man behöver säga vem man är. Stämmer det?",
    "unknown": "Måste man säga vem man är? Ser ni vilket nummer som ringer?",
}
_ON_THE_BILL = {
    "shown": "Vi skriver att samtalet syns på räkningen. Stämmer det? Vad kostar det?",
    "not_shown": "Vi skriver att samtalet inte syns på räkningen. Stämmer det? Vad kostar det?",
    "unknown": "Vad kostar samtalet? Syns det på räkningen?",
}


def _closed(editor: Editor, path: Path, key: str, value: str, words: dict[str, str]) -> Asked:
    others = tuple(other for other in words if other not in (value, "unknown"))
    return Asked(key, words[value], value != "unknown", editor.written(path, key, others))


def _hours(editor: Editor, path: Path, phone: Lifeline | PhoneRoute) -> Asked:
    state = phone.opening_hours.state
    if state == "always":
        words = f"Vi skriver att ni svarar dygnet runt, också på natten och på helger. {RIGHT}"
    elif state == "unknown":
        words = "Vilka dagar och tider svarar ni?"
    else:
        words = f"Vi skriver att ni svarar så här: {hours.sentence(phone.opening_hours.schedules)} {RIGHT}"
    if path == (LIFELINE,):
        return Asked("hours", words, is_known=True, edit=editor.pointed((*path, "opening_hours"), TELL))
    listed = '[{byday: [MO, TU, WE, TH, FR], opens_at: "09:00", closes_at: "16:00"}]'
    values = (listed,) if state == "always" else ("always", listed)
    return Asked("hours", words, state != "unknown", editor.written(path, "opening_hours", values, "Med de tider de sade."))


def about_age(editor: Editor, path: Path, program: Program | None) -> Asked:
    """Return what to ask about age: of the programme at `path`, or of the lifeline."""
    if program is None:
        point = editor.pointed((*path, "for_whom"), "Finns det en gräns? Ändra inget i guiden förrän det är bekräftat.")
        return Asked(
            "age", "Får man ringa i vilken ålder som helst? Vad händer när någon under 18 ringer?", is_known=False, edit=point
        )
    for number, condition in enumerate(program.eligibility.conditions):
        if condition.is_about_age:
            point = editor.pointed((*path, "eligibility", "conditions", number), "Ändra minimum_age och maximum_age här.")
            words = f"Vi skriver att {program.name} är för den som är {_span(condition)}. {RIGHT}"
            return Asked("age", words, is_known=True, edit=point)
    for key, claims in (("for_whom", program.for_whom), ("depends_on", program.eligibility.depends_on)):
        for number, claim in enumerate(claims):
            if re.search(r"\bålder|åldrar|åldersgräns|\d år", claim.text["sv"], flags=re.IGNORECASE):
                owner = (*path, "eligibility") if key == "depends_on" else path
                point = editor.pointed((*owner, key, number, "text"), "Skriv om texten.")
                return Asked("age", f"Om {program.name} skriver vi: {_cited(claim.text['sv'])} {RIGHT}", is_known=True, edit=point)
    point = editor.pointed((*path, "eligibility"), "Finns det en gräns? Skriv ett villkor med minimum_age eller maximum_age.")
    return Asked("age", f"Finns det någon åldersgräns för {program.name}?", is_known=False, edit=point)


def _span(condition: Condition) -> str:
    lowest, highest = condition.minimum_age, condition.maximum_age
    if lowest is None:
        return f"högst {highest} år"
    return f"{lowest} år eller äldre" if highest is None else f"{lowest}–{highest} år"


def still_there(editor: Editor, path: Path, program: Program) -> Asked:
    """Return what to ask somebody else about the programme at `path`: whether it exists, and whether this is the way to it."""
    point = editor.pointed((*path, "status"), "Finns den inte längre? Läs hur man pausar en insats.")
    way = "och kan man nå dit genom er?" if program.is_offered else "och är det så att man inte kan söka dit själv?"
    return Asked("program", f"Finns {program.name} kvar, {way}", is_known=True, edit=point)


def about_page(editor: Editor, path: Path, program: Program) -> Asked:
    """Return what to ask when all that a page says is to be checked."""
    point = editor.pointed((*path, "summary", "text"), "Skriv om det som har ändrats.")
    words = f"Om {program.name} skriver vi: {_cited(program.summary.text['sv'])} {RIGHT} Har något annat ändrats?"
    return Asked("page", words, is_known=True, edit=point)


def about_old(editor: Editor, statements: Iterable[Statement], before: Iterable[Asked]) -> Iterator[Asked]:
    """Yield what to ask about sentences that rest on old sources alone, besides what is asked `before`: MOST in all."""
    asked = list(before)
    rows = {one.edit.first for one in asked}
    told = [(one.path, one.words) for one in statements if one.words and editor.pointed(one.path, "").first not in rows]
    yield from _sentences(editor, "old", told, "Skriv om texten, och lägg till källan.", MOST - len(asked))


def about_unknowns(editor: Editor, path: Path, unknowns: Iterable[Text]) -> Iterator[Asked]:
    """Yield what nobody knows of what stands at `path`, and the lines that go when somebody does."""
    for number, text in enumerate(unknowns):
        yield Asked("unknown", text["sv"], is_known=False, edit=editor.dropped(path, "unknowns", number))


def _sentences(editor: Editor, about: str, told: list[tuple[Path, str]], note: str, most: int) -> Iterator[Asked]:
    """Yield what to ask about sentences and where each stands: AT_ONCE in a question, or more where they would be over `most`."""
    each = max(AT_ONCE, -(-len(told) // most))
    for start in range(0, len(told), each):
        part = told[start : start + each]
        first, *others = (editor.pointed(path, note) for path, _ in part)
        also = f" Nästa text står på rad {listing([str(edit.first) for edit in others])}." if others else ""
        words = " ".join(_cited(words) for _, words in part)
        yield Asked(about, f"Vi skriver: {words} {RIGHT}", is_known=True, edit=replace(first, note=f"{note}{also}"))


def _cited(words: str) -> str:
    return quoted(words, limit=200)
