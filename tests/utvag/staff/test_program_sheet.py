"""Tests of what is told about each programme: all of it, at the right lines; and of when the guide shows it, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders import Data, a_registry, asking, load
from utvag.content import statements
from utvag.registry.model import LIFELINE
from utvag.staff import program_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from utvag.registry.loader import Loaded
    from utvag.registry.model import Registry
    from utvag.staff.program_sheet import Told


def every(registry: Registry) -> Iterator[Told]:
    for number, program in enumerate(registry.programs):
        path = ("programs", number)
        for section in program_sheet.sections(registry, program, path, "Grunden").values():
            yield from section
        yield from program_sheet.when_shown(registry, program, path)
        for place, route in enumerate(program.contact_routes):
            yield from program_sheet.of_route(registry, route, (*path, "contact_routes", place))
    for key, thing in ((LIFELINE, registry.lifeline), ("emergency", registry.emergency)):
        for section in program_sheet.sections(registry, thing, (key,), "Numret").values():
            yield from section


def test_the_line_of_every_fact_holds_that_fact(shipped: Loaded) -> None:
    lines = shipped.source.text.split("\n")
    found = list(every(shipped.registry))
    assert len(found) > 600
    for told in found:
        line = lines[shipped.source.locate(told.path, key=True).line - 1].strip()
        here: Any = shipped.source.document
        for part in told.path:
            here = here[part]
        last = told.path[-1]
        assert line.startswith("- ") if isinstance(last, int) else line.removeprefix("- ").startswith((f"{last}:", "{")), told
        if isinstance(here, str) and last in ("sv", "number", "provider", "address"):
            assert " ".join(here.split()) == told.words
            assert here.split()[0] in line


def test_everything_that_visitors_can_read_about_a_programme_is_told(shipped: Loaded) -> None:
    found = list(every(shipped.registry))
    told = {(one.path, one.words) for one in found}
    labels = {route.label.sv for program in shipped.registry.programs for route in program.contact_routes}
    for said in statements.of(shipped.registry):
        if said.path[0] not in ("programs", LIFELINE, "emergency"):
            continue
        words = said.text["sv"]
        paths = {said.path, (*said.path, "sv"), said.path[:-1], said.path[:4]}
        is_told = any((path, words) in told for path in paths) or words in labels
        assert is_told or any(words in one.words for one in found if "conditions" in one.path), said


def test_each_source_of_a_programme_is_told_once(shipped: Loaded) -> None:
    for number, program in enumerate(shipped.registry.programs):
        path = ("programs", number)
        summary = program_sheet.sections(shipped.registry, program, path, "Grunden")["Kort"][0]
        assert [source.id for source in summary.sources] == list(program.summary.sources)
        under = {source.id for told in every(shipped.registry) if told.path[:2] == path for source in told.sources}
        cited = [source.id for source in program_sheet.cited(shipped.registry, program)]
        assert set(cited) == under
        assert len(cited) == len(under)


def test_the_comments_above_a_programme_are_its_notes_and_headings_are_not(shipped: Loaded) -> None:
    notes = {program.id: [*program_sheet.notes(shipped, number)] for number, program in enumerate(shipped.registry.programs)}
    assert notes["stockholm-trefas"][0].startswith("Trefas är ett arbetssätt.")
    assert notes["stockholm-socialtjanst"] == []
    assert not any("──" in line for lines in notes.values() for line in lines)


def when(changes: Mapping[str, object]) -> list[str]:
    registry = load(a_registry(changes)).registry
    number, program = next((number, one) for number, one in enumerate(registry.programs) if one.id == "skydd")
    return [one.words for one in program_sheet.when_shown(registry, program, ("programs", number))]


def test_a_condition_cites_the_question_and_the_answers() -> None:
    question = next(question for question in load(a_registry()).registry.questions if question.criterion == "danger")
    chosen = question.answers[0]
    words = when({"programs.skydd.eligibility": asking(question.id, chosen.id)})
    assert any(question.text.leaver["sv"] in line and chosen.text.leaver["sv"] in line for line in words)


CLAIM: Data = {"text": "De avgör om det passar.", "sources": ["K2"]}


@pytest.mark.parametrize(
    ("eligibility", "told"),
    [
        ([{"minimum_age": 18, "maximum_age": 25}], "18–25 år. Annars visas det inte. Den som svarar ”vet inte” får det under "),
        ([{"minimum_age": 18}], "18 år eller äldre. Annars visas det inte."),
        ([{"maximum_age": 17}], "Högst 17 år. Annars visas det inte."),
        (
            [{"maximum_age": 17, "otherwise": "may_fit", "unsure": "Ring och fråga."}],
            "Högst 17 år. Annars står det under ”kan passa”: ”Ring och fråga.”",
        ),
        ([], "De avgör om det passar."),
    ],
)
def test_conditions_are_said_as_people_say_them(eligibility: list[Data], told: str) -> None:
    conditions = [{"question": "vem", "sources": ["K2"], **condition} for condition in eligibility]
    words = when({"programs.skydd.eligibility": {"conditions": conditions, "depends_on": [] if conditions else [CLAIM]}})
    assert any(line.startswith(told) for line in words)


def test_who_sees_it_always_and_who_never_is_said() -> None:
    assert when({"programs.skydd.access": "chosen_by_authorities"})[0].startswith("Guiden föreslår det aldrig: ingen kan söka")
    paused = {"programs.skydd.status": "paused", "programs.skydd.status_reason": "Semester."}
    assert when(paused)[0] == "Guiden föreslår det aldrig: det är inte igång."
    everybody = {"programs.skydd.eligibility": {"conditions": [], "depends_on": []}, "programs.skydd.municipality": "national"}
    assert when(everybody) == ["Inget svar krävs. Det visas för alla."]
