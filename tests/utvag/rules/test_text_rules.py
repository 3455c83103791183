"""Tests of what no text may say, and of the words that rules look for: what stays silent. What fires: tests/test_plants.py."""

from __future__ import annotations

import re
import sys

import pytest
from builders import Data, a_registry, load
from translated import in_language, speaking, told_of
from utvag.rules import text_rules

HEAD = "---\ntitle: {}\ndescription: {}\naudience: [leaver]\nowner: redaktionen\nreviewed: 2026-11-21\n---\n# Hem\n\n"
TOP = HEAD.format("Sida", "Ord.")


@pytest.mark.parametrize(
    "words",
    [
        "Skriv till stod@example.se.",
        "Ring {nummer: lifeline} eller 112.",
        "Vi kan inte lova att du är anonym.",
        "År 2019, kl. 09:00, 10 000 kr.",
    ],
)
def test_what_a_text_may_say_hears_nothing(words: str) -> None:
    assert told_of({"sida.md": f"{TOP}{words} {{råd}}"}) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"programs.vagen-annan.contact_routes.besok.address": "Gatan 3, 112 21 Stockholm. Uppgift från 2021."},
        {"programs.ungdom.status": "ended", "programs.ungdom.status_reason": "Ring 070-174 06 05."},
    ],
    ids=str,
)
def test_a_postcode_a_year_and_what_is_kept_back_hear_nothing(changes: Data) -> None:
    assert told_of({}, load(a_registry(changes))) == []


def test_a_number_in_another_spelling_is_told_with_the_right_one() -> None:
    (problem,) = told_of({"sida.md": f"{TOP}Ring 0846500400. {{råd}}"})
    assert problem.remedy == "Skriv det så här: 08-465 00 400"


def test_two_pages_are_called_the_same_in_one_language_only() -> None:
    pages = {"a.md": HEAD.format("Sida", "Ord."), "b.md": HEAD.format("sida", "Ord."), "en/a.md": HEAD.format("Sida", "Ord.")}
    (problem,) = told_of(pages)
    assert (problem.code, problem.where.file) == ("dubbelt", "content/b.md")
    assert "content/a.md:2" in problem.message


def test_a_programme_called_as_another_in_other_letters_is_told() -> None:
    loaded = load(
        in_language(a_registry({"programs.arbete.title": "Skydd", "programs.skydd.title": "skydd"}), "en", "x "),
        speaking("en", "x "),
    )
    assert {(problem.code, problem.where.file) for problem in told_of({}, loaded)} == {("dubbelt", "programs.yaml")}


@pytest.mark.parametrize(
    "words",
    [
        *("avhoppare", "lamna-ganget", "hotad", "hotelser", "Polisen", "extremism", "ett brott", "fältpolis", "min_avhoppare"),
        *("radikalisering", "Leaving", "a gang", "police", "criminals", "violence", "threats", "deradicalisation"),
        *("exit", "våldet", "vald", "vapen", "knark", "droger", "weapon", "drugs", "murder", "prison", "jail", "radicalised"),
        *("terrorist", "jihad", "nazister", "fängelse", "fangelse", "defectors"),
    ],
)
def test_a_telling_word_is_told_wherever_a_word_begins(words: str) -> None:
    assert text_rules.TELLING.search(words)


@pytest.mark.parametrize(
    "words",
    [
        *("tillgänglighet", "hotell", "valda", "socialtjanst-valdemarsvik", "stod-i-din-stadsdel", "nar-du-ringer", "framgång"),
        *("avbrott", "drogeri", "hotline", "Hotels", "cleaver"),
    ],
)
def test_a_word_that_only_contains_one_is_let_through(words: str) -> None:
    assert not text_rules.TELLING.search(words)


@pytest.mark.parametrize(
    "words",
    [
        *("Samtalet är anonymt.", "You are anonymous here.", "You can call anonymously", "It is completely safe"),
        *("It leaves no trace", "It deletes the history", "Nobody can see it", "untraceable", "The police will never know"),
        *("Du är ANONYMT här", "Heltsäkert? Helt säkert.", "\u0130nga spår", "\u0131nga spår", "\u017fpårlöst", "x Helt Anonym"),
    ],
)
def test_what_cannot_be_kept_is_a_promise_in_every_language_and_in_any_letters(words: str) -> None:
    assert text_rules.promised(words)


@pytest.mark.parametrize(
    "words",
    [
        *("It does not remove the history on your phone.", "You do not have to say who you are.", "Somebody may see it."),
        "Samtalet syns i mobilens samtalslista.",
    ],
)
def test_the_truth_is_no_promise(words: str) -> None:
    assert text_rules.promised(words) == ""


@pytest.mark.parametrize(
    "words",
    [
        *("Fler yrken föreslås få den.", "Det ska också öppnas för 13–17 år.", "Nya lagar har föreslagits", "Det PLANERAS"),
        *("Snart får yngre också hjälp.", "Från april gäller en ny lag.", "Utredningen är klar i höst.", "Stödet byggs ut."),
        *("Ett nummer för hela landet är på gång.", "Kommunen kommer att anställa fler.", "Lagen träder i kraft i juli."),
        *("Nästa år blir åldern lägre.", "Kommunen planerar att öppna ett nummer.", "Reglerna utreds.", "Det startade nyligen."),
        *("More professions are proposed", "The plan is to open it", "It will open for ages 13", "a law is being planned"),
        *("Soon people under 18 can get help too.", "The law takes effect in April.", "A number is on its way."),
        *(
            "They will open next year.",
            "The service is being expanded.",
            "It is expected to start.",
            "From April a new law applies.",
        ),
        *("The city intends to hire more people.", "The rules are under review.", "The number opened recently."),
    ],
)
def test_what_time_makes_false_is_found(words: str) -> None:
    assert text_rules.to_come(words)


@pytest.mark.parametrize(
    "words",
    [
        *("Det skulle öppnas för fler.", "It was going to be bigger.", "Ska jag ringa?", "Dörren öppnas."),
        *("Det kommer att kännas ovant.", "Ring så snart du kan.", "Du ska öppna guiden själv.", "Hon planerade det inte."),
        *(
            "I vår kommun",
            "Hur snart kan vi ses?",
            "Du är på väg ut.",
            "Öppet från juni till augusti",
            "Vi kan planera tillsammans.",
        ),
        *("Report as soon as you suspect it.", "The link will open a new page.", "The call will start ringing."),
        *("How soon can you meet me?", "You are on your way out.", "It will feel strange.", "Open from June to August"),
    ],
)
def test_what_stays_true_is_let_through(words: str) -> None:
    assert text_rules.to_come(words) == ""


def test_small_letters_miss_no_letter_that_counts_as_one_of_them() -> None:
    """A promise is looked for in small letters first: whatever the pattern takes for a letter in any must be it in small, too."""
    any_sign = [chr(code) for code in range(sys.maxunicode + 1)]
    for letter in "abcdefghijklmnopqrstuvwxyzåäö":
        same = re.compile(letter, flags=re.IGNORECASE)
        assert all(letter in text_rules.in_small_letters(sign) for sign in any_sign if same.fullmatch(sign)), letter
