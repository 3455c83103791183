"""The guide's page holds each programme once, as a card; this says which cards an ending shows, and why.

An ending is a row of letters, one for each card. So the page grows with the programmes, not with the paths.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from utvag.guide import eligibility, journeys, wizard
from utvag.registry.model import NATIONAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from utvag.guide.journeys import Tree
    from utvag.guide.wizard import Outcome
    from utvag.registry.model import Choice, Condition, Program, Registry, Text

FITS, TALK, MAY, MORE, NONE = "ftmx-"
"""What a letter says: it fits; somebody to talk to, who fits; it may fit; it may fit, further down; not shown."""

AT_FIRST = 4
"""How many that may fit are shown before "Visa fler"."""


@dataclass(frozen=True, slots=True)
class Card:
    """A programme as a result.

    `where` are the answers that speak for it, condition by condition, as words that can follow "gäller"; `ages` are (lowest,
    highest) in whole years; `depends` are sentences about what only a person can decide. `excludes` are the marks of the answers
    that rule it out (`marks`).
    """

    program: Program
    where: tuple[tuple[Text, ...], ...]
    ages: tuple[tuple[int | None, int | None], ...]
    depends: tuple[Text, ...]
    excludes: tuple[str, ...]


def deal(registry: Registry, tree: Tree) -> tuple[Card, ...]:
    """Return the cards of the guide: every programme that some ending shows, in the order of the registry."""
    shown = {name for journey in journeys.walk(tree) for name in journeys.results(journey.outcome)}
    return tuple(_card(program, registry) for program in registry.programs if program.id in shown)


def letters(outcome: Outcome, cards: Sequence[Card]) -> str:
    """Return a letter for each card: what `outcome` says of it."""
    said = letter_of(outcome)
    return "".join(said.get(card.program.id, NONE) for card in cards)


def letter_of(outcome: Outcome) -> dict[str, str]:
    """Return the letter of each programme that `outcome` shows, by its id."""
    groups = (
        (FITS, outcome.fits),
        (TALK, outcome.to_talk_to),
        (MAY, outcome.may_fit[:AT_FIRST]),
        (MORE, (*outcome.may_fit[AT_FIRST:], *outcome.support)),
    )
    return {item.program.id: letter for letter, items in groups for item in items}


def filters(registry: Registry, tree: Tree) -> str:
    """Return the style rules that hide, where no script runs, the cards that an opened answer rules out.

    Only browsers that know `:has()` obey them; the others show every card, which is never wrong.
    """
    documents = wizard.documents(registry, tree)
    known = dict.fromkeys(mark for each in documents for mark in marks(each.registry, deal(each.registry, each.tree)).values())
    rules = "".join(
        f".guide:has([open]>[data-is={mark}]:not(details:not([open])>section *))~*>ul>[data-not~={mark}]{{display:none}}"
        for mark in known
    )
    return f"@supports selector(:has(*)){{{rules}}}"


def marks(registry: Registry, cards: Sequence[Card]) -> dict[tuple[str, str], str]:
    """Return a short name for each answer that rules out one of `cards`, by question and answer: {("plats", "uppsala"): "c2"}."""
    return {
        (question, answer): mark for question, answer, mark in _marked(registry) if any(mark in card.excludes for card in cards)
    }


def _card(program: Program, registry: Registry) -> Card:
    conditions = program.eligibility.conditions
    place = [] if program.municipality == NATIONAL else [(_choice(registry, registry.place_question, program.municipality).reason,)]
    asked = [
        tuple(_choice(registry, condition.question, name).reason for name in condition.answers)
        for condition in conditions
        if condition.answers and not condition.unsure and not _is_whole_audiences(condition, registry)
    ]
    told = [claim.text for claim in program.eligibility.depends_on]
    told += [condition.unsure.leaver for condition in conditions if condition.unsure]
    return Card(
        program,
        (*place, *asked),
        tuple((item.minimum_age, item.maximum_age) for item in conditions if item.is_about_age and not item.unsure),
        tuple(told),
        tuple(mark for question, answer, mark in _marked(registry) if _rules_out(program, registry, question, answer)),
    )


def _choice(registry: Registry, question: str | None, answer: str) -> Choice:
    return next(choice for choice in registry.choices[question or ""] if choice.id == answer)


def _is_whole_audiences(condition: Condition, registry: Registry) -> bool:
    """Whether a condition means everybody of one or more audiences: whoever reads knows that already."""
    choices = registry.choices[condition.question]
    meant = {choice.audience for choice in choices if choice.id in condition.answers}
    return None not in meant and all(choice.id in condition.answers for choice in choices if choice.audience in meant)


def _rules_out(program: Program, registry: Registry, question: str, answer: str) -> bool:
    choice = _choice(registry, question, answer)
    return eligibility.judge(program, {question: choice}, registry.place_question) is eligibility.Verdict.DOES_NOT_FIT


def _marked(registry: Registry) -> Iterator[tuple[str, str, str]]:
    """Yield every answer of the registry: the id of its question, its own, and its mark, which style rules can name unquoted."""
    for letter, question in enumerate(registry.questions):
        for number, choice in enumerate(registry.choices[question.id], 1):
            yield question.id, choice.id, f"{chr(ord('a') + letter)}{number}"
