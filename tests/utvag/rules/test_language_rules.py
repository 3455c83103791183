"""Tests of what the languages of the site have in common: texts, digits, numbers, links."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest
from builders import Data, a_registry, load, pages_of, put
from translated import in_language, speaking, told_of
from utvag.content import urls
from utvag.problems import Problem, Severity
from utvag.rules import language_rules
from utvag.rules.written_site import WrittenSite
from utvag.swedish import Language, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.registry.source import Path

WHOLE = in_language(a_registry(), "en", "eng ")


def told(changes: Data) -> list[Problem]:
    """Return what the rules say of the registry that is whole in English, with `changes`."""
    data = in_language(a_registry(), "en", "eng ")
    for path, value in changes.items():
        put(data, path, value)
    return told_of({}, load(data, speaking("en", "eng ")))


def test_a_registry_in_two_languages_hears_nothing() -> None:
    assert told({}) == []


def _in_english(value: object, path: Path = ()) -> Iterator[Path]:
    """Yield the path of every text in English that is written inside a value."""
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from [(*path, key)] if key == "en" else _in_english(inside, (*path, key))
    elif isinstance(value, list):
        for number, inside in enumerate(value):
            yield from _in_english(inside, (*path, number))


def test_every_english_row_that_is_gone_is_told_with_what_to_write_there() -> None:
    rows = list(_in_english(WHOLE))
    names = [program["name"] for program in WHOLE["programs"]]
    assert len(rows) > 80
    for path in rows:
        data = copy.deepcopy(WHOLE)
        above: Any = data
        for part in path[:-1]:
            above = above[part]
        del above["en"]
        loaded = load(data, speaking("en", "eng "))
        site = WrittenSite(loaded)
        found = [*language_rules.languages_are_whole(site), *language_rules.programs_are_translated(site)]
        waits = path[0] == "programs"
        weighs = ("oversattning-vantar", Severity.WARNING) if waits else ("oversattning-saknas", Severity.ERROR)
        (problem,) = found
        assert (problem.where, problem.code, problem.severity) == (loaded.where(*path[:-1]), *weighs), path
        assert "engelska" in problem.message
        assert not waits or quoted(names[int(path[1])]) in problem.message
        assert "Lägg till en: under sv:." in problem.remedy


def test_what_is_kept_back_needs_no_translation() -> None:
    assert told({"programs.ungdom.contact_routes.aldre-nummer.label": "bara svenska"}) == []
    assert told({"programs.ungdom.status": "ended", "programs.ungdom.status_reason": "Bara svenska."}) == []


def test_a_programme_is_translated_when_all_of_it_is() -> None:
    programs = load(WHOLE).registry.programs
    assert all(urls.is_translated(program, "en") for program in programs)
    assert not any(urls.is_translated(program, "ar") for program in programs)


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


DIGITS: Data = {"programs.utvalda.unknowns": ["Det finns 3 sätt, kl. 09:30 till 16:00, sedan 2019."]}


@pytest.mark.parametrize(
    ("words", "is_wrong"),
    [
        ("Three ways: 3, from 09:30 to 16:00, since 2019.", False),
        ("Three ways: ٣, from 09:30 to 16:00, since ٢٠١٩.", False),
        ("There are 4 ways, from 09:30 to 16:00, since 2019.", True),
        ("There are 3 ways, from 9.30 to 16:00, since 2019.", True),
        ("There are 3 ways, from 09:30 to 16:00.", True),
    ],
)
def test_a_text_of_the_registry_has_the_same_digits_in_every_language(words: str, *, is_wrong: bool) -> None:
    data = in_language(a_registry(DIGITS), "en", "eng ")
    put(data, "programs.utvalda.unknowns.0.en", words)
    found = told_of({}, load(data, speaking("en", "eng ")))
    assert [(problem.code, problem.subject) for problem in found] == [
        ("sprak-olika", "programs[utvalda].unknowns[1].en")
    ] * is_wrong


def test_the_words_of_a_language_have_the_same_digits() -> None:
    swedish, english = speaking("en", "eng ")
    told = Language("en", {**english.words, "lost_words": "It is not 1 of your faults."})
    found = told_of({}, load(WHOLE, (swedish, told)))
    assert [(problem.code, problem.where.file) for problem in found] == [("sprak-olika", "content/en/words.yaml")]


HEAD = "---\ntitle: Sida\ndescription: x\naudience: [leaver]\nowner: redaktionen\nreviewed: 2026-11-21\n---\n# Hem\n\n"
SWEDISH_PAGE = (
    f"{HEAD}Från 18 år. {{råd}}\n\nRing [112](tel:112) eller {{nummer: ungdom}}. {{råd}}\n\n"
    "Läs [på example.se](https://www.example.se/stod) och [om guiden](guide/index.html). {råd}\n"
)
ENGLISH_PAGE = (
    SWEDISH_PAGE.replace("Från 18 år", "From 18")
    .replace("Ring", "Call")
    .replace("Läs [på", "Read [at")
    .replace("och [om guiden]", "[the guide]")
)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("From 18", "From age 18", []),
        ("From 18", "From 17", [("sprak-olika", 10)]),
        ("From 18", "From ١٨", []),
        ("[112](tel:112) eller {nummer: ungdom}", "{nummer: ungdom} eller [112](tel:112)", [("sprak-olika", 8)]),
        ("[112](tel:112) eller ", "", [("sprak-olika", 8)]),
        ("[the guide](guide/index.html)", "the guide", [("sprak-olika", 8)]),
        ("[the guide](guide/index.html)", "[how to call](ring/index.html)", [("sprak-olika", 8)]),
        ("[at example.se](https://www.example.se/stod)", "at example.se", [("sprak-olika", 8)]),
        ("[112](tel:112)", "[112](tel:116111)", [("annat-nummer", 12)]),
        ("(guide/index.html)", "(guid/index.html)", [("bruten-lank", 14)]),
        ("(guide/index.html)", "(../guide/index.html)", [("bruten-lank", 14)]),
        ("Read ", "Read, from 08-465 00 499, ", [("nummer-i-text", 14)]),
        ("Call", "Today\n\nCall 18 times {råd}\n\nCall", [("sprak-olika", 8), ("kallmarke", 12)]),
    ],
)
def test_a_page_says_what_the_swedish_says_and_one_fault_is_told_once(old: str, new: str, found: list[tuple[str, int]]) -> None:
    assert old in ENGLISH_PAGE
    told = told_of({"sida.md": SWEDISH_PAGE, "en/sida.md": ENGLISH_PAGE.replace(old, new)})
    assert sorted((problem.code, problem.where.line) for problem in told) == sorted(found)
    assert {problem.where.file for problem in told} <= {"content/en/sida.md"}


def test_a_link_to_a_page_that_a_language_does_not_have_can_be_left_out() -> None:
    swedish = f"{HEAD}Läs [om samtalet](samtal.md). {{råd}}\n"
    other = HEAD.replace("Sida", "Samtal")
    english = f"{HEAD}Read about it, or [how to call](ring/index.html). {{råd}}\n"
    assert told_of({"sida.md": swedish, "samtal.md": other, "en/sida.md": english}) == []
    found = told_of({"sida.md": swedish, "samtal.md": other, "en/sida.md": english, "en/samtal.md": other})
    assert [problem.code for problem in found] == ["sprak-olika"]
