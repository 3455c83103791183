"""Does this programme fit these answers: yes, maybe, no."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from utvag.registry.model import NATIONAL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from utvag.registry.model import Choice, Condition, Program


class Verdict(StrEnum):
    """Three values, because "we do not know" is neither yes nor no."""

    FITS = "fits"
    MAY_FIT = "may_fit"
    DOES_NOT_FIT = "does_not_fit"


def judge(program: Program, answers: Mapping[str, Choice], place_question: str | None) -> Verdict:
    """Return whether `program` fits somebody who gave `answers` (question id → answer).

    A question that is missing from `answers` was declined or never asked: unknown, which is not no. `place_question` is the id
    of the question whose answers are municipalities. A programme that is not running, or that only authorities choose people
    for, fits nobody. What only a person can decide (`depends_on`) keeps the verdict at MAY_FIT.
    """
    if not program.is_offered:
        return Verdict.DOES_NOT_FIT
    is_sure = not program.eligibility.depends_on
    if program.municipality != NATIONAL:
        place = answers.get(place_question or "")
        if place is not None and place.id != program.municipality:
            return Verdict.DOES_NOT_FIT
        is_sure = is_sure and place is not None
    for condition in program.eligibility.conditions:
        truth = holds(condition, answers.get(condition.question))
        if truth is False:
            return Verdict.DOES_NOT_FIT
        is_sure = is_sure and truth is not None
    return Verdict.FITS if is_sure else Verdict.MAY_FIT


def moved_up(program: Program, answers: Mapping[str, Choice]) -> int:
    """Return how many steps `answers` move `program` up among the results; down with a minus."""
    chosen = {question: choice.id for question, choice in answers.items()}
    return sum(move.up for move in program.order if chosen.get(move.question) in move.answers)


def may_stand_open(program: Program, up: int) -> bool:
    """Return whether a result that is moved `up` may stand open: a way out, or somebody to talk to that an answer speaks for."""
    least = {"way_out": 0, "support": 1}
    return program.role != "folded" and program.kind in least and up >= least[program.kind]


def holds(condition: Condition, answer: Choice | None) -> bool | None:
    """Return whether `condition` holds for whoever gave `answer`: yes, no, or None when nobody can tell."""
    if answer is None:
        return None
    truth = _age_holds(condition, answer) if condition.is_about_age else answer.id in condition.answers
    return None if truth is False and condition.otherwise == "may_fit" else truth


def _age_holds(condition: Condition, answer: Choice) -> bool | None:
    """Compare two spans of whole years; an answer that says nothing of age leaves it unknown."""
    if answer.minimum_age is None and answer.maximum_age is None:
        return None
    lowest, highest = answer.minimum_age or 0, answer.maximum_age if answer.maximum_age is not None else 200
    wanted_low, wanted_high = condition.minimum_age or 0, condition.maximum_age if condition.maximum_age is not None else 200
    if lowest > wanted_high or highest < wanted_low:
        return False
    return True if wanted_low <= lowest and highest <= wanted_high else None
