"""Tests of the calling round: five calls, the most important first, and what is written afterwards makes the facts fresh."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from builders import MINIMAL, NAME, a_registry, as_yaml, load
from hypothesis import given, settings
from hypothesis import strategies as st
from utvag.registry import loader
from utvag.upkeep import calls, facts, questions
from utvag.upkeep.edits import apply_edits
from utvag.upkeep.facts import Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.registry.loader import Loaded
    from utvag.upkeep.calls import Call, Report

ON = date(2026, 11, 22)
ONE_AND_HALF = date(2028, 6, 1)
"""A day on which everything that is checked on one day in 2026 is due again."""


def work(loaded: Loaded, on: date = ON) -> Report:
    return calls.report(loaded, on)


def ids(found: tuple[Call, ...]) -> list[str]:
    return [call.id for call in found]


CHECKED = {"by": "redaktionen", "how": "called"}


def phone(name: str, number: str, **changes: object) -> dict[str, object]:
    checks = [{"date": date(2026, 11, 21), **CHECKED}]
    said = {"id": name, "kind": "phone", "label": name, "status": "published", "number": number, "opening_hours": "unknown"}
    return {**said, "sources": ["K2"], "checks": checks, **changes}


def test_first_what_grows_old_then_what_nobody_called_then_what_is_kept_back() -> None:
    assert ids(work(load(a_registry())).week) == ["skydd.telefon", "ungdom.aldre-nummer"]
    assert ids(work(load(a_registry())).later) == ["lifeline", "ungdom.telefon"]
    assert ids(work(load(a_registry()), date(2026, 12, 19)).week) == ["lifeline", "skydd.telefon", "ungdom.aldre-nummer"]
    assert ids(work(load(a_registry()), date(2027, 3, 1)).week)[:3] == ["lifeline", "skydd.telefon", "ungdom.telefon"]


def test_a_lifeline_that_only_the_project_vouches_for_is_called_before_all_else_with_what_nobody_knows() -> None:
    unknown = ["Måste jag säga vem jag är?", "Vad får polisen veta?"]
    changes = {"lifeline.checks.0.how": "stated_by_project", "lifeline.unknowns": unknown}
    for on in (ON, date(2027, 3, 1), ONE_AND_HALF):
        found = work(load(a_registry(changes)), on)
        first = found.week[0]
        assert (first.id, first.unknowns) == ("lifeline", ())
        assert [asked.words for asked in first.ask][-2:] == unknown
        assert [asked.about for asked in first.ask if asked.known][:2] == ["number", "hours"]
    called = a_registry({**changes, "lifeline.checks.+": {"date": ON, **CHECKED}})
    assert "lifeline" in ids(work(load(called)).later)


def test_never_more_than_five_and_the_rest_waits() -> None:
    data = a_registry()
    routes = next(program for program in data["programs"] if program["id"] == "ungdom")["contact_routes"]
    routes += [phone(f"extra-{n}", f"08-465 00 4{n:02}", e164=f"+468465004{n:02}") for n in range(10, 20)]
    found = work(load(data), ONE_AND_HALF)
    assert len(found.week) == calls.EACH_WEEK
    assert len(found.later) == 14 - calls.EACH_WEEK
    assert found.week[0].id == "lifeline"


def test_nobody_ever_tests_the_emergency_number() -> None:
    for on in (ON, ONE_AND_HALF):
        found = work(load(a_registry()), on)
        assert "112" not in {call.number for call in (*found.week, *found.later)}
        assert found.readings[0].id == "emergency"
        assert found.readings[0].addresses == ("https://www.example.se/staden",)


def test_who_was_called_and_could_not_confirm_is_left_alone_for_a_while() -> None:
    data = a_registry({"programs.ungdom.contact_routes.aldre-nummer.checks.+": {"date": date(2026, 11, 21), **CHECKED}})
    assert "ungdom.aldre-nummer" in ids(work(load(data)).later)
    assert "ungdom.aldre-nummer" in ids(work(load(data), date(2027, 2, 25)).week)


def weeks(loaded: Loaded, on: date) -> Iterator[tuple[Loaded, Report]]:
    """Yield round after round on one day, each when all that the one before told has been written, until nothing is left."""
    while (found := work(loaded, on)).week:
        yield loaded, found
        text = apply_edits(loaded.source.text, [edit for call in found.week for edit in call.write])
        loaded = loader.parse(text.encode(), NAME)


def test_a_number_that_stands_twice_is_settled_where_it_was_asked_about_and_nowhere_else() -> None:
    again = phone("igen", "114 14", languages=["sv"], notes=[{"text": "Samtalet är gratis.", "sources": ["K2"]}])
    settled = "programs[familj].contact_routes[igen]"
    loaded = load(a_registry({"programs.familj.contact_routes.+": again}))
    (name,) = (program.name for program in loaded.registry.programs if program.id == "familj")
    asked_about = f"Vi skriver att man når {name} på 114 14. Stämmer det?", "Vi skriver: ”Samtalet är gratis.” Stämmer det?"
    told = []
    for _, found in weeks(loaded, ONE_AND_HALF):
        for call in (call for call in found.week if call.id == "skydd.telefon"):
            said = {asked.words for asked in call.ask}
            is_written = any(edit.note == settled for edit in call.write)
            assert (settled in call.facts) == is_written == (said >= set(asked_about))
            told.append(is_written)
    assert told[0] is False, "there is no time for it in the first call"
    assert sum(told) == 1


@pytest.mark.parametrize(
    ("fact", "answers"),
    [
        ("lifeline.number", "lifeline"),
        ("programs[vagen-stockholm]", "lifeline"),
        ("programs[vagen-stockholm].contact_routes[via-numret]", "lifeline"),
        ("programs[arbete].contact_routes[via-skydd]", "skydd.telefon"),
        ("programs[arbete]", "skydd.telefon"),
        ("programs[ungdom]", "ungdom.telefon"),
    ],
)
def test_whoever_answers_is_asked_about_what_leads_there(fact: str, answers: str) -> None:
    calls_there = [call for _, found in weeks(load(a_registry()), ONE_AND_HALF) for call in found.week if call.id == answers]
    assert sum(fact in call.facts for call in calls_there) == 1


def test_what_no_number_leads_to_is_read() -> None:
    found = {reading.id: reading for reading in work(load(a_registry())).readings}
    assert found.keys() == {"emergency", "vagen-uppsala", "vagen-annan", "familj"}
    assert found["vagen-uppsala"].addresses == ("https://www.example.se/stod",)
    assert found["familj"].addresses == ("stod@example.se",)
    assert found["vagen-annan"].addresses == ("https://www.example.se/annat",), "the sources, when it has no page of its own"
    assert all(reading.write for reading in found.values()), "also before it is due"


def test_ways_that_lead_in_a_circle_lead_to_nobody() -> None:
    checks = [{"date": date(2026, 11, 21), **CHECKED}]
    via = {"id": "via", "kind": "via", "label": "Via", "status": "published", "sources": ["K2"], "checks": checks}
    data = a_registry(
        {
            "programs.familj.contact_routes": [{**via, "program": "vagen-uppsala"}],
            "programs.vagen-uppsala.contact_routes": [{**via, "program": "familj"}],
        }
    )
    assert {"familj", "vagen-uppsala"} <= {reading.id for reading in work(load(data)).readings}


def a_long_page(sentences: int) -> dict[str, object]:
    """Return changes: old sources, a page with many sentences, and as many notes about its number."""
    said = [{"text": f"Mening {number}.", "sources": ["K2"]} for number in range(sentences)]
    return {
        "sources.K2.date": "2019",
        "programs.ungdom.description": said,
        "programs.ungdom.contact_routes.telefon.notes": said,
        "programs.ungdom.checks.0.how": "document",
        "programs.ungdom.contact_routes.telefon.checks.0.how": "document",
    }


@pytest.mark.parametrize("sentences", [1, 9, 40])
def test_nobody_is_asked_more_than_eight_questions_and_what_was_not_asked_waits(sentences: int) -> None:
    data = a_registry(a_long_page(sentences))
    template = next(program for program in data["programs"] if program["id"] == "utvalda")
    data["programs"] += [{**template, "id": f"extra-{n}", "slug": f"extra-{n}", "title": f"Extra {n}"} for n in range(5)]
    waiting, settled = [], []
    for loaded, found in weeks(load(data), ONE_AND_HALF):
        fresh = {fact.id for fact in facts.gather(loaded, ONE_AND_HALF) if fact.step is Step.FRESH}
        assert all(len(call.ask) <= questions.MOST for call in (*found.week, *found.later))
        waiting += [call.waiting for call in found.week if call.id == "lifeline"]
        settled += [fact for call in found.week for fact in call.facts if fact not in fresh]
    assert waiting == sorted(waiting, reverse=True), "fewer wait each time"
    assert waiting[0] > 0 == waiting[-1]
    assert len(settled) == len(set(settled)), "nobody is asked the same twice"
    assert {f"programs[extra-{number}]" for number in range(5)} <= set(settled)


def test_every_sentence_of_a_page_is_asked_before_the_page_is_settled() -> None:
    asked = [
        "\n".join(one.words for one in call.ask)
        for _, found in weeks(load(a_registry(a_long_page(9))), ONE_AND_HALF)
        for call in found.week
        if "programs[ungdom]" in call.facts
    ]
    assert len(asked) == 1
    assert all(f"”Mening {number}.”" in asked[0] for number in range(9))


def test_what_is_most_important_is_asked_first() -> None:
    call = work(load(a_registry()), ONE_AND_HALF).week[0]
    assert call.ask[0].about == "number"
    young = load(a_registry({"lifeline.checks.+": {"date": ONE_AND_HALF, **CHECKED}}))
    (later,) = (call for call in work(young, ONE_AND_HALF).week if call.id == "lifeline")
    assert later.ask[0].about == "program", "the number itself was gone through the same day"
    assert "lifeline" not in {edit.note for edit in later.write}


def test_a_kept_back_number_comes_with_how_to_show_it() -> None:
    loaded = load(a_registry())
    (call,) = (call for call in work(loaded).week if not call.shown)
    assert call.why == "Numret visas inte. Ingen har ringt och bekräftat numret."
    assert any("Bara om numret är rätt" in edit.note for edit in call.write)
    now = loader.parse(apply_edits(loaded.source.text, call.write).encode(), NAME).registry
    route = now.programs[4].contact_routes[1]
    assert (route.status, route.status_reason, route.checks[-1].date) == ("published", None, ON)


def test_a_programme_that_is_kept_back_comes_with_how_to_show_it_too() -> None:
    changes = {
        "programs.skydd.status": "unconfirmed",
        "programs.skydd.status_reason": "Ingen har ringt.",
        "programs.arbete.contact_routes.via-skydd.program": "lifeline",
    }
    loaded = load(a_registry(changes))
    (call,) = (call for call in work(loaded).week if call.id == "skydd.telefon")
    assert call.why == "Numret visas inte. Ingen har ringt."
    assert loader.parse(apply_edits(loaded.source.text, call.write).encode(), NAME).registry.programs[3].status == "active"


def test_what_is_due_says_why_and_what_it_rests_on() -> None:
    found = weeks(load(a_registry({"sources.K2.date": "2020"})), ONE_AND_HALF)
    call, later = (call for _, week in found for call in week.week if call.id == "ungdom.telefon")
    assert call.why.startswith("Ungdomslinjen: 116 111. Kontrollerat 21 november 2026 (någon ringde). Försenat sedan ")
    assert "Vi skriver: ”Någon som lyssnar.” ”Du som är under 18 år.” Stämmer det?" in [asked.words for asked in later.ask]
    assert any(asked.about == "page" for asked in later.ask)


@settings(max_examples=30, deadline=None)
@given(
    wait=st.integers(0, 1500),
    text=st.sampled_from([MINIMAL.read_text(encoding="utf-8"), as_yaml(a_registry({"sources.K2.date": "2019"})).decode()]),
)
def test_when_the_lines_of_a_week_are_written_its_facts_are_fresh(wait: int, text: str) -> None:
    on = ON + timedelta(days=wait)
    loaded = loader.parse(text.encode(), NAME)
    found = work(loaded, on)
    written = [*(call.write for call in found.week), *(reading.write for reading in found.readings)]
    for rows in ([edit.last for edit in edits] for edits in written):
        assert rows == sorted(rows, reverse=True), "from the bottom up"
    changes = [edit for edits in written for edit in edits]
    after = loader.parse(apply_edits(text, changes).encode(), NAME)
    settled = [name for call in found.week for name in call.facts]
    settled += [name for reading in found.readings for name in reading.facts]
    assert {fact.step for fact in facts.gather(after, on) if fact.id in settled} <= {Step.FRESH}
    assert len(work(after, on).week) <= len(found.week)


def test_each_number_is_one_contact_and_the_place_that_is_shown_is_its_own() -> None:
    again = phone("igen", "114 14", status="unconfirmed", status_reason="Ingen har ringt.")
    kept_back = {"programs.familj.status": "unconfirmed", "programs.familj.status_reason": "Ny."}
    found = calls.contacts(load(a_registry({"programs.familj.contact_routes.+": again, **kept_back})))
    assert found["11414"].id == "skydd.telefon"
    assert [contact.id for contact in found.values() if not contact.is_shown] == ["ungdom.aldre-nummer"]
    assert next(iter(found.values())).id == "lifeline"
    assert "112" not in found, "nobody may test it"
