"""Tests of walking the guide, and of how its journeys are shown."""

from __future__ import annotations

import json

import pytest
from builders import a_registry, load
from utvag.guide import journeys, wizard

REGISTRY = load(a_registry()).registry
TREE = wizard.compile(REGISTRY)


def test_every_journey_is_walked_once_and_ends_at_the_lifeline() -> None:
    found = list(journeys.walk(TREE))
    assert len({journey.answers for journey in found}) == len(found) > 60
    assert {journey.outcome.lifeline for journey in found} == {REGISTRY.lifeline}


@pytest.mark.parametrize(
    ("answers", "steps"),
    [
        ({}, "vet-inte vet-inte vet-inte vet-inte"),
        ({"plats": "uppsala"}, "vet-inte vet-inte uppsala"),
        ({"fara": "nu", "vem": "ung", "plats": "stockholm", "vad": "extremism"}, "nu ung stockholm extremism"),
    ],
)
def test_whoever_says_nothing_declines(answers: dict[str, str], steps: str) -> None:
    assert " ".join(answer for _, answer in journeys.follow(TREE, answers).answers) == steps


def test_json_is_exactly_what_other_tools_rely_on() -> None:
    document = json.loads(journeys.as_json(TREE))
    assert list(document) == ["lifeline", "longest", "journeys"]
    assert (document["lifeline"], document["longest"]) == ("+46846500400", 4)
    assert len(document["journeys"]) == len(list(journeys.walk(TREE)))
    assert {tuple(journey) for journey in document["journeys"]} == {("answers", "outcome")}
    first = {"emergency": True, "programs": [*REGISTRY.programs], "ends_at": "+46846500400"}
    assert list(document["journeys"][0]["outcome"]) == list(first)
    wanted = [["fara", "nu"], ["vem", "ung"], ["plats", "stockholm"], ["vad", "kriminalitet"]]
    assert document["journeys"][0]["answers"] == wanted
    assert {"id": "arbete", "verdict": "may_fit"} in document["journeys"][0]["outcome"]["programs"]
    assert {"id": "skydd", "verdict": "fits"} in document["journeys"][0]["outcome"]["programs"]


def test_text_has_a_line_for_each_journey_and_one_that_sums_up() -> None:
    lines = journeys.as_text(TREE).split("\n")
    count = len(list(journeys.walk(TREE)))
    assert len(lines) == count + 1
    assert lines[-1] == f"{count} vägar, som mest 4 frågor. Alla slutar på 08-465 00 400."
    assert all(line.endswith(", 08-465 00 400") for line in lines[:-1])
    assert [", 112, " in line or " → 112, " in line for line in lines[:-1]] == [line.startswith("fara: nu") for line in lines[:-1]]


def test_the_drawing_has_every_question_and_ending() -> None:
    drawn = journeys.as_mermaid(TREE).split("\n")
    assert drawn[0] == "flowchart TD"
    assert sum('(["' in line for line in drawn) == len(list(journeys.walk(TREE)))
    assert sum("-->" in line for line in drawn) == sum(len(question.answers) for question in journeys.questions(TREE))
