"""Whether the made-up people of personas.yaml still get what the file says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from utvag.guide import journeys
from utvag.registry import walk
from utvag.rules import codes
from utvag.swedish import listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from utvag.guide.journeys import Tree
    from utvag.guide.personas import Persona
    from utvag.problems import Problem
    from utvag.registry.model import Program, Registry


def people_find_their_way(people: Iterable[Persona], registry: Registry, tree: Tree) -> Iterator[Problem]:
    """Yield people who do not answer every question, or do not get what they should: 112, programmes, words on a programme's page.

    A programme that is not offered just now is not asked for: pausing or ending one is an editor's everyday.
    """
    programs = {program.id: program for program in registry.programs}
    for persona in people:
        where, subject = persona.where, persona.id
        if lacking := [name for name in registry.choices if name not in persona.answers]:
            yield codes.problem(where, subject, "person/answers", questions=listing(lacking))
            continue
        outcome = journeys.follow(tree, persona.answers).outcome
        offered = [name for name in persona.reaches if programs[name].is_offered]
        if lost := [name for name in offered if name not in journeys.results(outcome)]:
            yield codes.problem(where, subject, "person/reaches", programs=listing(lost))
        if (outcome.emergency is not None) != persona.emergency:
            yield codes.problem(where, subject, f"person/{'calm' if persona.emergency else 'emergency'}")
        for said in persona.also_says:
            if programs[said.program].is_offered and said.words.casefold() not in _words(programs[said.program]):
                yield codes.problem(where, subject, "person-ord", words=said.words, program=said.program)


def _words(program: Program) -> str:
    """Return all that a programme's page says in Swedish, in small letters."""
    return " ".join(
        found.value["sv"] if hasattr(found.value, "sv") else str(found.value) for found in walk.texts(program)
    ).casefold()
