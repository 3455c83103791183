"""Tests of descriptions: they fit exactly those that they should, and are few."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st
from utvag.changes import boxes

ANSWERS = {"a": ("1", "2", "3"), "b": ("1", "2"), "c": ("1", "2", "3")}
CUBES = [dict(zip(ANSWERS, chosen, strict=True)) for chosen in itertools.product(*ANSWERS.values())]


@settings(deadline=None)
@given(st.sets(st.integers(0, len(CUBES) - 1), min_size=1))
def test_boxes_fit_exactly_those_who_are_wanted_and_none_is_needless(numbers: set[int]) -> None:
    wanted = [CUBES[number] for number in sorted(numbers)]
    others = [cube for number, cube in enumerate(CUBES) if number not in numbers]
    found = boxes.cover(wanted, others, ANSWERS)
    assert all(any(boxes.meets(box, cube) for box in found) for cube in wanted)
    assert not any(boxes.meets(box, cube) for box in found for cube in others)
    for box in found:
        rest = [other for other in found if other is not box]
        assert not all(any(boxes.meets(other, cube) for other in rest) for cube in wanted)


@given(st.fixed_dictionaries({name: st.sets(st.sampled_from(answers), min_size=1) for name, answers in ANSWERS.items()}))
def test_what_one_description_can_say_is_said_by_one(box: dict[str, set[str]]) -> None:
    inside = [cube for cube in CUBES if all(cube[name] in allowed for name, allowed in box.items())]
    found = boxes.cover(inside, [cube for cube in CUBES if cube not in inside], ANSWERS)
    assert found == [{name: frozenset(allowed) for name, allowed in box.items() if len(allowed) < len(ANSWERS[name])}]


def test_a_question_that_was_not_asked_may_be_answered_in_any_way() -> None:
    assert boxes.meets({"a": frozenset(["1"])}, {"b": "2"})
    assert boxes.cover([{"a": "1"}], [{"a": "2", "b": "1"}, {"a": "2", "b": "2"}, {"a": "3"}], ANSWERS) == [{"a": frozenset(["1"])}]
