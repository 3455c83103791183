"""Tests of who answers: each number once, shown ones first, and whoever leads there is asked there."""

from __future__ import annotations

from datetime import date

import pytest
from builders import a_registry, load
from utvag.upkeep.contacts import Book

AGAIN = {
    "id": "igen",
    "kind": "phone",
    "label": "Igen",
    "status": "unconfirmed",
    "status_reason": "Ingen har ringt.",
    "number": "114 14",
    "opening_hours": "unknown",
    "sources": ["K2"],
    "checks": [{"date": date(2026, 11, 21), "by": "redaktionen", "how": "document"}],
}
SKYDD, FAMILJ = ("programs", 3), "programs.familj.contact_routes.+"


def test_each_number_is_one_contact_and_the_place_that_is_shown_is_its_own() -> None:
    book = Book(load(a_registry({FAMILJ: AGAIN, "programs.familj.status": "unconfirmed", "programs.familj.status_reason": "Ny."})))
    assert book.contacts["11414"].id == "skydd.telefon"
    assert [contact.id for contact in book.contacts.values() if not contact.is_shown] == ["ungdom.aldre-nummer"]
    assert "112" not in book.contacts


@pytest.mark.parametrize(
    ("owner", "place"),
    [
        (("lifeline",), ("lifeline",)),
        (SKYDD, SKYDD),
        ((*SKYDD, "contact_routes", 0), (*SKYDD, "contact_routes", 0)),
        (("programs", 0, "contact_routes", 0), ("programs", 0)),
    ],
)
def test_a_number_is_asked_about_by_itself_and_other_ways_with_their_page(
    owner: tuple[str | int, ...], place: tuple[str | int, ...]
) -> None:
    assert Book(load(a_registry())).place(owner) == place


def test_nobody_answers_for_the_emergency_number() -> None:
    book = Book(load(a_registry()))
    assert book.who_knows(("emergency",)) is None
    assert book.who_knows(("lifeline",)) == book.registry.lifeline.dialled
    assert book.who_knows(SKYDD) == "11414"
