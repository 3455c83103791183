"""Tests of which municipalities a text names, and of what is told of one that the registry does not have."""

from __future__ import annotations

import pytest
from builders import a_registry, load
from utvag.rules import found_by_rules, places
from utvag.rules.written_site import WrittenSite

NAMES = {
    "Ring i Malmö.": ("Malmö",),
    "Malmös skolor och Upplands Väsby": ("Malmö", "Upplands Väsby"),
    "Stockholms stad, Upplands-Bro, Gävle–Sandviken.": ("Stockholm", "Upplands-Bro", "Gävle", "Sandviken"),
    "Borås stad. Det finns i Lilla Edet.": ("Borås", "Lilla Edet"),
    "Vara rädd är vanligt. Mark är mjuk. ”Berg": (),
    "Den som bor i Vara, eller i Marks kommun.": ("Vara", "Mark"),
    "Malmöhus, Hässelby-Vällingby, Lundströms, i malmö, Stockholm-": (),
}


@pytest.mark.parametrize("words", NAMES)
def test_a_name_is_seen_also_in_a_clause_and_as_whose_it_is(words: str) -> None:
    assert places.named(words) == NAMES[words]


def test_there_are_290_in_the_order_of_the_alphabet_and_each_is_found() -> None:
    assert len(places.NAMES) == len(set(places.NAMES)) == 290
    assert {name for name in places.NAMES if name not in places.named(f"Det är så i {name}.")} == set()


def test_a_name_in_the_registry_is_told_unless_it_is_a_municipality_there_or_what_others_called_a_page() -> None:
    changes = {"programs.skydd.provider": "Malmö stad", "sources.K1.title": "Så gör Lund", "programs.skydd.also_called": ["Umeå"]}
    site = WrittenSite(load(a_registry(changes)))
    told = [(found.subject, found.message) for found in found_by_rules(site) if found.code == "okand-kommun"]
    assert told == [("programs[skydd].provider", "”Malmö” är en kommun som inte finns i registret.")]
    assert {"Stockholm", "Uppsala"} <= {place.name for place in site.registry.municipalities}
