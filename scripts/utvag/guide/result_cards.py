"""The guide's page holds each programme once, as a card; this says which cards an ending shows, and why.

An ending is a row of letters, one for each card. So the page grows with the programmes, not with the paths.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from utvag.guide import eligibility, journeys, wizard
from utvag.guide.eligibility import Verdict
from utvag.registry.model import AUDIENCES, NATIONAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from utvag.guide.journeys import Tree
    from utvag.guide.wizard import Outcome, Recommendation
    from utvag.registry.model import Choice, Condition, Program, Registry, Text

DOOR, SHOWN, FOLDED, READ = ("d", "e"), ("123", "456"), ("f", "m"), ("r", "s")
"""What a letter says, when it fits and when it may: the way in; the place among what stands open; folded away; to be read."""

NONE = "-"
"""The letter of what is not shown."""

PLACES = ("door", "way", "more", "reading")
"""Where a card stands before anybody has answered, and where no script runs: in the order of the page."""


@dataclass(frozen=True, slots=True)
class Card:
    """A programme as a result; `reasons` say whom it is for, `excludes` are the marks of the answers that rule it out (`marks`)."""

    program: Program
    place: str
    reasons: tuple[Reason, ...]
    excludes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that decides whether a programme is for somebody: nothing is said of it to whoever has settled it.

    Either `answers` that speak for it, as words that can follow "gäller", or `ages`, (lowest, highest) in whole years, or a
    sentence `told`, which is to be `spoken` or not. `settled` are the marks of the answers after which it is no longer a question.
    """

    settled: tuple[str, ...] = ()
    answers: tuple[Text, ...] = ()
    ages: tuple[int | None, int | None] | None = None
    told: Text | None = None
    spoken: bool = False


def deal(registry: Registry, tree: Tree) -> tuple[Card, ...]:
    """Return the cards of the guide: every programme that some ending shows, by `PLACES`, then in the order of the registry."""
    shown = {name for journey in journeys.walk(tree) for name in journeys.results(journey.outcome)}
    cards = []
    for program in (program for program in registry.programs if program.id in shown):
        excludes = tuple(mark for question, answer, mark in _marked(registry) if _rules_out(program, registry, question, answer))
        cards.append(Card(program, _place(program, registry), tuple(_reasons(program, registry)), excludes))
    return tuple(sorted(cards, key=lambda card: PLACES.index(card.place)))


def openings(registry: Registry) -> tuple[Reason, ...]:
    """Return what is said of the number that is always answered: whose it is, and by audience the first sentence to say.

    `settled` are the marks of the answers of whoever need not be told: is where the number belongs, or is another audience.
    """
    line = registry.lifeline
    here = _marks_of(registry, registry.place_question or "", lambda choice: choice.id == line.municipality)
    told = [Reason(here, told=line.elsewhere)] if line.elsewhere else []
    if line.opening is None:
        return (*told, Reason(told=line.say[0], spoken=True))
    asked = next((question.id for question in registry.questions if question.criterion == "audience"), "")
    for audience in AUDIENCES:
        others = _marks_of(registry, asked, lambda choice, it=audience: choice.audience != it)  # type: ignore[misc]  # mypy knows no default of a lambda
        told.append(Reason(others, told=line.opening.said_to(audience), spoken=True))
    return tuple(told)


def letters(outcome: Outcome, cards: Sequence[Card]) -> str:
    """Return a letter for each card: what `outcome` says of it."""
    said = letter_of(outcome)
    return "".join(said.get(card.program.id, NONE) for card in cards)


def letter_of(outcome: Outcome) -> dict[str, str]:
    """Return the letter of each programme that `outcome` shows, by its id."""
    said = {item.program.id: _letter(FOLDED, item) for item in outcome.recommendations}
    said |= {item.program.id: _letter(READ, item) for item in outcome.reading}
    said |= {item.program.id: _letter(SHOWN, item)[place] for place, item in enumerate(outcome.shown)}
    return said | {item.program.id: _letter(DOOR, item) for item in outcome.doors}


def _letter(kind: tuple[str, str], item: Recommendation) -> str:
    return kind[item.verdict is not Verdict.FITS]


def excluded_together(cards: Sequence[Card]) -> tuple[str, ...]:
    """Return the marks of the answers that rule out every one of `cards`."""
    return tuple(mark for mark in (cards[0].excludes if cards else ()) if all(mark in card.excludes for card in cards))


def filters(registry: Registry, tree: Tree) -> str:
    """Return the style rules that hide the cards that an opened answer rules out, and what it has settled of the others.

    Only browsers that know `:has()` obey them; the others show every card, which is never wrong.
    """
    documents = wizard.documents(registry, tree)
    known = dict.fromkeys(mark for each in documents for mark in marks(each.registry, deal(each.registry, each.tree)).values())
    rules = "".join(
        f".guide:has([open]>[data-is={mark}]:not(details:not([open])>section *))~* [data-not~={mark}]{{display:none}}"
        for mark in known
    )
    return f"@supports selector(:has(*)){{{rules}}}"


def marks(registry: Registry, cards: Sequence[Card]) -> dict[tuple[str, str], str]:
    """Return a short name for each answer that hides something of `cards`, by question and answer: {("plats", "uppsala"): "c2"}."""
    reasons = [*openings(registry), *(reason for card in cards for reason in card.reasons)]
    hiding = {mark for owner in (*(card.excludes for card in cards), *(reason.settled for reason in reasons)) for mark in owner}
    return {(question, answer): mark for question, answer, mark in _marked(registry) if mark in hiding}


def _place(program: Program, registry: Registry) -> str:
    if program.kind == "reading":
        return "reading"
    if program.role == "stand_in" or any(program.id in place.default_programs for place in registry.municipalities):
        return "door"
    return "more" if program.kind == "support" or program.role == "folded" else "way"


def _reasons(program: Program, registry: Registry) -> Iterator[Reason]:
    """Yield whom a programme is for: where, what else its conditions say, what a person decides."""
    if program.municipality != NATIONAL:
        here = _choice(registry, registry.place_question, program.municipality)
        yield Reason(_marks_of(registry, registry.place_question or "", lambda choice: choice == here), (here.reason,))
    for condition in program.eligibility.conditions:
        settled = _marks_of(registry, condition.question, lambda choice, it=condition: eligibility.holds(it, choice) is True)  # type: ignore[misc]  # mypy knows no default of a lambda
        if condition.unsure:
            yield Reason(settled, told=condition.unsure.leaver)
        elif condition.is_about_age:
            yield Reason(settled, ages=(condition.minimum_age, condition.maximum_age))
        elif not _is_whole_audiences(condition, registry):
            yield Reason(settled, tuple(_choice(registry, condition.question, name).reason for name in condition.answers))
    yield from (Reason(told=claim.text) for claim in program.eligibility.depends_on)


def _marks_of(registry: Registry, question: str, wanted: Callable[[Choice], bool]) -> tuple[str, ...]:
    """Return the marks of the answers to `question` that are `wanted`."""
    named = {choice.id for choice in registry.choices.get(question, ()) if wanted(choice)}
    return tuple(mark for asked, answer, mark in _marked(registry) if asked == question and answer in named)


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
