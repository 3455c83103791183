"""Tests of how Swedish telephone numbers are read and written."""

from __future__ import annotations

import pytest
from utvag.registry import phones

READABLE = ["08-465 00 400", "031-390 06 00", "0980-31 92 00", "020-50 50 50", "112", "114 14", "116 111", "90101"]
HARD_TO_READ = [
    "0846500400",
    "08-46500400",
    "08 465 00 400",
    "+46 8 465 00 400",
    "08-465-00-400",
    "08-465 00 400 ",
    "08–465 00 400",
]
NO_NUMBER = ["", "x", "08", "9" * 24, "08-465", "070-174 06 0", "9" * 300, "+", "²"]


@pytest.mark.parametrize("written", READABLE)
def test_a_number_that_swedes_can_read_is_well_written(written: str) -> None:
    assert phones.is_well_written(written)
    assert phones.suggestion(written) == written


@pytest.mark.parametrize("written", [*HARD_TO_READ, *NO_NUMBER, "0٨-٤٦٥ 00 400"])
def test_any_other_number_is_not_well_written(written: str) -> None:
    assert not phones.is_well_written(written)


@pytest.mark.parametrize(
    ("written", "wanted"), [*((number, READABLE[0]) for number in HARD_TO_READ), *((text, None) for text in NO_NUMBER)]
)
def test_a_number_that_is_hard_to_read_gets_a_suggestion_and_what_is_none_gets_none(written: str, wanted: str | None) -> None:
    assert phones.suggestion(written) == wanted


def test_short_numbers_are_told_apart_and_dialled_as_they_stand() -> None:
    assert [number for number in [*READABLE, *NO_NUMBER] if phones.is_short(number)] == READABLE[4:]
    assert phones.dialled("114 14", None) == "11414"
    assert phones.dialled("08-465 00 400", phones.e164("08-465 00 400")) == "+46846500400"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ring 08-465 00 400.", ["08-465 00 400"]),
        ("Ring 114 14 eller 112, inte 116111!", ["114 14", "112", "116111"]),
        ("+46 8 465 00 400, (0846500400)", ["+46 8 465 00 400", "0846500400"]),
        ("Ring 020\u201150 50 50.", ["020\u201150 50 50"]),
        ("Ring 020–50 50 50.", ["020–50 50 50"]),
        ("Ring 020/50 50 50.", ["020/50 50 50"]),
        ("År 2026-11-21, kl. 09:00–17:00, 13–17 år, 24 timmar, 16-20 år, A112, 1990", []),
        ("https://x.se/08123456", []),
        ("Ring 070-174 06 99 dagar och kvällar, 08-465 00 499 timmar om dygnet.", ["070-174 06 99", "08-465 00 499"]),
        (
            "Ring 070\u2212174\u221206\u221299, 070•174•06•99, 070' 174' 06' 99.",
            ["070\u2212174\u221206\u221299", "070•174•06•99", "070' 174' 06' 99"],
        ),
        ("Ring O7O-174 O6 99 eller 0701740oo.", ["070-174 06 99", "070174000"]),
        ("Ring 070-174 06 OO.", ["070-174 06 00"]),
        ("Telefonen är öppen 08.00–16.30, kl. 9.00-12.00 och 8.00 - 9.30.", []),
        ("Mån 10.00–12.00, tis 13.00–15.00.", []),
        ("Stängt 24.12–6.1, 24/12–26/12 och 2026-12-24–2027-01-06.", []),
        ("Box 12256, 102 26 Stockholm. Besök: Storgatan 12, 75320 Uppsala", []),
        ("Organisationsnummer 802000-1234.", []),
        ("Vi startade 2019. 112 svarar alltid.", ["112"]),
        ("Öppet till 2026. 116 111 är Bris.", ["116 111"]),
        ("Ring 08.508.25.600 eller 75320 Uppsala.", ["08.508.25.600", "75320"]),
        ("Ring ٠٧٠-١٧٤ ٠٦ ٩٩.", ["070-174 06 99"]),
        ("Böter på 10 000 kr, 365 dagar, 1 250 000 kronor, 1500 personer, CO2, H2O.", []),
    ],
)
def test_numbers_in_a_text_are_found_however_they_are_written(text: str, found: list[str]) -> None:
    assert [*phones.mentioned(text)] == found


@pytest.mark.parametrize("written", ["085-08 25 600", "0850-825 600", "01-872 75 230"])
def test_an_area_code_that_is_cut_in_the_wrong_place_is_not_well_written(written: str) -> None:
    assert not phones.is_well_written(written)


@pytest.mark.parametrize(
    ("written", "extra"),
    [("0900-123 45 67", True), ("08-465 00 400", False), ("020-50 50 50", False), ("118 118", True), ("72550", True)],
)
def test_a_number_that_costs_extra_is_told_from_the_others(written: str, extra: bool) -> None:  # noqa: FBT001 -- a table's column
    assert phones.costs_extra(written) is extra


@pytest.mark.parametrize(
    ("written", "known", "in_e164"),
    [
        ("08-465 00 400", True, "+46846500400"),
        ("010-999 99 99", False, "+46109999999"),
        ("+47 22 33 44 55", False, "+4722334455"),
        ("070-174 06 0", False, None),
    ],
)
def test_a_number_abroad_or_not_in_the_plan_can_be_dialled_but_is_not_known(
    written: str,
    known: bool,  # noqa: FBT001 -- a table's column
    in_e164: str | None,
) -> None:
    assert (phones.is_known(written), phones.e164(written)) == (known, in_e164)


@pytest.mark.parametrize("ending", [" ext. 3", " (knappval 3)", " anknytning 12", ", ankn. 12"])
def test_an_extension_is_told_from_the_number(ending: str) -> None:
    assert phones.extension(f"08-465 00 400{ending}") == ending.strip(" (),")
    assert phones.extension("08-465 00 400") == ""
