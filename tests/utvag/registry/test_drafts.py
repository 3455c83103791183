"""Tests of an entry while it is being made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders import MINIMAL, ROOT
from utvag.guide import proof, wizard
from utvag.problems import Severity
from utvag.registry import drafts, loader, source
from utvag.registry.source import Bare
from utvag.rules import plain_words, registry_rules

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def known() -> loader.Loaded:
    """Return the shipped registry."""
    return loader.load(ROOT / "programs.yaml", "r.yaml")


@pytest.mark.parametrize("path", [ROOT / "programs.yaml", MINIMAL], ids=lambda path: path.stem)
def test_what_stands_in_breaks_no_rule_of_one_answer(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    draft = drafts.stand_in(loader.parse(text.encode(), "r.yaml").registry)
    whole = loader.parse(drafts.whole(text, draft).encode(), "r.yaml")
    found = [*registry_rules.check(whole), *plain_words.in_registry(whole), *proof.prove(whole, wizard.compile(whole.registry))]
    assert {problem.code for problem in found if problem.severity is Severity.ERROR} <= {"lix", "langa-meningar"}


@pytest.mark.parametrize(
    ("place", "kind", "before"),
    [
        ("uppsala", "way_out", "  # ── Annan kommun"),
        ("stockholm", "way_out", "  - id: stockholm-pa-ratt-vag\n"),
        ("annan-kommun", "way_out", "  # ── Hela landet"),
    ],
)
def test_it_comes_after_the_last_that_is_most_like_it(known: loader.Loaded, place: str, kind: str, before: str) -> None:
    draft = drafts.stand_in(known.registry)
    draft["program"] |= {"municipality": place, "kind": kind}
    text = drafts.whole(known.source.text, draft)
    after = text[text.index("  - id: ny-insats-0") :]
    assert after.split("\n\n", 1)[1].lstrip("\n").startswith(before)


def test_a_line_of_support_comes_among_those(known: loader.Loaded) -> None:
    draft = drafts.stand_in(known.registry)
    draft["program"] |= {"municipality": "national", "kind": "support"}
    read: Any = source.parse(drafts.whole(known.source.text, draft).encode(), "r.yaml").document
    kinds = [(item["municipality"], item["kind"]) for item in read["programs"]]
    at = [item["id"] for item in read["programs"]].index(drafts.STAND_IN)
    assert kinds[at - 1] == ("national", "support")


def test_a_reason_stands_right_after_the_status_and_goes_with_it(known: loader.Loaded) -> None:
    draft = drafts.stand_in(known.registry)
    drafts.set_status(draft, "paused")
    names = list(draft["program"])
    assert names[names.index("status") + 1] == "status_reason"
    drafts.set_status(draft, "active")
    assert "status_reason" not in draft["program"]
    assert len(draft["program"]) == len(names) - 1


def test_the_first_contact_route_takes_the_place_of_what_stood_in_and_further_ones_have_names_of_their_own(
    known: loader.Loaded,
) -> None:
    draft = drafts.stand_in(known.registry)
    drafts.first_route(draft, "phone", "070-174 06 05")
    assert drafts.last_route(draft)["e164"] == "+46701740605"
    drafts.further_route(draft, "phone", "114 14")
    assert "e164" not in drafts.last_route(draft)
    drafts.further_route(draft, "visit", "Gatan 1")
    assert drafts.last_route(draft)["opening_hours"] == "unknown"
    assert [route["id"] for route in draft["program"]["contact_routes"]] == ["phone", "phone-2", "visit"]


def test_a_new_source_has_the_next_number_of_its_place_and_stands_last_among_them(known: loader.Loaded) -> None:
    draft = drafts.stand_in(known.registry)
    draft["program"]["municipality"] = "uppsala"
    number = drafts.next_source(known.registry, draft)
    taken = [item.id for item in known.registry.sources if item.id[0] == "U"]
    assert number == f"U{max(int(name[1:]) for name in taken) + 1}"
    drafts.new_source(draft, draft["program"]["summary"], number, "https://example.org/")
    drafts.set_in_source(draft, "date", "2026-11-21")
    read: Any = source.parse(drafts.whole(known.source.text, draft).encode(), "r.yaml").document
    ids = [item["id"] for item in read["sources"]]
    assert ids[ids.index(number) - 1][0] == "U"
    assert draft["cited"] == draft["program"]["summary"]["sources"] == (number,)
    assert isinstance(read["sources"][ids.index(number)]["date"], Bare)
    assert drafts.next_source(known.registry, draft) != number


def test_an_answer_the_question_does_not_have_is_told(known: loader.Loaded) -> None:
    draft = drafts.stand_in(known.registry)
    take = drafts.condition("vad", ["kriminalitet", "extremism"])
    assert "kriminalitet, extremism" in (take(draft, "kriminalitet, annat") or "")
    assert take(draft, "") is None
    assert draft["program"]["eligibility"]["conditions"] == []
    assert take(draft, "kriminalitet") is None
    assert draft["program"]["eligibility"]["conditions"][0]["answers"] == ("kriminalitet",)
