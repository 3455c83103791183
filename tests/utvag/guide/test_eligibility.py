"""Tests of whether a programme fits somebody's answers."""

from __future__ import annotations

import itertools

import by_hand
import pytest
from builders import Data, a_registry, load
from utvag.guide import eligibility

ONE: Data = {"question": "vad", "answers": ["kriminalitet"], "sources": ["K2"]}
ADULT: Data = {"question": "vem", "minimum_age": 18, "sources": ["K2"]}
TWENTIES: Data = {"question": "vem", "minimum_age": 20, "maximum_age": 29, "sources": ["K2"]}
UNSURE: Data = {"otherwise": "may_fit", "unsure": "Fråga."}


def judged(answers: dict[str, str], conditions: list[Data], **program: object) -> str:
    changes: Data = {"programs.arbete.eligibility": {"conditions": conditions, "depends_on": []}}
    changes |= {f"programs.arbete.{key.replace('__', '.')}": value for key, value in program.items()}
    registry = load(a_registry(changes)).registry
    given = {name: next(choice for choice in registry.choices[name] if choice.id == answer) for name, answer in answers.items()}
    program_ = next(program for program in registry.programs if program.id == "arbete")
    return eligibility.judge(program_, given, registry.place_question).value


HERE = {"plats": "stockholm"}

VERDICTS = [
    ("fits", HERE, []),
    ("fits", HERE | {"vad": "kriminalitet"}, [ONE]),
    ("fits", HERE | {"vad": "kriminalitet", "vem": "vuxen"}, [ONE, ADULT]),
    ("fits", HERE | {"vem": "vuxen"}, [ADULT]),
    ("may_fit", HERE, [ONE]),
    ("may_fit", {"vad": "kriminalitet"}, [ONE]),
    ("may_fit", {}, []),
    ("may_fit", HERE | {"vem": "vuxen"}, [TWENTIES]),
    ("may_fit", HERE | {"vem": "anhorig"}, [ADULT]),
    ("may_fit", HERE | {"vad": "extremism"}, [ONE | UNSURE]),
    ("may_fit", HERE | {"vem": "ung"}, [ADULT | UNSURE]),
    ("does_not_fit", {"plats": "uppsala"}, []),
    ("does_not_fit", HERE | {"vad": "extremism"}, [ONE]),
    ("does_not_fit", {"vad": "extremism"}, [ONE]),
    ("does_not_fit", HERE | {"vem": "ung"}, [ADULT]),
    ("does_not_fit", HERE | {"vem": "ung", "vad": "kriminalitet"}, [ONE, ADULT]),
    ("does_not_fit", HERE | {"vem": "ung", "vad": "extremism"}, [ONE, ADULT | UNSURE]),
]


@pytest.mark.parametrize(("verdict", "answers", "conditions"), VERDICTS)
def test_a_programme_is_judged_by_every_condition(verdict: str, answers: dict[str, str], conditions: list[Data]) -> None:
    assert judged(answers, conditions) == verdict


def test_ages_are_compared_to_the_year() -> None:
    """Every condition and every answer about ages near an edge, against what trying each age one by one finds."""
    changes: Data = {"programs.arbete.eligibility": {"conditions": [ADULT], "depends_on": []}}
    registry = load(a_registry(changes)).registry
    (condition,) = next(program for program in registry.programs if program.id == "arbete").eligibility.conditions
    spans = [(low, high) for low in EDGES for high in EDGES if low is None or high is None or low <= high]
    for (low, high), (least, most) in itertools.product(spans, spans):
        asked = condition.model_copy(update={"minimum_age": low, "maximum_age": high})
        said = registry.choices["vem"][0].model_copy(update={"minimum_age": least, "maximum_age": most})
        if asked.is_about_age:
            assert eligibility.holds(asked, said) is by_hand.truth(asked, said), (low, high, least, most)


EDGES = (None, 0, 1, 16, 17, 18, 19, 120)


def test_what_only_a_person_can_decide_is_never_better_than_maybe() -> None:
    assert judged(HERE, [], eligibility__depends_on=[{"text": "Fråga.", "sources": ["K2"]}]) == "may_fit"


@pytest.mark.parametrize(
    "program",
    [{"access": "chosen_by_authorities"}, {"status": "paused", "status_reason": "x"}, {"status": "ended", "status_reason": "x"}],
    ids=str,
)
def test_what_cannot_be_asked_for_fits_nobody(program: Data) -> None:
    assert judged(HERE, [], **program) == "does_not_fit"


def test_a_national_programme_fits_wherever_one_is() -> None:
    assert judged({"plats": "annan"}, [], municipality="national") == judged({}, [], municipality="national") == "fits"
