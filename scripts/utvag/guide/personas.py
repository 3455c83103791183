"""Made-up people who may need the site: what they answer, and what they then get."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from utvag import files
from utvag.guide import journeys
from utvag.problems import Location, Problem, in_order
from utvag.registry import source
from utvag.registry.model import DECLINED
from utvag.registry.source import Mapping, Sequence
from utvag.swedish import did_you_mean, listing, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.guide.journeys import Journey, Tree
    from utvag.project import Project
    from utvag.registry.model import Registry
    from utvag.registry.source import Path, Source, Value

TEXTS = ("id", "person", "situation", "note")
KEYS = (*TEXTS[:3], "answers", "emergency", "reaches", "also_says", "note")
"""What stands about a person, in the order of the file; all but `also_says` must be there."""


@dataclass(frozen=True, slots=True)
class Persona:
    """One person: who, what has happened, the answers (question id → answer id), what must be reached, what we are unsure of.

    `also_says` are (programme id, words that its page must have), for ways that are words and not a programme of their own.
    """

    id: str
    person: str
    situation: str
    answers: tuple[tuple[str, str], ...]
    emergency: bool
    reaches: tuple[str, ...]
    also_says: tuple[tuple[str, str], ...]
    note: str
    where: Location


def load(project: Project) -> tuple[tuple[Persona, ...], tuple[Problem, ...]]:
    """Return the people in the project's file, none when there is no file, and everything that is wrong with it."""
    if not project.personas.exists():
        return (), ()
    return parse(files.read(project.personas), project.shown(project.personas))


def parse(data: bytes, name: str) -> tuple[tuple[Persona, ...], tuple[Problem, ...]]:
    """Return the people that the bytes of a YAML file say, and everything that is wrong; with a fault nobody is returned."""
    read = source.parse(data, name)
    if read.document is None:
        return (), in_order(read.problems)
    listed = read.document.get("personas")
    problems = list(read.problems)
    if list(read.document) != ["personas"] or not isinstance(listed, Sequence):
        problems.append(
            _wrong(read, (), "Filen ska börja med personas: och sedan en lista.", "Skriv personas: på en egen rad först.")
        )
        return (), in_order(problems)
    for number, entry in enumerate(listed):
        problems.extend(_faults(read, ("personas", number), entry))
    ids = [entry.get("id") for entry in listed if isinstance(entry, Mapping)]
    twice = (number for number, name in enumerate(ids) if name in ids[:number])
    problems += [_wrong(read, ("personas", number, "id"), "Samma id två gånger.", "Ge personen ett eget.") for number in twice]
    if problems:
        return (), in_order(problems)
    return tuple(_persona(read, number, entry) for number, entry in enumerate(listed) if isinstance(entry, Mapping)), ()


def _faults(read: Source, path: Path, entry: Value) -> Iterator[Problem]:
    """Yield what is wrong with the form of one person."""
    if not isinstance(entry, Mapping):
        yield _wrong(read, path, "Här ska stå en person.", f"Skriv raderna {listing([f'{key}:' for key in KEYS])}.")
        return
    for key in entry:
        if key not in KEYS:
            message = f"{quoted(key)} är inget namn som finns här.{did_you_mean(key, KEYS)}"
            yield _wrong(read, (*path, key), message, f"Här kan stå: {listing(KEYS)}.")
    for key in KEYS:
        if key not in entry and key != "also_says":
            yield _wrong(read, path, f"Raden {key}: saknas.", f"Lägg till {key}: här.")
        elif key in entry and not _fits(key, entry[key]):
            yield _wrong(
                read, (*path, key), f"Det som står efter {key}: har fel form.", FORMS.get(key, "Skriv en text efter kolonet.")
            )


FORMS = {
    "answers": "Skriv så här: answers: {fara: nej, vem: vuxen}",
    "emergency": "Skriv true om 112 ska stå först, annars false.",
    "reaches": "Skriv id på stöden inom hakparentes: reaches: [bris]",
    "also_says": 'Skriv så här, på en egen rad: - {program: bris, words: "ord på sidan"}',
}
"""What to write instead, by key; everything else is a text."""


def _fits(key: str, value: Value) -> bool:
    if key == "answers":
        return isinstance(value, Mapping) and all(isinstance(inside, str) for inside in value.values())
    if key == "reaches":
        return isinstance(value, Sequence) and all(isinstance(inside, str) for inside in value)
    if key == "also_says":
        return isinstance(value, Sequence) and all(_is_saying(inside) for inside in value)
    if key == "emergency":
        return value in ("true", "false")
    return isinstance(value, str) and bool(value.strip())


def _is_saying(value: Value) -> bool:
    return (
        isinstance(value, Mapping)
        and value.keys() == {"program", "words"}
        and all(isinstance(part, str) for part in value.values())
    )


def _persona(read: Source, number: int, entry: Mapping) -> Persona:
    answers, reaches, said = entry["answers"], entry["reaches"], entry.get("also_says", ())
    assert isinstance(answers, Mapping)  # noqa: S101 -- `_faults` found nothing
    told = {key: " ".join(str(entry[key]).split()) for key in TEXTS}
    return Persona(
        **told,
        answers=tuple((question, str(answer)) for question, answer in answers.items()),
        emergency=entry["emergency"] == "true",
        reaches=tuple(map(str, reaches)),
        also_says=tuple((str(item["program"]), str(item["words"])) for item in said if isinstance(item, Mapping)),
        where=read.locate(("personas", number)),
    )


def check(people: tuple[Persona, ...], registry: Registry) -> Iterator[Problem]:
    """Yield every answer and programme of a person that the registry does not have."""
    programs = [program.id for program in registry.programs]
    for persona in people:
        for question, answer in persona.answers:
            offered = _offered(registry, question)
            if answer not in offered:
                wrong = quoted(answer) if offered else f"Frågan {quoted(question)}"
                choose = offered or tuple(registry.choices)
                message = f"{wrong} finns inte i registret.{did_you_mean(answer if offered else question, choose)}"
                yield Problem(persona.where, persona.id, message, f"Välj bland: {listing(choose)}.", "person-svar")
        for name in (*persona.reaches, *(program for program, _ in persona.also_says)):
            if name not in programs:
                message = f"{quoted(name)} är inget stöd i registret.{did_you_mean(name, programs)}"
                yield Problem(persona.where, persona.id, message, "Skriv ett id som står i programs.yaml.", "person-svar")


def _offered(registry: Registry, question: str) -> tuple[str, ...]:
    choices = registry.choices.get(question)
    return () if choices is None else (*(choice.id for choice in choices), DECLINED)


def journey(tree: Tree, persona: Persona) -> Journey:
    """Return the way of a person through the guide."""
    return journeys.follow(tree, dict(persona.answers))


def _wrong(read: Source, path: Path, message: str, remedy: str) -> Problem:
    where = read.locate(path, key=True)
    entry = read.document["personas"][int(path[1])] if len(path) > 1 and read.document else None  # type: ignore[index]  # it was read there
    name = str(entry.get("id", "")) if isinstance(entry, Mapping) else ""
    return Problem(where, name or read.name, message, remedy, "person-form")
