"""What must be true of a registry beyond its shape: a table of rules, each a generator of Problems."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from utvag.content import translations
from utvag.problems import Problem, Severity
from utvag.registry.finding import Finding
from utvag.registry.model import LIFELINE, NATIONAL, ViaRoute
from utvag.rules import wording
from utvag.swedish import listing, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from utvag.registry.loader import Loaded
    from utvag.registry.model import Criterion, Program
    from utvag.registry.source import Path

MOST_ANSWER_SETS = 20_000
"""Complete sets of answers that the guide is proven for, one by one; the shipped registry has 240."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the code in its problems, how much they weigh, and who finds them. The check's docstring is the rule."""

    code: str
    check: Callable[[Loaded], Iterator[Finding]]
    severity: Severity = Severity.ERROR


def check(loaded: Loaded, asked: Sequence[Rule] = ()) -> Iterator[Problem]:
    """Yield what breaks one of RULES, or of the rules that are `asked` for alone."""
    for rule in asked or RULES:
        for found in rule.check(loaded):
            yield loaded.problem(found.path, found.message, found.remedy, rule.code, rule.severity)


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
        calm_first = [choice.emergency for choice in question.answers] != sorted(
            (choice.emergency for choice in question.answers), reverse=True
        )
        if question.criterion == "danger" and calm_first:
            yield Finding(
                (*path, "answers"), "Ett lugnare svar står före fara nu.", "Skriv svaren i ordning: mest fara först, lugnast sist."
            )
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
    """En kontaktväg genom en annan insats leder till en som erbjuds, och till slut till någon som svarar."""
    offered = {program.id: program for program in loaded.registry.programs if program.is_offered}
    for path, program in _programs(loaded):
        for number, route in enumerate(program.contact_routes):
            if isinstance(route, ViaRoute) and route.status == "published" and route.program not in {LIFELINE, *offered}:
                yield Finding(
                    (*path, "contact_routes", number, "program"),
                    f"{quoted(route.program)} erbjuds inte, så den vägen är stängd.",
                    "Skriv lifeline, eller en annan insats som är igång.",
                )
        if program.status == "active" and program.published_routes and not _reaches_somebody(program, offered, ()):
            yield Finding(
                (*path, "contact_routes"), "Vägarna går runt och når ingen.", "Lägg till en väg via lifeline, eller ett nummer."
            )


def _reaches_somebody(program: Program, offered: dict[str, Program], behind: tuple[str, ...]) -> bool:
    """Return whether the routes of `program` end anywhere else than in `behind`."""
    for route in program.published_routes:
        if not isinstance(route, ViaRoute) or route.program == LIFELINE:
            return True
        further = offered.get(route.program)
        if further and further.id not in behind and _reaches_somebody(further, offered, (*behind, program.id)):
            return True
    return False


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


def the_guide_can_be_proven(loaded: Loaded) -> Iterator[Finding]:
    """Frågorna är så få att alla sätt att svara på dem kan prövas ett och ett."""
    registry = loaded.registry
    asked = (name for name in registry.choices if not (registry.lists_places and name == registry.place_question))
    sets = math.prod(len(registry.choices[name]) + 1 for name in asked)
    if sets > MOST_ANSWER_SETS:
        yield Finding(
            ("questions",),
            f"Det finns {sets} sätt att svara på frågorna.",
            f"Ta bort frågor eller svar. {MOST_ANSWER_SETS} är gränsen.",
        )


PROVABLE = Rule("guiden-for-stor", the_guide_can_be_proven)
"""What must hold before the guide is compiled, which would else not end in time."""

RULES: tuple[Rule, ...] = (
    Rule("fragornas-delar", questions_have_their_parts),
    Rule("fragornas-svar", answers_are_said),
    Rule("nagon-annanstans", one_place_is_elsewhere),
    Rule("vag-in-for-alla", every_place_has_a_way_in),
    Rule("kontaktvag-saknas", running_programs_can_be_reached),
    Rule("via-ingenstans", ways_through_others_lead_somewhere),
    Rule("gar-inte-att-soka", the_chosen_have_no_conditions),
    Rule("villkor-omojligt", conditions_can_be_judged),
    Rule("livlinans-namn", wording.only_the_lifeline_has_its_name),
    Rule("neutral-adress", wording.addresses_and_titles_are_neutral),
    Rule("nummer-i-adress", wording.addresses_name_only_own_numbers),
    Rule("nummer-i-text", wording.texts_name_only_confirmed_numbers),
    Rule("lofte", wording.texts_promise_nothing_we_cannot_keep),
    Rule("meningsform", wording.clauses_and_sentences_are_what_they_are_used_as),
    Rule("namn-i-kontroll", wording.checks_name_no_person, Severity.WARNING),
    Rule("oversattning-saknas", translations.languages_are_whole),
    Rule("oversattning-vantar", translations.programs_are_translated, Severity.WARNING),
    PROVABLE,
)
