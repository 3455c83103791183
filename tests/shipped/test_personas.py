"""The made-up people of personas.yaml go through the guide; each must find what the file says. Social workers can read it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from builders import ROOT, pages_of
from edited import rows
from utvag.changes import html_tree
from utvag.content.urls import of_program
from utvag.guide import journeys, personas
from utvag.guide.eligibility import Verdict

if TYPE_CHECKING:
    from utvag.guide.journeys import Tree
    from utvag.guide.personas import Persona
    from utvag.registry.loader import Loaded

PERSONAS, _ = personas.parse((ROOT / "personas.yaml").read_bytes(), "personas.yaml")
SAID = [(persona.id, said.program, said.words) for persona in PERSONAS for said in persona.also_says]
each = pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: str(persona.id))


@pytest.fixture(scope="module")
def pages(shipped: Loaded) -> dict[str, str]:
    """Return the words of every page."""
    return {address: html_tree.read(text).text().casefold() for address, text in pages_of(shipped).items()}


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


@pytest.mark.parametrize(("persona", "program", "words"), SAID, ids=str)
def test_a_persona_reads_the_words_that_show_the_way(
    persona: str, program: str, words: str, shipped: Loaded, pages: dict[str, str]
) -> None:
    (shown,) = (found for found in shipped.registry.programs if found.id == program)
    assert words.casefold() in pages[of_program(shown)], persona


@pytest.mark.parametrize("row", rows(Path(__file__).with_name("endings.yaml")), ids=lambda row: row["who"])
def test_somebody_sees_first_what_a_social_worker_would_show(row: Any, tree: Tree) -> None:  # noqa: ANN401 -- YAML
    outcome = journeys.follow(tree, row["answers"]).outcome
    shown = [item.program.id for item in sorted(outcome.shown, key=lambda item: item.verdict is not Verdict.FITS)]
    assert [item.program.id for item in outcome.doors] == row["way_in"]
    assert shown[: len(row["first"])] == row["first"]
    assert len(shown) <= 3
    assert "sjalvmordslinjen" not in shown
