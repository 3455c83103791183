"""Twenty made-up people go through the guide; each must find what personas.yaml says. Social workers can read that file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from builders import ROOT, pages_of
from utvag.content import html_tree
from utvag.content.html_tree import Element
from utvag.content.urls import GUIDE, of_program
from utvag.guide import journeys
from utvag.registry import source

if TYPE_CHECKING:
    from utvag.guide.journeys import Steps, Tree
    from utvag.registry.loader import Loaded

Persona: TypeAlias = dict[str, Any]

FILE = ROOT / "personas.yaml"
KEYS = {"id", "person", "situation", "answers", "emergency", "reaches", "also_says", "note"}


def _personas() -> list[Persona]:
    """Return the list in the file."""
    read = source.parse(FILE.read_bytes(), FILE.name)
    assert read.document is not None, read.problems
    assert not read.problems
    found: Any = read.document["personas"]
    return list(found)


PERSONAS = _personas()
each = pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: str(persona["id"]))


@pytest.fixture(scope="module")
def pages(shipped: Loaded) -> dict[str, Element]:
    return {address: html_tree.read(text) for address, text in pages_of(shipped).items()}


def ending(guide: Element, steps: Steps) -> Element:
    """Return the ending that somebody sees who opens the answers `steps` in the guide's HTML."""
    here = guide
    for question, answer in steps:
        section = next(item for item in here.walk() if item.attributes.get("data-question") == question)
        parts = [part for part in section.inside if isinstance(part, Element)]
        here = next(part for part in parts if any(_is_answer(item, answer) for item in part.inside))
    (found,) = (item for item in here.walk() if "data-outcome" in item.attributes)
    return found


def _is_answer(item: Element | str, answer: str) -> bool:
    return isinstance(item, Element) and item.attributes.get("data-answer") == answer


def calls(element: Element) -> list[str]:
    addresses = [item.attributes.get("href", "") for item in element.walk()]
    return [address for address in addresses if address.startswith("tel:")]


def test_there_are_twenty_people() -> None:
    assert [persona["id"] for persona in PERSONAS] == [f"P{number}" for number in range(1, 21)]
    assert all(set(persona) | {"also_says"} == KEYS for persona in PERSONAS)


@each
def test_a_persona_answers_with_answers_that_exist(persona: Persona, shipped: Loaded) -> None:
    choices = shipped.registry.choices
    assert list(persona["answers"]) == list(choices)
    for question, answer in persona["answers"].items():
        assert answer in {"vet-inte", *(choice.id for choice in choices[question])}


@each
def test_a_persona_reaches_every_programme_that_can_help(persona: Persona, tree: Tree, shipped: Loaded) -> None:
    """A programme that is paused just now is not asked for: pausing one is an editor's everyday."""
    outcome = journeys.follow(tree, persona["answers"]).outcome
    status = {program.id: program.status for program in shipped.registry.programs}
    wanted = {name for name in persona["reaches"] if status[name] != "paused"}
    assert wanted <= journeys.results(outcome).keys()
    assert (outcome.emergency is not None) == (persona["emergency"] == "true")
    assert persona["emergency"] in ("true", "false")


@each
def test_a_persona_sees_the_same_on_the_page_and_the_number_last(
    persona: Persona, tree: Tree, shipped: Loaded, pages: dict[str, Element]
) -> None:
    journey = journeys.follow(tree, persona["answers"])
    seen = ending(pages[GUIDE], journey.answers)
    cards = [item.attributes["data-program"] for item in pages[GUIDE].walk() if "data-program" in item.attributes]
    shown = {name for name, letter in zip(cards, seen.attributes["data-outcome"], strict=True) if letter != "-"}
    assert shown == journeys.results(journey.outcome).keys()
    assert (calls(seen)[0] == "tel:112") == (persona["emergency"] == "true")
    last = [part for part in seen.inside if isinstance(part, Element)][-1]
    assert calls(last)[0] == f"tel:{shipped.registry.lifeline.dialled}"
    assert shipped.registry.lifeline.number in last.text()


def test_a_persona_reads_the_words_that_show_the_way(shipped: Loaded, pages: dict[str, Element]) -> None:
    programs = {program.id: program for program in shipped.registry.programs}
    told = [(persona["id"], said) for persona in PERSONAS for said in persona.get("also_says", [])]
    assert len(told) > 10
    for who, said in told:
        assert said["words"].casefold() in pages[of_program(programs[said["program"]])].text().casefold(), who
