"""Tests of what a rule hands over: the place as a path, which `rules.check` turns into a line."""

from __future__ import annotations

from builders import a_registry, load
from utvag.registry.finding import Finding
from utvag.rules import registry_rules


def test_a_finding_is_told_at_the_line_of_its_path() -> None:
    loaded = load(a_registry({"programs.skydd.slug": "polisen"}))
    number = [program.id for program in loaded.registry.programs].index("skydd")
    finding = Finding(("programs", number, "slug"), "x", "y")
    told = next(problem for problem in registry_rules.check(loaded) if problem.code == "neutral-adress")
    assert told.where == loaded.source.locate(finding.path)
