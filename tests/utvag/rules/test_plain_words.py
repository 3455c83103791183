"""Tests of plain Swedish: what stays silent. What fires stands in tests/test_plants.py."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from builders import Data, a_registry, as_yaml, load
from utvag.content import page_source
from utvag.registry import loader
from utvag.rules import plain_words

if TYPE_CHECKING:
    from utvag.problems import Problem
    from utvag.registry.loader import Loaded

KNOWN = plain_words.Vocabulary.of(load(a_registry({"terms": [{"word": "socialsekreterare", "text": "En person."}]})).registry)
LONG = "Du kan ringa " + "och ringa " * 9  # 21 words
EASY = "Du kan ringa nu. De svarar. "
HARD = "Kommunens socialtjänst samordnar stödet."


def on_page(text: str, name: str = "content/sida.md") -> list[Problem]:
    return list(plain_words.of_page(page_source.read(text, name), KNOWN))


SILENT = [
    f"# Sida\n\n{LONG.removesuffix('och ringa ')}igen. {EASY}",
    "# Sida\n\nEn socialsekreterare är en person. Du kan ringa nu. De svarar.",
    "# Sida\n\nDu kan få en insats (hjälp). Det är du som väljer. Du kan ringa nu.",
    "# Sida\n\n- " + "ord " * 12,
]


@pytest.mark.parametrize("text", SILENT)
def test_a_page_that_is_easy_to_read_hears_nothing(text: str) -> None:
    assert [problem.message for problem in on_page(text)] == []


def test_pages_for_somebody_in_a_hurry_have_a_lower_limit() -> None:
    text = "# Ring\n\nDu kan ringa polisen och socialtjänsten. Personalen svarar. Du kan gå dit."
    assert {problem.code for problem in on_page(text)} == set()
    assert {problem.code for problem in on_page(text, "content/index.md")} == {"lix"}


def test_lix_names_the_sentences_that_are_worst() -> None:
    (problem,) = [item for item in on_page(f"# Sida\n\n{HARD}") if item.code == "lix"]
    assert HARD in problem.remedy
    assert re.search(r"LIX är \d+,\d\. Här får det vara högst 32\.", problem.message)


def codes(changes: Data) -> set[str]:
    return {problem.code for problem in plain_words.in_registry(load(a_registry(changes)))}


KEEPS = [
    {"programs.skydd.status": "ended", "programs.skydd.status_reason": "Slut.", "programs.skydd.summary.text": LONG},
    {"programs.skydd.summary.text": {"sv": "Kort.", "en": LONG}},
    {"programs.skydd.name": "Myndighetspersonen", "programs.skydd.unknowns": ["Fråga myndighetspersonen."]},
    {"terms": [{"word": "myndighetsperson", "text": "En person."}], "programs.skydd.unknowns": ["Fråga din myndighetsperson."]},
]


@pytest.mark.parametrize("changes", KEEPS, ids=str)
def test_what_nobody_reads_and_what_is_kept_is_not_measured(changes: Data) -> None:
    assert codes(changes) == set()


def with_comment(comment: str) -> Loaded:
    text = as_yaml(a_registry({"programs.skydd.summary.text": LONG})).decode()
    at = text.index(f'text: "{LONG.strip()}')
    start = text.rindex("\n", 0, at) + 1
    return loader.parse((text[:start] + f"    {comment}\n" + text[start:]).encode(), "programs.yaml")


def test_a_comment_in_the_registry_allows_a_sentence() -> None:
    assert {problem.code for problem in plain_words.in_registry(with_comment("# tillåt lang-mening: namnet är så långt"))} == set()
    assert {problem.code for problem in plain_words.in_registry(with_comment("# tillåt lix: namnet är så långt"))} == {
        "lang-mening",
        "tillat",
    }
    assert {problem.code for problem in plain_words.in_registry(with_comment("# tillåt lang-mening:"))} == {"lang-mening", "tillat"}
