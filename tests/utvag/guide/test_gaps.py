"""Tests of where help is missing: each ending in each language, the forms, and the numbers of the last release."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from builders import a_registry, load
from utvag.guide import gaps, journeys, wizard

if TYPE_CHECKING:
    from utvag.guide.gaps import Gap


def found(changes: dict[str, object] | None = None) -> list[Gap]:
    registry = load(a_registry(changes or {})).registry
    return list(gaps.every(registry, wizard.compile(registry), ["sv", "en"]))


def test_every_ending_is_told_once_in_every_language() -> None:
    tree = wizard.compile(load(a_registry()).registry)
    paths = sum(1 for _ in journeys.walk(tree))
    assert {lang: sum(states.values()) for lang, states in gaps.counted(found()).items()} == {"sv": paths, "en": paths}


def test_only_a_way_out_that_is_no_door_and_can_be_read_counts() -> None:
    named = {name for gap in found() if gap.lang == "sv" for name in gap.programs}
    assert "skydd" in named
    assert not named & {"vagen-annan", "ungdom", "familj"}, "a door for everybody, and somebody to talk to"
    assert {gap.state for gap in found() if gap.lang == "en"} == {"missing"}, "nothing is translated here"
    for gap in found():
        assert (gap.state == "missing") == (not gap.programs)


def test_a_programme_that_pauses_leaves_a_gap() -> None:
    def missing(changes: dict[str, object]) -> int:
        return gaps.counted(found(changes))["sv"]["missing"]

    assert missing({"programs.skydd.status": "paused", "programs.skydd.status_reason": "Paus."}) > missing({})


def test_all_forms_say_the_same_and_the_last_release_stands_beside() -> None:
    every = found()
    before = gaps.from_table(gaps.as_table({"sv": {"fits": 1, "may_fit": 2, "missing": 3}}))
    assert before == {"sv": {"fits": 1, "may_fit": 2, "missing": 3}}
    assert "(förra utgåvan 3)" in gaps.render(every, before, "text")
    document = json.loads(gaps.render(every, before, "json"))
    rows = list(csv.DictReader(io.StringIO(gaps.render(every, before, "csv"))))
    assert [row["läge"] for row in rows] == [gap["state"] for gap in document["endings"]] == [gap.state for gap in every]
    assert document["last_release"] == before
    assert gaps.from_table("något helt annat\n") == {}
