"""The languages of the site, and in each the words of its own: buttons, headings, sentences that templates put together.

They are named in mkdocs.yml (`extra.languages`) and stand in content/words.yaml, content/en/words.yaml and so on.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from utvag import files, swedish
from utvag.problems import Location, Problem
from utvag.project import HOME, PUBLIC
from utvag.registry import source
from utvag.registry.source import Bare, Sequence
from utvag.swedish import PAGES, ROOT, Language, listing, nearest, quoted

if TYPE_CHECKING:
    from collections import abc
    from collections.abc import Iterator

    from utvag.project import Project
    from utvag.registry.source import Source, Value
    from utvag.swedish import Languages

WORDS = "words.yaml"
"""The file of a language's words, in its folder."""

_LISTED, _SIGNED = ("extra", "languages"), ("extra", "signed")
_SIGNATURE = ("reviewed_by", "date", "pages")
_MANY = 10
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
    problems = [*config.problems] or list(_misnamed(config)) or list(_unsigned(config))
    if problems:
        return (), problems
    codes = [str(code) for code in config.value(_LISTED) or ()]
    languages: list[Language] = []
    original: Source | None = None
    used = ""
    for code in codes:
        read = _words(project, code)
        original = original or read
        if problems or any(True for _ in faults(read, original)):
            used = used or _code(project)  # asked for only where something is wrong
        problems += [*read.problems, *faults(read, original, used)]
        pages = PAGES[-1] if code == ROOT else str(config.value((*_SIGNED, code, "pages")))
        languages.append(Language(code, {key: str(words) for key, words in (read.document or {}).items()}, pages))
    whole = [language.code for language in languages if language.offered == PAGES[-1]]
    return tuple(languages), [*problems, *_forgotten(project, whole)]


def _words(project: Project, code: str) -> Source:
    path = project.content / ("" if code == ROOT else code.lower()) / WORDS
    return _parsed(path, project.shown(path))


def _parsed(path: Path, name: str) -> Source:
    try:
        return _kept(files.read(path), name)
    except FileNotFoundError:
        remedy = f"Lägg filen där, eller ta bort språket ur languages: i mkdocs.yml. Kopiera content/{WORDS} och översätt den."
        return source.Source(name, problems=[Problem(Location(name), name, "Filen finns inte.", remedy, "fil")])


@lru_cache(maxsize=64)
def _kept(data: bytes, name: str) -> Source:
    """Return what a file says that is read again and again, and seldom another one; nobody changes it."""
    return source.parse(data, name)


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


def _unsigned(config: Source) -> Iterator[Problem]:
    """Yield each language that nobody answers for: no role, no day, or not how much of the site it has."""
    for number, code in enumerate(config.value(_LISTED) or ()):
        path = (*_SIGNED, str(code))
        role, day, pages = (str(config.value((*path, key))) if config.has((*path, key)) else "" for key in _SIGNATURE)
        if code != ROOT and not (role and re.fullmatch(r"\d{4}-\d\d-\d\d", day) and pages in PAGES):
            example = f"{code}: {{reviewed_by: tolk, date: 2026-11-30, pages: call}}"
            message = f"Ingen svarar för att {quoted(str(code))} säger samma sak som svenskan."
            remedy = f"När någon som kan språket har granskat det: skriv {example} under signed:. Det är en roll, aldrig ett namn."
            yield Problem(config.locate((*_LISTED, number)), config.subject(_LISTED), message, remedy, "sprak")


def _forgotten(project: Project, codes: list[str]) -> Iterator[Problem]:
    """Yield a language that has hand-written pages and is not named: they would be shown as the root's."""
    for folder in sorted(path for path in project.content.glob("*") if path.is_dir() and swedish.is_language(path.name)):
        if folder.name not in [code.lower() for code in codes] and any(folder.rglob("*.md")):
            name = project.shown(folder)
            message = f"Här finns sidor, men {folder.name} står inte i languages: i mkdocs.yml, eller har inte pages: all."
            yield Problem(Location(name), name, message, f"Lägg till {folder.name} där, eller flytta sidorna.", "sprak")


def faults(read: Source, original: Source, used: str = "") -> Iterator[Problem]:
    """Yield what are no words in a file of words, and where it differs from the `original`, at the one that is wrong.

    `used` is the text of templates and code, which says whether a name is one: what they use and only a translation has, the
    Swedish has lost.
    """
    told: abc.Mapping[str, Value] = read.document or {}
    wanted: abc.Mapping[str, Value] = told if read.document is None or original.document is None else original.document
    for key, words in told.items():
        if not isinstance(words, str) or isinstance(words, Bare) or not words.strip():
            yield read.problem((key,), "Här ska stå ord.", f'Skriv dem efter kolonet, inom citattecken: {key}: "…"', "ord-fil")
        elif re.search(r"[{}]", _PLACE.sub("", words)):
            remedy = "Skriv ett ord med små bokstäver inom klamrarna, som {number}, eller ta bort dem."
            yield read.problem((key,), "En klammer står ensam, eller har fel ord i sig.", remedy, "ord-fil")
    lost, more = [key for key in wanted if key not in told], [key for key in told if key not in wanted]
    renamed = {key: same for key in more if (same := nearest(key, lost))}
    for key, same in renamed.items():
        wrong, right, source = (same, key, original) if _is_used(key, used) else (key, same, read)
        yield source.problem((wrong,), f"{quoted(wrong)} heter {quoted(right)}.", f"Skriv {right}:", "ord-fil", key=True)
    yield from _lost_keys(read, [key for key in lost if key not in renamed.values()], original)
    own = [key for key in more if key not in renamed and type(told[key]) is str]
    yield from _lost_keys(original, [key for key in own if not used or _is_used(key, used)], read)
    for key in (key for key in own if used and not _is_used(key, used)):
        yield read.problem((key,), f"{quoted(key)} används inte.", "Ta bort raden.", "ord-fil", key=True)
    for key, model in ((key, model) for key, model in wanted.items() if key in told):
        theirs, own_places = _places(str(model)), _places(str(told[key]))
        lost_places, more_places = theirs - own_places, own_places - theirs
        if lost_places and not (more_places and used and not any(_is_used(place[1:-1], used) for place in lost_places)):
            yield _lost_places(read, key, original, lost_places, more_places)
        elif more_places:
            yield _lost_places(original, key, read, more_places, lost_places)


def _is_used(key: str, used: str) -> bool:
    """Return whether templates or code name a word, whole or by its beginning ("bill_" ~ …)."""
    return re.search(rf"\b{re.escape(key)}\b|[\"']{re.escape(key.partition('_')[0])}_[\"'{{]", used) is not None


def _code(project: Project) -> str:
    """Return the text of everything that uses words."""
    templates = {*project.templates.rglob("*.html"), *(HOME / PUBLIC.theme).rglob("*.html")}
    found = [*sorted(templates), *Path(__file__).parents[1].rglob("*.py")]
    return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in found)


def _lost_keys(lacks: Source, names: list[str], has: Source) -> Iterator[Problem]:
    """Yield a problem for each row that a file lacks, or a single one when it lacks most of them."""
    if len(names) > _MANY:
        remedy = f"Ta tillbaka den förra versionen av filen. Annars: lägg till raderna, som i {has.name}."
        yield Problem(Location(lacks.name), names[0], f"Här saknas {len(names)} rader, från {names[0]}:", remedy, "ord-fil")
    else:
        yield from (_lost_key(lacks, key, has) for key in names)


def _lost_key(lacks: Source, key: str, has: Source) -> Problem:
    row, said = f"{has.name}:{has.locate((key,)).line}", quoted(str(has.value((key,))))
    remedy = f"Lägg till {key}: med samma ord på filens språk. I {row} står {said}."
    return Problem(Location(lacks.name), key, f"Raden {key}: saknas.", remedy, "ord-fil")


def _lost_places(lacks: Source, key: str, has: Source, lost: Counter[str], more: Counter[str]) -> Problem:
    gone, extra = (listing(sorted(places.elements())) for places in (lost, more))
    instead = f" i stället för {extra}" if extra else ""
    remedy = f"Skriv {gone}{instead}, som i {has.name}:{has.locate((key,)).line}."
    return lacks.problem((key,), f"Här saknas {gone}.", remedy, "ord-fil")


@lru_cache(maxsize=1 << 12)
def _places(words: str) -> Counter[str]:
    return Counter(found[0] for found in _PLACE.finditer(words))
