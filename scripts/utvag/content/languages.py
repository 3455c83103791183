"""The languages of the site, and in each the words of its own: buttons, headings, sentences that templates put together.

They are named in mkdocs.yml (`extra.languages`) and stand in content/words.yaml, content/en/words.yaml and so on.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from utvag import files, swedish
from utvag.problems import Location, Problem
from utvag.registry import source
from utvag.registry.source import Bare, Mapping, Sequence
from utvag.swedish import ROOT, Language, did_you_mean, listing, quoted

if TYPE_CHECKING:
    from collections import abc
    from collections.abc import Iterator
    from pathlib import Path

    from utvag.project import Project
    from utvag.registry.source import Source
    from utvag.swedish import Languages

WORDS = "words.yaml"
"""The file of a language's words, in its folder."""

_PLACE = re.compile(r"\{([a-z]+)\}")


def of(address: str, languages: Languages) -> Language:
    """Return the language of the page at `address` under the site's root ("en/guide/index.html"), one of `languages`."""
    return next((language for language in languages[1:] if address.startswith(language.prefix)), languages[0])


def wanted(table: abc.Mapping[str, re.Pattern[str]], key: str, language: Language) -> re.Pattern[str]:
    """Return what must be found on a page in `language`: what `table` says of it, else its own words called `key`.

    A table is a lock of its own: whoever changes the words has not changed what must be said.
    """
    return table.get(language.code) or language.pattern(key)


def settings(project: Project) -> Source:
    """Return what the project's mkdocs.yml says."""
    return _parsed(project.config, project.shown(project.config))


def load(project: Project) -> tuple[Languages, list[Problem]]:
    """Return the languages that the project's mkdocs.yml names, with their words; and every fault found on the way."""
    config = settings(project)
    problems = list(config.problems)
    codes = list(_codes(config, problems))
    if problems:
        return (), problems
    languages: list[Language] = []
    original: Source | None = None
    for code in codes:
        read = _words(project, code)
        found = [*read.problems, *faults(read, original)]
        problems.extend(found)
        original = original or read
        languages.append(Language(code, {key: str(words) for key, words in (read.document or {}).items()}))
    problems.extend(_forgotten(project, codes))
    return tuple(languages), problems


def words(project: Project, languages: Languages) -> dict[str, Source]:
    """Return the file of words of each language, by its code."""
    return {language.code: _words(project, language.code) for language in languages}


def _words(project: Project, code: str) -> Source:
    path = project.content / ("" if code == ROOT else code.lower()) / WORDS
    return _parsed(path, project.shown(path))


def _forgotten(project: Project, codes: list[str]) -> Iterator[Problem]:
    """Yield a language that has hand-written pages and is not named: they would be shown as the root's."""
    for folder in sorted(path for path in project.content.glob("*") if path.is_dir() and swedish.is_language(path.name)):
        if folder.name not in [code.lower() for code in codes] and any(folder.rglob("*.md")):
            name = project.shown(folder)
            message = f"Här finns sidor, men {folder.name} står inte i languages: i mkdocs.yml."
            yield Problem(Location(name), name, message, f"Lägg till {folder.name} där, eller flytta sidorna.", "sprak")


def _parsed(path: Path, name: str) -> Source:
    try:
        return source.parse(files.read(path), name)
    except FileNotFoundError:
        missing = source.Source(name)
        remedy = f"Lägg filen där, eller ta bort språket ur languages: i mkdocs.yml. Kopiera content/{WORDS} och översätt den."
        missing.problems.append(Problem(Location(name), name, "Filen finns inte.", remedy, "fil"))
        return missing


def _codes(config: Source, problems: list[Problem]) -> Iterator[str]:
    """Yield the codes in the list `extra.languages`; tell `problems` what is wrong with it."""
    extra = config.document.get("extra") if config.document is not None else None
    listed = extra.get("languages") if isinstance(extra, Mapping) else None
    path: source.Path = ("extra", "languages")
    if not isinstance(listed, Sequence) or listed[:1] != [ROOT]:
        message = f"Listan över språk börjar inte med {ROOT}."
        remedy = f"Skriv languages: [{ROOT}] under extra:, och fler språk efter, till exempel [{ROOT}, en]."
        problems.append(Problem(config.locate(path), "extra.languages", message, remedy, "sprak"))
        return
    for number, code in enumerate(listed):
        if not isinstance(code, str) or not swedish.is_language(code) or code in listed[:number]:
            message = f"{quoted(str(code))} är ingen språkkod, eller står två gånger."
            remedy = "Skriv en kod som en, ar, so eller fa. Är koden no? Sätt citattecken runt."
            problems.append(Problem(config.locate((*path, number)), "extra.languages", message, remedy, "sprak"))
        else:
            yield str(code)


def faults(read: Source, original: Source | None) -> Iterator[Problem]:
    """Yield what is wrong with a file of words: not words, or not the same names and places as in the `original`."""
    for key, words in (read.document or {}).items():
        where = read.locate((key,))
        if not isinstance(words, str) or isinstance(words, Bare) or not words.strip():
            yield Problem(where, key, "Här ska stå ord.", f'Skriv dem efter kolonet, inom citattecken: {key}: "…"', "ord-fil")
        elif "{" in (rest := _PLACE.sub("", words)) or "}" in rest:
            remedy = "Skriv ett ord med små bokstäver inom klamrarna, som {number}, eller ta bort dem."
            yield Problem(where, key, "En klammer står ensam, eller har fel ord i sig.", remedy, "ord-fil")
    if original is None or original.document is None or read.document is None:
        return
    yield from _compared(read, read.document, original, original.document)


def _compared(read: Source, words: Mapping, original: Source, wanted: Mapping) -> Iterator[Problem]:
    """Yield where two files of words differ, at the one that lacks something: what only a translation has, the Swedish has lost."""
    for key, model in wanted.items():
        if key not in words:
            yield _lost_key(read, key, original)
        elif _places(model) - _places(words[key]):
            yield _lost_place(read, key, original)
        elif _places(words[key]) - _places(model):
            yield _lost_place(original, key, read)
    for key, said in words.items():
        if key not in wanted and (meant := did_you_mean(key, wanted)):
            message = f"{quoted(key)} finns inte i {original.name}.{meant}"
            yield Problem(read.locate((key,), key=True), key, message, "Ta bort raden, eller rätta namnet.", "ord-fil")
        elif key not in wanted and type(said) is str:
            yield _lost_key(original, key, read)


def _lost_key(lacks: Source, key: str, has: Source) -> Problem:
    remedy = f"Lägg till {key}: med samma ord på filens språk. I {_row(has, key)} står {quoted(str(has.value((key,))))}."
    return Problem(Location(lacks.name), key, f"Raden {key}: saknas.", remedy, "ord-fil")


def _lost_place(lacks: Source, key: str, has: Source) -> Problem:
    lost = [f"{{{place}}}" for place in sorted((_places(has.value((key,))) - _places(lacks.value((key,)))).elements())]
    more = sorted((_places(lacks.value((key,))) - _places(has.value((key,)))).elements())
    instead = f" i stället för {listing([f'{{{place}}}' for place in more])}" if more else ""
    remedy = f"Skriv {listing(lost)}{instead}, som i {_row(has, key)}."
    return Problem(lacks.locate((key,)), key, f"Här saknas {listing(lost)}.", remedy, "ord-fil")


def _row(read: Source, key: str) -> str:
    return f"{read.name}:{read.locate((key,)).line}"


def _places(words: object) -> Counter[str]:
    return Counter(_PLACE.findall(str(words)))
