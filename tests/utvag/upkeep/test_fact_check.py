"""Tests of what an office is asked: all that the registry says of a programme, each thing once, and a sum of it."""

from __future__ import annotations

from datetime import date

import pytest
from builders import ROOT, a_registry, load
from letters import points
from utvag import rules
from utvag.project import Project
from utvag.registry import walk
from utvag.registry.model import Claim
from utvag.upkeep import fact_check

LOADED = load(a_registry())
UNKNOWN: dict[str, object] = {"programs.skydd.unknowns": ["Finns det tolk?"]}


def reference(changes: dict[str, object], name: str = "skydd") -> str:
    loaded = load(a_registry(changes))
    program = next(program for program in loaded.registry.programs if program.id == name)
    return fact_check.reference(program, fact_check.points(loaded, program))


def test_every_claim_number_hour_and_unknown_is_asked_about_once() -> None:
    loaded = rules.read(Project.at(ROOT))[0]
    for number, program in enumerate(loaded.registry.programs):
        asked = fact_check.points(loaded, program)
        ids = [point.id for point in asked]
        assert len(ids) == len({*ids})
        claims = {found.path for found in walk.everything(program, ("programs", number)) if isinstance(found.value, Claim)}
        assert claims <= {point.path for point in asked}
        words = " ".join(point.asked.words for point in asked)
        for text in program.unknowns:
            assert text.sv in words
        for route in program.contact_routes:
            if route.kind == "phone":
                assert route.number in words
                assert route.hours.state in ("always", "unknown") or route.hours.sentence() in words
        owners = {point.owner for point in asked}
        assert owners == {
            ("programs", number),
            *(("programs", number, "contact_routes", n) for n, _ in enumerate(program.contact_routes)),
        }


def test_what_is_unknown_is_asked_as_a_question_and_what_is_hidden_is_said_to_be() -> None:
    asked = points(LOADED, "ungdom")
    assert not asked["contact_routes.1.opening_hours"].asked.known
    assert "(visas inte för besökare)" in asked["contact_routes.1.number"].heading
    assert "(visas inte" not in asked["contact_routes.0.number"].heading
    assert not points(load(a_registry(UNKNOWN)), "skydd")["unknowns.0"].asked.known


def test_a_time_is_asked_about_with_what_it_is_the_time_of() -> None:
    loaded = load(a_registry({"programs.skydd.summary.valid_to": date(2027, 8, 15)}))
    assert points(loaded, "skydd")["summary"].asked.words.endswith(" Till 15 augusti 2027.")


@pytest.mark.parametrize(
    ("changes", "is_same"),
    [
        ({}, True),
        ({"programs.familj.summary.text": "Något annat."}, True),
        ({"programs.skydd.contact_routes.telefon.checks.+": {"date": date(2027, 1, 1), "by": "vi", "how": "called"}}, True),
        ({"programs.skydd.summary.text": "Något annat."}, False),
        ({"programs.skydd.contact_routes.telefon.number": "116 000"}, False),
        (UNKNOWN, False),
        ({"programs.skydd.status": "paused", "programs.skydd.status_reason": "Paus."}, False),
    ],
)
def test_the_reference_is_of_what_was_asked_and_of_nothing_else(changes: dict[str, object], *, is_same: bool) -> None:
    assert (reference(changes) == reference({})) is is_same
