"""Tests of the proof: for each thing that must hold, a registry or a tree that breaks it, and a near one that does not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from builders import NO_CHANGES, Data, a_program, a_question, a_registry, asking, codes_of, load, problems_of, replanted
from utvag.guide import proof, wizard
from utvag.guide.eligibility import Verdict
from utvag.guide.wizard import Answer, Outcome, Question, Recommendation

if TYPE_CHECKING:
    from collections.abc import Callable

LOADED = load(a_registry())
TREE = wizard.compile(LOADED.registry)
END = ("nej", "vuxen", "uppsala")
PROGRAMS = {program.id: program for program in LOADED.registry.programs}
OTHER_LINE = LOADED.registry.lifeline.model_copy(update={"number": "114 14", "e164": None})
OTHER_EMERGENCY = LOADED.registry.emergency.model_copy(update={"number": "114 14"})

FOUR = [a_question(f"q{number}", "ja", "nej") for number in range(2)]
LONG = [a_program(f"p{number}", eligibility=asking(f"q{number}", "ja"), municipality="national") for number in range(2)]
MANY = a_question("mer", "a", "b", "c", "d", "e")
TOLD_APART = [a_program(f"p{answer}", eligibility=asking("mer", answer)) for answer in "abcde"]
BASE = a_registry()
NOBODY: Data = {
    "conditions": [{"question": "vad", "answers": [name], "sources": ["K2"]} for name in ("kriminalitet", "extremism")],
    "depends_on": [],
}
NEVER_THAT_OLD: Data = {
    "conditions": [
        {"question": "vem", "answers": ["ung"], "sources": ["K2"]},
        {"question": "vem", "minimum_age": 18, "sources": ["K2"]},
    ]
}
OTHER_ANSWER: Data = {"id": "annat", "text": "x", "reason": "x"}

REGISTRIES = [
    ("for-manga-fragor", {"questions": [*BASE["questions"], *FOUR], "programs": [*BASE["programs"], *LONG]}),
    ("for-manga-svar", {"questions": [*BASE["questions"], MANY], "programs": [*BASE["programs"], *TOLD_APART]}),
    ("fraga-utan-verkan", {"questions.+": a_question("mer", "ja", "nej")}),
    ("skuggat-svar", {"questions.vad.answers.+": OTHER_ANSWER}),
    ("onabar-insats", {"programs.+": a_program("ingen", eligibility=NOBODY)}),
    ("onabar-insats", {"programs.+": a_program("ingen", eligibility=NEVER_THAT_OLD)}),
    ("hot-tar-bort", {"programs.arbete.eligibility": asking("fara", "nej")}),
    ("alder-och-hot", {"programs.vagen-annan.eligibility": asking("vem", "ung", "vuxen")}),
    ("stangd-dorr", {"programs.vagen-annan.access": "chosen_by_authorities", "programs.skydd.kind": "support"}),
]

SILENT = [
    NO_CHANGES,
    {"questions": [*BASE["questions"], FOUR[0]], "programs": [*BASE["programs"], LONG[0]]},
    {"questions": [*BASE["questions"], a_question("mer", *"abcd")], "programs": [*BASE["programs"], *TOLD_APART[:4]]},
    {"questions.vad.answers.+": OTHER_ANSWER, "programs.+": a_program("nytt", eligibility=asking("vad", "annat"))},
    {"programs.+": a_program("nytt", eligibility=asking("fara", "nu", "hot", "nej"))},
]


@pytest.mark.parametrize(("code", "changes"), REGISTRIES)
def test_a_registry_whose_guide_breaks_a_promise_is_told_so(code: str, changes: Data) -> None:
    assert code in codes_of(a_registry(changes))


@pytest.mark.parametrize("changes", SILENT)
def test_a_registry_whose_guide_keeps_its_promises_hears_nothing(changes: Data) -> None:
    assert [problem.message for problem in problems_of(a_registry(changes))] == []


def answers(edit: Callable[[tuple[Answer, ...]], tuple[Answer, ...]]) -> Callable[[Any], Any]:
    return lambda node: replace(node, answers=edit(node.answers))


def results(edit: Callable[[tuple[Recommendation, ...]], tuple[Recommendation, ...]]) -> Callable[[Any], Any]:
    return lambda node: replace(node, recommendations=edit(node.recommendations))


def round_and_round(node: Question) -> Question:
    above = replace(node)
    below = replace(node.answers[0], leads_to=replace(node, answers=(replace(node.answers[0], leads_to=above),)))
    object.__setattr__(above, "answers", (below, *node.answers[1:]))
    return above


def needless(end: Outcome) -> Question:
    words = end.lifeline.say[0]
    return Question("vad", words, words, tuple(Answer(name, words, end) for name in ("kriminalitet", "extremism", "vet-inte")))


TREES: list[tuple[str, tuple[str, ...], Callable[[Any], Any]]] = [
    ("svar-utan-mal", END, lambda _: None),
    ("svar-utan-mal", ("nu",), lambda _: "guide/"),
    ("rundgang", ("nu",), round_and_round),
    ("atervandsgrand", ("nu", "ung"), answers(lambda _: ())),
    ("slut-utan-numret", END, lambda end: replace(end, lifeline=OTHER_LINE)),
    ("fara-112", ("nu", "ung", "uppsala"), lambda end: replace(end, emergency=None)),
    ("fara-112", END, lambda end: replace(end, emergency=LOADED.registry.emergency)),
    ("fara-112", END, lambda end: replace(end, emergency=OTHER_EMERGENCY)),
    ("fara-112", ("nu", "ung", "uppsala"), lambda end: replace(end, emergency=OTHER_EMERGENCY)),
    ("stangd-dorr", END, results(lambda _: ())),
    ("vet-inte", ("nu",), answers(lambda all_: all_[:-1])),
    ("vet-inte", ("nu",), answers(lambda all_: all_[::-1])),
    ("vet-inte", (), answers(lambda all_: (all_[0], *all_))),
    ("for-manga-svar", (), answers(lambda all_: (*all_[:-1], *(replace(all_[1], id=name) for name in "ab"), all_[-1]))),
    ("onodig-fraga", END, needless),
    ("fara-forst", (), lambda node: node.answers[0].leads_to),
    ("far-inte-visas", END, results(lambda all_: (*all_, Recommendation(PROGRAMS["utvalda"], Verdict.FITS)))),
    ("trad-mot-regler", END, results(lambda all_: all_[:1])),
    ("trad-mot-regler", END, results(lambda all_: tuple(replace(item, verdict=Verdict.FITS) for item in all_))),
    ("trad-mot-regler", END, results(lambda all_: (*all_, Recommendation(PROGRAMS["ungdom"], Verdict.FITS)))),
]


@pytest.mark.parametrize(("code", "behind", "edit"), TREES)
def test_a_tree_that_breaks_a_promise_is_told_so(code: str, behind: tuple[str, ...], edit: Callable[[Any], Any]) -> None:
    assert code in {problem.code for problem in proof.prove(LOADED, replanted(TREE, behind, edit))}


@pytest.mark.parametrize("behind", [(), END])
def test_a_tree_put_together_anew_without_a_change_is_right(behind: tuple[str, ...]) -> None:
    assert list(proof.prove(LOADED, replanted(TREE, behind, replace))) == []


def test_a_counter_example_is_a_sentence_about_somebody() -> None:
    (problem,) = proof.prove(LOADED, replanted(TREE, END, results(lambda all_: all_[:1])))
    assert problem.message.startswith(
        "Den som svarar ”nej” på ”fara”, ”vuxen” på ”vem”, ”uppsala” på ”plats” får fel svar om ”skydd”"
    )


@pytest.mark.parametrize(
    "edit", [lambda all_: all_[1:], lambda all_: (replace(all_[0], id="annat"), *all_[1:])], ids=["gone", "renamed"]
)
def test_a_question_without_one_of_its_answers_is_a_problem(edit: Callable[[tuple[Answer, ...]], tuple[Answer, ...]]) -> None:
    assert list(proof.prove(LOADED, replanted(TREE, ("nu",), answers(edit))))
