"""Tests of what only reviewers are told."""

from __future__ import annotations

from datetime import date

import pytest
from builders import Data, load, plain, put
from edited import BEFORE
from utvag import source
from utvag.changes import reviewed

HELP = {"sv": "Skydd när någon hotar.", "en": "Help"}
OLDER = "kontrollerad 1 november 2026 av redaktionen, förut 21 november 2026"

CHANGES = [
    ("programs.skydd.checks.0.by", "arkivet", "programs[skydd].checks: kontrollen 21 november 2026 är ändrad (arkivet, document)."),
    ("lifeline.checks.0.date", date(2026, 11, 1), f"lifeline.checks: uppgiften är äldre: {OLDER}."),
    ("sources.K1.title", "Ny titel", "sources[K1].title: ”Stadens sida” blir ”Ny titel”."),
    ("questions.vad.sensitivity", "low", "questions[vad].sensitivity: ”high” blir ”low”."),
    ("programs.skydd.summary.text", HELP, "programs[skydd].summary.text på engelska är nytt: ”Help”."),
    ("programs.skydd.summary.text", "Skydd.", None),
]


@pytest.mark.parametrize(("path", "value", "words"), CHANGES)
def test_what_no_page_shows_is_told_to_reviewers_and_nothing_else(path: str, value: object, words: str | None) -> None:
    before: Data = plain(source.parse(BEFORE.read_bytes(), BEFORE.name).document)
    after: Data = plain(source.parse(BEFORE.read_bytes(), BEFORE.name).document)
    put(after, path, value)
    assert list(reviewed.compare(load(before).registry, load(after).registry, ())) == ([words] if words else [])
