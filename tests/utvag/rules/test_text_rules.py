"""Tests of what no text may say, wherever it stands: what stays silent. What fires stands in tests/test_plants.py."""

from __future__ import annotations

import pytest
from builders import Data, a_registry, load
from translated import in_language, speaking, told_of

HEAD = "---\ntitle: {}\ndescription: {}\naudience: [leaver]\nowner: redaktionen\nreviewed: 2026-11-21\n---\n# Hem\n\n"
TOP = HEAD.format("Sida", "Ord.")


@pytest.mark.parametrize(
    "words",
    [
        "Skriv till stod@example.se.",
        "Ring 08-465 00 400 eller 112.",
        "Vi kan inte lova att du är anonym.",
        "År 2019, kl. 09:00, 10 000 kr.",
    ],
)
def test_what_a_text_may_say_hears_nothing(words: str) -> None:
    assert told_of({"sida.md": f"{TOP}{words} {{råd}}"}) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"programs.vagen-annan.contact_routes.besok.address": "Gatan 3, 112 21 Stockholm. Uppgift från 2021."},
        {"programs.ungdom.status": "ended", "programs.ungdom.status_reason": "Ring 070-174 06 05."},
    ],
    ids=str,
)
def test_a_postcode_a_year_and_what_is_kept_back_hear_nothing(changes: Data) -> None:
    assert told_of({}, load(a_registry(changes))) == []


def test_a_number_in_another_spelling_is_told_with_the_right_one() -> None:
    (problem,) = told_of({"sida.md": f"{TOP}Ring 0846500400. {{råd}}"})
    assert problem.remedy == "Skriv det så här: 08-465 00 400"


def test_two_pages_are_called_the_same_in_one_language_only() -> None:
    pages = {"a.md": HEAD.format("Sida", "Ord."), "b.md": HEAD.format("sida", "Ord."), "en/a.md": HEAD.format("Sida", "Ord.")}
    (problem,) = told_of(pages)
    assert (problem.code, problem.where.file) == ("dubbelt", "content/b.md")
    assert "content/a.md:2" in problem.message


def test_a_programme_called_as_another_in_other_letters_is_told() -> None:
    loaded = load(
        in_language(a_registry({"programs.arbete.title": "Skydd", "programs.skydd.title": "skydd"}), "en", "x "),
        speaking("en", "x "),
    )
    assert {(problem.code, problem.where.file) for problem in told_of({}, loaded)} == {("dubbelt", "programs.yaml")}
