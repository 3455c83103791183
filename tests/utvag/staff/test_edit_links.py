"""Tests of how a line becomes an address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from utvag.problems import Location
from utvag.staff import edit_links
from utvag.staff.edit_links import Editing

WHERE = Location("content/frågor.md", 42, 7)


def test_a_pattern_becomes_the_address_of_the_line() -> None:
    address = Editing(edit_links.EXAMPLE).address(WHERE)
    assert address.endswith("/blob/main/content/fr%C3%A5gor.md?plain=1#L42")


def test_without_a_pattern_there_is_no_address() -> None:
    assert Editing().address(WHERE) == ""


@pytest.mark.parametrize("name", ["/hemma/annat.yaml", "../annat.yaml"])
def test_a_file_outside_the_project_has_no_address(name: str) -> None:
    assert Editing(edit_links.EXAMPLE).address(Location(name, 3)) == ""


@pytest.mark.parametrize("pattern", ["", edit_links.EXAMPLE, "https://kod.example.org/{file}:{line}"])
def test_a_pattern_that_can_be_used_is_no_problem(pattern: str) -> None:
    assert not list(edit_links.check(pattern, "mkdocs.staff.yml"))


WRONG = ["https://x.se/{file}", "https://x.se/#L{line}", "http://x.se/{file}#{line}", "javascript:{file}{line}", None, 7, ["x"]]


@pytest.mark.parametrize("pattern", WRONG)
def test_a_pattern_that_cannot_be_used_is_told_with_an_example(pattern: object) -> None:
    (problem,) = edit_links.check(pattern, "mkdocs.staff.yml")
    assert problem.code == "andra-lank"
    assert edit_links.EXAMPLE in problem.remedy


@given(st.text())
def test_any_pattern_is_used_or_told(pattern: str) -> None:
    found = list(edit_links.check(pattern, "mkdocs.staff.yml"))
    assert found or pattern == "" or Editing(pattern).address(WHERE).startswith(("https:", "HTTPS:", "Https:"))
