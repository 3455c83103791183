"""Tests of where things stand in the drawing: nothing over anything else, whatever the guide, and nothing left out."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import pytest
from builders import Data, a_registry, load
from hypothesis import given, settings
from staffed import alike, registries
from utvag.guide import journeys, wizard
from utvag.guide.wizard import Question
from utvag.staff import layout

if TYPE_CHECKING:
    from utvag.guide.journeys import Tree
    from utvag.registry.loader import Loaded
    from utvag.staff.layout import Picture

Rectangle: TypeAlias = tuple[int, int, int, int]
"""Left, top, right, bottom."""

ENDING = 300
REGISTRY = load(a_registry()).registry
TREE = wizard.compile(REGISTRY)


def rectangles(picture: Picture) -> list[Rectangle]:
    """Return the room of everything that has words."""
    return [
        *((box.x, box.y, box.x + layout.BOX, box.y + box.height) for box in picture.boxes),
        *((row.x, row.y, row.x + layout.width(row.words), row.y + layout.ROW) for row in picture.rows),
        *((ending.x, ending.y, ending.x + ENDING, ending.y + layout.ROW) for ending in picture.endings),
    ]


def meet(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def check_room(picture: Picture) -> None:
    """Nothing lies over anything else, no line crosses words, everything is in the drawing."""
    room = rectangles(picture)
    in_order = sorted(room, key=lambda item: item[1])
    for place, one in enumerate(in_order):
        for other in in_order[place + 1 :]:
            if other[1] >= one[3]:
                break
            assert not meet(one, other), (one, other)
    for row in picture.rows:
        middle = row.y + layout.ROW // 2
        after = row.x + layout.width(row.words)
        assert after + layout.GUTTER <= row.end[0]
        for left, right in ((row.start[0], row.x), (after, row.end[0] - layout.GUTTER)):
            line = (left + 1, middle, right - 1, middle + 1)
            assert not [other for other in room if meet(line, other)], row
    assert min(item[0] for item in room) >= 0
    assert min(item[1] for item in room) >= 0
    assert max(item[3] for item in room) <= picture.height


def check_whole(tree: Tree, picture: Picture) -> None:
    """Every answer has a row with words that ends at a question or an ending, and following the rows gives every journey."""
    places = {(box.x, box.y) for box in picture.boxes} | {(ending.x, ending.y) for ending in picture.endings}
    assert len(places) == len(picture.boxes) + len(picture.endings)
    assert all(row.words.strip() and row.end in places for row in picture.rows)
    assert sum(ending.node.ways for ending in picture.endings) == len(list(journeys.walk(tree)))
    told = {journeys.signature(journey.outcome) for journey in journeys.walk(tree)}
    assert {journeys.signature(ending.node.tree) for ending in picture.endings} == told
    assert len(picture.endings) == len(told)


@settings(max_examples=25, deadline=None)
@given(registries())
def test_whatever_the_guide_nothing_lies_over_anything_and_nothing_is_left_out(data: Data) -> None:
    registry = load(data).registry
    tree = wizard.compile(registry)
    picture = layout.place(registry, tree)
    check_room(picture)
    check_whole(tree, picture)


def test_the_shipped_guide_has_room_for_everything(shipped: Loaded, tree: Tree) -> None:
    picture = layout.place(shipped.registry, tree)
    check_room(picture)
    check_whole(tree, picture)


def test_words_that_lie_over_each_other_would_be_seen() -> None:
    picture = layout.place(REGISTRY, TREE)
    wrong = layout.Picture(picture.boxes, (*picture.rows, picture.rows[0]), picture.endings, picture.left, picture.height)
    with pytest.raises(AssertionError):
        check_room(wrong)


def test_what_is_the_same_is_drawn_once_and_says_how_many_ways_lead_there() -> None:
    registry, tree = alike()
    nodes = layout.merged(tree)
    assert len(nodes) < len(list(journeys.questions(tree))) + len(list(journeys.walk(tree)))
    shared = [node for node in nodes if node.ways > 1]
    assert shared
    assert nodes[-1].tree is tree
    told = {line for box in layout.place(registry, tree).boxes for line in box.way}
    assert any(line.endswith("vägar hit") for line in told) is any(isinstance(node.tree, Question) for node in shared)


def test_a_question_stands_in_one_column_and_before_what_it_leads_to() -> None:
    nodes = layout.merged(TREE)
    picture = layout.place(REGISTRY, TREE)
    lefts: dict[str, set[int]] = {}
    for box, node in zip(picture.boxes, (node for node in nodes if isinstance(node.tree, Question)), strict=True):
        assert isinstance(node.tree, Question)
        lefts.setdefault(node.tree.id, set()).add(box.x)
    assert all(len(columns) == 1 for columns in lefts.values())
    assert all(row.start[0] < row.x < row.end[0] for row in picture.rows)
    assert {ending.x for ending in picture.endings} == {picture.left}


def test_the_first_question_stands_at_the_top_left() -> None:
    first = layout.place(REGISTRY, TREE).boxes[-1]
    assert (first.x, first.y) == (0, 0)


def test_a_guide_without_questions_is_one_ending() -> None:
    tree: Tree = next(journeys.walk(TREE)).outcome
    picture = layout.place(REGISTRY, tree)
    assert (picture.boxes, picture.rows, len(picture.endings)) == ((), (), 1)


def test_answers_stand_in_the_order_of_the_guide() -> None:
    picture = layout.place(REGISTRY, TREE)
    by_box: dict[tuple[int, int], list[layout.Row]] = {}
    for row in picture.rows:
        by_box.setdefault(row.start, []).append(row)
    assert isinstance(TREE, Question)
    assert [row.full for row in by_box[layout.BOX, 0]] == [answer.words.sv for answer in TREE.answers]
    for rows in by_box.values():
        assert all(one.y < other.y for one, other in pairwise(rows))
