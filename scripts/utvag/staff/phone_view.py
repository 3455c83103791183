"""The page for a call: every question and every programme at once, and beforehand what each answer makes of each programme.

The script of the page only looks up what stands here; all judging is `eligibility`'s.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from utvag.guide import eligibility, result_cards
from utvag.guide.eligibility import Verdict
from utvag.registry.model import DECLINED, LIFELINE, NATIONAL, Text
from utvag.site import templates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from utvag.guide.journeys import Tree
    from utvag.registry.loader import Loaded
    from utvag.registry.model import Audience, Choice, Condition, Criterion, Program, Registry, Words
    from utvag.site.templates import Environment
    from utvag.swedish import Language

TEMPLATE = "components/phone_view.html"

FITS, RULED_OUT = "f", "-"
"""What a verdict is as one letter; a programme that may fit is the number of its questions that nobody has answered."""

AUDIENCES: tuple[Audience, ...] = ("leaver", "relative", "professional")


@dataclass(frozen=True, slots=True)
class Said:
    """Words, and the audiences they are for; all of a text's `Said` together are for every audience."""

    words: Text
    audiences: tuple[Audience, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """An answer as the caller would put it; who answers so tells `audience` and, of danger now, `emergency`."""

    id: str
    said: tuple[Said, ...]
    audience: Audience | None = None
    emergency: bool = False
    is_local: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; the last option is to decline, and the same as no answer."""

    id: str
    said: tuple[Said, ...]
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Why a programme only may fit: always, or for some answers to one question (`when`: a 1 for each such option, else 0).

    With `asks` the words are a question to put.
    """

    said: tuple[Said, ...]
    question: int | None = None
    when: str = ""
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A programme; `asks` are the places of the questions it depends on.

    `verdicts` has a letter for every way to answer them, the last question's options changing first.
    """

    program: Program
    conditions: str
    asks: tuple[int, ...] = ()
    verdicts: str = ""
    notes: tuple[Note, ...] = ()


def page(loaded: Loaded, tree: Tree, env: Environment, links: Mapping[str, str] | None = None, part: Registry | None = None) -> str:
    """Return the phone view as HTML that can stand in any page, Markdown too; its script and its style are files of their own.

    `tree` is the guide compiled from `loaded`, or from the `part` of its registry that matters in one place. `env` has the staff
    edition's templates, `links` says where the page of each programme is (id → address), if it has one.
    """
    registry = part or loaded.registry
    text = templates.render(
        env,
        TEMPLATE,
        asked=questions(registry),
        cards=deal(registry, tree, loaded.languages[0]),
        others=tuple(program for program in registry.programs if program.has_page and not program.is_offered),
        by_id={program.id: program for program in loaded.registry.programs},
        through_lifeline=LIFELINE,
        links=links or {},
        lang="sv",
    )
    return "\n".join(line for line in text.splitlines() if line.strip())


def questions(registry: Registry) -> tuple[Asked, ...]:
    """Return every question, danger first."""
    return tuple(
        Asked(
            criterion.id,
            _said(criterion.text),
            (
                *(
                    Option(choice.id, _said(choice.text), choice.audience, choice.emergency, _is_local(registry, criterion, choice))
                    for choice in registry.choices[criterion.id]
                ),
                Option(DECLINED, (Said(registry.declined_answer, AUDIENCES),)),
            ),
        )
        for criterion in _ordered(registry)
    )


def deal(registry: Registry, tree: Tree, words: Language) -> tuple[Card, ...]:
    """Return a card for every programme that `tree` can lead to, in the order of the registry."""
    return tuple(_card(result, registry, words) for result in result_cards.deal(registry, tree))


def _ordered(registry: Registry) -> list[Criterion]:
    return sorted(registry.questions, key=lambda criterion: criterion.criterion != "danger")


def _is_local(registry: Registry, criterion: Criterion, choice: Choice) -> bool:
    return criterion.id == registry.place_question and choice.id == registry.lifeline.municipality


def _said(words: Words) -> tuple[Said, ...]:
    """Return the words for each audience, those that are the same once."""
    found: dict[Text, list[Audience]] = {}
    for audience in AUDIENCES:
        found.setdefault(words.said_to(audience), []).append(audience)
    return tuple(Said(text, tuple(audiences)) for text, audiences in found.items())


def _card(result: result_cards.Card, registry: Registry, words: Language) -> Card:
    program = result.program
    criteria = _ordered(registry)
    named = {condition.question for condition in program.eligibility.conditions}
    if program.municipality != NATIONAL:
        named.add(registry.place_question or "")
    asks = tuple(place for place, criterion in enumerate(criteria) if criterion.id in named)
    options = [(criteria[place].id, (*registry.choices[criteria[place].id], None)) for place in asks]
    letters = (
        _letter(program, registry, dict(zip((name for name, _ in options), chosen, strict=True)))
        for chosen in itertools.product(*(choices for _, choices in options))
    )
    return Card(program, _conditions(result, words), asks, "".join(letters), tuple(_notes(program, registry, words)))


def _letter(program: Program, registry: Registry, chosen: Mapping[str, Choice | None]) -> str:
    given = {name: choice for name, choice in chosen.items() if choice is not None}
    verdict = eligibility.judge(program, given, registry.place_question)
    return {Verdict.FITS: FITS, Verdict.DOES_NOT_FIT: RULED_OUT}.get(verdict) or str(len(chosen) - len(given))


def _notes(program: Program, registry: Registry, words: Language) -> Iterator[Note]:
    """Yield why the programme only may fit: what nobody has answered, answers that settle nothing, what a person decides."""
    conditions = program.eligibility.conditions
    for place, criterion in enumerate(_ordered(registry)):
        choices = registry.choices[criterion.id]
        about = [condition for condition in conditions if condition.question == criterion.id]
        if about or (program.municipality != NATIONAL and criterion.id == registry.place_question):
            yield Note(_said(criterion.text), place, "0" * len(choices) + "1", asks=True)
        for condition in about:
            when = "".join("1" if eligibility.holds(condition, choice) is None else "0" for choice in choices)
            if "1" in when:
                yield Note(_unsure(condition, words), place, f"{when}0")
    yield from (Note((Said(claim.text, AUDIENCES),)) for claim in program.eligibility.depends_on)


def _unsure(condition: Condition, words: Language) -> tuple[Said, ...]:
    """Return why an answer does not settle a condition: its own words, or the ages it asks for."""
    if condition.unsure:
        return _said(condition.unsure)
    told = words["applies"].format(conditions=_ages(condition.minimum_age, condition.maximum_age, words))
    return (Said(Text(sv=told), AUDIENCES),)


def _conditions(result: result_cards.Card, words: Language) -> str:
    """Return whom a programme is for, as far as answers can say it: "Gäller i Uppsala, från 18 år.", or nothing."""
    parts = [templates.either([answer.sv for answer in answers], words) for answers in result.where]
    parts += [_ages(lowest, highest, words) for lowest, highest in result.ages]
    if parts:
        return words["applies"].format(conditions=", ".join(parts))
    return "" if result.depends else words["applies_to_all"]


def _ages(lowest: int | None, highest: int | None, words: Language) -> str:
    if lowest is None:
        return words["age_to"].format(highest=highest)
    if highest is None:
        return words["age_from"].format(lowest=lowest)
    return words["age_between"].format(lowest=lowest, highest=highest)
