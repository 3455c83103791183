"""Hand-written pages that send somebody to a programme which has paused are told at the line, unless they say so."""

from __future__ import annotations

import pytest
from builders import a_registry, load
from utvag.problems import Severity
from utvag.rules import paused

PAUSED = load(a_registry({"programs.ungdom.status": "paused", "programs.ungdom.status_reason": "Tar inte emot fler just nu."}))
PROGRAM = next(program for program in PAUSED.registry.programs if program.id == "ungdom")
SLUG = PROGRAM.slug
NUMBER = next(route.number for route in PROGRAM.published_routes if route.kind == "phone")


def test_a_line_that_leads_to_a_paused_programme_is_a_warning_and_stops_nothing() -> None:
    (problem,) = paused.check(f"# Hem\n\nRing [{NUMBER}](tel:1).\n", "sida.md", PAUSED)
    assert problem.severity is Severity.WARNING


@pytest.mark.parametrize(
    "words",
    [
        f"Ungdomsstödet har paus. Numret är {NUMBER}.",
        "Stod. Ring 112 eller 08-465 00 400.",
        f"Läs [mer](stod/{SLUG}-annat/index.html).",
    ],
)
def test_a_line_that_says_so_or_leads_elsewhere_hears_nothing(words: str) -> None:
    assert list(paused.check(f"# Hem\n\n{words}\n", "sida.md", PAUSED)) == []


def test_while_it_runs_nothing_is_said() -> None:
    assert list(paused.check(f"Ring {NUMBER}.\n", "sida.md", load(a_registry()))) == []
