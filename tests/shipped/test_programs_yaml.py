"""Tests of the shipped registry: what must stay as it is until a person with the right to decide has decided otherwise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from builders import CONTENT, ROOT, contents, problems_in
from utvag import rules
from utvag.guide import journeys
from utvag.problems import Severity
from utvag.registry import source
from utvag.rules import wording

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from utvag.guide.journeys import Tree
    from utvag.project import Project
    from utvag.registry.loader import Loaded

AGREED: Any = source.parse((ROOT / "tests/shipped/numbers.yaml").read_bytes(), "numbers.yaml").document
PUBLISHED = set(AGREED["published"])
"""Numbers that a source carries and somebody has found fit to show."""

KEPT_BACK = tuple(AGREED["kept_back"])
"""Numbers that a source carries but nobody has confirmed."""

TREFAS = "stockholm-trefas"


def test_the_number_where_every_path_ends_is_the_one_the_owner_confirmed(shipped: Loaded) -> None:
    line = shipped.registry.lifeline
    assert (line.number, line.e164, line.dialled) == ("08-508 25 600", "+46850825600", "+46850825600")
    assert (line.name, line.provider, line.municipality) == ("Socialrådgivningen", "Stockholms stad", "stockholm")
    assert line.opening_hours.around_the_clock
    assert any(check.how == "owner_confirmed" for check in line.checks)


def test_nobody_is_ever_sent_to_trefas(shipped: Loaded, tree: Tree) -> None:
    (trefas,) = (program for program in shipped.registry.programs if program.id == TREFAS)
    assert (trefas.name, trefas.access, trefas.has_page) == ("Trefas", "chosen_by_authorities", True)
    assert not [journey.answers for journey in journeys.walk(tree) if TREFAS in journeys.results(journey.outcome)]


def test_exactly_the_numbers_that_may_be_shown_are_shown(shipped: Loaded) -> None:
    """A paused programme's number may be missing; a number that nobody agreed on may not be there."""
    shown = wording.published_numbers(shipped)
    unknown = shown - PUBLISHED
    assert not unknown, f"Inte godkänt: {unknown}. Rätta programs.yaml, eller lägg till numret i tests/shipped/numbers.yaml."
    paused = [program for program in shipped.registry.programs if program.status != "active"]
    resting = {route.number for program in paused for route in program.contact_routes if route.kind == "phone"}
    missing = PUBLISHED - shown - resting
    assert not missing, f"Visas inte längre: {missing}. Är det rätt? Ta bort numret ur tests/shipped/numbers.yaml."


def test_nothing_is_wrong_with_the_registry(project: Project) -> None:
    """What only deserves a warning, a text that waits for its translator, must not keep a change from landing."""
    for found in (rules.check(project)[2], problems_in((ROOT / "programs.yaml").read_bytes())):
        assert [problem for problem in found if problem.severity is Severity.ERROR] == []


@pytest.mark.site
def test_a_number_that_nobody_confirmed_stands_on_no_page(shipped: Loaded, built: Path) -> None:
    kept_back = {re.sub(r"\D", "", number) for number in KEPT_BACK}
    for program in shipped.registry.programs:
        shown = program.published_routes if program.has_page else ()
        phones = [route for route in program.contact_routes if route.kind == "phone" and route not in shown]
        kept_back |= {re.sub(r"\D", "", route.number) for route in phones}
    assert len(kept_back) == len(KEPT_BACK)
    for name, page in contents(built).items():
        squeezed = re.sub(r"[^\w<>+]", "", page.decode("utf-8").replace("+46", "0"))
        assert not [number for number in kept_back if number in squeezed], name


def _values(value: Any, wanted: str, path: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401 -- data as it was written
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inside in parts:
        if key == wanted and path:
            yield f"{path}.{key}", inside
        yield from _values(inside, wanted, f"{path}.{key}")


def test_every_fact_rests_on_sources_that_exist_and_every_source_carries_a_fact(shipped: Loaded) -> None:
    cited = dict(_values(shipped.source.document, "sources"))
    assert len(cited) > 300
    assert not [path for path, sources in cited.items() if not sources]
    pages = "".join(path.read_text(encoding="utf-8") for path in CONTENT.rglob("*.md"))
    in_pages = {name for mark in re.findall(r"\{([A-Z][^{}]*)\}", pages) for name in mark.split(", ") if name[0].isupper()}
    assert {source for sources in cited.values() for source in sources} | in_pages == {
        source.id for source in shipped.registry.sources
    }


def test_every_text_about_help_is_a_fact_with_sources_or_said_to_be_unknown(shipped: Loaded) -> None:
    for program in shipped.registry.programs:
        facts = (program.summary, *program.description, *program.for_whom, *program.helps_with, *program.asks_of_you)
        further = (*program.application_process, *program.first_contact, *program.eligibility.depends_on)
        assert all(claim.sources for claim in (*facts, *further)), program.id
        assert program.unknowns, program.id


def test_every_way_to_reach_somebody_has_been_checked_by_somebody(shipped: Loaded) -> None:
    registry = shipped.registry
    checked: list[tuple[str, Any]] = [("lifeline", registry.lifeline), ("emergency", registry.emergency)]
    checked += [(f"{program.id}.{route.id}", route) for program in registry.programs for route in program.published_routes]
    assert len(checked) > 25
    for name, thing in checked:
        assert thing.checks, name
        assert all(check.by and check.date.year >= 2024 for check in thing.checks), name
        assert thing.sources, name


def test_every_journey_has_at_most_five_questions_and_ends_at_the_number(shipped: Loaded, tree: Tree) -> None:
    found = list(journeys.walk(tree))
    assert len(found) > 100
    assert max(len(journey.answers) for journey in found) <= 5
    assert all(journey.outcome.lifeline == shipped.registry.lifeline for journey in found)
