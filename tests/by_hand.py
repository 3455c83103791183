"""Who gets what, worked out by trying every age: what the guide says is held against this, and not against its own judge."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from utvag.registry.model import NATIONAL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from utvag.registry.model import Choice, Condition, Program, Registry

AGES = range(201)


def verdicts(registry: Registry, answers: Mapping[str, str]) -> dict[str, str]:
    """Return "fits" or "may_fit" for each programme that is shown to whoever gives `answers`; what is not answered is unknown."""
    found = {program.id: verdict(registry, program, answers) for program in registry.programs}
    return {name: said for name, said in found.items() if said != "does_not_fit"}


def verdict(registry: Registry, program: Program, answers: Mapping[str, str]) -> str:
    """Return whether one programme "fits", "may_fit" or "does_not_fit"."""
    said = {name: choice for name, choices in registry.choices.items() for choice in choices if answers.get(name) == choice.id}
    truths = [truth(condition, said.get(condition.question)) for condition in program.eligibility.conditions]
    if program.municipality != NATIONAL:
        place = said.get(registry.place_question or "")
        truths.append(place.id == program.municipality if place else None)
    if program.status != "active" or program.access == "chosen_by_authorities" or False in truths:
        return "does_not_fit"
    return "may_fit" if None in truths or program.eligibility.depends_on else "fits"


def truth(condition: Condition, choice: Choice | None) -> bool | None:
    """Return whether a condition holds for all who give an answer (True), for none (False), for some, or nobody knows (None)."""
    if choice is None:
        return None
    asked, said = (condition.minimum_age, condition.maximum_age), (choice.minimum_age, choice.maximum_age)
    if asked == (None, None):
        found = {choice.id in condition.answers}
    else:
        found = {True, False} if said == (None, None) else {_within(age, *asked) for age in AGES if _within(age, *said)}
    if len(found) > 1 or (found == {False} and condition.otherwise == "may_fit"):
        return None
    return found == {True}


@cache
def _within(age: int, least: int | None, most: int | None) -> bool:
    return (least is None or age >= least) and (most is None or age <= most)
