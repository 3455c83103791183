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
from utvag.registry.source import Bare, Sequence
from utvag.swedish import ROOT, Language, did_you_mean, listing, quoted

if TYPE_CHECKING:
    from collections import abc
    from collections.abc import Iterator
    from pathlib import Path

    from utvag.project import Project
    from utvag.registry.source import Source, Value
    from utvag.swedish import Languages

WORDS = "words.yaml"
"""The file of a language's words, in its folder."""

_LISTED = ("extra", "languages")
_PLACE = re.compile(r"\{([a-z]+)\}")


def of(address: str, languages: Languages) -> Language:
    """Return the language of the page at `address` under the site's root ("en/guide/index.html"), one of `languages`."""
    return next((language for language in languages[1:] if address.startswith(language.prefix)), languages[0])


def settings(project: Project) -> Source:
    """Return what the project's mkdocs.yml says."""
    return _parsed(project.config, project.shown(project.config))


def words(project: Project, codes: Languages) -> dict[str, Source]:
    """Return the file of words of each language, by its code."""
    return {language.code: _words(project, language.code) for language in codes}


def load(project: Project) -> tuple[Languages, list[Problem]]:
    """Return the languages that the project's mkdocs.yml names, with their words; and every fault found on the way."""
    config = settings(project)
    problems = [*config.problems, *_misnamed(config)]
    if problems:
        return (), problems
    codes = [str(code) for code in config.value(_LISTED) or ()]
    languages: list[Language] = []
    original: Source | None = None
    for code in codes:
        read = _words(project, code)
        original = original or read
        problems += [*read.problems, *faults(read, original)]
        languages.append(Language(code, {key: str(words) for key, words in (read.document or {}).items()}))
    return tuple(languages), [*problems, *_forgotten(project, codes)]


def _words(project: Project, code: str) -> Source:
    path = project.content / ("" if code == ROOT else code.lower()) / WORDS
    return _parsed(path, project.shown(path))


def _parsed(path: Path, name: str) -> Source:
    try:
        return source.parse(files.read(path), name)
    except FileNotFoundError:
        remedy = f"Lägg filen där, eller ta bort språket ur languages: i mkdocs.yml. Kopiera content/{WORDS} och översätt den."
        return source.Source(name, problems=[Problem(Location(name), name, "Filen finns inte.", remedy, "fil")])


def _misnamed(config: Source) -> Iterator[Problem]:
    """Yield what is wrong with the list of languages in mkdocs.yml."""
    listed = config.value(_LISTED) if config.has(_LISTED) else None
    if not isinstance(listed, Sequence) or listed[:1] != [ROOT]:
        remedy = f"Skriv languages: [{ROOT}] under extra:, och fler språk efter, till exempel [{ROOT}, en]."
        yield config.problem(_LISTED, f"Listan över språk börjar inte med {ROOT}.", remedy, "sprak")
        return
    for number, code in enumerate(listed):
        if not isinstance(code, str) or not swedish.is_language(code) or code in listed[:number]:
            message = f"{quoted(str(code))} är ingen språkkod, eller står två gånger."
            remedy = "Skriv en kod som en, ar, so eller fa. Är koden no? Sätt citattecken runt."
            yield Problem(config.locate((*_LISTED, number)), config.subject(_LISTED), message, remedy, "sprak")


def _forgotten(project: Project, codes: list[str]) -> Iterator[Problem]:
    """Yield a language that has hand-written pages and is not named: they would be shown as the root's."""
    for folder in sorted(path for path in project.content.glob("*") if path.is_dir() and swedish.is_language(path.name)):
        if folder.name not in [code.lower() for code in codes] and any(folder.rglob("*.md")):
            name = project.shown(folder)
            message = f"Här finns sidor, men {folder.name} står inte i languages: i mkdocs.yml."
            yield Problem(Location(name), name, message, f"Lägg till {folder.name} där, eller flytta sidorna.", "sprak")


def faults(read: Source, original: Source) -> Iterator[Problem]:
    """Yield what are no words in a file of words, and where it differs from the `original`, at the one that lacks something.

    What only a translation has, the Swedish has lost.
    """
    told: abc.Mapping[str, Value] = read.document or {}
    wanted: abc.Mapping[str, Value] = told if read.document is None or original.document is None else original.document
    for key, words in told.items():
        if not isinstance(words, str) or isinstance(words, Bare) or not words.strip():
            yield read.problem((key,), "Här ska stå ord.", f'Skriv dem efter kolonet, inom citattecken: {key}: "…"', "ord-fil")
        elif re.search(r"[{}]", _PLACE.sub("", words)):
            remedy = "Skriv ett ord med små bokstäver inom klamrarna, som {number}, eller ta bort dem."
            yield read.problem((key,), "En klammer står ensam, eller har fel ord i sig.", remedy, "ord-fil")
        if key not in wanted and (meant := did_you_mean(key, wanted)):
            message = f"{quoted(key)} finns inte i {original.name}.{meant}"
            yield read.problem((key,), message, "Ta bort raden, eller rätta namnet.", "ord-fil", key=True)
        elif key not in wanted and type(words) is str:
            yield _lost_key(original, key, read)
    for key, model in wanted.items():
        lost, more = (_places(model) - _places(told.get(key)), _places(told.get(key)) - _places(model))
        if key not in told:
            yield _lost_key(read, key, original)
        elif lost or more:
            yield _lost_places(read, key, original, lost, more) if lost else _lost_places(original, key, read, more, lost)


def _lost_key(lacks: Source, key: str, has: Source) -> Problem:
    row, said = f"{has.name}:{has.locate((key,)).line}", quoted(str(has.value((key,))))
    remedy = f"Lägg till {key}: med samma ord på filens språk. I {row} står {said}."
    return Problem(Location(lacks.name), key, f"Raden {key}: saknas.", remedy, "ord-fil")


def _lost_places(lacks: Source, key: str, has: Source, lost: Counter[str], more: Counter[str]) -> Problem:
    gone, extra = (listing(sorted(places.elements())) for places in (lost, more))
    instead = f" i stället för {extra}" if extra else ""
    remedy = f"Skriv {gone}{instead}, som i {has.name}:{has.locate((key,)).line}."
    return lacks.problem((key,), f"Här saknas {gone}.", remedy, "ord-fil")


def _places(words: object) -> Counter[str]:
    return Counter(found[0] for found in _PLACE.finditer(str(words)))
