"""Tests of numbers, opening hours and routes."""

from __future__ import annotations

import pytest
from builders import GONE, Data, a_registry, codes_of, load, problems_in
from utvag.registry.hours import DAYS

LINE = "lifeline.opening_hours"
VISIT = "programs.vagen-annan.contact_routes.besok.opening_hours"
PHONE = "programs.ungdom.contact_routes.aldre-nummer"
SHORT = "programs.skydd.contact_routes.telefon"
WEEK = list(DAYS)


def opening(*days: str, opens_at: str = "09:00", closes_at: str = "17:00") -> Data:
    return {"byday": list(days), "opens_at": opens_at, "closes_at": closes_at}


FIRES: list[tuple[str, Data]] = [
    ("livlina-dygnet-runt", {LINE: "unknown"}),
    ("livlina-dygnet-runt", {LINE: [opening(*WEEK)]}),
    ("livlina-dygnet-runt", {LINE: [opening(*WEEK[1:], opens_at="00:00", closes_at="24:00")]}),
    (
        "livlina-dygnet-runt",
        {LINE: [opening(day, opens_at="00:00", closes_at="23:59" if day == "SU" else "24:00") for day in WEEK]},
    ),
    ("livlina-dygnet-runt", {LINE: [opening(*WEEK, opens_at="00:01", closes_at="24:00")]}),
    (
        "livlina-dygnet-runt",
        {LINE: [opening(*WEEK, opens_at=at, closes_at=to) for at, to in (("00:00", "12:00"), ("12:01", "24:00"))]},
    ),
    ("oppettid", {VISIT: [opening("MO", opens_at="17:00", closes_at="09:00")]}),
    ("oppettid", {VISIT: [opening("MO", opens_at="09:00", closes_at="09:00")]}),
    ("oppettid", {VISIT: [opening("MO"), opening("MO", opens_at="16:59", closes_at="18:00")]}),
    ("oppettid", {VISIT: [opening("MO", "MO")]}),
    ("oppettid", {VISIT: [opening("SU", opens_at=at, closes_at=to) for at, to in (("08:00", "20:00"), ("09:00", "10:00"))]}),
    ("oppettid", {VISIT: "ibland"}),
    ("oppettid", {VISIT: []}),
    ("oppettid", {VISIT: {"byday": ["MO"]}}),
    ("okant-varde", {VISIT: [opening("mån", "TU")]}),
    ("telefon-siffror", {"lifeline.e164": "+46846500401"}),
    ("telefon-siffror", {"lifeline.number": "08-465 00 401"}),
    ("telefon-siffror", {"lifeline.e164": GONE}),
    ("telefon-siffror", {"lifeline.e164": "08-465 00 400"}),
    ("telefon-siffror", {f"{PHONE}.e164": "+46846500400"}),
    ("telefon-siffror", {f"{SHORT}.e164": "+4611414"}),
    ("telefon-format", {f"{PHONE}.number": "0900-123 45 67", f"{PHONE}.e164": "+469001234567"}),
    ("telefon-format", {"lifeline.number": "0846500400"}),
    ("telefon-format", {f"{PHONE}.number": "+46 8 465 00 499"}),
    ("telefon-format", {f"{SHORT}.number": "11414x"}),
    ("telefon-format", {"emergency.number": "08-465 00 400"}),
    ("telefon-format", {"emergency.number": "1 12"}),
    ("saknas", {f"{SHORT}.status": "unconfirmed"}),
    ("saknas", {"programs.skydd.status": "paused"}),
    ("sprak", {f"{SHORT}.languages": []}),
    ("sprak", {f"{SHORT}.languages": ["engelska"]}),
    ("saknas", {f"{SHORT}.checks": []}),
]

SILENT: list[Data] = [
    {LINE: [opening(*WEEK, opens_at="00:00", closes_at="24:00")]},
    {LINE: [opening(*WEEK, opens_at="00:00", closes_at="12:00"), opening(*WEEK, opens_at="12:00", closes_at="24:00")]},
    {VISIT: [opening("MO"), opening("MO", opens_at="17:00", closes_at="18:00")]},
    {VISIT: "always"},
    {"lifeline.number": "08-465 00 401", "lifeline.e164": "+46846500401"},
    {f"{SHORT}.number": "90101"},
    {f"{SHORT}.languages": ["sv"]},
    {f"{SHORT}.languages": "unknown"},
    {f"{SHORT}.status": "unconfirmed", f"{SHORT}.status_reason": "Ingen har ringt."},
]


@pytest.mark.parametrize(("code", "changes"), FIRES)
def test_a_way_to_reach_somebody_that_is_wrong_is_told_so(code: str, changes: Data) -> None:
    assert code in codes_of(a_registry(changes))


@pytest.mark.parametrize("changes", SILENT)
def test_a_way_to_reach_somebody_that_is_right_is_accepted(changes: Data) -> None:
    assert load(a_registry(changes)).registry


def test_a_route_of_one_kind_does_not_take_the_keys_of_another() -> None:
    assert "okant-namn" in codes_of(a_registry({"programs.familj.contact_routes.epost.number": "112"}))
    assert "okant-namn" in codes_of(a_registry({f"{SHORT}.program": "lifeline"}))


def test_an_overlap_is_named_by_its_day() -> None:
    (problem,) = problems_in(
        a_registry({VISIT: [opening("MO"), opening("TU"), opening("TU", opens_at="16:59", closes_at="18:00")]})
    )
    assert problem.message == "Två öppettider går in i varandra på tisdag."
