"""Tests of what is said in which language."""

from __future__ import annotations

import pytest
from builders import Data, a_registry, load, pages_of, put
from translated import in_language, speaking
from utvag.content import translations
from utvag.problems import Problem, Severity
from utvag.rules import registry_rules

WHOLE = in_language(a_registry(), "en", "eng ")


def told(changes: Data) -> list[Problem]:
    """Return what the rules say of the registry that is whole in English, with `changes`."""
    data = in_language(a_registry(), "en", "eng ")
    for path, value in changes.items():
        put(data, path, value)
    return list(registry_rules.check(load(data, speaking("en", "eng "))))


def test_a_registry_in_two_languages_hears_nothing() -> None:
    assert told({}) == []


def test_nobody_hears_of_a_language_that_is_not_offered() -> None:
    assert list(registry_rules.check(load(a_registry()))) == []


@pytest.mark.parametrize(
    "path",
    [
        *("lifeline.who_answers.text", "lifeline.say.0", "emergency.when.text", "declined_answer"),
        *("municipalities.uppsala.answer", "municipalities.uppsala.reason"),
        *("questions.fara.text", "questions.fara.why", "questions.fara.answers.hot.text"),
    ],
)
def test_a_language_without_the_number_or_a_question_is_not_offered(path: str) -> None:
    (problem,) = {problem.message: problem for problem in told({path: "bara svenska"})}.values()
    assert (problem.code, problem.severity) == ("oversattning-saknas", Severity.ERROR)
    assert "engelska" in problem.message
    assert problem.where.line > 1


@pytest.mark.parametrize("path", ["title", "summary.text", "contact_routes.telefon.label", "eligibility.conditions.0.unsure"])
def test_a_programme_that_waits_for_its_translator_is_a_warning_at_the_first_text_that_lacks(path: str) -> None:
    (problem,) = told({f"programs.skydd.{path}": "Bara svenska."})
    assert (problem.code, problem.severity) == ("oversattning-vantar", Severity.WARNING)
    assert "”Skyddet”" in problem.message
    assert problem.subject.startswith(f"programs[skydd].{path.split('.', maxsplit=1)[0]}")


def test_what_is_kept_back_needs_no_translation() -> None:
    assert told({"programs.ungdom.contact_routes.aldre-nummer.label": "bara svenska"}) == []
    assert told({"programs.ungdom.status": "ended", "programs.ungdom.status_reason": "Bara svenska."}) == []


def test_a_programme_is_translated_when_all_of_it_is() -> None:
    programs = load(WHOLE).registry.programs
    assert all(translations.is_translated(program, "en") for program in programs)
    assert not any(translations.is_translated(program, "ar") for program in programs)


PAUSED: Data = {"programs.skydd.status": "paused", "programs.skydd.status_reason": "Stängt i juli."}


def test_a_pause_is_told_in_every_language_before_anybody_has_translated_why() -> None:
    (problem,) = [found for found in told(PAUSED) if found.code == "oversattning-vantar"]
    assert problem.severity is Severity.WARNING
    assert problem.message == "Skälet till pausen finns inte på engelska. Där står bara att ”Skyddet” har paus."
    assert problem.subject == "programs[skydd].status_reason"


def test_the_page_of_a_programme_with_such_a_pause_is_kept_and_says_so() -> None:
    data = in_language(a_registry(), "en", "eng ")
    for path, value in PAUSED.items():
        put(data, path, value)
    pages = pages_of(load(data, speaking("en", "eng ")))
    assert "Stängt i juli." in pages["stod/skydd/index.html"]
    assert "Stängt i juli." not in pages["en/stod/skydd/index.html"]
    assert '<div class="status-note">' in pages["en/stod/skydd/index.html"]
    assert "Stängt i juli." in pages["stod/index.html"]
    assert "Stängt i juli." not in pages["en/stod/index.html"]


@pytest.mark.parametrize(
    ("path", "remedy"),
    [
        (
            "programs.skydd.title",
            "Skriv två rader under title:, två mellanslag längre in: sv: Bara svenska. – och rakt under den en:",
        ),
        ("lifeline.say.0", "Skriv två rader efter strecket: sv: Bara svenska. – och rakt under den en:"),
    ],
)
def test_a_plain_line_is_told_how_to_become_two(path: str, remedy: str) -> None:
    (problem, *_) = told({path: "Bara svenska."})
    assert remedy in problem.remedy


def test_a_text_with_rows_is_told_of_the_row_that_lacks() -> None:
    (problem,) = told({"programs.skydd.title": {"sv": "Bara svenska."}})
    assert problem.remedy == "Är den översatt? Lägg till en: under sv:."
