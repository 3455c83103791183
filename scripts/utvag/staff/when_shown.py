"""When the guide shows a programme, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from utvag.registry.model import NATIONAL
from utvag.swedish import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.registry.model import Condition, Program, Registry
    from utvag.registry.source import Path

MOST = 200
"""Characters of a question or an answer that is cited."""


@dataclass(frozen=True, slots=True)
class ShownWhen:
    """One condition: its words, the path of its line below the programme, its sources, and what it is about."""

    words: str
    path: Path
    sources: tuple[str, ...]
    label: str


def when_shown(program: Program, registry: Registry) -> Iterator[ShownWhen]:
    """Yield when the guide shows a programme: never, where, for which answers and ages, and what only a person decides."""
    if not program.is_offered:
        key = "status" if program.status != "active" else "access"
        why = "det är inte igång" if key == "status" else "ingen kan söka dit själv"
        yield ShownWhen(f"Guiden föreslår det aldrig: {why}.", (key,), (), "Aldrig")
    if program.municipality != NATIONAL:
        place = registry.places_by_id[program.municipality]
        yield ShownWhen(
            f"Svaret om plats ska vara {_cited(place.answer.leaver['sv'])}. {_OTHERWISE}", ("municipality",), (), "Plats"
        )
    for number, condition in enumerate(program.eligibility.conditions):
        path: Path = ("eligibility", "conditions", number)
        words = age(condition) if condition.is_about_age else _answers(condition, registry)
        end = f"Annars står det under ”kan passa”: {_cited(condition.unsure.leaver['sv'])}" if condition.unsure else _OTHERWISE
        yield ShownWhen(f"{words} {end}", path, condition.sources, "Ålder" if condition.is_about_age else "Svar")
    for number, claim in enumerate(program.eligibility.depends_on):
        here: Path = ("eligibility", "depends_on", number, "text", "sv")
        yield ShownWhen(claim.text["sv"], here, claim.sources, "Bara en människa kan avgöra. Därför blir det högst ”kan passa”")
    if program.is_offered and program.municipality == NATIONAL and not program.eligibility.conditions:
        yield ShownWhen("Inget svar krävs. Det visas för alla.", ("eligibility",), (), "Alla")


_OTHERWISE = "Annars visas det inte. Den som svarar ”vet inte” får det under ”kan passa”."


def age(condition: Condition) -> str:
    """Return what a condition says about age."""
    lowest, highest = condition.minimum_age, condition.maximum_age
    if lowest is None:
        return f"Högst {highest} år."
    return f"{lowest} år eller äldre." if highest is None else f"{lowest}–{highest} år."


def _answers(condition: Condition, registry: Registry) -> str:
    question = next(question for question in registry.questions if question.id == condition.question)
    words = {choice.id: choice.text.leaver["sv"] for choice in registry.choices[condition.question]}
    wanted = " eller ".join(_cited(words[answer]) for answer in condition.answers)
    return f"På frågan {_cited(question.text.leaver['sv'])} ska svaret vara {wanted}."


def _cited(words: str) -> str:
    return quoted(words, MOST)
