"""The made-up people of personas.yaml go through the guide; each must find what the file says. Social workers can read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import ROOT, pages_of
from utvag.content import html_tree
from utvag.content.html_tree import Element
from utvag.content.urls import GUIDE, of_program
from utvag.guide import journeys, personas

if TYPE_CHECKING:
    from utvag.guide.journeys import Steps, Tree
    from utvag.guide.personas import Persona
    from utvag.registry.loader import Loaded

PERSONAS, _ = personas.parse((ROOT / "personas.yaml").read_bytes(), "personas.yaml")
SAID = [(persona.id, said.program, said.words) for persona in PERSONAS for said in persona.also_says]
each = pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: str(persona.id))


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


def test_there_are_twenty_people_and_some_are_shown_the_way_in_words() -> None:
    assert [persona.id for persona in PERSONAS] == [f"P{number}" for number in range(1, 21)]
    assert len(SAID) > 10


@each
def test_a_persona_answers_everything_and_reaches_what_can_help(persona: Persona, tree: Tree, shipped: Loaded) -> None:
    """A programme that is paused just now is not asked for: pausing one is an editor's everyday."""
    assert list(persona.answers) == list(shipped.registry.choices)
    outcome = journeys.follow(tree, persona.answers).outcome
    paused = {program.id for program in shipped.registry.programs if program.status == "paused"}
    assert {*persona.reaches} - paused <= journeys.results(outcome).keys()
    assert (outcome.emergency is not None) == persona.emergency


@each
def test_a_persona_sees_the_same_on_the_page_and_the_number_last(
    persona: Persona, tree: Tree, shipped: Loaded, pages: dict[str, Element]
) -> None:
    journey = journeys.follow(tree, persona.answers)
    seen = ending(pages[GUIDE], journey.answers)
    cards = [item.attributes["data-program"] for item in pages[GUIDE].walk() if "data-program" in item.attributes]
    shown = {name for name, letter in zip(cards, seen.attributes["data-outcome"], strict=True) if letter != "-"}
    assert shown == journeys.results(journey.outcome).keys()
    assert (calls(seen)[0] == "tel:112") == persona.emergency
    last = [part for part in seen.inside if isinstance(part, Element)][-1]
    assert calls(last)[0] == f"tel:{shipped.registry.lifeline.dialled}"
    assert shipped.registry.lifeline.number in last.text()


@pytest.mark.parametrize(("persona", "program", "words"), SAID, ids=str)
def test_a_persona_reads_the_words_that_show_the_way(
    persona: str, program: str, words: str, shipped: Loaded, pages: dict[str, Element]
) -> None:
    (shown,) = (found for found in shipped.registry.programs if found.id == program)
    assert words.casefold() in pages[of_program(shown)].text().casefold(), persona
