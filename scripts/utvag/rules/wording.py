"""What may be said: no number, promise or telling word that harms, and clauses that fit the sentences they are put into."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from utvag.registry import phones
from utvag.registry.finding import Finding
from utvag.registry.source import Mapping, Sequence
from utvag.swedish import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.registry.loader import Loaded
    from utvag.registry.source import Path

TELLING = re.compile(
    r"\b(g[äa]ng|hot(?!ell|els?\b|line)|l[äa]mna|brott|exit|våld|vald(?!a|emar)|vapen|knark|drog(?!eri)"
    r"|leav(e|ing)|crim|violen|weapon|drug|threat|murder|prison|jail)"
    r"|avhopp|krimin|extremis|polis|police|radikaliser|radicali|terroris|jihad|nazi|fängelse|fangelse|defector",
    flags=re.IGNORECASE,
)
"""Words that an address or a title may not contain, or begin a word with: both stay in the phone's history (safety.md A11).

Here and below one list holds for every language: what tells or promises too much in one seldom means something else in another.
"""

PROMISES = re.compile(
    r"anonymt|spårlöst|helt säkert|inga spår|raderar historik|ingen kan se"
    r"|(alltid|helt) anonym|allt är hemligt|polisen får inget veta"
    r"|\banonymous|untraceable|untracked|(completely|totally|perfectly|100 ?%) (safe|secure|secret)|\bno traces?\b"
    r"|without (a )?trace|(removes|deletes|clears|erases) (the |your )?history|(nobody|no one) can see"
    r"|everything is (kept )?secret|police (will|are) (never|not) (know|find out|told)",
    flags=re.IGNORECASE,
)
"""What the site never promises (safety.md, threat model); `promised` finds it."""

_IN_SMALL_LETTERS = re.compile(PROMISES.pattern)

PERSON = re.compile(r"\b[A-ZÅÄÖÉ][a-zåäöéü]+(-[A-ZÅÄÖÉ][a-zåäöéü]+)? [A-ZÅÄÖÉ][a-zåäöéü]+")
"""Two words in a row that begin with a capital: most often somebody's name."""


def addresses_and_titles_are_neutral(loaded: Loaded) -> Iterator[Finding]:
    """Adress och titel blir kvar i telefonens historik, så de säger inte vad det handlar om."""
    for path, program in ((("programs", number), program) for number, program in enumerate(loaded.registry.programs)):
        titles = [(("title", lang), words) for lang, words in {"sv": program.title["sv"], **program.title.others}.items()]
        for key, words in [(("slug",), program.slug), *titles]:
            if told := TELLING.search(words):
                yield Finding(
                    (*path, *key),
                    f"{quoted(words)} innehåller {quoted(told[0])}, och syns i telefonens historik.",
                    "Välj ord som inte säger vad det handlar om, till exempel ”Stöd i din stadsdel”.",
                )


def texts_name_only_confirmed_numbers(loaded: Loaded) -> Iterator[Finding]:
    """Ett telefonnummer i en text är ett av dem som får visas, skrivet på samma sätt."""
    allowed = published_numbers(loaded)
    for path, words in _lines(loaded):
        for number in phones.mentioned(words):
            if number not in allowed:
                yield Finding(
                    path,
                    f"Texten nämner numret {quoted(number)}, som inte är något av registrets nummer.",
                    "Ta bort numret ur texten, eller lägg till det som kontaktväg och kontrollera det.",
                )


def texts_promise_nothing_we_cannot_keep(loaded: Loaded) -> Iterator[Finding]:
    """Ingen text lovar något som vi inte kan hålla."""
    for path, words in _lines(loaded):
        if promise := promised(words):
            yield Finding(path, f"Här står {quoted(promise)}. Det kan vi inte lova.", "Skriv vad som händer i stället.")


def in_small_letters(words: str) -> str:
    """Return a text in small letters, where both kinds of i in Turkish are an i, as for a pattern that ignores case."""
    return words.casefold().replace("i\u0307", "i").replace("\u0131", "i")


@lru_cache(maxsize=1 << 15)
def promised(words: str) -> str:
    """Return the first words in a text that promise what we cannot keep, "" for none; many texts stand in many places.

    Small letters are looked for in small letters first, which is much quicker than looking for them in any.
    """
    if not _IN_SMALL_LETTERS.search(in_small_letters(words)):
        return ""
    found = PROMISES.search(words)
    return found[0] if found else ""


def checks_name_no_person(loaded: Loaded) -> Iterator[Finding]:
    """En kontroll säger i vilken roll någon kontrollerade, aldrig vem."""
    for path, check in loaded.registry.every_check():
        if PERSON.search(check.by):
            yield Finding(
                (*path, "by"),
                f"{quoted(check.by)} ser ut som namnet på en person.",
                "Skriv rollen, till exempel redaktionen. Är det ingen person? Då kan det stå kvar.",
            )


def published_numbers(loaded: Loaded) -> set[str]:
    """Return every number, as displayed, that may stand on the site."""
    registry = loaded.registry
    routes = (route for program in registry.programs if program.has_page for route in program.published_routes)
    return {registry.lifeline.number, registry.emergency.number} | {route.number for route in routes if route.kind == "phone"}


def addresses_name_only_own_numbers(loaded: Loaded) -> Iterator[Finding]:
    """Siffror i en adress är insatsens eget nummer, så att ett gammalt nummer inte blir kvar där."""
    for number, program in enumerate(loaded.registry.programs):
        own = {phones.digits(route.number) for route in program.contact_routes if route.kind == "phone"}
        told = phones.digits(program.slug)
        if len(told) > 2 and told not in own:  # noqa: PLR2004 -- two digits are an age, three are 112
            yield Finding(
                ("programs", number, "slug"),
                f"Adressen har siffrorna {quoted(told)}, som inte är insatsens nummer.",
                "Ta bort siffrorna, eller skriv numret som det är nu.",
            )


def only_the_lifeline_has_its_name(loaded: Loaded) -> Iterator[Finding]:
    """Ingen insats heter som numret där alla vägar slutar."""
    for number, program in enumerate(loaded.registry.programs):
        if program.name.casefold() == loaded.registry.lifeline.name.casefold():
            yield Finding(
                ("programs", number, "name"),
                f"{quoted(program.name)} är namnet på numret där alla vägar slutar.",
                "Ge insatsen ett eget namn, så att ingen ringer fel.",
            )


CLAUSES = {"reason": "gäller"}
"""Keys whose words continue a sentence of ours."""

SENTENCES = ("unsure", "depends_on")
"""Keys whose words stand as sentences of their own."""

_USED_IN_SENTENCES = frozenset([*CLAUSES, *SENTENCES])


def clauses_and_sentences_are_what_they_are_used_as(loaded: Loaded) -> Iterator[Finding]:
    """Orden i reason fortsätter en mening, de i unsure och depends_on är hela meningar."""
    for path, words in _lines(loaded):
        if _USED_IN_SENTENCES.isdisjoint(path):
            continue
        clause = next((CLAUSES[key] for key in path if key in CLAUSES), None)
        if clause and (words[:1].isupper() or words.endswith((".", "!", "?"))):
            remedy = f"Börja med liten bokstav och sätt ingen punkt: orden kommer efter ”{clause}”."
            yield Finding(path, f"{quoted(words)} är en hel mening.", remedy)
        if any(key in SENTENCES for key in path) and not words.endswith((".", "!", "?")):
            yield Finding(path, f"{quoted(words)} slutar utan punkt.", "Skriv en hel mening, med punkt.")


UNREAD = frozenset(["number", "e164", "sources", "checks", "id", "slug", "program", "default_programs", "question"])
"""Keys whose values are no texts."""


_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=1)
def _lines(loaded: Loaded) -> list[tuple[Path, str]]:
    """Return every line that visitors may read, with its path: several rules go through them all."""
    found: list[tuple[Path, str]] = []
    _collect(loaded.source.document, (), found)
    return found


def _collect(value: Any, path: Path, found: list[tuple[Path, str]]) -> None:  # noqa: ANN401 -- data as it was written
    """Add the lines of `value` to `found`: not numbers, ids and addresses, nor what is kept back."""
    if isinstance(value, str):
        found.append((path, _SPACES.sub(" ", value)))
    elif isinstance(value, Mapping):
        if value.get("status") in ("unconfirmed", "ended", "withdrawn"):
            return
        for key, inside in value.items():
            if key not in UNREAD and (key != "address" or value.get("kind") == "visit"):
                _collect(inside, (*path, key), found)
    elif isinstance(value, Sequence):
        for index, inside in enumerate(value):
            _collect(inside, (*path, index), found)
