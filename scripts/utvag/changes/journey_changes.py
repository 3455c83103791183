"""Whose journey ends or goes differently, computed from every journey of two guides, and the fewest descriptions of them.

The two trees are walked together, so that each pair of paths is what the same answers lead to before and after. A pair's effects
are told apart one by one; effects that hit exactly the same people are one group, described in as few boxes as we find.
People are told apart by their answers. A cube is what one pair of paths says of them: question → answer. A box is a description:
question → the answers it allows; a question it does not name may be answered in any way.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from utvag.guide import journeys
from utvag.guide.wizard import Outcome, Question
from utvag.registry.model import DECLINED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from utvag.guide.journeys import Tree

Cube: TypeAlias = "Mapping[str, str]"
Box: TypeAlias = "Mapping[str, frozenset[str]]"
Prime: TypeAlias = "tuple[tuple[str, frozenset[str]], ...]"
"""A box as a key: its questions in order."""

MANY_ORDERS = 24
"""In how many orders the questions are tried: every one of them, for up to four questions."""

MANY_CHOICES = 5000
"""How many selections are tried before the first good one is kept."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Some answers, where they led before and lead now, and which questions were put on the way.

    `before` and `after` follow the same answers; an answer that one of the guides does not have is there as one who declines.
    """

    answers: Mapping[str, str]
    before: Outcome
    after: Outcome
    asked_before: frozenset[str]
    asked_after: frozenset[str]


@dataclass(frozen=True, slots=True, order=True)
class Effect:
    """One thing that is different for somebody: a programme that is "new", "gone", "fits" or "may_fit"; a question "asked" or
    "unasked"; "112" or "elsewhere" shown ("on") or not ("off")."""  # noqa: D205, D209 -- a list of the words, not a summary

    kind: str
    what: str


@dataclass(frozen=True, slots=True)
class Group:
    """Effects that hit exactly the same people, and those people."""

    effects: tuple[Effect, ...]
    who: tuple[Box, ...]
    pairs: tuple[Pair, ...]


def pairs(before: Tree, after: Tree) -> Iterator[Pair]:
    """Yield every pair of paths: together they are everybody, and nobody is in two."""
    yield from _walk((before, after), {}, (frozenset(), frozenset()), answers_of(before, after))


def answers_of(before: Tree, after: Tree) -> dict[str, tuple[str, ...]]:
    """Return every question that either guide puts, with the answers of both, to decline last."""
    found: dict[str, dict[str, None]] = {}
    for tree in (after, before):
        for question in journeys.questions(tree):
            known = found.setdefault(question.id, {})
            known.update(dict.fromkeys(answer.id for answer in question.answers if answer.id != DECLINED))
    return {question: (*answers, DECLINED) for question, answers in found.items()}


def _walk(
    trees: tuple[Tree, Tree],
    answers: dict[str, str],
    asked: tuple[frozenset[str], frozenset[str]],
    every: Mapping[str, tuple[str, ...]],
) -> Iterator[Pair]:
    """Go on in both trees as far as `answers` lead, then try each answer to the question that is put next."""
    (before, asked_before), (after, asked_after) = (_follow(tree, answers, been) for tree, been in zip(trees, asked, strict=True))
    here = before if isinstance(before, Question) else after
    if isinstance(here, Question):
        for answer in every[here.id]:
            yield from _walk((before, after), {**answers, here.id: answer}, (asked_before, asked_after), every)
    elif isinstance(before, Outcome):
        yield Pair(answers, before, here, asked_before, asked_after)


def _follow(tree: Tree, answers: Mapping[str, str], asked: frozenset[str]) -> tuple[Tree, frozenset[str]]:
    while isinstance(tree, Question) and tree.id in answers:
        asked |= {tree.id}
        to = {answer.id: answer.leads_to for answer in tree.answers}
        tree = to.get(answers[tree.id], to[DECLINED])
    return tree, asked


def effects(pair: Pair, same: Mapping[str, str]) -> frozenset[Effect]:
    """Return what is different for whoever gives the answers of `pair`. `same` says which old programme is which new one, by id."""
    old = {same.get(name, name): verdict for name, verdict in journeys.results(pair.before).items()}
    new = journeys.results(pair.after)
    found = {Effect("new", name) for name in new.keys() - old.keys()} | {Effect("gone", name) for name in old.keys() - new.keys()}
    found |= {Effect(new[name].value, name) for name in new.keys() & old.keys() if old[name] is not new[name]}
    found |= {Effect("asked", name) for name in pair.asked_after - pair.asked_before}
    found |= {Effect("unasked", name) for name in pair.asked_before - pair.asked_after}
    was, now = _shown(pair.before), _shown(pair.after)
    return frozenset(found | {Effect(kind, "on") for kind in now - was} | {Effect(kind, "off") for kind in was - now})


def _shown(outcome: Outcome) -> set[str]:
    is_elsewhere = not outcome.is_local and outcome.lifeline.elsewhere is not None
    return {kind for kind, is_shown in (("112", outcome.emergency is not None), ("elsewhere", is_elsewhere)) if is_shown}


def groups(before: Tree, after: Tree, same: Mapping[str, str]) -> list[Group]:
    """Return all that is different between two guides, and for whom, in as few groups and boxes as we find."""
    every, answers = list(pairs(before, after)), answers_of(before, after)
    hit: dict[Effect, list[int]] = {}
    for number, pair in enumerate(every):
        for effect in effects(pair, same):
            hit.setdefault(effect, []).append(number)
    alike: dict[tuple[int, ...], list[Effect]] = {}
    for effect in sorted(hit):
        alike.setdefault(tuple(hit[effect]), []).append(effect)
    found = []
    for numbers, effects_of_all in alike.items():
        chosen = set(numbers)
        wanted = [every[number].answers for number in numbers]
        others = [pair.answers for number, pair in enumerate(every) if number not in chosen]
        who = tuple(cover(wanted, others, answers))
        found.append(Group(tuple(effects_of_all), who, tuple(every[number] for number in numbers)))
    return found


def meets(box: Box, cube: Cube) -> bool:
    """Return whether somebody can be in both."""
    return all(question not in cube or cube[question] in allowed for question, allowed in box.items())


def cover(wanted: Sequence[Cube], others: Sequence[Cube], answers: Mapping[str, Sequence[str]]) -> list[Box]:
    """Return boxes that meet every cube of `wanted` in full and none of `others`, as few as we find.

    `answers` are all answers to each question. The cubes are disjoint and together they are everybody.
    """
    primes: dict[Prime, set[int]] = {}
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
        box = {**box, question: frozenset(answers[question]) - {cube[question] for cube in near}} if near else without
    return box


def _holds(box: Box, cube: Cube) -> bool:
    """Return whether everybody in `cube` is in `box`."""
    return all(cube.get(question) in allowed for question, allowed in box.items())


def _fewest(primes: Mapping[Prime, set[int]], everybody: int) -> list[Prime]:
    """Return the fewest of `primes` that have everybody between them; of two choices as good, the one in fewer words."""
    names = sorted(primes, key=lambda name: (-len(primes[name]), len(name), sum(len(allowed) for _, allowed in name)))
    chosen: list[Prime] = []
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
