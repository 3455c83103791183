"""Tests of exceptions: they silence what they name, on their line, with a reason, and nothing else."""

from __future__ import annotations

import pytest
from utvag.content import page_source
from utvag.problems import Location, Problem
from utvag.registry import source
from utvag.rules import allowances
from utvag.rules.allowances import Allowance, apply

LONG = Problem(Location("sida.md", 5), "sida.md", "Meningen har 25 ord.", "Dela den.", "lang-mening")
PROMISE = Problem(Location("sida.md", 5), "sida.md", "Det kan vi inte lova.", "Ändra.", "lofte")


def given(code: str = "lang-mening", reason: str = "namnet", line: int = 5, file: str = "sida.md") -> Allowance:
    return Allowance(code, reason, Location(file, 4), range(line, line + 1))


def codes(problems: list[Problem], *allowances: Allowance) -> list[str]:
    return [problem.code for problem in apply(problems, allowances)]


def test_what_is_allowed_with_a_reason_on_its_line_is_silent() -> None:
    assert codes([LONG], given()) == []


@pytest.mark.parametrize("allowance", [given(reason=""), given(line=6), given("langt-ord"), given(file="annan.md")])
def test_an_exception_without_reason_or_place_silences_nothing_and_is_told(allowance: Allowance) -> None:
    assert codes([LONG], allowance) == ["lang-mening", "tillat"]


def test_only_rules_about_words_can_be_allowed() -> None:
    assert codes([PROMISE], given("lofte")) == ["lofte", "tillat"]
    assert codes([], given("lang-meningar")) == ["tillat"]


def test_an_exception_that_matches_nothing_is_told() -> None:
    (problem,) = apply([], [given()])
    assert (problem.where, problem.code) == (Location("sida.md", 4), "tillat")


COMMENTS = [
    ("<!-- tillåt lix: så är det -->", [("lix", "så är det", range(2, 4))]),
    ("  <!--tillåt lix:-->", [("lix", "", range(2, 4))]),
    ("<!-- tillåt -->", [("", "", range(2, 4))]),
    ("<!-- tillåtet -->", []),
    ("tillåt lix: nej", []),
    ("Ord <!-- tillåt lix: nej -->", []),
]


@pytest.mark.parametrize(("line", "told"), COMMENTS)
def test_a_comment_on_a_page_is_about_the_block_after_it(line: str, told: list[tuple[str, str, range]]) -> None:
    page = page_source.read(f"{line}\nEtt stycke\npå två rader.\n\nEtt till.\n", "sida.md")
    assert [(item.code, item.reason, item.covers) for item in allowances.on_page(page)] == told
    (last,) = allowances.on_page(page_source.read("<!-- tillåt lix: slut -->", "sida.md"))
    assert not last.covers


def test_a_comment_in_yaml_is_about_the_next_line_that_is_none() -> None:
    text = "a: b\n# tillåt lix: så är det\n\n# mer\nc: d\n  # tillåt langt-ord: ett namn"
    assert [(item.code, item.where.line, item.covers) for item in allowances.in_yaml(source.parse(text.encode(), "r.yaml"))] == [
        ("lix", 2, range(5, 6)),
        ("langt-ord", 6, range(1)),
    ]
