"""Tests of plain Swedish: known texts and known numbers, and what stays silent. What fires stands in tests/test_plants.py."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from builders import SWEDISH, Data, a_registry, as_yaml, load
from hypothesis import given
from hypothesis import strategies as st
from utvag import rules
from utvag.content import page_source
from utvag.registry import loader
from utvag.rules import codes, plain_words
from utvag.rules.plain_words import AGENCY
from utvag.rules.written_site import WrittenSite

if TYPE_CHECKING:
    from utvag.problems import Problem
    from utvag.registry.loader import Loaded

TERM = load(a_registry({"terms": [{"word": "socialsekreterare", "text": "En person."}]}))
LONG = "Du kan ringa " + "och ringa " * 9  # 21 words
EASY = "Du kan ringa nu. De svarar. "
HARD = "Kommunens socialtjänst samordnar stödet."


def on_page(text: str, name: str = "content/sida.md") -> list[Problem]:
    page = page_source.read(f"---\ntitle: x\n---\n{text}", name)
    return [problem for problem in rules.found_by_rules(WrittenSite(TERM, (page,))) if codes.rules()[problem.code].can_be_allowed]


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


def told(changes: Data) -> set[str]:
    return {problem.code for problem in plain_words.texts_are_plain(WrittenSite(load(a_registry(changes))))}


KEEPS = [
    {"programs.skydd.status": "ended", "programs.skydd.status_reason": "Slut.", "programs.skydd.summary.text": LONG},
    {"programs.skydd.summary.text": {"sv": "Kort.", "en": LONG}},
    {"programs.skydd.name": "Myndighetspersonen", "programs.skydd.unknowns": ["Fråga myndighetspersonen."]},
    {"terms": [{"word": "myndighetsperson", "text": "En person."}], "programs.skydd.unknowns": ["Fråga din myndighetsperson."]},
]


@pytest.mark.parametrize("changes", KEEPS, ids=str)
def test_what_nobody_reads_and_what_is_kept_is_not_measured(changes: Data) -> None:
    assert told(changes) == set()


def with_comment(comment: str) -> Loaded:
    text = as_yaml(a_registry({"programs.skydd.summary.text": LONG})).decode()
    at = text.index(f'text: "{LONG.strip()}')
    start = text.rindex("\n", 0, at) + 1
    return loader.parse((text[:start] + f"    {comment}\n" + text[start:]).encode(), "programs.yaml", SWEDISH)


@pytest.mark.parametrize(
    ("comment", "left"),
    [
        ("# tillåt lang-mening: namnet är så långt", set()),
        ("# tillåt lix: namnet är så långt", {"lang-mening", "tillat"}),
        ("# tillåt lang-mening:", {"lang-mening", "tillat"}),
    ],
)
def test_a_comment_in_the_registry_allows_a_sentence(comment: str, left: set[str]) -> None:
    assert {problem.code for problem in rules.found_by_rules(WrittenSite(with_comment(comment)))} == left


TOLD = [
    ("En insats i taget.", ["insats"]),
    ("Insatserna och klienternas bistånd.", ["Insatserna", "klienternas", "bistånd"]),
    ("Du ger ditt samtycke.", ["samtycke"]),
    ("Gör en orosanmälan.", ["orosanmälan"]),
    ("Ring Avhopparverksamheten i Uppsala om avhopparverksamheten.", ["avhopparverksamheten"]),
    ("Våldsbejakande extremism.", ["Våldsbejakande"]),
    ("En anmälan om oro (orosanmälan).", []),
    ("Samtycke betyder att du säger ja. Utan samtycke går det inte.", []),
    ("Avhopparverksamheten är kommunens stöd.", []),
    ("Våldsbejakande extremism (där våld ses som rätt).", []),
    ("Insatsteamet och sociala insatsgrupper.", []),
    ("Ring Avhopparverksamheten i Uppsala.", []),
    ("Solen skiner.", []),
]
NAMES = frozenset(["Avhopparverksamheten i Uppsala"])


@pytest.mark.parametrize(("text", "words"), TOLD)
def test_a_word_of_agencies_is_told_once_unless_it_is_explained_or_a_name(text: str, words: list[str]) -> None:
    assert sorted(plain_words.unexplained([text, text], NAMES)) == sorted(words)


def test_one_explanation_is_enough_for_every_form_on_the_page() -> None:
    assert list(plain_words.unexplained(["Säg ja till insatsen.", "En insats (hjälp)."], frozenset())) == []


@given(st.lists(st.text(max_size=40), max_size=4), st.frozensets(st.text(max_size=10), max_size=3))
def test_any_text_can_be_searched(passages: list[str], names: frozenset[str]) -> None:
    assert len(list(plain_words.unexplained(passages, names))) <= len(AGENCY)


SENTENCES = [
    (["Du kan ringa. Någon svarar."], ["Du kan ringa.", "Någon svarar."]),
    (["En rubrik", "En punkt"], ["En rubrik", "En punkt"]),
    (["Är du hotad? Ring 112."], ["Är du hotad?", "Ring 112."]),
    (["Läs på polisen.se om skydd."], ["Läs på polisen.se om skydd."]),
    (["Säg ”hej.” Sedan svarar de."], ["Säg ”hej.", "Sedan svarar de."]),
    (["–"], []),
]


@pytest.mark.parametrize(("passages", "sentences"), SENTENCES)
def test_a_sentence_ends_at_its_sign_or_with_its_passage(passages: list[str], sentences: list[str]) -> None:
    assert list(plain_words.sentences(passages)) == sentences


WORDS = [
    ("Ring 08-508 25 600, dag som natt.", ["Ring", "08-50825600", "dag", "som", "natt"]),
    ("Du som är 16–29 år", ["Du", "som", "är", "16–29", "år"]),
    ("och/eller – ”så”", ["och", "eller", "så"]),
]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_a_number_is_one_word_and_signs_are_none(text: str, words: list[str]) -> None:
    assert list(plain_words.words(text)) == words


def test_lix_is_words_to_a_sentence_and_the_share_of_long_words() -> None:
    told = ["Du kan ringa polisen.", "De svarar."]  # 6 words, 2 sentences, 1 longer than six letters
    mean, lix = plain_words.measure(told)
    assert (mean, round(lix, 3)) == (3, 19.667)  # 3 + 100 / 6
    assert plain_words.measure([]) == (0, 0)


def test_a_word_of_fifteen_letters_is_too_long_unless_it_is_kept() -> None:
    assert plain_words.too_long("En myndighetsperson och socialtjänsten.", set()) == ["myndighetsperson"]
    assert plain_words.too_long("Socialsekreteraren, socialsekreterarnas", {"socialsekreterar"}) == []
    assert plain_words.too_long("Hässelby-Vällingby", set()) == []
    assert plain_words.too_long("avhopparsamordnings-telefon", set()) == ["avhopparsamordnings-telefon"]
    assert plain_words.too_long("krisinformation.se", set()) == []
    assert plain_words.too_long("socialsekreterarutbildning", {"socialsekreterar"}) == ["socialsekreterarutbildning"]


def test_the_worst_sentence_comes_first() -> None:
    hard = "Kommunens socialtjänst samordnar insatser."
    assert plain_words.hardest(["Du kan gå.", hard], 1) == [hard]


@given(st.lists(st.text(max_size=80), max_size=5))
def test_any_text_can_be_measured(passages: list[str]) -> None:
    told = list(plain_words.sentences(passages))
    assert min(plain_words.measure(told)) >= 0
    assert all(plain_words.words(sentence) for sentence in told)
