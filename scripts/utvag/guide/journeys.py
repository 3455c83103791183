"""Every path through the guide, as values and as text, JSON and a drawing."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from utvag import reports
from utvag.guide.eligibility import Verdict
from utvag.guide.wizard import Outcome, Question
from utvag.registry.model import DECLINED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Tree: TypeAlias = Question | Outcome
Steps: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Journey:
    """One path: the (question id, answer id) pairs in order, and the outcome it reaches."""

    answers: Steps
    outcome: Outcome


def walk(tree: Tree, behind: Steps = ()) -> Iterator[Journey]:
    """Yield every journey below `tree`, depth first in the order of the answers.

    A tree with a cycle has no end: `proof` looks for that first.
    """
    if isinstance(tree, Outcome):
        yield Journey(behind, tree)
        return
    for answer in tree.answers:
        yield from walk(answer.leads_to, (*behind, (tree.id, answer.id)))


def follow(tree: Tree, answers: Mapping[str, str]) -> Journey:
    """Return the journey of somebody who gives `answers` (question id → answer id) and declines the rest."""
    behind: Steps = ()
    while isinstance(tree, Question):
        wanted = answers.get(tree.id, DECLINED)
        answer = next(answer for answer in tree.answers if answer.id == wanted)
        behind, tree = (*behind, (tree.id, answer.id)), answer.leads_to
    return Journey(behind, tree)


def results(outcome: Outcome) -> dict[str, Verdict]:
    """Return the programmes an outcome names, with the verdict of each."""
    return {item.program.id: item.verdict for item in outcome.recommendations}


def as_json(tree: Tree) -> str:
    """Return every journey in the form that design §7 promises to other tools."""
    journeys = list(walk(tree))
    document = {
        "lifeline": journeys[0].outcome.lifeline.e164,
        "longest": max(len(journey.answers) for journey in journeys),
        "journeys": [
            {
                "answers": [list(step) for step in journey.answers],
                "outcome": {
                    "emergency": journey.outcome.emergency is not None,
                    "programs": [{"id": name, "verdict": verdict.value} for name, verdict in results(journey.outcome).items()],
                    "ends_at": journey.outcome.lifeline.e164,
                },
            }
            for journey in journeys
        ],
    }
    return reports.as_json(document)


def as_mermaid(tree: Tree) -> str:
    """Return the tree as a Mermaid flowchart; an outcome is named by what it shows."""
    lines = ["flowchart TD"]
    numbers = itertools.count()

    def draw(node: Tree) -> str:
        name = f"n{next(numbers)}"
        if isinstance(node, Outcome):
            shown = ["112"] * (node.emergency is not None) + list(results(node)) + [node.lifeline.number]
            lines.append(f'  {name}(["{"<br>".join(shown)}"])')
            return name
        lines.append(f'  {name}["{_label(node.words["sv"])}"]')
        for answer in node.answers:
            below = draw(answer.leads_to)
            lines.append(f'  {name} -->|"{_label(answer.words["sv"])}"| {below}')
        return name

    draw(tree)
    return "\n".join(lines)


def _label(words: str) -> str:
    return words.replace('"', "#quot;")


def as_text(tree: Tree) -> str:
    """Return every journey as one Swedish line each, and a last line that sums them up."""
    journeys = list(walk(tree))
    lines = [
        f"{_said(journey.answers)} → "
        f"{'112, ' if journey.outcome.emergency else ''}{', '.join(_named(journey.outcome))}, {journey.outcome.lifeline.number}"
        for journey in journeys
    ]
    longest = max(len(journey.answers) for journey in journeys)
    return "\n".join(
        [*lines, f"{len(journeys)} vägar, som mest {longest} frågor. Alla slutar på {journeys[0].outcome.lifeline.number}."]
    )


def _said(answers: Steps) -> str:
    return ", ".join(f"{question}: {answer}" for question, answer in answers) or "(inga frågor)"


def _named(outcome: Outcome) -> list[str]:
    return [name if verdict is Verdict.FITS else f"{name}?" for name, verdict in results(outcome).items()]


def questions(tree: Tree) -> Iterator[Question]:
    """Yield every question of the tree, once for each place where it is asked."""
    if isinstance(tree, Question):
        yield tree
        for answer in tree.answers:
            yield from questions(answer.leads_to)


class Numbers:
    """Numbers of what a visitor can tell apart: two trees have the same when they ask the same and show the same programmes.

    Each tree is looked at once, so none may change meanwhile.
    """

    def __init__(self) -> None:
        """Start without numbers."""
        self._known: dict[int, tuple[Tree, int]] = {}
        self._numbers: dict[object, int] = {}

    def of(self, tree: Tree) -> int:
        """Return the number of `tree`."""
        known = self._known.get(id(tree))
        if known is None:
            if isinstance(tree, Outcome):
                shown: object = (tree.emergency is not None, tuple(results(tree).items()))
            else:
                shown = (tree.id, tuple((answer.id, self.of(answer.leads_to)) for answer in tree.answers))
            known = self._known[id(tree)] = tree, self._numbers.setdefault(shown, len(self._numbers))
        return known[1]
