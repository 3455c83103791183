"""Tests of programmes and of the registry as a whole."""

from __future__ import annotations

from datetime import date

import pytest
from builders import Data, a_registry, load
from utvag.registry import model
from utvag.registry.model import Program, Registry


def program(changes: Data) -> Program:
    return next(item for item in load(a_registry(changes)).registry.programs if item.id == "skydd")


@pytest.mark.parametrize(
    ("status", "access", "has_page", "offered"),
    [
        ("active", "self", True, True),
        ("active", "through_others", True, True),
        ("active", "chosen_by_authorities", True, False),
        ("paused", "self", True, False),
        ("ended", "self", False, False),
        ("withdrawn", "self", False, False),
        ("unconfirmed", "self", False, False),
    ],
)
def test_what_is_shown_and_what_is_offered_follow_from_status_and_access(
    status: str, access: str, *, has_page: bool, offered: bool
) -> None:
    made = program({"programs.skydd.status": status, "programs.skydd.access": access, "programs.skydd.status_reason": "x"})
    assert (made.has_page, made.is_offered) == (has_page, offered)


def test_only_confirmed_routes_are_published() -> None:
    ungdom = next(item for item in load(a_registry()).registry.programs if item.id == "ungdom")
    assert [route.id for route in ungdom.published_routes] == ["telefon"]


def test_the_last_check_is_the_latest_one() -> None:
    days = [{"date": date(year, 1, 1), "by": "x", "how": "called"} for year in (2024, 2026, 2025)]
    assert program({"programs.skydd.checks": days}).last_checked == date(2026, 1, 1)


def test_the_answers_about_place_are_the_municipalities() -> None:
    registry = load(a_registry()).registry
    assert [choice.id for choice in registry.choices["plats"]] == ["stockholm", "uppsala", "annan"]
    assert registry.place_question == "plats"


def test_data_is_a_registry_or_a_list_of_what_is_wrong() -> None:
    assert isinstance(model.validate({}, Registry), list)
    read = load(a_registry()).source.document
    assert read is not None
    assert isinstance(model.validate(read, Registry), Registry)


def test_a_registry_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load(a_registry()).registry.lifeline.number = "112"  # type: ignore[misc]  # that is the point
