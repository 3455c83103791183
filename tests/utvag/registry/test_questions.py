"""Tests of questions, answers and conditions."""

from __future__ import annotations

import pytest
from builders import Data, a_registry, codes_of, load

CONDITION = "programs.arbete.eligibility.conditions.0"
AGES = "questions.vem.answers"

FIRES = [
    ("villkor-form", {CONDITION: {"question": "vad", "sources": ["K2"]}}),
    ("villkor-form", {CONDITION: {"question": "vem", "answers": ["ung"], "minimum_age": 18, "sources": ["K2"]}}),
    ("villkor-form", {CONDITION: {"question": "vad", "answers": [], "sources": ["K2"]}}),
    ("villkor-form", {CONDITION: {"question": "vad", "answers": ["extremism"], "otherwise": "may_fit", "sources": ["K2"]}}),
    ("villkor-form", {CONDITION: {"question": "vad", "answers": ["extremism"], "unsure": "Fråga.", "sources": ["K2"]}}),
    ("alder-ordning", {CONDITION: {"question": "vem", "minimum_age": 30, "maximum_age": 29, "sources": ["K2"]}}),
    ("alder-ordning", {f"{AGES}.ung.minimum_age": 18}),
]

SILENT = [
    {CONDITION: {"question": "vem", "minimum_age": 29, "maximum_age": 29, "sources": ["K2"]}},
    {CONDITION: {"question": "vem", "maximum_age": 17, "sources": ["K2"]}},
    {CONDITION: {"question": "vad", "answers": ["extremism"], "otherwise": "may_fit", "unsure": "Fråga.", "sources": ["K2"]}},
    {CONDITION: {"question": "vad", "answers": ["extremism"], "otherwise": "does_not_fit", "sources": ["K2"]}},
    {f"{AGES}.ung.minimum_age": 17},
]


@pytest.mark.parametrize(("code", "changes"), FIRES)
def test_a_condition_that_cannot_be_meant_is_told_so(code: str, changes: Data) -> None:
    assert code in codes_of(a_registry(changes))


@pytest.mark.parametrize("changes", SILENT)
def test_a_condition_that_can_be_meant_is_accepted(changes: Data) -> None:
    assert load(a_registry(changes)).registry
