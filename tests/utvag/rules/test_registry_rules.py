"""Tests of the rules: for each, a registry that breaks it, and the nearest one that does not."""

from __future__ import annotations

import pytest
from builders import GONE, NO_CHANGES, Data, a_program, a_question, a_registry, asking, codes_of, load
from utvag.rules import registry_rules, wording

SKYDD = "programs.skydd.contact_routes.telefon"
PAUSED = {"status": "paused", "status_reason": "Semester."}
SOURCE = {
    "id": "K3",
    "title": "x",
    "address": "https://www.example.se/",
    "date": "unknown",
    "publisher": "x",
    "publisher_kind": "city",
}

BREAKS = [
    ("fragornas-delar", {"questions.fara.criterion": "environment"}),
    ("fragornas-delar", {"questions.vad.criterion": "danger"}),
    ("fragornas-delar", {"questions.plats": GONE}),
    ("fragornas-svar", {"questions.plats.answers": [{"id": "x", "text": "x", "reason": "x"}]}),
    ("fragornas-svar", {"questions.vad.answers.extremism": GONE}),
    ("fragornas-svar", {"questions.fara.answers.nu.emergency": False}),
    ("fragornas-svar", {"questions.vad.answers.extremism.emergency": True}),
    ("fragornas-svar", {"questions.vad.answers.extremism.audience": "leaver"}),
    ("fragornas-svar", {"questions.vem.answers.anhorig.audience": GONE}),
    ("nagon-annanstans", {"municipalities.annan.elsewhere": GONE}),
    ("nagon-annanstans", {"municipalities.uppsala.elsewhere": True}),
    ("vag-in-for-alla", {"municipalities.annan.default_programs": ["vagen-uppsala"]}),
    ("vag-in-for-alla", {"municipalities.annan.default_programs": ["skydd"]}),
    ("vag-in-for-alla", {"municipalities.annan.default_programs": ["familj"]}),
    ("vag-in-for-alla", {"programs.vagen-annan.status": "paused", "programs.vagen-annan.status_reason": "x"}),
    ("vag-in-for-alla", {"programs.vagen-annan.access": "chosen_by_authorities"}),
    ("vag-in-for-alla", {"programs.vagen-annan.eligibility.depends_on": [{"text": "x", "sources": ["K2"]}]}),
    ("kontaktvag-saknas", {"programs.skydd.contact_routes": []}),
    ("kontaktvag-saknas", {f"{SKYDD}.status": "unconfirmed", f"{SKYDD}.status_reason": "x"}),
    ("via-ingenstans", {"programs.arbete.contact_routes.via-skydd.program": "arbete"}),
    ("via-ingenstans", {"programs.skydd.status": "ended", "programs.skydd.status_reason": "x"}),
    ("gar-inte-att-soka", {"programs.utvalda.eligibility": asking("vem", "ung")}),
    ("villkor-omojligt", {"programs.familj.eligibility.conditions": [{"question": "vad", "minimum_age": 18, "sources": ["K2"]}]}),
    ("neutral-adress", {"programs.skydd.slug": "hot"}),
    ("neutral-adress", {"programs.skydd.slug": "avhoppare-stockholm"}),
    ("neutral-adress", {"programs.skydd.title": "Lämna gänget"}),
    ("nummer-i-text", {"programs.skydd.unknowns": ["Ring 08-465 00 499."]}),
    ("nummer-i-text", {"lifeline.who_answers.text": "Ring 116 000."}),
    ("nummer-i-text", {"programs.skydd.title": "Ring 116 000"}),
    ("lofte", {"programs.skydd.unknowns": ["Du ringer helt säkert."]}),
    ("lofte", {"programs.skydd.status": "paused", "programs.skydd.status_reason": "Du är alltid anonym."}),
    ("livlinans-namn", {"programs.skydd.name": "rådgivningen"}),
    ("nummer-i-adress", {"programs.skydd.slug": "telefon-08-465-00-499"}),
    ("meningsform", {"questions.vad.answers.extremism.reason": "Det handlar om extremism."}),
    ("meningsform", {"programs.arbete.eligibility.depends_on.0.text": "Åldrarna är olika"}),
    ("fragornas-svar", {"questions.fara.answers.nej.emergency": True, "questions.fara.answers.nu.emergency": False}),
    ("via-ingenstans", {"programs.arbete.contact_routes.via-skydd.program": "utvalda"}),
    ("namn-i-kontroll", {"lifeline.checks.0.by": "Anna Svensson"}),
    ("namn-i-kontroll", {"programs.skydd.contact_routes.telefon.checks.0.by": "redaktionen (Åsa-Karin Öberg)"}),
]

KEEPS = [
    NO_CHANGES,
    {"questions.fara.answers.nu.text": "Nej, 112", "questions.fara.answers.hot.emergency": True},
    {"municipalities.uppsala.elsewhere": False},
    {"municipalities.annan.default_programs": ["vidare"], "programs.+": a_program("vidare", municipality="national")},
    {"programs.ungdom.status": "paused", "programs.ungdom.status_reason": "Semester."},
    {"questions.vad.answers.+": {"id": "annat", "text": "Annat", "reason": "x"}},
    {"programs.+": a_program("vilar", contact_routes=[], status="ended", status_reason="Finns inte längre.")},
    {"programs.arbete.contact_routes.via-skydd.program": "familj"},
    {"programs.utvalda.access": "self", "programs.utvalda.eligibility": asking("vem", "ung")},
    {"programs.familj.eligibility.conditions": [{"question": "vem", "minimum_age": 18, "sources": ["K2"]}]},
    {"programs.skydd.slug": "hotell", "programs.skydd.title": "Fotspår"},
    {"programs.skydd.title": "Tillgänglighet"},
    {"programs.skydd.unknowns": ["Ring 08-465 00 400, 112 eller 116\u00a0111."]},
    {"programs.+": a_program("undrar", unknowns=["Är det 08-465 00 499?"], status="unconfirmed", status_reason="Är det 116 000?")},
    {"lifeline.checks.0.by": "Socialrådgivningen", "programs.skydd.checks.0.by": "projektets ägare, BRIS Stockholm"},
    {"sources.+": {**SOURCE, "confidence": "low"}, "programs.skydd.summary.sources": ["K3"]},
]


@pytest.mark.parametrize(("code", "changes"), BREAKS, ids=str)
def test_a_registry_that_breaks_a_rule_is_told_so(code: str, changes: Data) -> None:
    assert code in codes_of(a_registry(changes))


@pytest.mark.parametrize("changes", KEEPS, ids=str)
def test_a_registry_that_keeps_the_rules_hears_nothing(changes: Data) -> None:
    assert [problem.message for problem in registry_rules.check(load(a_registry(changes)))] == []


def test_every_rule_is_broken_by_some_registry_above() -> None:
    elsewhere = {registry_rules.PROVABLE.code, "oversattning-saknas", "oversattning-vantar"}
    assert {rule.code for rule in registry_rules.RULES} == {code for code, _ in BREAKS} | elsewhere


def test_a_guide_that_is_too_large_to_prove_is_told_so_before_it_is_compiled() -> None:
    changes = {"questions.+": a_question("mer", *"abcdefgh")}
    assert registry_rules.PROVABLE.code not in {problem.code for problem in registry_rules.check(load(a_registry(changes)))}
    registry = a_registry()
    registry["questions"] += [a_question(f"q{number}", "a", "b", "c", "d") for number in range(8)]
    assert registry_rules.PROVABLE.code in {problem.code for problem in registry_rules.check(load(registry))}


def test_every_rule_says_in_swedish_what_it_asks() -> None:
    assert all((rule.check.__doc__ or "").endswith(".") for rule in registry_rules.RULES)


def test_the_numbers_that_may_be_shown_are_those_of_programmes_with_a_page() -> None:
    kept_back = a_program("vilar", **PAUSED) | {"status": "ended"}
    kept_back["contact_routes"] = a_registry()["programs"][4]["contact_routes"]
    assert wording.published_numbers(load(a_registry({"programs.+": kept_back, "programs.ungdom": GONE}))) == {
        "08-465 00 400",
        "112",
        "114 14",
    }


def test_two_questions_about_the_same_thing_break_no_other_rule() -> None:
    assert codes_of(a_registry({"questions.+": a_question("mer", "ja", "nej")})) == {"fraga-utan-verkan"}
