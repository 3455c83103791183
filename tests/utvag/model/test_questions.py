"""Tests of questions, answers and conditions."""

from __future__ import annotations

import pytest
from builders import Data, a_registry, codes_of, load

CONDITION = "programs.arbete.eligibility.conditions.0"
AGES = "questions.vem.answers"

FIRES = [
    ("villkor-form", {CONDITION: {"question": "vad"}}),
    ("villkor-form", {CONDITION: {"question": "vem", "answers": ["ung"], "minimum_age": 18}}),
    ("villkor-form", {CONDITION: {"question": "vad", "answers": []}}),
    ("villkor-osakert", {CONDITION: {"question": "vad", "answers": ["extremism"], "otherwise": "may_fit"}}),
    ("villkor-osakert", {CONDITION: {"question": "vad", "answers": ["extremism"], "unsure": "Fråga."}}),
    ("alder-ordning", {CONDITION: {"question": "vem", "minimum_age": 30, "maximum_age": 29}}),
    ("alder-ordning", {f"{AGES}.ung.minimum_age": 18}),
]

SILENT = [
    {CONDITION: {"question": "vem", "minimum_age": 29, "maximum_age": 29}},
    {CONDITION: {"question": "vem", "maximum_age": 17}},
    {CONDITION: {"question": "vad", "answers": ["extremism"], "otherwise": "may_fit", "unsure": "Fråga."}},
    {CONDITION: {"question": "vad", "answers": ["extremism"], "otherwise": "does_not_fit"}},
    {f"{AGES}.ung.minimum_age": 17},
]


@pytest.mark.parametrize(("code", "changes"), FIRES)
def test_a_condition_that_cannot_be_meant_is_told_so(code: str, changes: Data) -> None:
    assert code in codes_of(a_registry(changes))


@pytest.mark.parametrize("changes", SILENT)
def test_a_condition_that_can_be_meant_is_accepted(changes: Data) -> None:
    assert load(a_registry(changes)).registry
