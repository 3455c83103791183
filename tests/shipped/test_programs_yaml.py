"""Tests of the shipped registry: what must stay as it is until a person with the right to decide has decided otherwise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from builders import ROOT, SWEDISH, contents
from utvag.guide import journeys, wizard
from utvag.registry import loader
from utvag.rules.written_site import WrittenSite

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from utvag.registry.loader import Loaded

TREFAS = "stockholm-trefas"


def test_the_number_of_every_path_is_the_one_the_project_states(shipped: Loaded) -> None:
    line = shipped.registry.lifeline
    assert (line.number, line.e164, line.dialled) == ("08-508 25 600", "+46850825600", "+46850825600")
    assert (line.name, line.provider, line.municipality) == ("Socialrådgivningen", "Stockholms stad", "stockholm")
    assert line.opening_hours.around_the_clock
    assert any(check.how == "stated_by_project" for check in line.checks)


def test_every_journey_ends_at_it_and_none_at_trefas(shipped: Loaded) -> None:
    (trefas,) = (program for program in shipped.registry.programs if program.id == TREFAS)
    assert (trefas.name, trefas.access, trefas.has_page) == ("Trefas", "chosen_by_authorities", True)
    for journey in journeys.walk(wizard.compile(shipped.registry)):
        assert TREFAS not in journeys.results(journey.outcome), journey.answers
        assert journey.outcome.lifeline.dialled == "+46850825600", journey.answers


NOT_AGREED: list[tuple[Callable[[Loaded], None], dict[str, str]]] = [
    (
        test_the_number_of_every_path_is_the_one_the_project_states,
        {"08-508 25 600": "08-508 26 500", "0825600": "0826500"},
    ),
    (test_the_number_of_every_path_is_the_one_the_project_states, {"name: Socialrådgivningen": "name: Jouren"}),
    (test_every_journey_ends_at_it_and_none_at_trefas, {"access: chosen_by_authorities": "access: self"}),
]


@pytest.mark.parametrize(("pin", "edits"), NOT_AGREED, ids=["digits swapped in both", "who answers", "Trefas"])
def test_what_is_valid_but_not_agreed_upon_breaks_a_pin(pin: Callable[[Loaded], None], edits: dict[str, str]) -> None:
    words = (ROOT / "programs.yaml").read_text(encoding="utf-8")
    for old, new in edits.items():
        assert old in words
        words = words.replace(old, new)
    loaded = loader.parse(words.encode(), "programs.yaml", SWEDISH)
    with pytest.raises(AssertionError):
        pin(loaded)


@pytest.mark.site
def test_a_number_that_nobody_confirmed_stands_on_no_page(shipped: Loaded, built: Path) -> None:
    kept_back: set[str] = set()
    for program in shipped.registry.programs:
        shown = program.published_routes if program.has_page else ()
        phones = [route for route in program.contact_routes if route.kind == "phone" and route not in shown]
        kept_back |= {re.sub(r"\D", "", route.number) for route in phones}
    assert kept_back - {re.sub(r"\D", "", number) for number in WrittenSite(shipped).dialled} == kept_back
    for name, page in contents(built).items():
        squeezed = re.sub(r"[^\w<>+]", "", page.decode("utf-8").replace("+46", "0"))
        assert not [number for number in kept_back if number in squeezed], name


@pytest.mark.site
def test_no_address_that_has_been_published_is_lost(built: Path) -> None:
    """The list is added to by `python scripts docs` before a release, and nothing is taken from it."""
    addresses = (ROOT / "docs" / "adresser.txt").read_text(encoding="utf-8").split()
    assert len(addresses) > 60
    assert [address for address in addresses if not (built / address.lstrip("/") / "index.html").is_file()] == []
