"""Question, Answer and Outcome, and the tree of them compiled from a registry.

A question is asked only where two of its answers lead to different results; an Outcome cannot be made without the lifeline.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from utvag import eligibility
from utvag.eligibility import Verdict
from utvag.model import DECLINED, NATIONAL, Lifeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from utvag.model import Audience, Choice, Emergency, Program, Registry, Text


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One programme in a result, how sure we are, and how many of the questions that decide it are unanswered."""

    program: Program
    verdict: Verdict
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a path ends. The lifeline is not optional: without one there is no Outcome.

    `is_local` is whether the visitor is known to be where the lifeline belongs.
    """

    lifeline: Lifeline
    emergency: Emergency | None = None
    recommendations: tuple[Recommendation, ...] = ()
    is_local: bool = True

    is_question: ClassVar[bool] = False

    def __post_init__(self) -> None:
        """Raise TypeError unless there is a lifeline that always answers."""
        if not isinstance(self.lifeline, Lifeline) or not self.lifeline.opening_hours.around_the_clock:
            msg = "an Outcome ends at a lifeline that is open around the clock"
            raise TypeError(msg)

    @property
    def fits(self) -> tuple[Recommendation, ...]:
        """The ways out that fit."""
        return tuple(item for item in self.recommendations if item.program.kind == "way_out" and item.verdict is Verdict.FITS)

    @property
    def may_fit(self) -> tuple[Recommendation, ...]:
        """The ways out that may fit, those first that least is unknown about."""
        found = (item for item in self.recommendations if item.program.kind == "way_out" and item.verdict is Verdict.MAY_FIT)
        return tuple(sorted(found, key=lambda item: item.unknown))

    @property
    def support(self) -> tuple[Recommendation, ...]:
        """Somebody to talk to besides, who may fit."""
        return tuple(item for item in self.recommendations if item.program.kind == "support" and item.verdict is Verdict.MAY_FIT)

    @property
    def to_talk_to(self) -> tuple[Recommendation, ...]:
        """Somebody to talk to besides, who fits."""
        return tuple(item for item in self.recommendations if item.program.kind == "support" and item.verdict is Verdict.FITS)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, its words, and where it leads; with danger now, the emergency number to show at once."""

    id: str
    words: Text
    leads_to: Question | Outcome
    emergency: Emergency | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question, in the words for whoever has come this far; the last answer is always to decline."""

    id: str
    words: Text
    why: Text
    answers: tuple[Answer, ...] = field(default=())

    is_question: ClassVar[bool] = True


def compile(registry: Registry) -> Question | Outcome:  # noqa: A001 -- read as `wizard.compile`
    """Return the tree of `registry`: danger first, then in declared order, each question only where it can change the result."""
    return _Compiler(registry).tree


class _Compiler:
    """Grows the full tree from the endings up and drops every question whose answers all lead to the same results."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.order = sorted(registry.questions, key=lambda question: question.criterion != "danger")
        self.criteria = [tuple(_criteria_of(program, registry)) for program in registry.programs]
        self.known: dict[object, Recommendation | None] = {}
        self.shapes: dict[object, int] = {}
        self.tree = self._grow(0, {})[0]

    def _grow(self, depth: int, answers: Mapping[str, Choice]) -> tuple[Question | Outcome, int]:
        """Return the tree below `answers` and the number of its shape: two trees with one number show the same results."""
        if depth == len(self.order):
            return self._outcome(answers)
        criterion = self.order[depth]
        choices = self.registry.choices[criterion.id]
        grown = [self._grow(depth + 1, {**answers, criterion.id: choice}) for choice in choices]
        declined = self._grow(depth + 1, answers)
        if all(shape == declined[1] for _, shape in grown):
            return declined
        audience = _audience(answers)
        question = Question(
            id=criterion.id,
            words=criterion.text.said_to(audience),
            why=criterion.why,
            answers=(
                *(
                    Answer(choice.id, choice.text.said_to(audience), below, self.registry.emergency if choice.emergency else None)
                    for choice, (below, _) in zip(choices, grown, strict=True)
                ),
                Answer(DECLINED, self.registry.declined_answer, declined[0]),
            ),
        )
        return question, self._shape((criterion.id, *(shape for _, shape in grown), declined[1]))

    def _shape(self, what: object) -> int:
        return self.shapes.setdefault(what, len(self.shapes))

    def _outcome(self, answers: Mapping[str, Choice]) -> tuple[Outcome, int]:
        found = [self._recommend(number, answers) for number in range(len(self.criteria))]
        recommendations = tuple(item for item in found if item is not None)
        in_danger = any(choice.emergency for choice in answers.values())
        place = answers.get(self.registry.place_question or "")
        outcome = Outcome(
            self.registry.lifeline,
            self.registry.emergency if in_danger else None,
            recommendations,
            is_local=place is not None and place.id == self.registry.lifeline.municipality,
        )
        return outcome, self._shape((in_danger, *((item.program.id, item.verdict) for item in recommendations)))

    def _recommend(self, number: int, answers: Mapping[str, Choice]) -> Recommendation | None:
        """Return what is said of one programme; the same for everybody whose answers to its own questions are the same."""
        given = tuple(choice.id if (choice := answers.get(name)) else None for name in self.criteria[number])
        key = (number, *given)
        if key not in self.known:
            program = self.registry.programs[number]
            verdict = eligibility.judge(program, answers, self.registry.place_question)
            does_not = verdict is Verdict.DOES_NOT_FIT
            self.known[key] = None if does_not else Recommendation(program, verdict, given.count(None))
        return self.known[key]


def _audience(answers: Mapping[str, Choice]) -> Audience | None:
    return next((choice.audience for choice in answers.values() if choice.audience), None)


def _criteria_of(program: Program, registry: Registry) -> Iterable[str]:
    """Return the ids of the questions that this programme's verdict can depend on, in declared order."""
    named = {condition.question for condition in program.eligibility.conditions}
    if program.municipality != NATIONAL:
        named.add(registry.place_question or "")
    return (question.id for question in registry.questions if question.id in named)
