"""Tests of who is told that the guide ends differently: everybody whom it does, and nobody else, from all journeys."""

from __future__ import annotations

import copy
import itertools
from typing import TYPE_CHECKING, Any

import by_hand
from builders import Data, load
from edited import data
from hypothesis import given, settings
from hypothesis import strategies as st
from utvag.changes import journey_changes
from utvag.changes.journey_changes import Effect
from utvag.guide import journeys, wizard
from utvag.registry.model import DECLINED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.registry.model import Registry

DATA: Data = data()
BOUND = [number for number, program in enumerate(DATA["programs"]) if program["eligibility"]["conditions"]]


@st.composite
def registries(draw: st.DrawFn) -> Data:
    """Return the small registry with some conditions, places and states of its programmes as nobody planned them."""
    data = copy.deepcopy(DATA)
    answers = {"fara": ["nu", "hot", "nej"], "vem": ["ung", "vuxen", "anhorig"], "vad": ["kriminalitet", "extremism"]}
    for number in draw(st.lists(st.sampled_from(range(len(data["programs"]))), max_size=3)):
        program = data["programs"][number]
        question = draw(st.sampled_from(sorted(answers)))
        chosen = draw(st.lists(st.sampled_from(answers[question]), min_size=1, max_size=2, unique=True))
        old: dict[str, Any] = next((c for p in DATA["programs"] for c in p["eligibility"]["conditions"]), {})
        told = {key: value for key, value in old.items() if key == "sources"}
        program["eligibility"]["conditions"] = [{"question": question, "answers": chosen, **told}]
        program["municipality"] = draw(st.sampled_from(["national", "stockholm", "uppsala"]))
        if draw(st.booleans()):
            program.update(status="paused", status_reason="Av något skäl.")
    if draw(st.booleans()):
        data["questions"].reverse()
    return data


def everybody(before: Registry, after: Registry) -> Iterator[dict[str, str]]:
    """Yield every way to answer every question of both registries."""
    every = {
        name: {**{c.id: 0 for r in (before, after) for c in r.choices.get(name, ())}, DECLINED: 0}
        for registry in (before, after)
        for name in registry.choices
    }
    for chosen in itertools.product(*every.values()):
        yield dict(zip(every, chosen, strict=True))


@settings(max_examples=25, deadline=None)
@given(registries(), registries())
def test_the_groups_are_exactly_those_for_whom_something_is_different(first: Data, second: Data) -> None:
    before, after = load(first).registry, load(second).registry
    groups = journey_changes.groups(wizard.compile(before), wizard.compile(after), {})
    for answers in everybody(before, after):
        told = {effect for group in groups for box in group.who if journey_changes.meets(box, answers) for effect in group.effects}
        old, new = by_hand.verdicts(before, answers), by_hand.verdicts(after, answers)
        assert {effect.what for effect in told if effect.kind == "new"} == new.keys() - old.keys()
        assert {effect.what for effect in told if effect.kind == "gone"} == old.keys() - new.keys()
        moved = {effect for effect in told if effect.kind in ("fits", "may_fit")}
        assert moved == {Effect(new[name], name) for name in new.keys() & old.keys() if new[name] != old[name]}


@settings(max_examples=15, deadline=None)
@given(registries(), registries())
def test_questions_are_asked_and_no_longer_asked_exactly_where_it_is_told(first: Data, second: Data) -> None:
    before, after = (wizard.compile(load(data).registry) for data in (first, second))
    groups = journey_changes.groups(before, after, {})
    for answers in everybody(load(first).registry, load(second).registry):
        told = {effect for group in groups for box in group.who if journey_changes.meets(box, answers) for effect in group.effects}
        old, new = ({step[0] for step in journeys.follow(tree, answers).answers} for tree in (before, after))
        assert {effect.what for effect in told if effect.kind == "asked"} == new - old
        assert {effect.what for effect in told if effect.kind == "unasked"} == old - new


def test_the_same_guide_has_no_groups() -> None:
    tree = wizard.compile(load(DATA).registry)
    assert journey_changes.groups(tree, tree, {}) == []


def test_pairs_are_everybody_once() -> None:
    tree = wizard.compile(load(DATA).registry)
    every = list(journey_changes.pairs(tree, tree))
    assert [tuple(pair.answers.items()) for pair in every] == [journey.answers for journey in journeys.walk(tree)]


ANSWERS = {"a": ("1", "2", "3"), "b": ("1", "2"), "c": ("1", "2", "3")}
CUBES = [dict(zip(ANSWERS, chosen, strict=True)) for chosen in itertools.product(*ANSWERS.values())]


@settings(deadline=None)
@given(st.sets(st.integers(0, len(CUBES) - 1), min_size=1))
def test_boxes_fit_exactly_those_who_are_wanted_and_none_is_needless(numbers: set[int]) -> None:
    wanted = [CUBES[number] for number in sorted(numbers)]
    others = [cube for number, cube in enumerate(CUBES) if number not in numbers]
    found = journey_changes.cover(wanted, others, ANSWERS)
    assert all(any(journey_changes.meets(box, cube) for box in found) for cube in wanted)
    assert not any(journey_changes.meets(box, cube) for box in found for cube in others)
    for box in found:
        rest = [other for other in found if other is not box]
        assert not all(any(journey_changes.meets(other, cube) for other in rest) for cube in wanted)


@given(st.fixed_dictionaries({name: st.sets(st.sampled_from(answers), min_size=1) for name, answers in ANSWERS.items()}))
def test_what_one_description_can_say_is_said_by_one(box: dict[str, set[str]]) -> None:
    inside = [cube for cube in CUBES if all(cube[name] in allowed for name, allowed in box.items())]
    found = journey_changes.cover(inside, [cube for cube in CUBES if cube not in inside], ANSWERS)
    assert found == [{name: frozenset(allowed) for name, allowed in box.items() if len(allowed) < len(ANSWERS[name])}]


def test_a_question_that_was_not_asked_may_be_answered_in_any_way() -> None:
    assert journey_changes.meets({"a": frozenset(["1"])}, {"b": "2"})
    assert journey_changes.cover([{"a": "1"}], [{"a": "2", "b": "1"}, {"a": "2", "b": "2"}, {"a": "3"}], ANSWERS) == [
        {"a": frozenset(["1"])}
    ]
