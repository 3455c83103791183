"""Tests of who is told that the guide ends differently: everybody whom it does, and nobody else; and how they are described."""

from __future__ import annotations

import copy
import itertools
from typing import TYPE_CHECKING, Any

import by_hand
import pytest
from builders import Data, load
from edited import data
from hypothesis import given, settings
from hypothesis import strategies as st
from utvag.changes import describe_people
from utvag.changes.describe_people import People, either
from utvag.guide import journeys, wizard
from utvag.registry.model import DECLINED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.changes.describe_people import Effect
    from utvag.guide.journeys import Tree
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


def told_to(before: Tree, after: Tree) -> list[tuple[set[Effect], list[describe_people.Box]]]:
    """Return each group of effects, and the boxes that describe whom they hit."""
    every, answers = list(describe_people.pairs(before, after, {})), describe_people.answers_of(before, after)
    found = []
    for effects, numbers in describe_people.groups(every):
        inside, others = ([pair.answers for n, pair in enumerate(every) if (n in numbers) is is_in] for is_in in (True, False))
        found.append((set(effects), describe_people.cover(inside, others, answers)))
    return found


@settings(max_examples=25, deadline=None)
@given(registries(), registries())
def test_what_is_told_is_exactly_what_is_different_for_whom_it_is_told(first: Data, second: Data) -> None:
    before, after = load(first).registry, load(second).registry
    trees = (wizard.compile(before), wizard.compile(after))
    groups = told_to(*trees)
    for answers in everybody(before, after):
        told = {effect for effects, who in groups if any(describe_people.meets(box, answers) for box in who) for effect in effects}
        old, new = by_hand.verdicts(before, answers), by_hand.verdicts(after, answers)
        expected = {("program", "new", name) for name in new.keys() - old.keys()}
        expected |= {("program", "gone", name) for name in old.keys() - new.keys()}
        expected |= {("program", new[name], name) for name in new.keys() & old.keys() if new[name] != old[name]}
        was, now = ({step[0] for step in journeys.follow(tree, answers).answers} for tree in trees)
        expected |= {("question", "new", name) for name in now - was} | {("question", "gone", name) for name in was - now}
        assert {effect for effect in told if effect[0] in ("program", "question")} == expected


def test_the_same_guide_has_no_groups_and_its_pairs_are_everybody_once() -> None:
    tree = wizard.compile(load(DATA).registry)
    every = list(describe_people.pairs(tree, tree, {}))
    assert list(describe_people.groups(every)) == []
    assert [tuple(pair.answers.items()) for pair in every] == [journey.answers for journey in journeys.walk(tree)]


ANSWERS = {"a": ("1", "2", "3"), "b": ("1", "2"), "c": ("1", "2", "3")}
CUBES = [dict(zip(ANSWERS, chosen, strict=True)) for chosen in itertools.product(*ANSWERS.values())]


@settings(deadline=None)
@given(st.sets(st.integers(0, len(CUBES) - 1), min_size=1))
def test_boxes_fit_exactly_those_who_are_wanted_and_none_is_needless(numbers: set[int]) -> None:
    wanted = [CUBES[number] for number in sorted(numbers)]
    others = [cube for number, cube in enumerate(CUBES) if number not in numbers]
    found = describe_people.cover(wanted, others, ANSWERS)
    assert all(any(describe_people.meets(box, cube) for box in found) for cube in wanted)
    assert not any(describe_people.meets(box, cube) for box in found for cube in others)
    for box in found:
        rest = [other for other in found if other is not box]
        assert not all(any(describe_people.meets(other, cube) for other in rest) for cube in wanted)


@given(st.fixed_dictionaries({name: st.sets(st.sampled_from(answers), min_size=1) for name, answers in ANSWERS.items()}))
def test_what_one_description_can_say_is_said_by_one(box: dict[str, set[str]]) -> None:
    inside = [cube for cube in CUBES if all(cube[name] in allowed for name, allowed in box.items())]
    found = describe_people.cover(inside, [cube for cube in CUBES if cube not in inside], ANSWERS)
    assert found == [{name: frozenset(allowed) for name, allowed in box.items() if len(allowed) < len(ANSWERS[name])}]


def test_a_question_that_was_not_asked_may_be_answered_in_any_way() -> None:
    assert describe_people.meets({"a": frozenset(["1"])}, {"b": "2"})
    assert describe_people.cover([{"a": "1"}], [{"a": "2", "b": "1"}, {"a": "2", "b": "2"}, {"a": "3"}], ANSWERS) == [
        {"a": frozenset(["1"])}
    ]


REGISTRY = load(data()).registry
TREE = wizard.compile(REGISTRY)
PEOPLE = People(REGISTRY, REGISTRY, describe_people.answers_of(TREE, TREE))

BOXES = [
    ({}, "alla"),
    ({"vem": {"anhorig"}, "plats": {"uppsala"}}, "en anhörig i Uppsala"),
    ({"vem": {"ung", "vuxen"}}, "den som själv vill lämna"),
    ({"vem": {"ung"}}, "den som själv vill lämna och är under 18 år"),
    ({"vem": {"vuxen", "vet-inte"}}, "den som själv vill lämna och är 18 år eller äldre eller den som inte säger vem det gäller"),
    ({"plats": {"uppsala", "vet-inte"}}, "alla i Uppsala eller på okänd plats"),
    ({"fara": {"nu", "hot", "nej"}}, "alla som svarar på frågan ”Är någon i fara just nu?”"),
    ({"vad": {"kriminalitet", "vet-inte"}}, "alla som på frågan ”Vad handlar det om?” svarar något annat än ”Extremism”"),
    ({"vem": {"anhorig"}, "vad": {"extremism"}}, "en anhörig som på frågan ”Vad handlar det om?” svarar ”Extremism”"),
]


@pytest.mark.parametrize(("box", "words"), BOXES)
def test_people_are_described_by_what_they_answer(box: dict[str, set[str]], words: str) -> None:
    assert PEOPLE.who({question: frozenset(answers) for question, answers in box.items()}) == words


def test_one_two_and_three_words_with_or() -> None:
    assert [either(["a"]), either(["a", "b"]), either(["a", "b", "c"])] == ["a", "a eller b", "a, b eller c"]
