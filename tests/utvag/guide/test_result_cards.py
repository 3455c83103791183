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
from utvag.registry.source import Bare
from utvag.site import templates

if TYPE_CHECKING:
    from utvag.guide.result_cards import Card

LOADED = load(a_registry())
TREE = wizard.compile(LOADED.registry)
CARDS = result_cards.deal(LOADED.registry, TREE)
SHOWN = [card.program.id for card in CARDS]


def the_card(name: str, changes: Data) -> Card:
    registry = load(a_registry(changes)).registry
    return next(card for card in result_cards.deal(registry, wizard.compile(registry)) if card.program.id == name)


def said(name: str, changes: Data, *answers: str) -> list[str]:
    """Return what the page says of whom a programme is for, to somebody who has given `answers` (questions' answers: "hot")."""
    loaded = load(a_registry(changes))
    marks = result_cards.marks(loaded.registry, result_cards.deal(loaded.registry, wizard.compile(loaded.registry)))
    given = {mark for (_, answer), mark in marks.items() if answer in answers}
    module: Any = an_environment(loaded).get_template("components/card.html").module
    left = (reason for reason in the_card(name, changes).reasons if not given & {*reason.settled})
    return [" ".join(str(module.because(reason, "sv")).split()) for reason in left]


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
        name: Verdict.FITS if letter in "d123fr" else Verdict.MAY_FIT
        for name, letter in zip(SHOWN, letters, strict=True)
        if letter != "-"
    }
    assert told == journeys.results(journey.outcome)
    assert (
        sorted("123"["123456".index(letter) % 3] for letter in letters if letter.isdigit())
        == list("123")[: sum(map(str.isdigit, letters))]
    )


def letters_of(changes: Data, **answers: str) -> dict[str, str]:
    registry = load(a_registry(changes)).registry
    return result_cards.letter_of(journeys.follow(wizard.compile(registry), answers).outcome)


def test_the_way_in_where_somebody_is_stands_apart_then_what_the_answers_speak_for() -> None:
    told = letters_of({}, fara="hot", vem="ung", plats="stockholm", vad="kriminalitet")
    assert told == {"vagen-stockholm": "d", "skydd": "1", "arbete": "5", "ungdom": "f"}
    told = letters_of({}, plats="uppsala")
    assert (told["vagen-uppsala"], told["skydd"]) == ("d", "4")


MOVES: list[tuple[Data, str, str]] = [
    ({"programs.ungdom.order": [{"question": "vem", "answers": ["ung"], "up": Bare("1")}]}, "ungdom", "1"),
    ({"programs.arbete.order": [{"question": "fara", "answers": ["hot"], "up": Bare("2")}]}, "arbete", "4"),
    ({"programs.skydd.order": [{"question": "fara", "answers": ["hot"], "up": Bare("-1")}]}, "skydd", "f"),
    ({"programs.skydd.role": "folded"}, "skydd", "f"),
    ({"programs.skydd.kind": "reading"}, "skydd", "r"),
    ({"programs.skydd.role": "stand_in"}, "skydd", "d"),
]


@pytest.mark.parametrize(("changes", "name", "letter"), MOVES)
def test_the_registry_says_what_stands_where(changes: Data, name: str, letter: str) -> None:
    assert letters_of(changes, fara="hot", vem="ung", plats="stockholm", vad="kriminalitet")[name] == letter


def test_a_stand_in_is_the_way_in_only_where_the_local_one_has_no_number_or_where_it_fits() -> None:
    changes = {"programs.skydd.role": "stand_in"}
    assert [letters_of(changes, fara="nej", plats=place)["skydd"] for place in ("stockholm", "uppsala", "vet-inte")] == [
        "4",
        "e",
        "e",
    ]


REASONS: list[tuple[str, Data, str, list[str]]] = [
    ("vagen-stockholm", {}, "", ["Gäller i Stockholm."]),
    ("vagen-stockholm", {}, "stockholm", []),
    ("skydd", {"programs.skydd.eligibility": asking("fara", "nu", "hot")}, "", ["Gäller vid fara eller vid hot."]),
    ("skydd", {"programs.skydd.eligibility": asking("fara", "nu", "hot")}, "hot", []),
    ("skydd", {"programs.skydd.eligibility": asking("vem", "ung", "vuxen")}, "", []),
    ("skydd", {"programs.skydd.eligibility": asking("vem", "ung")}, "", ["Gäller under 18 år."]),
    ("skydd", {}, "nej", ["För den som är hotad."]),
    ("skydd", {}, "hot", []),
    ("arbete", {}, "stockholm", ["Gäller vid kriminalitet.", "Åldrarna är olika. Ring och fråga."]),
]


@pytest.mark.parametrize(("name", "changes", "answer", "words"), REASONS)
def test_a_card_says_whom_it_is_for_and_nothing_that_an_answer_has_settled(
    name: str, changes: Data, answer: str, words: list[str]
) -> None:
    assert said(name, changes, answer) == words


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
    assert said("skydd", {"programs.skydd.eligibility": eligibility}) == [words]


def test_the_first_sentence_to_say_is_for_whoever_asks_and_whose_number_it_is_for_whoever_is_elsewhere() -> None:
    changes = {"lifeline.opening": {"leaver": "Om mig.", "relative": "Om någon."}, "lifeline.elsewhere": "Stadens nummer."}
    registry = load(a_registry(changes)).registry
    marks = result_cards.marks(registry, CARDS)
    told = {reason.told.sv: reason.settled for reason in result_cards.openings(registry) if reason.told}
    assert told["Stadens nummer."] == (marks["plats", "stockholm"],)
    assert told["Om mig."] == (marks["vem", "anhorig"],)
    assert marks["vem", "ung"] in told["Om någon."]
    assert [reason.told for reason in result_cards.openings(LOADED.registry)] == [LOADED.registry.lifeline.say[0]]


def test_an_answer_hides_the_cards_that_it_rules_out_and_what_it_has_settled() -> None:
    style = result_cards.filters(LOADED.registry, TREE)
    assert style.startswith("@supports selector(:has(*)){")
    hides = re.findall(r"\[open\]>\[data-is=([a-z]\d+)\].*?\[data-not~=([a-z]\d+)\]", style)
    assert len(hides) == style.count("display:none") > 3
    marks = result_cards.marks(LOADED.registry, CARDS)
    assert hides == [(mark, mark) for mark in marks.values()]
    assert marks["plats", "uppsala"] in the_card("vagen-stockholm", {}).excludes
    assert marks["plats", "uppsala"] not in the_card("vagen-uppsala", {}).excludes
    settled = {mark for card in CARDS for reason in card.reasons for mark in reason.settled}
    assert set(marks.values()) == settled | {mark for card in CARDS for mark in card.excludes}


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
        openings=result_cards.openings(loaded.registry),
        via={program.id: program for program in loaded.registry.programs},
        place=None,
    )
    assert page.count("data-program=") == len(dealt)
