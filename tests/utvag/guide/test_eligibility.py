"""Tests of whether a programme fits somebody's answers."""

from __future__ import annotations

import itertools

import by_hand
import pytest
from builders import Data, a_registry, load
from utvag.guide import eligibility
from utvag.guide.eligibility import Verdict

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


def ages(lowest: int | None, highest: int | None) -> set[int]:
    """Return every age that somebody can have between two bounds, if there are any."""
    return {age for age in range(200) if (lowest is None or age >= lowest) and (highest is None or age <= highest)}


def test_an_age_holds_for_an_answer_when_it_holds_for_everybody_who_gives_it() -> None:
    registry = load(a_registry({"programs.arbete.eligibility": {"conditions": [ADULT], "depends_on": []}})).registry
    condition = next(program for program in registry.programs if program.id == "arbete").eligibility.conditions[0]
    answer = registry.choices["vem"][0]
    spans: list[tuple[int | None, int | None]] = [
        span for age in range(121) for span in ((age, None), (None, age), (age, age), (age, age + 5))
    ]
    for lowest, highest in spans:
        wanted = ages(lowest, highest)
        condition = condition.model_copy(update={"minimum_age": lowest, "maximum_age": highest})
        edges = {edge for edge in (lowest, highest) if edge is not None}
        near = [age for edge in edges for age in (edge - 1, edge, edge + 1) if 0 <= age <= 120]
        for first, last in [(low, high) for low in [None, *near] for high in [None, *near]]:
            answering = ages(first, last)
            if (first, last) == (None, None) or not answering:
                continue
            answer = answer.model_copy(update={"minimum_age": first, "maximum_age": last})
            truth = True if answering <= wanted else None if answering & wanted else False
            assert eligibility.holds(condition, answer) is truth, (lowest, highest, first, last)
    nobody_knows = answer.model_copy(update={"minimum_age": None, "maximum_age": None})
    assert eligibility.holds(condition, nobody_knows) is None


def test_there_are_three_verdicts() -> None:
    assert {verdict.value for verdict in Verdict} == {"fits", "may_fit", "does_not_fit"}
