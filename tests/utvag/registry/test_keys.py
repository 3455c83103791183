"""Tests of the tables that explain every key."""

from __future__ import annotations

import re

from builders import ROOT
from utvag.registry import keys, schema

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_the_tables_in_contributing_are_fresh() -> None:
    assert keys.refreshed(GUIDE) == GUIDE, f"Run: {schema.COMMAND}"


def test_a_stale_table_would_be_seen() -> None:
    stale = GUIDE.replace("| `slug` | Ja |", "| `slug` |  |")
    assert stale != GUIDE
    assert keys.refreshed(stale) == GUIDE


def test_every_table_there_is_stands_in_contributing_once() -> None:
    assert sorted(re.findall(r"<!-- nycklar: (\S+) -->", GUIDE)) == sorted(keys.tables())


def test_a_row_says_whether_what_and_how() -> None:
    made = keys.tables()
    assert (
        "| `status_reason` | Om inte `active` | Varför. Vid paus läser besökaren det. | en text | `Tar inte emot fler just nu.` |"
        in (made["Program"].splitlines())
    )
    assert "| `emergency` |  | Visa 112 först. Bara på frågan om fara. | `true`, `false` | `true` |" in made["Choice"]
    assert "| `phone` | `e164` | Ja, utom korta nummer |" in made["ContactRoute.kind"]
    assert "`e164`" not in made["ContactRoute"]
    assert '| `opens_at` | Ja | När det öppnar. | `"00:00"` till `"24:00"` | `"09:00"` |' in made["Schedule"]
    assert "| lista med påståenden, inte tom |  |" in made["Program"]


def test_marks_with_no_table_are_told_by_name() -> None:
    assert "Finnsinte" in keys.refreshed("<!-- nycklar: Finnsinte -->\n<!-- slut på nycklar -->")
