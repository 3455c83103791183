"""What must be true of a registry beyond its shape."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from utvag.problems import Severity
from utvag.registry import phones, walk
from utvag.registry.model import LIFELINE, NATIONAL, Text, ViaRoute
from utvag.swedish import listing, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.problems import Problem
    from utvag.registry.model import Criterion, Program
    from utvag.registry.source import Path
    from utvag.rules.written_site import WrittenSite

_PERSON = re.compile(r"\b[A-ZÅÄÖÉ][a-zåäöéü]+(-[A-ZÅÄÖÉ][a-zåäöéü]+)? [A-ZÅÄÖÉ][a-zåäöéü]+")
"""Two words in a row that begin with a capital: most often somebody's name."""

_ENDS = (".", "!", "?")

MOST_ANSWER_SETS = 20_000
"""Complete sets of answers that the guide is proven for, one by one; the shipped registry has 240."""


def _programs(site: WrittenSite) -> Iterator[tuple[Path, Program]]:
    for number, program in enumerate(site.registry.programs):
        yield ("programs", number), program


def questions_have_their_parts(site: WrittenSite) -> Iterator[Problem]:
    """Guiden har exakt en fråga om fara, en om vem det gäller, en om plats, och en kommun som är ”någon annanstans”."""
    for wanted in ("danger", "audience", "municipality"):
        found = [question.id for question in site.registry.questions if question.criterion == wanted]
        if len(found) != 1:
            names = f": {listing(found)}" if found else ""
            message, remedy = f"{len(found)} frågor har criterion: {wanted}{names}.", f"Låt exakt en fråga ha criterion: {wanted}."
            yield site.problem(("questions",), message, remedy, "fragornas-delar")

    elsewhere = [place.id for place in site.registry.municipalities if place.elsewhere]
    if len(elsewhere) != 1:
        remedy = "Låt exakt en ha elsewhere: true, den för alla andra kommuner."
        yield site.problem(("municipalities",), f"{len(elsewhere)} kommuner har elsewhere: true.", remedy, "fragornas-delar")


def answers_are_said(site: WrittenSite) -> Iterator[Problem]:
    """En fråga har minst två svar, utom frågan om plats: dess svar är kommunerna."""
    if any(True for _ in questions_have_their_parts(site)):
        return  # which answers a question should have depends on what it is about
    for number, question in enumerate(site.registry.questions):
        path = ("questions", number)
        if question.criterion == "municipality" and question.answers:
            yield site.problem((*path, "answers"), "Svaren är kommunerna.", "Ta bort answers här.", "fragornas-svar")
        if question.criterion != "municipality" and len(question.answers) < 2:  # noqa: PLR2004 -- one answer is no choice
            yield site.problem(path, "Frågan har färre än två svar.", "Skriv minst två under answers.", "fragornas-svar")
        if question.criterion == "danger" and not any(choice.emergency for choice in question.answers):
            yield site.problem(path, "Inget svar visar 112.", "Skriv emergency: true på svaret om fara nu.", "fragornas-svar")
        dangers = [choice.emergency for choice in question.answers]
        if question.criterion == "danger" and dangers != sorted(dangers, reverse=True):
            remedy = "Skriv svaren i ordning: mest fara först, lugnast sist."
            yield site.problem((*path, "answers"), "Ett lugnare svar står före fara nu.", remedy, "fragornas-svar")
        yield from _misplaced(site, question, path)


def _misplaced(site: WrittenSite, question: Criterion, path: Path) -> Iterator[Problem]:
    for number, choice in enumerate(question.answers):
        here = (*path, "answers", number)
        if choice.emergency and question.criterion != "danger":
            yield site.problem((*here, "emergency"), "112 hör till frågan om fara.", "Ta bort emergency här.", "fragornas-svar")
        if (choice.audience is None) == (question.criterion == "audience"):
            missing = choice.audience is None
            message = "Svaret säger inte vem det är." if missing else "Det här är inte frågan om vem det gäller."
            yield site.problem(here, message, f"{'Lägg till' if missing else 'Ta bort'} audience.", "fragornas-svar")


def every_place_has_a_way_in(site: WrittenSite) -> Iterator[Problem]:
    """En kommuns default_programs är igång, gäller där och passar alla: inga villkor."""
    programs = {program.id: program for program in site.registry.programs}
    for number, place in enumerate(site.registry.municipalities):
        for position, name in enumerate(place.default_programs):
            program = programs[name]
            faults = {
                "erbjuds inte just nu": not program.is_offered,
                f"hör till {program.municipality}": program.municipality not in (place.id, NATIONAL),
                "har villkor": bool(program.eligibility.conditions or program.eligibility.depends_on),
                "är inte kind: way_out": program.kind != "way_out",
            }
            if any(faults.values()):
                message = f"{quoted(name)} {listing([words for words, is_so in faults.items() if is_so])}."
                remedy = "Välj en insats som alla i kommunen kan vända sig till."
                yield site.problem(("municipalities", number, "default_programs", position), message, remedy, "vag-in-for-alla")


def running_programs_can_be_reached(site: WrittenSite) -> Iterator[Problem]:
    """En insats som är igång har minst en kontaktväg som får visas."""
    for path, program in _programs(site):
        if program.status == "active" and not program.published_routes:
            remedy = "Bekräfta en kontaktväg (status: published), lägg till en via lifeline, eller pausa insatsen."
            yield site.problem((*path, "contact_routes"), "Ingen kontaktväg får visas.", remedy, "kontaktvag-saknas")


def ways_through_others_lead_somewhere(site: WrittenSite) -> Iterator[Problem]:
    """En kontaktväg genom en annan insats leder till en som erbjuds, och till slut till någon som svarar."""
    if any(True for _ in running_programs_can_be_reached(site)):
        return  # a way through somebody who cannot be reached is no other fault
    offered = {program.id: program for program in site.registry.programs if program.is_offered}
    for path, program in _programs(site):
        for number, route in enumerate(program.contact_routes):
            if isinstance(route, ViaRoute) and route.status == "published" and route.program not in {LIFELINE, *offered}:
                message = f"{quoted(route.program)} erbjuds inte, så den vägen är stängd."
                here = (*path, "contact_routes", number, "program")
                yield site.problem(here, message, "Skriv lifeline, eller en annan insats som är igång.", "via-ingenstans")
        if program.status == "active" and program.published_routes and not _reaches_somebody(program, offered, ()):
            message, remedy = "Vägarna går runt och når ingen.", "Lägg till en väg via lifeline, eller ett nummer."
            yield site.problem((*path, "contact_routes"), message, remedy, "via-ingenstans")


def _reaches_somebody(program: Program, offered: dict[str, Program], behind: tuple[str, ...]) -> bool:
    """Return whether the routes of `program` end anywhere else than in `behind`."""
    for route in program.published_routes:
        if not isinstance(route, ViaRoute) or route.program == LIFELINE:
            return True
        further = offered.get(route.program)
        if further and further.id not in behind and _reaches_somebody(further, offered, (*behind, program.id)):
            return True
    return False


def conditions_can_be_judged(site: WrittenSite) -> Iterator[Problem]:
    """Ett åldersvillkor gäller en fråga vars svar säger ålder, plats är inget villkor, och det ingen kan söka har inga villkor."""
    by_id = {question.id: question for question in site.registry.questions}
    for path, program in _programs(site):
        if program.access == "chosen_by_authorities" and (program.eligibility.conditions or program.eligibility.depends_on):
            remedy = "Skriv conditions: [] och depends_on: [], eller ändra access."
            yield site.problem((*path, "eligibility"), "Insatsen går inte att söka men har villkor.", remedy, "villkor-omojligt")
        for number, condition in enumerate(program.eligibility.conditions):
            question = by_id[condition.question]
            here = (*path, "eligibility", "conditions", number, "question")
            if question.criterion == "municipality":
                yield site.problem(here, "Plats är inget villkor.", "Skriv platsen i municipality i stället.", "villkor-omojligt")
            aged = any(choice.minimum_age is not None or choice.maximum_age is not None for choice in question.answers)
            if condition.is_about_age and not aged:
                message = f"Svaren på {quoted(question.id)} säger ingen ålder."
                yield site.problem(here, message, "Ta en fråga vars svar har ålder.", "villkor-omojligt")


def the_guide_can_be_proven(site: WrittenSite) -> Iterator[Problem]:
    """Frågorna är så få att alla sätt att svara på dem kan prövas ett och ett."""
    registry = site.registry
    asked = (name for name in registry.choices if not (registry.lists_places and name == registry.place_question))
    sets = math.prod(len(registry.choices[name]) + 1 for name in asked)
    if sets > MOST_ANSWER_SETS:
        remedy = f"Ta bort frågor eller svar. {MOST_ANSWER_SETS} är gränsen."
        yield site.problem(("questions",), f"Det finns {sets} sätt att svara på frågorna.", remedy, "guiden-for-stor")


def checks_name_no_person(site: WrittenSite) -> Iterator[Problem]:
    """En kontroll säger i vilken roll någon kontrollerade, aldrig vem."""
    for path, check in site.registry.every_check():
        if _PERSON.search(check.by):
            message = f"{quoted(check.by)} ser ut som namnet på en person."
            remedy = "Skriv rollen, till exempel redaktionen. Är det ingen person? Då kan det stå kvar."
            yield site.problem((*path, "by"), message, remedy, "namn-i-kontroll", Severity.WARNING)


def addresses_name_only_own_numbers(site: WrittenSite) -> Iterator[Problem]:
    """Siffror i en adress är insatsens eget nummer, så att ett gammalt nummer inte blir kvar där."""
    for path, program in _programs(site):
        own = {phones.digits(route.number) for route in program.contact_routes if route.kind == "phone"}
        told = phones.digits(program.slug)
        if len(told) > 2 and told not in own:  # noqa: PLR2004 -- two digits are an age, three are 112
            message = f"Adressen har siffrorna {quoted(told)}, som inte är insatsens nummer."
            yield site.problem((*path, "slug"), message, "Ta bort siffrorna, eller skriv numret som det är nu.", "nummer-i-adress")


def only_the_lifeline_has_its_name(site: WrittenSite) -> Iterator[Problem]:
    """Ingen insats heter som numret där alla vägar slutar."""
    for path, program in _programs(site):
        if program.name.casefold() == site.registry.lifeline.name.casefold():
            message = f"{quoted(program.name)} är namnet på numret där alla vägar slutar."
            remedy = "Ge insatsen ett eget namn, så att ingen ringer fel."
            yield site.problem((*path, "name"), message, remedy, "livlinans-namn")


def clauses_and_sentences_are_what_they_are_used_as(site: WrittenSite) -> Iterator[Problem]:
    """Ord som fortsätter en mening är ingen egen mening, och hela meningar slutar med punkt."""
    for found in walk.texts(site.registry):
        after, is_sentence = found.about("follows"), found.about("sentence")
        for lang, words in {"sv": found.value.sv, **found.value.others}.items() if isinstance(found.value, Text) else ():
            if after and (words[:1].isupper() or words.endswith(_ENDS)):
                remedy = f"Börja med liten bokstav och sätt ingen punkt: orden kommer efter ”{after}”."
                yield site.problem((*found.path, lang), f"{quoted(words)} är en hel mening.", remedy, "meningsform")
            if is_sentence and not words.endswith(_ENDS):
                message = f"{quoted(words)} slutar utan punkt."
                yield site.problem((*found.path, lang), message, "Skriv en hel mening, med punkt.", "meningsform")
