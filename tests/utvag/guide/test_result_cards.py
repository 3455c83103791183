"""Tests of the cards: what an ending shows, what a card says of whom it is for, and what hides it without a script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from builders import Data, a_program, a_registry, an_environment, asking, load
from hypothesis import given, settings
from hypothesis import strategies as st
from utvag.guide import journeys, result_cards, wizard
from utvag.guide.eligibility import Verdict
from utvag.site import templates

if TYPE_CHECKING:
    from utvag.guide.result_cards import Card

SOME = list(journeys.walk(wizard.compile(load(a_registry()).registry)))[::7]

LOADED = load(a_registry())
TREE = wizard.compile(LOADED.registry)
CARDS = result_cards.deal(LOADED.registry, TREE)
SHOWN = [card.program.id for card in CARDS]


def the_card(name: str, changes: Data) -> Card:
    registry = load(a_registry(changes)).registry
    return next(card for card in result_cards.deal(registry, wizard.compile(registry)) if card.program.id == name)


def said(name: str, changes: Data) -> str:
    """Return the reason that the page gives for a programme."""
    loaded = load(a_registry(changes))
    card = the_card(name, changes)
    module: Any = an_environment(loaded).get_template("components/card.html").module
    return " ".join(str(module.reason(card, "sv")).split())


def test_each_programme_that_somebody_is_shown_has_one_card_and_no_other_has() -> None:
    reached = {name for journey in journeys.walk(TREE) for name in journeys.results(journey.outcome)}
    assert sorted(SHOWN) == sorted(reached)
    assert len(SHOWN) < len(LOADED.registry.programs)


@pytest.mark.parametrize(
    "journey", list(journeys.walk(TREE))[::7], ids=lambda journey: "-".join(step[1] for step in journey.answers)
)
def test_the_letters_of_an_ending_say_what_the_outcome_says(journey: journeys.Journey) -> None:
    letters = result_cards.letters(journey.outcome, CARDS)
    told = {
        name: Verdict.FITS if letter in "ft" else Verdict.MAY_FIT
        for name, letter in zip(SHOWN, letters, strict=True)
        if letter != "-"
    }
    assert told == journeys.results(journey.outcome)
    assert letters.count("m") <= 4


def test_support_that_fits_and_ways_out_that_fit_have_letters_of_their_own() -> None:
    outcome = journeys.follow(TREE, {"fara": "hot", "vem": "ung", "plats": "stockholm", "vad": "kriminalitet"}).outcome
    told = dict(zip(SHOWN, result_cards.letters(outcome, CARDS), strict=True))
    assert (told["skydd"], told["ungdom"], told["arbete"], told["vagen-uppsala"]) == ("f", "t", "m", "-")


REASONS: list[tuple[str, Data, str]] = [
    ("vagen-stockholm", {}, "Gäller i Stockholm."),
    ("skydd", {"programs.skydd.eligibility": asking("fara", "nu", "hot")}, "Gäller vid fara eller vid hot."),
    ("skydd", {"programs.skydd.eligibility": asking("vem", "ung", "vuxen")}, "För alla, var du än är."),
    ("skydd", {"programs.skydd.eligibility": asking("vem", "ung")}, "Gäller under 18 år."),
    ("skydd", {}, "För den som är hotad."),
    ("arbete", {}, "Gäller i Stockholm, vid kriminalitet. Åldrarna är olika. Ring och fråga."),
]


@pytest.mark.parametrize(("name", "changes", "words"), REASONS)
def test_a_card_says_whom_it_is_for(name: str, changes: Data, words: str) -> None:
    assert said(name, changes) == words


@pytest.mark.parametrize(
    ("ages", "words"),
    [
        ({"minimum_age": 16, "maximum_age": 29}, "Gäller 16–29 år."),
        ({"minimum_age": 18}, "Gäller från 18 år."),
        ({"maximum_age": 17}, "Gäller till och med 17 år."),
    ],
)
def test_a_card_says_its_ages(ages: Data, words: str) -> None:
    eligibility = {"conditions": [{"question": "vem", **ages, "sources": ["K2"]}], "depends_on": []}
    assert said("skydd", {"programs.skydd.eligibility": eligibility}) == words


def test_an_answer_that_rules_a_programme_out_hides_its_card_without_a_script() -> None:
    style = result_cards.filters(LOADED.registry, TREE)
    assert style.startswith("@supports selector(:has(*)){")
    hides = re.findall(r"\[open\]>\[data-is=([a-z]\d+)\].*?\[data-not~=([a-z]\d+)\]", style)
    assert len(hides) == style.count("display:none") > 3
    marks = result_cards.marks(LOADED.registry, CARDS)
    assert hides == [(mark, mark) for mark in marks.values()]
    assert marks["plats", "uppsala"] in the_card("vagen-stockholm", {}).excludes
    assert marks["plats", "uppsala"] not in the_card("vagen-uppsala", {}).excludes
    assert set(marks.values()) == {mark for card in CARDS for mark in card.excludes}


@settings(deadline=None)
@given(st.lists(st.sampled_from(["ung", "vuxen", "anhorig"]), min_size=1, unique=True))
def test_whatever_is_asked_of_whom_the_page_can_be_made(answers: list[str]) -> None:
    registry = a_registry()
    registry["programs"].append(a_program("ny", eligibility=asking("vem", *answers)))
    loaded = load(registry)
    tree = wizard.compile(loaded.registry)
    dealt = result_cards.deal(loaded.registry, tree)
    page = templates.render(
        an_environment(loaded),
        "guide.html",
        title="x",
        description="x",
        lang="sv",
        address="guide/index.html",
        root="../",
        start=tree,
        cards=dealt,
        marks=result_cards.marks(loaded.registry, dealt),
        place=None,
    )
    assert page.count("data-program=") == len(dealt)
