"""The page for a call: every question and every programme at once, and beforehand what each answer makes of each programme.

The script of the page only looks up what stands here; all judging is `eligibility`'s.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from utvag.guide import eligibility, result_cards
from utvag.guide.eligibility import Verdict
from utvag.registry.model import AUDIENCES, DECLINED, LIFELINE, NATIONAL, Text, Words
from utvag.site import templates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from utvag.guide.journeys import Tree
    from utvag.registry.loader import Loaded
    from utvag.registry.model import Audience, Condition, Criterion, Program, Registry
    from utvag.site.templates import Environment

TEMPLATE = "components/call_page.html"

MOST_STEPS = 12
"""More steps up or down than this are as this many: there are no more letters."""

LETTERS = {Verdict.FITS: "f", Verdict.DOES_NOT_FIT: "-"}
"""What a verdict is as one letter; a programme that may fit is the number of its questions that nobody has answered."""


class Note(NamedTuple):
    """Why a programme only may fit: always, or for some answers to one question (`when`: a 1 for each such option, else 0).

    With `asks` the words are a question to put; without words it is the ages that a condition asks for.
    """

    words: Words | Text | None
    question: int | None = None
    when: str = ""
    asks: bool = False
    condition: Condition | None = None


def page(loaded: Loaded, tree: Tree, env: Environment, links: Mapping[str, str] | None = None, part: Registry | None = None) -> str:
    """Return the call page as HTML that can stand in any page, Markdown too; its script and its style are files of their own.

    `tree` is the guide compiled from `loaded`, or from the `part` of its registry that matters in one place. `env` has the staff
    edition's templates, `links` says where the page of each programme is (id → address), if it has one.
    """
    registry = part or loaded.registry
    env.filters["by_audience"] = by_audience
    text = templates.render(
        env,
        TEMPLATE,
        asked=questions(registry),
        declined=DECLINED,
        registry=registry,
        cards=[(card, *verdicts(card.program, registry), [*notes(card.program, registry)]) for card in deal(registry, tree)],
        others=tuple(program for program in registry.programs if program.has_page and not program.is_offered),
        by_id={program.id: program for program in loaded.registry.programs},
        through_lifeline=LIFELINE,
        links=links or {},
        lang="sv",
    )
    return "\n".join(line for line in text.splitlines() if line.strip())


def deal(registry: Registry, tree: Tree) -> list[result_cards.Card]:
    """Return a card for every programme that `tree` can lead to, in the order of the registry."""
    cards = {card.program.id: card for card in result_cards.deal(registry, tree)}
    return [cards[program.id] for program in registry.programs if program.id in cards]


def questions(registry: Registry) -> list[Criterion]:
    """Return every question, danger first."""
    return sorted(registry.questions, key=lambda criterion: criterion.criterion != "danger")


def by_audience(words: Words | Text) -> dict[Text, list[Audience]]:
    """Return the words for each audience, those that are the same once: each with the audiences they are for."""
    found: dict[Text, list[Audience]] = {}
    for audience in AUDIENCES:
        found.setdefault(words.said_to(audience) if isinstance(words, Words) else words, []).append(audience)
    return found


def verdicts(program: Program, registry: Registry) -> tuple[list[int], str, str]:
    """Return the places of the questions that decide on a programme or move it, and two letters for every way to answer them.

    The last question's options change first; the last option of each is to decline. The first letter is the verdict. The second is
    the earlier in the alphabet, the further up the programme stands; a small one if the guide folds it away.
    """
    depends = {criterion.id for criterion in registry.questions if _depends(program, criterion)}
    moving = {move.question for move in program.order}
    asks = [place for place, criterion in enumerate(questions(registry)) if criterion.id in depends | moving]
    names = [questions(registry)[place].id for place in asks]
    letters, ranks = [], []
    for chosen in itertools.product(*((*registry.choices[name], None) for name in names)):
        given = {name: choice for name, choice in zip(names, chosen, strict=True) if choice}
        verdict = eligibility.judge(program, given, registry.place_question)
        letters.append(LETTERS.get(verdict) or str(len(depends - given.keys())))
        up = max(-MOST_STEPS, min(MOST_STEPS, eligibility.moved_up(program, given)))
        ranks.append(chr(ord("M" if eligibility.may_stand_open(program, up) else "m") - up))
    return asks, "".join(letters), "".join(ranks)


def _depends(program: Program, criterion: Criterion) -> bool:
    """Return whether a programme asks for certain answers to a question."""
    is_local = criterion.criterion == "municipality" and program.municipality != NATIONAL
    return is_local or any(condition.question == criterion.id for condition in program.eligibility.conditions)


def notes(program: Program, registry: Registry) -> Iterator[Note]:
    """Yield why the programme only may fit: what nobody has answered, answers that settle nothing, what a person decides."""
    for place, criterion in enumerate(questions(registry)):
        choices = registry.choices[criterion.id]
        if _depends(program, criterion):
            yield Note(criterion.text, place, "0" * len(choices) + "1", asks=True)
        for condition in (one for one in program.eligibility.conditions if one.question == criterion.id):
            when = "".join("1" if eligibility.holds(condition, choice) is None else "0" for choice in choices)
            if "1" in when:
                yield Note(condition.unsure, place, f"{when}0", condition=condition)
    yield from (Note(claim.text) for claim in program.eligibility.depends_on)
