"""The fewest descriptions that fit certain people and nobody else.

People are told apart by their answers. A cube is what one pair of paths says of them: question → answer. A box is a description:
question → the answers it allows; a question it does not name may be answered in any way.
"""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Cube: TypeAlias = "Mapping[str, str]"
Box: TypeAlias = "Mapping[str, frozenset[str]]"

MANY_ORDERS = 24
"""In how many orders the questions are tried: every one of them, for up to four questions."""

MANY_CHOICES = 5000
"""How many selections are tried before the first good one is kept."""


def meets(box: Box, cube: Cube) -> bool:
    """Return whether somebody can be in both."""
    return all(question not in cube or cube[question] in allowed for question, allowed in box.items())


def cover(wanted: Sequence[Cube], others: Sequence[Cube], answers: Mapping[str, Sequence[str]]) -> list[Box]:
    """Return boxes that meet every cube of `wanted` in full and none of `others`, as few as we find.

    `answers` are all answers to each question. The cubes are disjoint and together they are everybody.
    """
    primes: dict[tuple[tuple[str, frozenset[str]], ...], set[int]] = {}
    for order in itertools.islice(itertools.permutations(answers), MANY_ORDERS):
        left = set(range(len(wanted)))
        while left:
            box = _grown(wanted[min(left)], others, order, answers)
            inside = {number for number, cube in enumerate(wanted) if _holds(box, cube)}
            left -= inside
            primes[tuple((question, box[question]) for question in answers if question in box)] = inside
    return [dict(key) for key in _fewest(primes, len(wanted))]


def _grown(seed: Cube, others: Sequence[Cube], order: Sequence[str], answers: Mapping[str, Sequence[str]]) -> Box:
    """Return the box around `seed` that cannot take in one more answer without meeting one of `others`."""
    box: dict[str, frozenset[str]] = {question: frozenset([seed[question]]) for question in order if question in seed}
    for question in [question for question in order if question in box]:
        without = {name: allowed for name, allowed in box.items() if name != question}
        near = [cube for cube in others if meets(without, cube)]
        if not near:
            box = without
            continue
        box[question] = frozenset(answers[question]) - {cube[question] for cube in near}
    return box


def _holds(box: Box, cube: Cube) -> bool:
    """Return whether everybody in `cube` is in `box`."""
    return all(cube.get(question) in allowed for question, allowed in box.items())


def _fewest(
    primes: Mapping[tuple[tuple[str, frozenset[str]], ...], set[int]], everybody: int
) -> list[tuple[tuple[str, frozenset[str]], ...]]:
    """Return the fewest of `primes` that have everybody between them; of two choices as good, the one in fewer words."""
    names = sorted(primes, key=lambda name: (-len(primes[name]), len(name), sum(len(allowed) for _, allowed in name)))
    chosen: list[tuple[tuple[str, frozenset[str]], ...]] = []
    left = set(range(everybody))
    while left:
        best = max(names, key=lambda name: len(primes[name] & left))
        chosen.append(best)
        left -= primes[best]
    for size in range(1, len(chosen)):
        if math.comb(len(names), size) > MANY_CHOICES:
            break
        for some in itertools.combinations(names, size):
            if len(set[int]().union(*(primes[name] for name in some))) == everybody:
                return list(some)
    return chosen
