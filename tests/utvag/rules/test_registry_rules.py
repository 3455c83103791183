"""Tests of the rules: the nearest registries that break none. What breaks them stands in tests/test_plants.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import GONE, NO_CHANGES, Data, a_program, a_project, a_question, a_registry, as_yaml, asking, in_swedish, load
from utvag import rules
from utvag.problems import InvalidRegistry
from utvag.rules import registry_rules
from utvag.rules.written_site import WrittenSite

if TYPE_CHECKING:
    from pathlib import Path

PAUSED = {"status": "paused", "status_reason": "Semester."}
SOURCE = {
    "id": "K3",
    "title": "x",
    "address": "https://www.example.se/",
    "date": "unknown",
    "publisher": "x",
    "publisher_kind": "city",
}

KEEPS = [
    NO_CHANGES,
    {"questions.fara.answers.nu.text": "Nej, 112", "questions.fara.answers.hot.emergency": True},
    {"municipalities.uppsala.elsewhere": False},
    {"municipalities.annan.default_programs": ["vidare"], "programs.+": a_program("vidare", municipality="national")},
    {"programs.ungdom.status": "paused", "programs.ungdom.status_reason": "Semester."},
    {"questions.vad.answers.+": {"id": "annat", "text": "Annat", "reason": "x"}},
    {"programs.+": a_program("vilar", contact_routes=[], status="ended", status_reason="Finns inte längre.")},
    {"programs.arbete.contact_routes.via-skydd.program": "familj"},
    {"programs.utvalda.access": "self", "programs.utvalda.eligibility": asking("vem", "ung")},
    {"programs.familj.eligibility.conditions": [{"question": "vem", "minimum_age": 18, "sources": ["K2"]}]},
    {"programs.skydd.slug": "hotell", "programs.skydd.title": "Fotspår"},
    {"programs.skydd.title": "Tillgänglighet"},
    {"programs.skydd.unknowns": ["Ring 08-465 00 400, 112 eller 116\u00a0111."]},
    {"programs.+": a_program("undrar", unknowns=["Är det 08-465 00 499?"], status="unconfirmed", status_reason="Är det 116 000?")},
    {"lifeline.checks.0.by": "Socialrådgivningen", "programs.skydd.checks.0.by": "projektets ägare, BRIS Stockholm"},
    {"sources.+": {**SOURCE, "confidence": "low"}, "programs.skydd.summary.sources": ["K3"]},
]


@pytest.mark.parametrize("changes", KEEPS, ids=str)
def test_a_registry_that_keeps_the_rules_hears_nothing(changes: Data) -> None:
    assert [problem.message for problem in rules.found_by_rules(WrittenSite(load(a_registry(changes))))] == []


def test_a_guide_that_is_too_large_to_prove_is_told_so_before_it_is_compiled(tmp_path: Path) -> None:
    data = a_registry({"questions.+": a_question("mer", *"abcdefgh")})
    assert not list(registry_rules.the_guide_can_be_proven(WrittenSite(load(data))))
    project = in_swedish(a_project(tmp_path))
    data["questions"] += [a_question(f"q{number}", "a", "b", "c", "d") for number in range(8)]
    project.registry.write_bytes(as_yaml(data))
    with pytest.raises(InvalidRegistry) as fault:
        rules.check(project)
    assert "guiden-for-stor" in {problem.code for problem in fault.value.problems}


def test_the_numbers_that_may_be_shown_are_those_of_programmes_with_a_page() -> None:
    kept_back = a_program("vilar", **PAUSED) | {"status": "ended"}
    kept_back["contact_routes"] = a_registry()["programs"][4]["contact_routes"]
    assert WrittenSite(load(a_registry({"programs.+": kept_back, "programs.ungdom": GONE}))).dialled.keys() == {
        "08-465 00 400",
        "112",
        "114 14",
    }
