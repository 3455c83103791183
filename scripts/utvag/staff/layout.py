"""Where everything in the drawing of the guide stands: questions, answers and endings, in columns, nothing over anything else.

Every question has a band of its own: its box at the top left, and to the right, below one another, a row for each answer and
what it leads to. What is the same is drawn once: an answer that leads to something drawn already has a line to it.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from utvag.guide import journeys
from utvag.guide.wizard import Question
from utvag.registry.model import DECLINED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from utvag.guide.journeys import Steps, Tree
    from utvag.registry.model import Registry

SIZE = 14
"""Height of the letters in pixels: they are read at 100 %."""

LINE = 18
ROW = 22
GAP = 4
BAND = 8
"""Heights: a line of words, an answer or ending, the room below it, the room below everything of a question."""

BOX = 190
EDGE = 10
GUTTER = 24
"""Widths: a question, the room before its words, and where lines turn."""

BOLD = 1.15
"""How much wider bold letters are, at most."""

LONGEST = 18
"""Letters on a line of a box, when they are cut: at their widest they have room."""

_WIDTHS = {"ijl.,:;'!| ": 0.36, "frt()-–/·": 0.5, "mwMW…": 1.0}
_CAPITAL, _OTHER, _STRANGE = 0.8, 0.65, 1.1
_LATIN = 0x24F

Short: TypeAlias = "Mapping[tuple[str, str], str]"
"""(question id, answer id) → the answer in few words."""


@dataclass(frozen=True, slots=True)
class Node:
    """A question or an ending, drawn once however many ways come to it; `steps` is the first of them, `ways` how many there are.

    `leads_to` are numbers of nodes, one for each answer; every node stands after those that it leads to.
    """

    tree: Tree
    steps: Steps
    leads_to: tuple[int, ...] = ()
    ways: int = 1


@dataclass(frozen=True, slots=True)
class Box:
    """A question at (x, y): its words, and the way to it, each on lines of their own."""

    x: int
    y: int
    words: tuple[str, ...]
    way: tuple[str, ...] = ()

    @property
    def height(self) -> int:
        """How high it is."""
        return (len(self.words) + len(self.way)) * LINE + ROW - LINE


@dataclass(frozen=True, slots=True)
class Row:
    """An answer: its words at (x, y), what it says in full, the box its line comes from, and the place it ends at."""

    x: int
    y: int
    words: str
    full: str
    start: tuple[int, int]
    end: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Ending:
    """An ending at (x, y)."""

    x: int
    y: int
    node: Node


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything in its place; `left` is where the endings begin, `height` where all ends."""

    boxes: tuple[Box, ...]
    rows: tuple[Row, ...]
    endings: tuple[Ending, ...]
    left: int
    height: int


def place(registry: Registry, tree: Tree) -> Picture:
    """Return the drawing of `tree`, the guide compiled from `registry`."""
    nodes, words = merged(tree), short(registry)
    columns = _columns(nodes)
    lefts = _lefts(nodes, columns, words)
    boxes = {
        number: _box(node, node.tree, lefts[column], words)
        for number, (node, column) in enumerate(zip(nodes, columns, strict=True))
        if isinstance(node.tree, Question)
    }
    tops, starts, height = _tops(nodes, {number: box.height for number, box in boxes.items()})
    rows = tuple(
        Row(
            x=lefts[columns[number]] + BOX + GUTTER,
            y=starts[number, place],
            words=words[question.id, answer.id],
            full=answer.words.sv,
            start=(lefts[columns[number]] + BOX, tops[number]),
            end=(lefts[columns[below]], tops[below]),
        )
        for number, node in enumerate(nodes)
        if isinstance(question := node.tree, Question)
        for place, (answer, below) in enumerate(zip(question.answers, node.leads_to, strict=True))
    )
    drawn = tuple(replace(box, y=tops[number]) for number, box in boxes.items())
    endings = tuple(Ending(lefts[-1], tops[number], node) for number, node in enumerate(nodes) if number not in boxes)
    return Picture(drawn, rows, endings, lefts[-1], height)


def merged(tree: Tree) -> tuple[Node, ...]:
    """Return every question and ending of `tree`, those that look the same as one. The last node is where everybody begins."""
    nodes: list[Node] = []
    known: dict[object, int] = {}

    def number(here: Tree, behind: Steps) -> int:
        below: tuple[int, ...] = ()
        key: object = journeys.signature(here)
        if isinstance(here, Question):
            below = tuple(number(answer.leads_to, (*behind, (here.id, answer.id))) for answer in here.answers)
            key = (here.id, here.words.sv, tuple((answer.id, answer.words.sv) for answer in here.answers), below)
        if key not in known:
            known[key] = len(nodes)
            nodes.append(Node(here, behind, below))
        return known[key]

    ways = Counter({number(tree, ()): 1})
    for place in reversed(range(len(nodes))):
        for below in nodes[place].leads_to:
            ways[below] += ways[place]
    return tuple(replace(node, ways=ways[place]) for place, node in enumerate(nodes))


def short(registry: Registry) -> Short:
    """Return every answer of `registry` in few words: "vid fara", "under 18 år"."""
    words = {(question, choice.id): choice.reason.sv for question, choices in registry.choices.items() for choice in choices}
    return words | {(question, DECLINED): "vet inte" for question in registry.choices}


def width(words: str) -> int:
    """Return how many pixels `words` are wide at most, in whatever letters a browser has."""
    return round(sum(_wide(letter) for letter in words) * SIZE + 1)


def _wide(letter: str) -> float:
    known = next((wide for letters, wide in _WIDTHS.items() if letter in letters), None)
    if known is None and ord(letter) > _LATIN:
        return _STRANGE
    return known or (_CAPITAL if letter.isupper() else _OTHER)


def _columns(nodes: Sequence[Node]) -> list[int]:
    """Return the column of each node: a question always has the same, right of every question that is asked before it."""
    asked = {node.tree.id: 0 for node in nodes if isinstance(node.tree, Question)}
    follows = {
        (node.tree.id, below.id)
        for node in nodes
        if isinstance(node.tree, Question)
        for below in (nodes[number].tree for number in node.leads_to)
        if isinstance(below, Question)
    }
    for _ in asked:
        for before, after in sorted(follows):
            asked[after] = max(asked[after], asked[before] + 1)
    last = max(asked.values(), default=-1) + 1
    return [asked[node.tree.id] if isinstance(node.tree, Question) else last for node in nodes]


def _lefts(nodes: Sequence[Node], columns: Sequence[int], words: Short) -> list[int]:
    """Return where each column begins: after the boxes, the longest answer and the turning lines of the one before."""
    lefts = [0]
    for column in range(max(columns)):
        here = [node.tree for node, place in zip(nodes, columns, strict=True) if place == column]
        asked = [question for question in here if isinstance(question, Question)]
        longest = max(width(words[question.id, answer.id]) for question in asked for answer in question.answers)
        lefts.append(lefts[-1] + BOX + GUTTER + longest + GUTTER)
    return lefts


def _box(node: Node, question: Question, x: int, words: Short) -> Box:
    way = [words[step] for step in node.steps] if len(node.steps) > 1 else []
    if node.ways > 1:
        way = [f"{node.ways} vägar hit"]
    return Box(x, 0, _lines(question.words.sv.split(), " ", BOLD), _lines(way, " · "))


def _lines(parts: Sequence[str], between: str, weight: float = 1.0) -> tuple[str, ...]:
    """Return `parts`, with `between` them, on lines that a box has room for; one that is too long is cut into several."""
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]}{between}{part}" if lines else part
        if lines and width(longer) * weight <= BOX - 2 * EDGE:
            lines[-1] = longer
        else:
            lines += [part] if width(part) * weight <= BOX - 2 * EDGE else textwrap.wrap(part, LONGEST)
    return tuple(lines)


def _tops(nodes: Sequence[Node], heights: Mapping[int, int]) -> tuple[dict[int, int], dict[tuple[int, int], int], int]:
    """Return where each node begins, where each answer's row does (node, answer), and where all of it ends."""
    tops: dict[int, int] = {}
    rows: dict[tuple[int, int], int] = {}

    def put(number: int, top: int) -> int:
        tops[number] = cursor = top
        for place, below in enumerate(nodes[number].leads_to):
            rows[number, place] = cursor
            cursor = cursor + ROW + GAP if below in tops else put(below, cursor)
        bottom = top + heights.get(number, ROW) + GAP
        return max(bottom, cursor) + (BAND if number in heights else 0)

    end = put(len(nodes) - 1, 0)
    return tops, rows, end
