"""Tests of what the model's complaints become in Swedish."""

from __future__ import annotations

import pytest
from builders import GONE, NO_CHANGES, Data, a_registry, as_yaml, problems_in
from utvag.registry import source
from utvag.registry.source import Bare

ROUTE = "programs.skydd.contact_routes.telefon"

FAULTS = [
    ("okant-namn", {"programs.skydd.provder": "x"}, "programs[skydd].provder", "Menade du ”provider”?"),
    ("okant-namn", {"xyz": "x"}, "xyz", "”xyz”"),
    ("okant-namn", {f"{ROUTE}.adress": "x"}, "programs[skydd].contact_routes[telefon].adress", "inget namn"),
    ("okant-namn", {"programs.vagen-annan.contact_routes.besok.opening_hours.0.opens": "09:00"}, "", "Menade du ”opens_at”?"),
    ("okant-namn", {"lifeline.who_answers.source": ["K1"]}, "lifeline.who_answers.source", "Menade du ”sources”?"),
    ("saknas", {"programs.skydd.provider": GONE}, "programs[skydd].provider", "provider"),
    ("saknas", {"emergency": GONE}, "emergency", "emergency"),
    ("saknas", {f"{ROUTE}.kind": GONE}, "programs[skydd].contact_routes[telefon]", "kind"),
    ("saknas", {"programs.skydd.id": GONE}, "programs[4].id", "id"),
    ("okant-varde", {"programs.skydd.status": "aktiv"}, "programs[skydd].status", "Menade du ”active”?"),
    ("okant-varde", {f"{ROUTE}.kind": "telefon"}, "programs[skydd].contact_routes[telefon].kind", "telefon"),
    ("fel-sort", {"programs.skydd.status": None}, "programs[skydd].status", "ingenting"),
    ("saknas", {"programs.skydd.name": None}, "programs[skydd].name", "saknas"),
    ("fel-sort", {"programs.skydd.name": ["x"]}, "programs[skydd].name", "text"),
    ("fel-sort", {"programs": "x"}, "programs", "en lista"),
    ("fel-sort", {"programs": {"id": "x"}}, "programs", "en grupp"),
    ("fel-sort", {"programs.skydd": "x"}, "programs[4]", "en grupp med namn"),
    ("fel-sort", {"programs.skydd.contact_routes.telefon": "x"}, "programs[skydd].contact_routes[1]", "en grupp med namn"),
    ("fel-sort", {"lifeline": None}, "lifeline", "ingenting"),
    ("fel-sort", {"programs.skydd.summary.sources": "K2"}, "programs[skydd].summary.sources", "en lista"),
    ("sprak", {f"{ROUTE}.languages": {"sv": "ja"}}, "programs[skydd].contact_routes[telefon].languages", "unknown"),
    ("sprak", {f"{ROUTE}.languages": ["svenska"]}, "programs[skydd].contact_routes[telefon].languages[1]", "svenska"),
    ("saknas", {"programs.skydd.description": []}, "programs[skydd].description", "tom"),
    ("saknas", {"programs.skydd.summary.sources": []}, "programs[skydd].summary.sources", "tom"),
    ("telefon-siffror", {f"{ROUTE}.e164": "+4611414"}, "programs[skydd].contact_routes[telefon].e164", "114 14"),
    ("telefon-format", {f"{ROUTE}.number": "11-414"}, "programs[skydd].contact_routes[telefon].number", "114 14"),
    ("saknas", {f"{ROUTE}.status": "unconfirmed"}, "programs[skydd].contact_routes[telefon].status", "varför"),
    ("citattecken", {"programs.skydd.name": Bare("no")}, "programs[skydd].name", "”no”"),
    ("citattecken", {"emergency.number": Bare("112")}, "emergency.number", "”112”"),
    ("citattecken", {"lifeline.who_answers.text": Bare("12:30")}, "lifeline.who_answers.text", "”12:30”"),
]


@pytest.mark.parametrize(("code", "changes", "subject", "words"), FAULTS)
def test_a_fault_of_shape_is_named_by_id_and_says_what_was_found(code: str, changes: Data, subject: str, words: str) -> None:
    problems = [problem for problem in problems_in(a_registry(changes)) if problem.code == code]
    assert len(problems) == 1
    assert words in problems[0].message + problems[0].remedy
    assert subject in ("", problems[0].subject)


def test_a_right_registry_has_no_faults() -> None:
    assert problems_in(a_registry(NO_CHANGES)) == ()


def test_an_unknown_name_lists_the_allowed_ones() -> None:
    (problem,) = problems_in(a_registry({"lifeline.who_answers.txt": "x"}))
    assert problem.remedy == "Här kan stå: sources, text, valid_from, valid_to."


def test_a_misspelt_name_is_told_once_and_a_missing_one_beside_it_still() -> None:
    misspelt = {"programs.skydd.provider": GONE, "programs.skydd.provder": "x"}
    assert [problem.code for problem in problems_in(a_registry(misspelt))] == ["okant-namn"]
    found = problems_in(a_registry({**misspelt, "programs.skydd.kind": GONE}))
    assert {problem.code for problem in found} == {"okant-namn", "saknas"}


@pytest.mark.parametrize("changes", [{"lifeline.checks.0.how": "ringt"}, {"programs.skydd.description": [{"text": "x"}]}], ids=str)
def test_a_list_whose_only_part_is_wrong_is_not_called_empty(changes: Data) -> None:
    assert "Listan är tom." not in {problem.message for problem in problems_in(a_registry(changes))}


@pytest.mark.parametrize("value", [{"sv": "ja"}, "svenska", Bare("no")], ids=str)
def test_no_problem_shows_the_names_of_types(value: object) -> None:
    (problem,) = problems_in(a_registry({f"{ROUTE}.languages": value}))
    assert problem.subject == "programs[skydd].contact_routes[telefon].languages"


@pytest.mark.parametrize("name", ["a\nb", "a  b", "x" * 2000], ids=["line", "space", "long"])
def test_a_thing_with_a_strange_id_is_still_named_on_one_short_line(name: str) -> None:
    subjects = [problem.subject for problem in problems_in(a_registry({"programs.skydd.id": name}))]
    assert subjects
    assert all("\n" not in subject and len(subject) < 200 for subject in subjects)


def test_words_for_several_readers_give_one_problem_each_place() -> None:
    assert len(problems_in(a_registry({"questions.fara.text": Bare("no")}))) == 1


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (("programs", 3, "contact_routes", 0, "number"), "programs[skydd].contact_routes[telefon].number"),
        (("programs", 99, "x"), "programs[100].x"),
        (("lifeline", "checks", 0), "lifeline.checks[1]"),
        ((), "f"),
    ],
)
def test_things_are_named_as_people_name_them(path: source.Path, name: str) -> None:
    assert source.parse(as_yaml(a_registry()), "f").subject(path) == name
