"""The guide on paper: its questions one below the other, and beside each answer what fits everybody who gives it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from utvag.guide import eligibility, journeys
from utvag.guide.eligibility import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from utvag.guide.journeys import Tree
    from utvag.registry.model import Choice, Emergency, Program, Registry, Text


@dataclass(frozen=True, slots=True)
class Branch:
    """One answer, the programmes that fit whoever gives it whatever else they answer, and 112 where it is needed."""

    words: Text
    programs: tuple[Program, ...]
    emergency: Emergency | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One question in the words for whoever it concerns, and its answers; the last is always to decline."""

    question: str
    words: Text
    branches: tuple[Branch, ...]


def draw(registry: Registry, tree: Tree) -> tuple[Step, ...]:
    """Return every question that some path of the guide asks, in the order it is asked.

    On paper everybody passes every question: one that changes nothing for somebody does no harm.
    A list of places has no room there.
    """
    asked = {question: None for journey in journeys.walk(tree) for question, _ in journey.answers}
    if registry.lists_places:
        asked.pop(registry.place_question or "", None)
    criteria = {criterion.id: criterion for criterion in registry.questions}
    order = sorted(asked, key=lambda name: (criteria[name].criterion != "danger", list(criteria).index(name)))
    return tuple(Step(name, criteria[name].text.said_to(None), _branches(registry, name)) for name in order)


def _branches(registry: Registry, question: str) -> tuple[Branch, ...]:
    offered = (
        Branch(choice.text.said_to(None), _fitting(registry, {question: choice}), registry.emergency if choice.emergency else None)
        for choice in registry.choices[question]
    )
    return (*offered, Branch(registry.declined_answer, _fitting(registry, {})))


def _fitting(registry: Registry, answers: Mapping[str, Choice]) -> tuple[Program, ...]:
    """Return what fits whoever gave `answers`: what already does when all else is unknown, no other answer can take away."""
    place = registry.place_question
    return tuple(program for program in registry.programs if eligibility.judge(program, answers, place) is Verdict.FITS)
