"""Tests of made-up people: strict reading, and that the guide and the rules give them the same."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import by_hand
import pytest
from builders import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from utvag.guide import journeys, personas
from utvag.guide.personas import Persona
from utvag.problems import Location
from utvag.registry.model import DECLINED

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
    answers = (("fara", "nej"), ("vem", "vet-inte"))
    where = Location("personas.yaml", 2, 3)
    assert found == Persona("P1", "17 år", "Vill sluta.", answers, False, ("bris",), (("bris", "ord"),), "Osäkert.", where)  # noqa: FBT003 -- 112 is not shown


FAULTS = [
    ("person: 17 år", "persn: 17 år", ["2 person-form", "3 person-form"]),
    ("  note: Osäkert.\n", "", ["2 person-form"]),
    ("emergency: false", "emergency: nej", ["6 person-form"]),
    ("{fara: nej, vem: vet-inte}", "[fara]", ["5 person-form"]),
    ("reaches: [bris]", "reaches: bris", ["7 person-form"]),
    ('{program: bris, words: "ord"}', "bris", ["8 person-form"]),
    ("situation: Vill sluta.", "situation:", ["4 person-form"]),
    ("personas:\n", "", ["1 fil"]),
    ("personas:", "folk:", ["1 person-form"]),
    ("- id: P1\n", "- nej\n- id: P1\n", ["2 person-form"]),
    ("  note: Osäkert.\n", "  note: Osäkert.\n" + GOOD.removeprefix("personas:\n"), ["11 person-form"]),
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


def test_the_projects_people_are_right_and_their_answers_exist(shipped: Loaded) -> None:
    people, problems = personas.parse((ROOT / "personas.yaml").read_bytes(), "personas.yaml")
    assert not problems
    assert len(people) == 20
    assert not list(personas.check(people, shipped.registry))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"answers": (("fara", "nje"),)}, "Menade du ”nej”?"),
        ({"answers": (("farra", "nej"),)}, "Menade du ”fara”?"),
        ({"reaches": ("briss",)}, "Menade du ”bris”?"),
        ({"also_says": (("briss", "ord"),)}, "Menade du ”bris”?"),
    ],
)
def test_what_the_registry_does_not_have_is_told_with_a_guess(shipped: Loaded, change: dict[str, object], told: str) -> None:
    (good,), _ = personas.parse(GOOD.encode(), "personas.yaml")
    (problem,) = personas.check((dataclasses.replace(good, **change),), shipped.registry)  # type: ignore[arg-type]  # one field
    assert problem.code == "person-svar"
    assert told in problem.message


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_the_guide_and_the_rules_give_everybody_the_same(shipped: Loaded, tree: Tree, data: st.DataObject) -> None:
    choices = shipped.registry.choices
    drawn = [(name, data.draw(st.sampled_from([*(choice.id for choice in every), DECLINED]))) for name, every in choices.items()]
    somebody = Persona("X", "x", "x", tuple(drawn), False, (), (), "x", Location("x"))  # noqa: FBT003 -- not told
    assert journeys.results(personas.journey(tree, somebody).outcome) == by_hand.verdicts(shipped.registry, dict(drawn))


def test_the_projects_people_get_the_same_both_ways(shipped: Loaded, tree: Tree) -> None:
    people, _ = personas.parse((ROOT / "personas.yaml").read_bytes(), "personas.yaml")
    for persona in people:
        found = journeys.results(personas.journey(tree, persona).outcome)
        assert found == by_hand.verdicts(shipped.registry, dict(persona.answers)), persona.id
        assert found
