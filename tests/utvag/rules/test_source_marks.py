"""Tests of what blocks rest on: what stays silent, and guesses. What fires stands in tests/test_plants.py."""

from __future__ import annotations

import pytest
from builders import a_registry, load
from utvag.content import page_source
from utvag.problems import Severity
from utvag.rules import source_marks

KNOWN = {"A1", "N26"}

SILENT = [
    "Ett stycke. {A1}",
    "Ett. {A1, N26}\n\nTvå. {N26, okänt}\n\nTre. {råd}\n\nFyra. {teknik}",
    "# Rubrik\n\n## Rubrik {#namn}",
    '<ul class="ways">\n<li><a class="button" href="x/">Guiden</a></li>\n</ul>',
    "[Guiden](guide.md)",
    "<p>Rå text. {A1}</p>",
    "Text. {A1}\n{: .lead}",
    "<!-- en anmärkning -->",
    "---",
]


@pytest.mark.parametrize("text", SILENT)
def test_a_block_that_says_what_it_rests_on_hears_nothing(text: str) -> None:
    assert list(source_marks.check(page_source.read(text, "sida.md"), KNOWN)) == []


def test_a_word_that_is_nearly_right_is_guessed() -> None:
    (problem,) = source_marks.check(page_source.read("Ord. {okant}", "sida.md"), KNOWN)
    assert "Menade du ”okänt”?" in problem.message
    (problem,) = source_marks.check(page_source.read("Ord. {N266}", "sida.md"), KNOWN)
    assert "Menade du ”N26”?" in problem.message


def test_a_source_that_nothing_rests_on_only_warns_and_a_page_can_be_what_rests_on_it() -> None:
    loaded = load(a_registry({"sources.+": a_registry()["sources"][0] | {"id": "K3"}}))
    (problem,) = source_marks.unused(loaded, [])
    assert (problem.code, problem.severity, problem.subject) == ("oanvand-kalla", Severity.WARNING, "sources[K3]")
    assert problem.where.line > 1
    assert list(source_marks.unused(loaded, [page_source.read("Ord. {K3}", "sida.md")])) == []
