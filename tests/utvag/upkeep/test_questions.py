"""Tests of the questions: what the registry says is asked as a statement, what it does not know as a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import GONE, a_registry, load
from utvag.registry.model import LIFELINE, PhoneRoute
from utvag.upkeep import questions
from utvag.upkeep.edits import Editor

if TYPE_CHECKING:
    from utvag.upkeep.questions import Asked

OWN = ("programs", 3)
PATH = (*OWN, "contact_routes", 0)


def about(**changes: object) -> dict[str, Asked]:
    """Return the questions about the number of `skydd`, with its keys changed."""
    loaded = load(a_registry({f"programs.skydd.contact_routes.telefon.{key}": value for key, value in changes.items()}))
    route = loaded.registry.programs[3].contact_routes[0]
    assert isinstance(route, PhoneRoute)
    return {asked.about: asked for asked in questions.about_number(Editor(loaded), PATH, route, "Skyddet")}


LISTED = [{"byday": ["MO", "TU", "WE"], "opens_at": "09:00", "closes_at": "16:00"}]


@pytest.mark.parametrize(
    ("key", "value", "words", "new"),
    [
        ("number", "114 14", "Vi skriver att man når Skyddet på 114 14. Stämmer det?", ["number: DET NYA NUMRET"]),
        ("opening_hours", "always", "Vi skriver att ni svarar dygnet runt, ", None),
        ("opening_hours", "unknown", "Vilka dagar och tider svarar ni?", None),
        ("opening_hours", LISTED, "Vi skriver att ni svarar så här: Måndag–onsdag 09:00–16:00. Stämmer det?", None),
        ("languages", ["sv", "en"], "Vi skriver att ni talar svenska och engelska. Stämmer det?", None),
        ("languages", "unknown", "Vilka språk talar ni? ", ["languages: [sv, KOD]"]),
        ("languages", GONE, "Vilka språk talar ni? ", ["languages: [sv, KOD]"]),
        ("anonymous", "possible", "Vi skriver att man inte behöver säga vem man är. ", ["anonymous: not_possible"]),
        ("anonymous", "not_possible", "Vi skriver att man behöver säga vem man är. ", ["anonymous: possible"]),
        ("anonymous", "unknown", "Måste man säga vem man är? ", ["anonymous: possible", "anonymous: not_possible"]),
        ("on_the_bill", "shown", "Vi skriver att samtalet syns på räkningen. ", ["on_the_bill: not_shown"]),
        ("on_the_bill", "not_shown", "Vi skriver att samtalet inte syns på räkningen. ", ["on_the_bill: shown"]),
        ("on_the_bill", "unknown", "Vad kostar samtalet? ", ["on_the_bill: shown", "on_the_bill: not_shown"]),
    ],
)
def test_what_is_known_is_said_and_what_is_not_is_asked(key: str, value: object, words: str, new: list[str] | None) -> None:
    asked = about(**{key: value})["hours" if key == "opening_hours" else key]
    assert asked.words.startswith(words)
    assert asked.known == words.startswith("Vi skriver")
    assert new is None or [line.strip() for line in asked.otherwise.lines] == new


def test_every_number_is_asked_about_number_hours_languages_anonymity_cost_and_what_is_noted() -> None:
    asked = about(notes=[{"text": "Samtalet är gratis.", "sources": ["K2"]}])
    assert list(asked) == ["number", "hours", "languages", "anonymous", "on_the_bill", "notes"]
    assert asked["notes"].words == "Vi skriver: ”Samtalet är gratis.” Stämmer det?"


def test_nobody_changes_the_lifeline_on_the_word_of_one_call() -> None:
    loaded = load(a_registry())
    asked = {one.about: one for one in questions.about_number(Editor(loaded), (LIFELINE,), loaded.registry.lifeline, "Numret")}
    for key in ("number", "hours"):
        assert (asked[key].otherwise.lines, asked[key].otherwise.note) == ((), questions.WORDS["write"]["lifeline"])


def age(changes: dict[str, object]) -> Asked:
    loaded = load(a_registry(changes))
    return questions.about_age(Editor(loaded), OWN, loaded.registry.programs[3])


def condition(**ages: int) -> dict[str, object]:
    return {"programs.skydd.eligibility.conditions.0": {"question": "vem", "sources": ["K2"], **ages}}


@pytest.mark.parametrize(
    ("ages", "span"),
    [
        ({"minimum_age": 18}, "18 år eller äldre"),
        ({"maximum_age": 17}, "högst 17 år"),
        ({"minimum_age": 16, "maximum_age": 29}, "16–29 år"),
    ],
)
def test_an_age_that_the_guide_uses_is_asked(ages: dict[str, int], span: str) -> None:
    asked = age(condition(**ages))
    assert (asked.words, asked.known) == (f"Vi skriver att Skyddet är för den som är {span}. Stämmer det?", True)


@pytest.mark.parametrize("words", ["Det finns ingen åldersgräns.", "Du som är över 18 år.", "Åldrarna är olika. Ring och fråga."])
@pytest.mark.parametrize("key", ["for_whom", "eligibility.depends_on"])
def test_an_age_in_words_is_asked_as_it_is_written(words: str, key: str) -> None:
    asked = age({f"programs.skydd.{key}": [{"text": words, "sources": ["K2"]}]})
    assert (asked.words, asked.known) == (f"Om Skyddet skriver vi: ”{words}” Stämmer det?", True)


def test_an_age_nobody_knows_is_asked() -> None:
    asked = age({})
    assert (asked.words, asked.known) == ("Finns det någon åldersgräns för Skyddet?", False)
    loaded = load(a_registry())
    assert questions.about_age(Editor(loaded), (LIFELINE,), None).words.startswith("Får man ringa i vilken ålder som helst?")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("arbete", "Finns Arbetslaget kvar, och kan man nå dit genom er?"),
        ("utvalda", "Finns Samarbetet kvar, och är det så att man inte kan söka dit själv?"),
    ],
)
def test_somebody_else_is_asked_whether_it_exists_and_never_promises_a_way_in_that_is_none(name: str, words: str) -> None:
    loaded = load(a_registry())
    place, program = next((place, one) for place, one in enumerate(loaded.registry.programs) if one.id == name)
    path = ("programs", place)
    asked = [*questions.about_program(Editor(loaded), path, program, is_elsewhere=True, is_aged=True)]
    assert (asked[0].words, [one.about for one in asked]) == (words, ["program", "age", "page"])
    summary = program.summary.text["sv"]
    assert asked[-1].words == f"Om {program.name} skriver vi: ”{summary}” Stämmer det? Har något annat ändrats?"


def test_two_sentences_are_asked_at_once_and_each_has_its_line() -> None:
    notes = [{"text": f"Mening {number}.", "sources": ["K2"]} for number in range(2)]
    loaded = load(a_registry({"programs.skydd.contact_routes.telefon.notes": notes}))
    route = loaded.registry.programs[3].contact_routes[0]
    assert isinstance(route, PhoneRoute)
    *_, asked = questions.about_number(Editor(loaded), PATH, route, "Skyddet")
    first, second = (loaded.where(*PATH, "notes", number, "text").line for number in range(2))
    assert asked.words == "Vi skriver: ”Mening 0.” ”Mening 1.” Stämmer det?"
    assert (asked.otherwise.first, asked.otherwise.note) == (first, f"Skriv om texten. Nästa text står på rad {second}.")


def test_nobody_is_asked_before_it_is_said_that_somebody_else_may_need_the_line() -> None:
    assert "någon annan kan behöva linjen" in " ".join(questions.WORDS["say_first"])
