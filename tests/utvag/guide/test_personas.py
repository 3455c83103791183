"""Tests of made-up people: strict reading, and that the guide and the rules give them the same."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import by_hand
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from utvag.guide import journeys, personas
from utvag.guide.personas import Persona
from utvag.problems import Location
from utvag.registry.model import DECLINED
from utvag.registry.source import Bare

if TYPE_CHECKING:
    from utvag.guide.journeys import Tree
    from utvag.registry.loader import Loaded

GOOD = """\
personas:
- id: P1
  person: 17 år
  situation: Vill sluta.
  answers: {fara: nej, vem: vet-inte}
  emergency: false
  reaches: [bris]
  also_says:
    - {program: bris, words: "ord"}
  note: Osäkert.
"""


def read(text: str) -> list[str]:
    return [f"{problem.where.line} {problem.code}" for problem in personas.parse(text.encode(), "personas.yaml")[1]]


def test_a_person_is_read_as_it_is_written() -> None:
    (found,), problems = personas.parse(GOOD.encode(), "personas.yaml")
    assert not problems
    assert found.answers == {"fara": "nej", "vem": "vet-inte"}
    assert (found.reaches, found.also_says[0].words, found.emergency) == (("bris",), "ord", False)
    assert found.where == Location("personas.yaml", 2, 3)


FAULTS = [
    ("person: 17 år", "persn: 17 år", ["3 okant-namn"]),
    ("  note: Osäkert.\n", "", ["2 saknas"]),
    ("emergency: false", "emergency: nej", ["6 fel-sort"]),
    ("{fara: nej, vem: vet-inte}", "[fara]", ["5 fel-sort"]),
    ("reaches: [bris]", "reaches: bris", ["7 fel-sort"]),
    ('{program: bris, words: "ord"}', "bris", ["9 fel-sort"]),
    ("situation: Vill sluta.", "situation:", ["4 saknas"]),
    ("personas:\n", "", ["1 fil"]),
    ("personas:", "folk:", ["1 okant-namn", "1 saknas"]),
    ("- id: P1\n", "- nej\n- id: P1\n", ["2 fel-sort"]),
    ("  note: Osäkert.\n", "  note: Osäkert.\n" + GOOD.removeprefix("personas:\n"), ["11 dubbelt"]),
    ("note: Osäkert.", "note: Osäkert.\n  note: Igen.", ["11 dubbel-nyckel"]),
]


@pytest.mark.parametrize(("old", "new", "told"), FAULTS)
def test_a_fault_is_told_at_its_line(old: str, new: str, told: list[str]) -> None:
    assert old in GOOD
    assert sorted(read(GOOD.replace(old, new, 1))) == sorted(told)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.text(alphabet=":-[]{}#\n \tax", max_size=4), st.integers(0, 12))
def test_a_spoilt_file_is_read_or_told_and_never_breaks(place: int, put: str, away: int) -> None:
    spoilt = GOOD[:place] + put + GOOD[place + away :]
    people, problems = personas.parse(spoilt.encode(), "personas.yaml")
    assert not (people and problems)


@pytest.mark.parametrize(
    ("old", "new", "line", "guess"),
    [
        ("fara: nej", "fara: nje", 5, "nej"),
        ("fara: nej", "farra: nej", 5, "fara"),
        ("[bris]", "[briss]", 7, "bris"),
        ("program: bris", "program: briss", 9, "bris"),
    ],
)
def test_what_the_registry_does_not_have_is_told_with_a_guess(shipped: Loaded, old: str, new: str, line: int, guess: str) -> None:
    _, (problem,) = personas.parse(GOOD.replace(old, new).encode(), "personas.yaml", shipped.registry)
    assert (problem.where.line, problem.code, problem.subject) == (line, "okand-hanvisning", "P1")
    assert f"Menade du ”{guess}”?" in problem.message


def test_the_guide_and_the_rules_give_everybody_the_same(shipped: Loaded, tree: Tree) -> None:
    told = {"id": "X", "person": "x", "situation": "x", "note": "x", "emergency": Bare("false"), "reaches": []}
    choices = shipped.registry.choices
    for chosen in itertools.product(*([*(choice.id for choice in every), DECLINED] for every in choices.values())):
        answers = dict(zip(choices, chosen, strict=True))
        somebody = Persona.model_validate({**told, "answers": answers})
        assert journeys.results(journeys.follow(tree, somebody.answers).outcome) == by_hand.verdicts(shipped.registry, answers)
