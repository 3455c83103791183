"""Tests of what grows old: how long it lasts, that every published number is found, that old sources alone are told apart."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from builders import GONE, a_registry, load
from hypothesis import given, settings
from hypothesis import strategies as st
from utvag.upkeep import facts
from utvag.upkeep.facts import IMPORTANCE, HalfLife, Step

if TYPE_CHECKING:
    from utvag.upkeep.facts import Fact

DAY = date(2026, 11, 21)
kinds = st.sampled_from(IMPORTANCE)
checks = st.lists(st.tuples(st.dates(), st.booleans()), max_size=5)


def rung(kind: HalfLife, made: list[tuple[date, bool]], on: date) -> int:
    return list(Step).index(facts.climb(kind, made, on).step(on))


def test_the_more_important_the_sooner_and_each_half_life_has_its_reason() -> None:
    assert [kind.id for kind in IMPORTANCE] == ["lifeline", "emergency", "number", "hours", "rest"]
    weeks = [kind.weeks for kind in IMPORTANCE]
    assert weeks == sorted(set(weeks))
    assert all(kind.weeks > 0 and kind.reason.endswith(".") and kind.name for kind in IMPORTANCE)


@pytest.mark.parametrize("old", [False, True])
@pytest.mark.parametrize("kind", IMPORTANCE, ids=lambda kind: kind.id)
def test_the_steps_begin_after_three_quarters_one_and_two_half_lives(kind: HalfLife, *, old: bool) -> None:
    days = kind.weeks * 7 // (2 if old else 1)
    begins = {0: Step.FRESH, days * 3 // 4: Step.SOON, days: Step.DUE, days * 2: Step.OVERDUE}
    before = Step.FRESH
    for after, step in begins.items():
        on = DAY + timedelta(days=after)
        assert facts.climb(kind, [(DAY, old)], on).step(on) is step
        if after:
            assert facts.climb(kind, [(DAY, old)], on).step(on - timedelta(days=1)) is before
        before = step


@settings(deadline=None)
@given(kind=kinds, made=checks, more=st.tuples(st.dates(), st.booleans()), on=st.dates())
def test_one_more_check_never_makes_a_fact_older(
    kind: HalfLife, made: list[tuple[date, bool]], more: tuple[date, bool], on: date
) -> None:
    assert rung(kind, [*made, more], on) <= rung(kind, made, on)


@settings(deadline=None)
@given(kind=kinds, made=checks, on=st.dates())
def test_a_check_that_has_not_been_made_yet_does_not_count(kind: HalfLife, made: list[tuple[date, bool]], on: date) -> None:
    known = [check for check in made if check[0] <= on]
    assert facts.climb(kind, made, on) == facts.climb(kind, known, on)
    if not known:
        assert rung(kind, made, on) == list(Step).index(Step.OVERDUE)


ON = date(2026, 11, 22)
CHECKED = "2026-11-21"


def by_id(on: date = ON, **changes: object) -> dict[str, Fact]:
    named = {path.replace("__", "."): value for path, value in changes.items()}
    return {one.id: one for one in facts.gather(load(a_registry(named)), on)}


def test_each_fact_is_found_once_with_its_kind() -> None:
    found = by_id()
    assert {name: one.kind.id for name, one in found.items() if one.kind.id != "rest"} == {
        "lifeline.number": "lifeline",
        "emergency.number": "emergency",
        "programs[skydd].contact_routes[telefon].number": "number",
        "programs[ungdom].contact_routes[telefon].number": "number",
        "programs[skydd].contact_routes[telefon].opening_hours": "hours",
        "programs[vagen-annan].contact_routes[besok].opening_hours": "hours",
    }
    rest = {name for name, one in found.items() if one.kind.id == "rest"}
    pages = {f"programs[{program.id}]" for program in load(a_registry()).registry.programs}
    assert pages | {"lifeline"} <= rest
    assert "programs[skydd].contact_routes[telefon]" in rest, "its languages are told"
    assert "programs[ungdom].contact_routes[telefon]" not in rest, "nothing is told about it besides the number"
    assert len(found) == len(facts.gather(load(a_registry()), ON))


@pytest.mark.parametrize(
    ("status", "grows_old"), [("ended", False), ("withdrawn", False), ("unconfirmed", False), ("paused", True)]
)
def test_what_is_not_shown_does_not_grow_old(status: str, *, grows_old: bool) -> None:
    kept = by_id(programs__ungdom__status=status, programs__ungdom__status_reason="Så är det.")
    assert any("[ungdom]" in name for name in kept) is grows_old
    assert not any("aldre-nummer" in name for name in by_id()), "a way that is kept back"


def test_the_most_important_come_first_and_then_what_was_due_first() -> None:
    found = facts.gather(load(a_registry({"programs.ungdom.contact_routes.telefon.checks.0.date": date(2026, 10, 1)})), ON)
    assert [one.kind.id for one in found[:4]] == ["lifeline", "emergency", "number", "number"]
    assert found[2].id == "programs[ungdom].contact_routes[telefon].number"
    assert [one.rank for one in found] == sorted(one.rank for one in found)


def test_the_last_check_counts_and_one_of_tomorrow_does_not() -> None:
    number = by_id(
        lifeline__checks=[
            {"date": date(2026, 10, 1), "by": "redaktionen", "how": "called"},
            {"date": date(2026, 11, 1), "by": "redaktionen", "how": "called"},
            {"date": date(2062, 11, 1), "by": "redaktionen", "how": "called"},
        ]
    )["lifeline.number"]
    assert number.checked is not None
    assert number.checked.date == date(2026, 11, 1)
    assert (number.step, number.ladder.due) == (Step.SOON, date(2026, 11, 29))
    assert number.told == (
        "Kontrollerat 1 november 2026 (någon ringde). Dags 29 november 2026."
        " En kontroll är daterad efter den här dagen och räknas inte."
    )


OLD = {"sources.K2.date": "2020", "sources.K2.date_note": GONE}


@pytest.mark.parametrize(
    ("how", "when", "old"),
    [
        ("document", "2020", True),
        ("document", "2024", False),
        ("document", "unknown", False),
        ("called", "2020", False),
        ("owner_confirmed", "2020", False),
        ("stated_by_project", "2020", True),
    ],
)
def test_what_was_only_read_again_in_old_sources_comes_earlier(how: str, when: str, *, old: bool) -> None:
    changes = {"sources.K2.date": when, "programs.skydd.contact_routes.telefon.checks.0.how": how}
    found = {one.id: one for one in facts.gather(load(a_registry(changes)), ON)}
    number = found["programs[skydd].contact_routes[telefon].number"]
    assert number.is_old is old
    assert number.ladder.due == (date(2027, 1, 5) if old else date(2027, 2, 20))


def test_a_page_comes_earlier_when_one_sentence_rests_on_old_sources_and_says_which() -> None:
    claim = {"text": "Någon lyssnar på dig.", "sources": ["K1"]}
    changes = {**OLD, "programs.skydd.description.+": claim}
    found = {one.id: one for one in facts.gather(load(a_registry(changes)), ON)}["programs[skydd]"]
    assert "Någon lyssnar på dig." not in [statement.text["sv"] for statement in found.old]
    assert [(statement.text["sv"], statement.path) for statement in found.old][:2] == [
        ("Skydd när någon hotar.", ("programs", 3, "summary", "text")),
        ("Du kan få skydd.", ("programs", 3, "description", 0, "text")),
    ]
    assert found.ladder.due == date(2027, 5, 22)
    both = a_registry({**OLD, **{f"programs.skydd.{key}.sources": ["K1", "K2"] for key in ("summary",)}})
    again = {one.id: one for one in facts.gather(load(both), ON)}["programs[skydd]"]
    assert ("programs", 3, "summary", "text") not in [statement.path for statement in again.old]


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (date(2026, 11, 20), "Ingen har kontrollerat det. En kontroll är daterad efter den här dagen och räknas inte."),
        (date(2026, 11, 22), "Kontrollerat 21 november 2026 (någon ringde). Nästa gång 19 december 2026."),
        (date(2026, 12, 12), "Kontrollerat 21 november 2026 (någon ringde). Dags 19 december 2026."),
        (date(2026, 12, 19), "Kontrollerat 21 november 2026 (någon ringde). Dags sedan 19 december 2026."),
        (date(2027, 1, 16), "Kontrollerat 21 november 2026 (någon ringde). Försenat sedan 16 januari 2027."),
    ],
)
def test_each_step_says_since_when(on: date, told: str) -> None:
    assert by_id(on)["lifeline.number"].told == told


LATER = {"by": "redaktionen", "how": "called"}


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("lifeline.checks", "lifeline.checks[2].date"),
        ("emergency.checks", "emergency.checks[2].date"),
        ("programs.skydd.checks", "programs[skydd].checks[2].date"),
        ("programs.ungdom.contact_routes.aldre-nummer.checks", "programs[ungdom].contact_routes[aldre-nummer].checks[2].date"),
    ],
)
def test_a_check_of_a_day_that_has_not_been_is_told_at_its_line(path: str, name: str) -> None:
    loaded = load(a_registry({f"{path}.+": {"date": date(2026, 11, 23), **LATER}}))
    (problem,) = facts.ahead(loaded, ON)
    assert (problem.subject, problem.code) == (name, "kontroll-framtida")
    assert loaded.source.text.split("\n")[problem.where.line - 1].endswith("date: 2026-11-23")
    assert problem.message == "Kontrollen har dagen 2026-11-23. Den har inte varit än: i dag är det 2026-11-22."
    assert "till exempel 2026-11-22" in problem.remedy
    assert not list(facts.ahead(loaded, date(2026, 11, 23)))


def test_a_day_before_every_check_judges_none() -> None:
    assert not list(facts.ahead(load(a_registry()), date(2020, 1, 1))), "somebody looks back, or a clock is wrong"


def test_what_the_guide_asks_for_and_what_a_person_must_decide_are_part_of_the_page() -> None:
    changes = {"sources.K1.date": "2020", "programs.arbete.eligibility.conditions.0.sources": ["K1"]}
    changes["programs.arbete.eligibility.depends_on.0.sources"] = ["K1"]
    found = {one.id: one for one in facts.gather(load(a_registry(changes)), ON)}["programs[arbete]"]
    assert [statement.path[2:] for statement in found.old] == [("eligibility", "depends_on", 0, "text")]
    only = {"sources.K1.date": "2020", "programs.arbete.eligibility.conditions.0.sources": ["K1"]}
    found = {one.id: one for one in facts.gather(load(a_registry(only)), ON)}["programs[arbete]"]
    assert (found.is_old, found.old) == (True, ()), "a condition of the guide is no sentence"


def test_what_is_noted_at_a_number_makes_what_stands_there_come_earlier_but_not_the_number() -> None:
    changes = {"sources.K1.date": "2020", "programs.skydd.contact_routes.telefon.notes": [{"text": "Gratis.", "sources": ["K1"]}]}
    found = {one.id: one for one in facts.gather(load(a_registry(changes)), ON)}
    assert [one.text["sv"] for one in found["programs[skydd].contact_routes[telefon]"].old] == ["Gratis."]
    assert not found["programs[skydd].contact_routes[telefon].number"].is_old


def test_what_a_way_in_is_called_is_no_fact_of_its_own() -> None:
    found = {one.id: one for one in facts.gather(load(a_registry({"sources.K2.date": "2020"})), ON)}
    webb = found["programs[vagen-uppsala].contact_routes[webb]"]
    assert (webb.is_old, webb.old) == (True, ())
