"""Tests of loading a registry from a file: names that must be used once, and names that must exist, among the rest."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from builders import GONE, MINIMAL, Data, a_program, a_registry, as_yaml, codes_of, load, problems_in
from utvag.problems import InvalidRegistry
from utvag.registry import loader, source


def codes(path: Path) -> list[str]:
    with pytest.raises(InvalidRegistry) as caught:
        loader.load(path, "f")
    return [problem.code for problem in caught.value.problems]


def test_a_registry_keeps_the_place_of_everything(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_bytes(MINIMAL.read_bytes())
    loaded = loader.load(path, "f")
    line = loaded.where("programs", 3, "slug").line
    assert MINIMAL.read_text(encoding="utf-8").split("\n")[line - 1].strip() == f"slug: {loaded.registry.programs[3].slug}"


def test_a_file_that_is_not_there_or_is_no_file_is_a_problem(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "finns-inte.yaml", tmp_path, tmp_path / "pipe", Path("/dev/zero")):
        assert codes(path) == ["fil"]


def test_an_empty_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").touch()
    assert codes(tmp_path / "r.yaml") == ["fil"]


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "r.yaml"
    with path.open("wb") as file:
        file.truncate(source.MAX_BYTES + 1)

    def read_bytes(_: Path) -> bytes:
        pytest.fail("the file was read")

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    assert codes(path) == ["fil"]


def test_all_faults_of_text_shape_and_references_come_at_once_in_order() -> None:
    changes = {
        "programs.skydd.provider": GONE,
        "lifeline.sources": ["K9"],
        "programs.skydd.slug": "familj",
        "sources.K2.date": "igår",
    }
    text = as_yaml(a_registry(changes)).replace(b"  name: ", b"  name: x\n  name: ", 1)
    with pytest.raises(InvalidRegistry) as caught:
        loader.parse(text, "f")
    places = [problem.where for problem in caught.value.problems]
    assert places == sorted(places)
    assert {problem.code for problem in caught.value.problems} == {
        *("dubbel-nyckel", "okand-hanvisning", "saknas", "dubbelt", "datum")
    }


UNKNOWN = [
    {"lifeline.sources": ["K9"]},
    {"emergency.when.sources": ["K1", "K9"]},
    {"programs.skydd.summary.sources": ["k1"]},
    {"lifeline.municipality": "goteborg"},
    {"programs.skydd.municipality": "goteborg"},
    {"municipalities.annan.default_programs": ["finns-inte"]},
    {"programs.arbete.contact_routes.via-skydd.program": "finns-inte"},
    {"programs.arbete.eligibility.conditions.0.question": "finns-inte"},
    {"programs.arbete.eligibility.conditions.0.answers": ["kriminalitet", "finns-inte"]},
    {"programs.arbete.eligibility.conditions.0.answers": ["vet-inte"]},
]


@pytest.mark.parametrize("changes", UNKNOWN, ids=str)
def test_a_name_that_does_not_exist_is_told_with_those_that_do(changes: Data) -> None:
    (problem,) = (problem for problem in problems_in(a_registry(changes)) if problem.code == "okand-hanvisning")
    assert "finns inte." in problem.message
    assert ("lägg till källan" if ".sources[" in problem.subject else "Skriv ett av dessa: ") in problem.remedy


def test_no_source_is_guessed_for_a_missing_one_and_a_lost_list_is_told_once() -> None:
    (problem,) = problems_in(a_registry({"programs.skydd.summary.sources": ["K11"]}))
    assert "Menade du" not in problem.message
    lost = {**a_registry(), "kallor": a_registry()["sources"]}
    del lost["sources"]
    assert {found.code for found in problems_in(lost)} == {"okant-namn", "saknas"}


@pytest.mark.parametrize(
    "changes",
    [
        {"lifeline.sources": ["K2", "K1"]},
        {"programs.skydd.municipality": "uppsala"},
        {"programs.arbete.contact_routes.via-skydd.program": "lifeline"},
        {"programs.arbete.eligibility.conditions.0.answers": ["extremism"]},
    ],
    ids=str,
)
def test_a_name_that_exists_is_accepted(changes: Data) -> None:
    assert codes_of(a_registry(changes)) == set()


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("dubbelt", {"programs.+": a_program("skydd", slug="x", title="x")}),
        ("dubbelt", {"questions.vad.id": "vem"}),
        ("dubbelt", {"questions.fara.answers.hot.id": "nu"}),
        ("dubbelt", {"sources.K2.id": "K1"}),
        ("dubbelt", {"municipalities.annan.id": "uppsala"}),
        ("dubbelt", {"programs.ungdom.contact_routes.aldre-nummer.id": "telefon"}),
        ("dubbelt", {"programs.skydd.slug": "familj"}),
        ("dubbelt", {"programs.skydd.title": "Stöd i familjen"}),
    ],
)
def test_a_name_used_twice_is_told_with_the_first_place(code: str, changes: Data) -> None:
    (problem,) = (problem for problem in problems_in(a_registry(changes)) if problem.code == code)
    assert "Första gången är på rad " in problem.message


def test_the_same_id_in_two_different_lists_is_no_fault() -> None:
    assert codes_of(a_registry({"programs.arbete.contact_routes.via-skydd.id": "telefon"})) == set()


@pytest.mark.parametrize(
    "changes",
    [
        {"questions.fara": ["x"]},
        {"programs.0": ["x"]},
        {"programs.arbete.eligibility.conditions.0.answers": "kriminalitet"},
        {"programs.arbete.eligibility.conditions.0.question": ["vad"]},
        {"programs.arbete.eligibility.conditions.0.question": {"vad": "x"}},
        {"programs.arbete.eligibility.conditions": ["vad"]},
        {"programs.arbete.eligibility.conditions": {"answers": ["x"]}},
        {"municipalities.annan.default_programs": "vagen-annan"},
        {"sources": ["K1"]},
        {"sources": {"K1": "x"}},
        {"questions.vad.answers": {"id": "x"}},
    ],
    ids=str,
)
def test_a_list_where_a_word_should_stand_and_the_reverse_is_a_problem(changes: Data) -> None:
    assert codes_of(a_registry(changes))


def test_thousands_of_names_that_are_not_there_are_told_in_a_hundred_and_soon() -> None:
    data = a_registry({"programs": [a_program(f"p{number}", municipality=f"ort-{number}") for number in range(2_000)]})
    start = time.process_time()
    read = source.parse(as_yaml(data), "f")
    assert read.document is not None
    found = loader.references(read, read.document)
    told = [problem for problem in found if problem.code == "okand-hanvisning"]
    assert len(told) == 100
    assert "Likadant på " in told[-1].message
    assert time.process_time() - start < 20


def test_a_registry_that_shares_with_another_says_the_same_as_before() -> None:
    old, new = load(a_registry()), load(a_registry({"programs.skydd.name": "Något annat"}))
    shared = new.sharing(old)
    assert shared.registry == new.registry != old.registry
    kept = {program.id for program in shared.registry.programs if any(program is was for was in old.registry.programs)}
    assert kept == {program.id for program in old.registry.programs} - {"skydd"}
    assert shared.registry.sources is old.registry.sources
