"""Tests of the page for a call: what its script looks up is what the guide's own judging says, and nothing needs the script."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from builders import Data, a_registry, load
from hypothesis import given, settings
from staffed import STAFF, environment, registries
from utvag.changes import html_tree
from utvag.guide import journeys, wizard
from utvag.guide.eligibility import Verdict
from utvag.registry.model import AUDIENCES, DECLINED, LIFELINE
from utvag.staff import call_page

if TYPE_CHECKING:
    from utvag.changes.html_tree import Element
    from utvag.registry.loader import Loaded
    from utvag.registry.model import ContactRoute, Criterion, Program, Registry

LOADED = load(a_registry())
REGISTRY = LOADED.registry
TREE = wizard.compile(REGISTRY)
WORDS = LOADED.languages[0]


def options(registry: Registry) -> dict[str, list[str]]:
    """Return the ids of the options of each question, in the order of the page; the last is to decline."""
    return {question.id: [*(choice.id for choice in registry.choices[question.id]), DECLINED] for question in asked(registry)}


def asked(registry: Registry) -> list[Criterion]:
    return call_page.questions(registry)


def looked_up(program: Program, registry: Registry, answers: dict[str, str]) -> tuple[str, str]:
    """Return what the script of the page would find for `program`: its verdict, its rank."""
    places, letters, ranks = call_page.verdicts(program, registry)
    at, known = 0, list(options(registry).items())
    for place in places:
        name, ids = known[place]
        at = at * len(ids) + ids.index(answers[name])
    return letters[at], ranks[at]


def check_verdicts(loaded: Loaded) -> None:
    """Hold what is looked up against what the guide shows: the programmes, their verdicts, which stand open, in which order."""
    registry = loaded.registry
    tree = wizard.compile(registry)
    dealt = [card.program for card in call_page.deal(registry, tree)]
    every = options(registry)
    for given_options in itertools.product(*every.values()):
        answers = dict(zip(every, given_options, strict=True))
        journey = journeys.follow(tree, answers)
        outcome = journey.outcome
        found = {program.id: looked_up(program, registry, answers) for program in dealt}
        letters, ranks = ({name: letters[at] for name, letters in found.items()} for at in (0, 1))
        told = {name: letter for name, letter in letters.items() if letter != "-"}
        assert {name: Verdict.FITS if letter == "f" else Verdict.MAY_FIT for name, letter in told.items()} == journeys.results(
            outcome
        )
        doors = {item.program.id for item in outcome.doors}
        rest = sorted((name for name in told if name not in doors), key=lambda name: (ranks[name], told[name] != "f", told[name]))
        if len(journey.answers) == len(every):  # the guide takes what it need not ask for unanswered; a caller has said it
            assert [name for name in rest if ranks[name].isupper()][:3] == [item.program.id for item in outcome.shown]


def test_what_is_looked_up_is_what_the_guide_shows(shipped: Loaded) -> None:
    check_verdicts(shipped)


@settings(max_examples=12, deadline=None)
@given(registries())
def test_so_it_is_in_any_registry(data: Data) -> None:
    check_verdicts(load(data))


def named(name: str, registry: Registry = REGISTRY) -> Program:
    return next(program for program in registry.programs if program.id == name)


def why(name: str, **answers: str) -> list[str]:
    """Return the reasons that are shown for somebody who answers so."""
    places = [ids.index(answers.get(question, DECLINED)) for question, ids in options(REGISTRY).items()]
    shown = call_page.notes(named(name), REGISTRY)
    told = [note.words for note in shown if note.question is None or note.when[places[note.question]] == "1"]
    return [next(iter(call_page.by_audience(words))).sv for words in told if words]


def test_a_programme_says_why_it_only_may_fit() -> None:
    text = {question.id: question.text.leaver.sv for question in REGISTRY.questions}
    unsure = [claim.text.sv for claim in named("arbete").eligibility.depends_on]
    assert why("arbete") == [text["plats"], text["vad"], *unsure]
    assert why("arbete", plats="stockholm", vad="kriminalitet") == unsure
    assert why("vagen-stockholm", plats="stockholm") == []


def test_an_age_that_an_answer_does_not_settle_is_said() -> None:
    ages = {"conditions": [{"question": "vem", "minimum_age": 16, "maximum_age": 29, "sources": ["K2"]}], "depends_on": []}
    loaded = load(a_registry({"programs.skydd.eligibility": ages}))
    (note,) = (note for note in call_page.notes(named("skydd", loaded.registry), loaded.registry) if not note.asks)
    assert note.when == "11100"[: len(note.when)]
    (item,) = (item for item in rendered(loaded) if item.attributes.get("data-when") == note.when)
    words = loaded.languages[0]
    assert item.words() == words["applies"].format(conditions=words["age_between"].format(lowest=16, highest=29))


def test_words_are_said_to_whoever_calls() -> None:
    place = next(question for question in REGISTRY.questions if question.id == "plats")
    told = {audience: text.sv for text, audiences in call_page.by_audience(place.text).items() for audience in audiences}
    assert (told["leaver"], told["relative"]) == ("Var är du mest?", "Var bor den du tänker på?")
    assert set(told) == set(AUDIENCES)


def test_every_question_ends_with_declining_and_danger_comes_first(shipped: Loaded) -> None:
    for loaded in (LOADED, shipped):
        elements = rendered(loaded)
        questions = [item for item in elements if "data-question" in item.attributes]
        pressed = [[one.attributes for one in item.walk() if one.attributes.get("type") == "radio"] for item in questions]
        assert [[one["value"] for one in each] for each in pressed] == [*options(loaded.registry).values()]
        assert ["data-emergency" in str(each) for each in pressed] == [True, *[False] * (len(pressed) - 1)]


def rendered(loaded: Loaded) -> list[Element]:
    tree = wizard.compile(loaded.registry)
    links = {"polisen-114-14": "../stod/vaxel/"}
    return list(html_tree.read(call_page.page(loaded, tree, environment(loaded), links)).walk())


def reached_by(route: ContactRoute, registry: Registry) -> list[str]:
    """Return what a card must say of a route: its number, that which it goes through, the first row's name; else its heading."""
    if route.kind == "phone":
        return [route.number]
    if route.kind != "via":
        return [route.label.sv]
    if route.program == LIFELINE:
        return [registry.lifeline.name]
    through = next(program for program in registry.programs if program.id == route.program)
    return [other.number for other in through.published_routes if other.kind == "phone"] or [route.label.sv]


def test_without_the_script_every_programme_stands_there_with_whom_it_is_for_and_how_to_reach_it(shipped: Loaded) -> None:
    elements = rendered(shipped)
    by_name = {item.attributes["data-program"]: item for item in elements if "data-program" in item.attributes}
    dealt = call_page.deal(shipped.registry, wizard.compile(shipped.registry))
    assert list(by_name) == [card.program.id for card in dealt]
    for one in dealt:
        text = by_name[one.program.id].words()
        assert "Gäller" in text or any(reason.told for reason in one.reasons), "whom it is for"
        assert all(claim.text.sv in text for claim in (*one.program.eligibility.depends_on, *one.program.first_contact))
        assert all(unknown.sv in text for unknown in one.program.unknowns)
        for route in one.program.published_routes:
            assert all(line.sv in text for line in route.say)
            assert all(words in text for words in reached_by(route, shipped.registry)), route.id
        assert not any(
            route.number in text for route in one.program.contact_routes if route.kind == "phone" and route.status != "published"
        )
    (asking,) = (item for item in elements if "data-ask" in item.attributes)
    assert "hidden" in asking.attributes


def test_what_nobody_can_apply_to_is_told_and_never_a_result(shipped: Loaded) -> None:
    text = rendered(shipped)[0].words()
    assert "Trefas" in text
    assert WORDS["chosen_by_authorities"] in text
    assert "stockholm-trefas" not in {item.attributes.get("data-program") for item in rendered(shipped)}


def test_the_number_stands_last_with_what_may_be_said_and_what_must_not_be_promised(shipped: Loaded) -> None:
    elements = rendered(shipped)
    calls = [item.attributes["href"] for item in elements if item.attributes.get("href", "").startswith("tel:")]
    line = shipped.registry.lifeline
    assert calls[-1] == f"tel:{line.e164}"
    (part,) = (item for item in elements if "phone-view-line" in item.attributes.get("class", ""))
    text = part.words()
    assert all(claim.text.sv in text for claim in line.what_happens)
    assert all(unknown.sv in text for unknown in line.unknowns)


def test_a_programme_with_a_page_is_a_link_to_it(shipped: Loaded) -> None:
    links = [item.attributes.get("href") for item in rendered(shipped)]
    assert links.count("../stod/vaxel/") == 1


@pytest.mark.parametrize("word", ["anonymt", "spårlöst", "helt säkert", "http-equiv", "localStorage", "<form"])
def test_nothing_is_promised_sent_or_kept(shipped: Loaded, word: str) -> None:
    page = call_page.page(shipped, wizard.compile(shipped.registry), environment(shipped))
    assert word not in page + (STAFF / "assets" / "call_page.js").read_text(encoding="utf-8")


def test_it_can_stand_in_markdown(shipped: Loaded) -> None:
    page = call_page.page(shipped, wizard.compile(shipped.registry), environment(shipped))
    assert all(line.strip() and not line.startswith("    ") for line in page.splitlines())
