"""Tests of the table of paths: every path once, with its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builders import a_registry, load
from utvag.guide import journeys, wizard
from utvag.staff import ways

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.guide.journeys import Tree


def flat(groups: tuple[ways.Group, ...]) -> Iterator[ways.Way]:
    for group in groups:
        yield from group.ways
        yield from flat(group.groups)


def test_every_journey_stands_once_in_the_table_in_its_order(tree: Tree) -> None:
    found = list(flat(ways.grouped(tree)))
    walked = list(journeys.walk(tree))
    assert [way.outcome for way in found] == [journey.outcome for journey in walked]
    assert [len(way.asked) for way in found] == [len(journey.answers) for journey in walked]
    assert sum(group.size for group in ways.grouped(tree)) == len(walked)


def test_every_row_has_a_name_of_its_own_made_of_its_answers(tree: Tree) -> None:
    ids = [way.id for way in ways.walk(tree)]
    assert ids == ["--".join(["vag", *(answer for _, answer in journey.answers)]) for journey in journeys.walk(tree)]
    assert len(set(ids)) == len(ids)


def test_what_a_row_shows_is_everything_the_outcome_names(tree: Tree) -> None:
    for way in ways.walk(tree):
        shown = {item.program.id for item in (*way.outcome.fits, *way.outcome.may_fit, *way.support)}
        assert shown == journeys.results(way.outcome).keys()


def test_a_short_guide_is_grouped_too() -> None:
    tree = wizard.compile(load(a_registry()).registry)
    assert isinstance(tree, wizard.Question)
    end = next(way.outcome for way in ways.walk(tree))
    short = wizard.Question("fara", tree.words, tree.why, (wizard.Answer("ja", tree.words, end),))
    (group,) = ways.grouped(short)
    assert group.size == 1
    assert group.groups[0].asked is ways.NO_MORE
    assert ways.grouped(end)[0].size == 1
