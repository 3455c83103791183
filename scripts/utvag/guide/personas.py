"""Made-up people who may need the site: what they answer, and what they then get."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from utvag import files
from utvag.problems import InvalidRegistry, Location, Problem, in_order
from utvag.registry import loader
from utvag.registry.model import DECLINED, Model
from utvag.registry.scalars import Code, Key, Line, Name, YesNo
from utvag.swedish import did_you_mean, listing, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.project import Project
    from utvag.registry.model import Registry
    from utvag.registry.source import Path


class Saying(Model):
    """Words that the page of a programme must have, for a way that is words and not a programme of its own."""

    program: Annotated[Name, Key("Stödets id.", "bris")]
    words: Annotated[Line, Key("Ord på stödets sida.", "ord på sidan")]


class Persona(Model):
    """One person: who, what has happened, the answers, what must be reached, what we are unsure of."""

    id: Annotated[Code, Key("Personens eget namn i filen.", "P1", unique=True)]
    person: Annotated[Line, Key("Vem det är.", "17 år, Stockholm")]
    situation: Annotated[Line, Key("Vad som har hänt.", "Vill sluta.")]
    answers: Annotated[dict[str, Name], Key("Svaren i guiden, efter frågans id.", {"fara": "nej", "vem": "vuxen"})]
    emergency: Annotated[YesNo, Key("Om 112 ska stå först.", example=False)]
    reaches: Annotated[tuple[Name, ...], Key("Stöd som minst ska finnas med i resultatet.", ["bris"])]
    also_says: Annotated[tuple[Saying, ...], Key("Ord som ska stå på ett stöds sida.")] = ()
    note: Annotated[Line, Key("Det vi är osäkra på.", "Numret nås alltid.")]

    _where: Location = Location("personas.yaml")

    @property
    def where(self) -> Location:
        """Where the person stands in the file."""
        return self._where


class Personas(Model):
    """All people, from one file."""

    personas: Annotated[tuple[Persona, ...], Key("Personerna.")]


def load(project: Project, registry: Registry | None = None) -> tuple[tuple[Persona, ...], tuple[Problem, ...]]:
    """Return the people in the project's file, none when there is no file, and everything that is wrong with it."""
    if not project.personas.exists():
        return (), ()
    return parse(files.read(project.personas), project.shown(project.personas), registry)


def parse(data: bytes, name: str, registry: Registry | None = None) -> tuple[tuple[Persona, ...], tuple[Problem, ...]]:
    """Return the people that the bytes of a YAML file say, and everything that is wrong; with a fault of form nobody is returned.

    With a `registry`, what it does not have is wrong too.
    """
    try:
        found, source = loader.shaped(data, name, Personas)
    except InvalidRegistry as fault:
        return (), fault.problems
    problems = []
    for number, persona in enumerate(found.personas):
        persona._where = source.locate(("personas", number))  # noqa: SLF001 -- it is no key of the file
        for path, message, remedy in unknown(persona, registry) if registry else ():
            where = source.locate(("personas", number, *path))
            problems.append(Problem(where, persona.id, message, remedy, "okand-hanvisning"))
    return found.personas, in_order(problems)


def known(project: Project, registry: Registry) -> tuple[Persona, ...]:
    """Return the people in the project's file whose answers and programmes the registry has."""
    return tuple(persona for persona in load(project)[0] if not any(unknown(persona, registry)))


def unknown(persona: Persona, registry: Registry) -> Iterator[tuple[Path, str, str]]:
    """Yield every answer and programme of a person that the registry does not have: its path, message and remedy."""
    given: list[tuple[Path, str, tuple[str, ...]]] = []
    for question, answer in persona.answers.items():
        choices = registry.choices.get(question)
        if choices is None:
            given.append((("answers", question), question, tuple(registry.choices)))
        else:
            given.append((("answers", question), answer, (*(choice.id for choice in choices), DECLINED)))
    programs = tuple(program.id for program in registry.programs)
    given += [(("reaches", number), name, programs) for number, name in enumerate(persona.reaches)]
    given += [(("also_says", number, "program"), said.program, programs) for number, said in enumerate(persona.also_says)]
    for path, name, known in given:
        if name not in known:
            message = f"{quoted(name)} finns inte i programs.yaml.{did_you_mean(name, known)}"
            yield path, message, f"Har ett id fått ett nytt namn? Välj bland: {listing(known)}."
