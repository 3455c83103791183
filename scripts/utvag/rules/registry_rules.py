"""What must be true of a registry beyond its shape."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from utvag.registry import phones, walk
from utvag.registry.model import LIFELINE, NATIONAL, Text, ViaRoute
from utvag.swedish import letters, listing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from utvag.problems import Problem
    from utvag.registry.model import Choice, Program
    from utvag.registry.source import Path
    from utvag.rules.written_site import WrittenSite

_PERSON = re.compile(r"\b[A-ZÅÄÖÉ][a-zåäöéü]+(-[A-ZÅÄÖÉ][a-zåäöéü]+)? [A-ZÅÄÖÉ][a-zåäöéü]+")
"""Two words in a row that begin with a capital: most often somebody's name."""

_PERSONS_EMAIL = re.compile(r"[a-zA-Z-]+\.[a-zA-Z-]+@")

_ENDS = (".", "!", "?")

OLDEST = 120
"""Years; nobody is older."""

_AGES: tuple[tuple[re.Pattern[str], Callable[..., tuple[int | None, int | None]]], ...] = (
    (re.compile(r"(\d+)\s?(?:[-\u2013]|till|to)\s?(\d+)"), lambda lowest, highest: (lowest, highest)),
    (re.compile(r"(?i:under|yngre än|younger than|below) (\d+)"), lambda age: (None, age - 1)),
    (re.compile(r"(?i:över|äldre än|older than|above|\bover) (\d+)"), lambda age: (age + 1, None)),
    (
        re.compile(r"(?i:högst|upp till|till och med|up to|at most) (\d+)|(\d+)(?: år)? (?:eller|or|and) (?:yngre|younger|under)"),
        lambda age: (None, age),
    ),
    (
        re.compile(r"(?i:minst|från|fyllt|at least|from) (\d+)|(\d+)(?: år)? (?:eller|or|and) (?:äldre|older|over|up)"),
        lambda age: (age, None),
    ),
)
"""How Swedish and English say an age, and from which age to which that is."""

MOST_ANSWER_SETS = 20_000
"""Complete sets of answers that the guide is proven for, one by one; the shipped registry has 240."""


def _programs(site: WrittenSite) -> Iterator[tuple[Path, Program]]:
    for number, program in enumerate(site.registry.programs):
        yield ("programs", number), program


def questions_have_their_parts(site: WrittenSite) -> Iterator[Problem]:
    """Yield what there is not exactly one of: a question about danger, about whom, about place; a place for everywhere else."""
    for wanted in ("danger", "audience", "municipality"):
        found = [question.id for question in site.registry.questions if question.criterion == wanted]
        if len(found) != 1:
            names = f": {listing(found)}" if found else ""
            yield site.problem(("questions",), "fragornas-delar/criterion", count=len(found), wanted=wanted, names=names)
    elsewhere = sum(place.elsewhere for place in site.registry.municipalities)
    if elsewhere != 1:
        yield site.problem(("municipalities",), "fragornas-delar/elsewhere", count=elsewhere)


def answers_are_said(site: WrittenSite) -> Iterator[Problem]:
    """Yield questions with too few answers, or answers that do not belong to what they are about."""
    if any(True for _ in questions_have_their_parts(site)):
        return  # which answers a question should have depends on what it is about
    for number, question in enumerate(site.registry.questions):
        path: Path = ("questions", number)
        answers: Path = (*path, "answers")
        about, dangers = question.criterion, [choice.emergency for choice in question.answers]
        faults: list[tuple[object, Path, str]] = [
            (about == "municipality" and question.answers, answers, "fragornas-svar/places"),
            (about != "municipality" and len(question.answers) in (0, 1), path, "fragornas-svar/few"),
            (about == "danger" and not any(dangers), path, "fragornas-svar/calm"),
            (about == "danger" and dangers != sorted(dangers, reverse=True), answers, "fragornas-svar/order"),
        ]
        for position, choice in enumerate(question.answers):
            here = (*answers, position)
            faults += [
                (choice.emergency and about != "danger", (*here, "emergency"), "fragornas-svar/emergency"),
                (choice.audience is None and about == "audience", here, "fragornas-svar/audience"),
                (choice.audience is not None and about != "audience", here, "fragornas-svar/no-audience"),
            ]
        yield from (site.problem(at, told) for is_so, at, told in faults if is_so)


def answers_cover_every_age_once(site: WrittenSite) -> Iterator[Problem]:
    """Yield answers whose words and numbers are not the same age, and ages that have no answer, or two."""
    for number, question in enumerate(site.registry.questions):
        path: Path = ("questions", number, "answers")
        aged = [(place, choice) for place, choice in enumerate(question.answers) if choice.is_about_age]
        for place, choice in aged:
            for audience, text in choice.text.by_audience.items():
                for lang, words in text.by_language.items():
                    if _other_age(choice, words):
                        yield site.problem((*path, place, "text", audience, lang), "alder-ordning/words", words=words)
        spans = sorted((choice.minimum_age or 0, choice.maximum_age or OLDEST, place) for place, choice in aged)
        expected = 0
        for lowest, highest, place in [*spans, (OLDEST + 1, OLDEST, -1)] if spans else []:
            if lowest != expected:
                here = (*path, place) if place >= 0 else path
                told = "hole" if lowest > expected else "overlap"
                yield site.problem(here, f"alder-ordning/{told}", age=min(lowest, expected))
            expected = highest + 1


def _other_age(choice: Choice, words: str) -> bool:
    """Return whether the words of an answer say another age than the one it counts with, or none.

    In a language whose words for younger and older are not known here, the numbers alone are compared.
    """
    plain = phones.in_our_digits(words)
    counted = (choice.minimum_age, choice.maximum_age)
    said = next((span(*map(int, filter(None, found.groups()))) for form, span in _AGES if (found := form.search(plain))), None)
    numbers = {int(number) for number in re.findall(r"\d+", plain)}
    near = {age + step for age, steps in zip(counted, ((0, -1), (0, 1)), strict=True) if age is not None for step in steps}
    return said != counted and (said is not None or not numbers or not numbers <= near)


def every_place_has_a_way_in(site: WrittenSite) -> Iterator[Problem]:
    """Yield the default programmes of a place that are not for everybody there."""
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
                path = ("municipalities", number, "default_programs", position)
                told = listing([words for words, is_so in faults.items() if is_so])
                yield site.problem(path, "vag-in-for-alla", name=name, faults=told)


def running_programs_can_be_reached(site: WrittenSite) -> Iterator[Problem]:
    """Yield programmes that are running, of which no contact route may be shown."""
    for path, program in _programs(site):
        if program.status == "active" and not program.published_routes:
            yield site.problem((*path, "contact_routes"), "kontaktvag-saknas")


def ways_through_others_lead_somewhere(site: WrittenSite) -> Iterator[Problem]:
    """Yield contact routes through another programme that is not offered, or through which nobody is reached."""
    if any(True for _ in running_programs_can_be_reached(site)):
        return  # a way through somebody who cannot be reached is no other fault
    offered = {program.id: program for program in site.registry.programs if program.is_offered}
    for path, program in _programs(site):
        routes = (*path, "contact_routes")
        for number, route in enumerate(program.contact_routes):
            if isinstance(route, ViaRoute) and route.status == "published" and route.program not in {LIFELINE, *offered}:
                yield site.problem((*routes, number, "program"), "via-ingenstans/closed", program=route.program)
        if program.status == "active" and program.published_routes and not _reaches_somebody(program, offered, ()):
            yield site.problem(routes, "via-ingenstans/circle")


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
    """Yield conditions on a place, on an age that no answer says, and those of what nobody can apply for."""
    by_id = {question.id: question for question in site.registry.questions}
    for path, program in _programs(site):
        if program.access == "chosen_by_authorities" and (program.eligibility.conditions or program.eligibility.depends_on):
            yield site.problem((*path, "eligibility"), "villkor-omojligt/chosen")
        for number, condition in enumerate(program.eligibility.conditions):
            question = by_id[condition.question]
            here = (*path, "eligibility", "conditions", number, "question")
            if question.criterion == "municipality":
                yield site.problem(here, "villkor-omojligt/place")
            if condition.is_about_age and not any(choice.is_about_age for choice in question.answers):
                yield site.problem(here, "villkor-omojligt/age", question=question.id)


def the_guide_can_be_proven(site: WrittenSite) -> Iterator[Problem]:
    """Yield that the questions can be answered in more ways than can be tried one by one."""
    registry = site.registry
    asked = (name for name in registry.choices if not (registry.lists_places and name == registry.place_question))
    sets = math.prod(len(registry.choices[name]) + 1 for name in asked)
    if sets > MOST_ANSWER_SETS:
        yield site.problem(("questions",), "guiden-for-stor", count=sets, most=MOST_ANSWER_SETS)


def checks_name_no_person(site: WrittenSite) -> Iterator[Problem]:
    """Yield checks that say who made them, and not in which role; and whom we ask, when that is no office."""
    named = [((*path, "by"), check.by) for path, check in site.registry.every_check()]
    for path, program in _programs(site):
        if program.ask:
            named += [((*path, "ask", key), getattr(program.ask, key) or "") for key in ("office", "email")]
    for path, name in named:
        if _PERSON.search(name) or _PERSONS_EMAIL.match(name):
            yield site.problem(path, "namn-i-kontroll", by=name)


def numbers_are_known(site: WrittenSite) -> Iterator[Problem]:
    """Yield numbers that are in no Swedish plan, or go to another country: somebody must have called to try them."""
    for path, program in _programs(site):
        for number, route in enumerate(program.contact_routes):
            if route.kind == "phone" and not phones.is_known(route.number):
                yield site.problem((*path, "contact_routes", number, "number"), "telefon-okant", number=route.number)


def names_and_addresses_are_a_programmes_own(site: WrittenSite) -> Iterator[Problem]:
    """Yield programmes called as the lifeline, and addresses with digits that are not, or no longer, the programme's number."""
    if numbers := phones.mentioned(site.registry.lifeline.name):
        yield site.problem((LIFELINE, "name"), "livlinans-namn/number", number=numbers[0])
    for path, program in _programs(site):
        if letters(program.name) == letters(site.registry.lifeline.name):
            yield site.problem((*path, "name"), "livlinans-namn/own", name=program.name)
        if numbers := phones.mentioned(program.name):
            yield site.problem((*path, "name"), "livlinans-namn/number", number=numbers[0])
        own = {phones.digits(route.number) for route in program.contact_routes if route.kind == "phone"}
        told = phones.digits(program.slug)
        if len(told) > len("18") and told not in own:  # two digits are an age
            yield site.problem((*path, "slug"), "nummer-i-adress", digits=told)


def clauses_and_sentences_are_what_they_are_used_as(site: WrittenSite) -> Iterator[Problem]:
    """Yield words that go on after others and are a sentence of their own, and sentences without a full stop."""
    for found in walk.texts(site.registry):
        after, is_sentence = found.about("follows"), found.about("sentence")
        for lang, words in found.value.by_language.items() if isinstance(found.value, Text) else ():
            if after and (words[:1].isupper() or words.endswith(_ENDS)):
                yield site.problem((*found.path, lang), "meningsform/clause", words=words, after=after)
            if is_sentence and not words.endswith(_ENDS):
                yield site.problem((*found.path, lang), "meningsform/sentence", words=words)
