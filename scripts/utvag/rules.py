"""What must be true of a registry beyond its shape: a table of rules, each a generator of Problems."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from utvag import phones
from utvag.faults import subject
from utvag.model import NATIONAL, ViaRoute
from utvag.problems import Problem, Severity
from utvag.source import Mapping, Sequence
from utvag.swedish import listing, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from utvag.model import Criterion, Program
    from utvag.registry import Loaded
    from utvag.source import Path

TELLING = re.compile(r"\b(avhopp|g[äa]ng|krimin|extremis|hot(?!ell)|polis|l[äa]mna|brott|exit|våld|vald(?!a))", flags=re.IGNORECASE)
"""How words begin that an address or a title may not contain: both stay in the phone's history (safety.md A11)."""

PROMISES = re.compile(r"anonymt|spårlöst|helt säkert|inga spår|raderar historik|ingen kan se", flags=re.IGNORECASE)
"""What the site never promises (safety.md, threat model)."""

TOO_LARGE = "guiden-for-stor"
"""The code of a registry whose guide cannot be compiled in time."""

MOST_ANSWER_SETS = 100_000
"""Complete sets of answers that the guide is proven for, one by one; the shipped registry has 240."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the code in its problems, how much they weigh, and who finds them. The check's docstring is the rule."""

    code: str
    check: Callable[[Loaded], Iterator[Finding]]
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: the path of the thing, what is wrong, what to write instead."""

    path: Path
    message: str
    remedy: str


def check(loaded: Loaded) -> Iterator[Problem]:
    """Yield what breaks one of RULES."""
    for rule in RULES:
        for found in rule.check(loaded):
            where, name = loaded.source.locate(found.path), subject(found.path, loaded.source)
            yield Problem(where, name, found.message, found.remedy, rule.code, rule.severity)


def _programs(loaded: Loaded) -> Iterator[tuple[Path, Program]]:
    for number, program in enumerate(loaded.registry.programs):
        yield ("programs", number), program


def questions_have_their_parts(loaded: Loaded) -> Iterator[Finding]:
    """Guiden har exakt en fråga om fara, en om vem det gäller och en om plats."""
    for wanted in ("danger", "audience", "municipality"):
        found = [question.id for question in loaded.registry.questions if question.criterion == wanted]
        if len(found) != 1:
            names = f": {listing(found)}" if found else ""
            yield Finding(
                ("questions",),
                f"{len(found)} frågor har criterion: {wanted}{names}.",
                f"Låt exakt en fråga ha criterion: {wanted}.",
            )


def answers_are_said(loaded: Loaded) -> Iterator[Finding]:
    """En fråga har minst två svar, utom frågan om plats: dess svar är kommunerna."""
    for number, question in enumerate(loaded.registry.questions):
        path = ("questions", number)
        if question.criterion == "municipality" and question.answers:
            yield Finding((*path, "answers"), "Svaren är kommunerna.", "Ta bort answers här.")
        if question.criterion != "municipality" and len(question.answers) < 2:  # noqa: PLR2004 -- one answer is no choice
            yield Finding(path, "Frågan har färre än två svar.", "Skriv minst två under answers.")
        if question.criterion == "danger" and not any(choice.emergency for choice in question.answers):
            yield Finding(path, "Inget svar visar 112.", "Skriv emergency: true på svaret om fara nu.")
        yield from _misplaced(question, path)


def _misplaced(question: Criterion, path: Path) -> Iterator[Finding]:
    for number, choice in enumerate(question.answers):
        here = (*path, "answers", number)
        if choice.emergency and question.criterion != "danger":
            yield Finding((*here, "emergency"), "112 hör till frågan om fara.", "Ta bort emergency här.")
        if (choice.audience is None) == (question.criterion == "audience"):
            missing = choice.audience is None
            message = "Svaret säger inte vem det är." if missing else "Det här är inte frågan om vem det gäller."
            yield Finding(here, message, f"{'Lägg till' if missing else 'Ta bort'} audience.")


def one_place_is_elsewhere(loaded: Loaded) -> Iterator[Finding]:
    """Exakt en kommun är ”någon annanstans”, så att alla har ett svar."""
    elsewhere = [place.id for place in loaded.registry.municipalities if place.elsewhere]
    if len(elsewhere) != 1:
        yield Finding(
            ("municipalities",),
            f"{len(elsewhere)} kommuner har elsewhere: true.",
            "Låt exakt en ha elsewhere: true, den för alla andra kommuner.",
        )


def every_place_has_a_way_in(loaded: Loaded) -> Iterator[Finding]:
    """En kommuns default_programs är igång, gäller där och passar alla: inga villkor."""
    programs = {program.id: program for program in loaded.registry.programs}
    for number, place in enumerate(loaded.registry.municipalities):
        for position, name in enumerate(place.default_programs):
            program = programs[name]
            faults = [
                words
                for words, wrong in (
                    ("erbjuds inte just nu", not program.is_offered),
                    (f"hör till {program.municipality}", program.municipality not in (place.id, NATIONAL)),
                    ("har villkor", bool(program.eligibility.conditions or program.eligibility.depends_on)),
                    ("är inte kind: way_out", program.kind != "way_out"),
                )
                if wrong
            ]
            if faults:
                yield Finding(
                    ("municipalities", number, "default_programs", position),
                    f"{quoted(name)} {listing(faults)}.",
                    "Välj en insats som alla i kommunen kan vända sig till.",
                )


def running_programs_can_be_reached(loaded: Loaded) -> Iterator[Finding]:
    """En insats som är igång har minst en kontaktväg som får visas."""
    for path, program in _programs(loaded):
        if program.status == "active" and not program.published_routes:
            yield Finding(
                (*path, "contact_routes"),
                "Ingen kontaktväg får visas.",
                "Bekräfta en kontaktväg (status: published), lägg till en via lifeline, eller pausa insatsen.",
            )


def ways_through_others_lead_somewhere(loaded: Loaded) -> Iterator[Finding]:
    """En kontaktväg genom en annan insats leder till en som har en sida."""
    readable = {program.id for program in loaded.registry.programs if program.has_page} | {"lifeline"}
    for path, program in _programs(loaded):
        for number, route in enumerate(program.contact_routes):
            if (
                isinstance(route, ViaRoute)
                and route.status == "published"
                and (route.program not in readable or route.program == program.id)
            ):
                yield Finding(
                    (*path, "contact_routes", number, "program"),
                    f"{quoted(route.program)} har ingen sida att gå vidare till.",
                    "Skriv lifeline, eller en annan insats som är igång.",
                )


def the_chosen_have_no_conditions(loaded: Loaded) -> Iterator[Finding]:
    """Det som myndigheter väljer ut folk till kan ingen söka, så det har inga villkor för guiden."""
    for path, program in _programs(loaded):
        if program.access == "chosen_by_authorities" and (program.eligibility.conditions or program.eligibility.depends_on):
            yield Finding(
                (*path, "eligibility"),
                "Insatsen går inte att söka men har villkor.",
                "Skriv conditions: [] och depends_on: [], eller ändra access.",
            )


def conditions_can_be_judged(loaded: Loaded) -> Iterator[Finding]:
    """Ett åldersvillkor gäller en fråga vars svar säger ålder, och plats skrivs i municipality."""
    by_id = {question.id: question for question in loaded.registry.questions}
    for path, program in _programs(loaded):
        for number, condition in enumerate(program.eligibility.conditions):
            question = by_id[condition.question]
            here = (*path, "eligibility", "conditions", number, "question")
            if question.criterion == "municipality":
                yield Finding(here, "Plats är inget villkor.", "Skriv platsen i municipality i stället.")
            aged = any(choice.minimum_age is not None or choice.maximum_age is not None for choice in question.answers)
            if condition.is_about_age and not aged:
                yield Finding(
                    here,
                    f"Svaren på {quoted(question.id)} säger ingen ålder.",
                    "Ta en fråga vars svar har ålder.",
                )


def addresses_and_titles_are_neutral(loaded: Loaded) -> Iterator[Finding]:
    """Adress och titel blir kvar i telefonens historik, så de säger inte vad det handlar om."""
    for path, program in _programs(loaded):
        for key, words in (("slug", program.slug), ("title", program.title["sv"])):
            if told := TELLING.search(words):
                yield Finding(
                    (*path, key),
                    f"{quoted(words)} innehåller {quoted(told[0])}, och syns i telefonens historik.",
                    "Välj ord som inte säger vad det handlar om, till exempel ”Stöd i din stadsdel”.",
                )


def texts_name_only_confirmed_numbers(loaded: Loaded) -> Iterator[Finding]:
    """Ett telefonnummer i en text är ett av dem som får visas, skrivet på samma sätt."""
    allowed = published_numbers(loaded)
    for path, words in _texts(loaded.source.document, ()):
        for number in phones.mentioned(words):
            if number not in allowed:
                yield Finding(
                    path,
                    f"Texten nämner numret {quoted(number)}, som inte är något av registrets nummer.",
                    "Ta bort numret ur texten, eller lägg till det som kontaktväg och kontrollera det.",
                )


def texts_promise_nothing_we_cannot_keep(loaded: Loaded) -> Iterator[Finding]:
    """Ingen text lovar något som vi inte kan hålla."""
    for path, words in _texts(loaded.source.document, ()):
        if promise := PROMISES.search(words):
            yield Finding(path, f"Här står {quoted(promise[0])}. Det kan vi inte lova.", "Skriv vad som händer i stället.")


def the_guide_can_be_proven(loaded: Loaded) -> Iterator[Finding]:
    """Frågorna är så få att alla sätt att svara på dem kan prövas ett och ett."""
    sets = math.prod(len(choices) + 1 for choices in loaded.registry.choices.values())
    if sets > MOST_ANSWER_SETS:
        yield Finding(
            ("questions",),
            f"Det finns {sets} sätt att svara på frågorna.",
            f"Ta bort frågor eller svar. {MOST_ANSWER_SETS} är gränsen.",
        )


def published_numbers(loaded: Loaded) -> set[str]:
    """Return every number, as displayed, that may stand on the site."""
    registry = loaded.registry
    routes = (route for program in registry.programs if program.has_page for route in program.published_routes)
    return {registry.lifeline.number, registry.emergency.number} | {route.number for route in routes if route.kind == "phone"}


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:  # noqa: ANN401 -- data as it was written
    """Yield every line that visitors may read: not numbers, ids and addresses, nor what is kept back."""
    if isinstance(value, Mapping):
        kept_back = value.get("status") == "unconfirmed" or value.get("status") in ("ended", "withdrawn")
        for key, inside in value.items():
            if not kept_back and key not in ("number", "e164", "address", "sources", "checks", "id", "status_reason"):
                yield from _texts(inside, (*path, key))
    elif isinstance(value, Sequence):
        for index, inside in enumerate(value):
            yield from _texts(inside, (*path, index))
    elif isinstance(value, str):
        yield path, re.sub(r"\s+", " ", value)


def sources_are_used(loaded: Loaded) -> Iterator[Finding]:
    """En källa i listan används av någon uppgift."""
    used = set(_cited(loaded.source.document))
    for number, source in enumerate(loaded.registry.sources):
        if source.id not in used:
            yield Finding(("sources", number), "Ingen uppgift hänvisar hit.", "Ta bort källan, eller använd den.")


def _cited(value: Any) -> Iterator[str]:  # noqa: ANN401 -- data as it was written
    """Yield every source id that stands in a `sources` list of names; the list of the sources themselves holds groups."""
    if isinstance(value, Mapping):
        for key, inside in value.items():
            if key == "sources" and isinstance(inside, Sequence):
                yield from (item for item in inside if isinstance(item, str))
            else:
                yield from _cited(inside)
    elif isinstance(value, Sequence):
        for inside in value:
            yield from _cited(inside)


RULES: tuple[Rule, ...] = (
    Rule("fragornas-delar", questions_have_their_parts),
    Rule("fragornas-svar", answers_are_said),
    Rule("nagon-annanstans", one_place_is_elsewhere),
    Rule("vag-in-for-alla", every_place_has_a_way_in),
    Rule("kontaktvag-saknas", running_programs_can_be_reached),
    Rule("via-ingenstans", ways_through_others_lead_somewhere),
    Rule("gar-inte-att-soka", the_chosen_have_no_conditions),
    Rule("villkor-omojligt", conditions_can_be_judged),
    Rule("neutral-adress", addresses_and_titles_are_neutral),
    Rule("nummer-i-text", texts_name_only_confirmed_numbers),
    Rule("lofte", texts_promise_nothing_we_cannot_keep),
    Rule(TOO_LARGE, the_guide_can_be_proven),
    Rule("oanvand-kalla", sources_are_used, Severity.WARNING),
)
