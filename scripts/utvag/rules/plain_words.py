"""Plain Swedish: how long sentences and words are, how hard a text is, which words of agencies nobody explains (safety.md §4.6)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from utvag.rules import readability
from utvag.rules.word_lists import AGENCY
from utvag.swedish import decimal, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from utvag.problems import Problem
    from utvag.registry.model import Registry
    from utvag.registry.source import Path
    from utvag.rules.written_site import Said, WrittenSite

EASY_PAGES = ("index.md", "nar-du-ringer.md", "surfa-tryggare.md", "sa-skyddar-vi-dig.md")
"""Pages that somebody reads in a hurry, or afraid."""

LANGUAGE = "sv"

_EACH = "|".join(rf"(?P<w{number}>(?:{word})s?\b)" for number, word in enumerate(AGENCY))
_WORD = re.compile(r"\w+")
_ANY = re.compile(rf"\b(?:{_EACH})", flags=re.IGNORECASE)
_EXPLAINS = re.compile(r"[”\"]?( extremism\w*)?[”\"]? (?:\(|betyder\b|är\b|kallas\b)", flags=re.IGNORECASE)


def texts_are_plain(site: WrittenSite) -> Iterator[Problem]:
    """Meningar och ord är korta, texter som läses ihop är lätta, och myndigheternas ord förklaras."""
    names = _names(site.registry)
    said = {word for name in names for word in readability.words(name)} | {term.word for term in site.registry.terms}
    kept = frozenset(word.casefold() for word in said)
    together: dict[Path, list[Said]] = {}
    for text in site.texts:
        if text.group is not None and text.lang == LANGUAGE:
            yield from _long(text, kept)
            together.setdefault(text.group, []).append(text)
    for group, texts in together.items():
        yield from _hard(site.top_of(texts), texts, limit(group))
        for word in unexplained([text.words for text in texts], names):
            at = next(text for text in texts if word in text.words)
            message = f"{quoted(word)} är myndigheternas ord, och här förklaras det inte."
            remedy = "Skriv med vanliga ord. Eller förklara det en gång på sidan, så här: ”en anmälan om oro (orosanmälan)”."
            yield at.problem(word, message, remedy, "myndighetsord")


def _names(registry: Registry) -> frozenset[str]:
    """Return what things are called: these words are kept, however long they are."""
    programs = (name for program in registry.programs for name in (program.name, program.provider))
    places = (place.name for place in registry.municipalities)
    return frozenset([registry.lifeline.name, registry.lifeline.provider, *programs, *places])


def limit(group: Path) -> int:
    """Return the highest LIX of texts that are read together."""
    first = str(group[0])
    hurried = first.rpartition("/")[2] in EASY_PAGES if first.endswith(".md") else first in ("lifeline", "questions")
    return readability.EASY if hurried else readability.PLAIN


def _long(text: Said, kept: frozenset[str]) -> Iterator[Problem]:
    """Yield sentences and words that are too long."""
    for sentence in readability.sentences([text.words]):
        count = len(readability.words(sentence))
        if count > readability.LONGEST_SENTENCE:
            message = f"Meningen har {count} ord: {quoted(sentence, 100)}"
            remedy = f"Dela den i två, eller korta den. Högst {readability.LONGEST_SENTENCE} ord."
            yield text.problem(" ".join(sentence.split()[:2]), message, remedy, "lang-mening")
        for word in readability.too_long(sentence, kept):
            message = f"{quoted(word)} har fler än {readability.LONGEST_WORD} bokstäver."
            remedy = "Skriv kortare ord. Måste läsaren känna igen just det här? Förklara det i listan terms i programs.yaml."
            yield text.problem(word, message, remedy, "langt-ord")


def _hard(top: Said, texts: Sequence[Said], highest: int) -> Iterator[Problem]:
    """Yield that texts which are read together are hard, told at their `top`: by their LIX, by how long sentences are."""
    told = list(readability.sentences(text.words for text in texts))
    numbers = readability.measure(told)
    worst = " ".join(quoted(sentence, 80) for sentence in readability.worst(told))
    if round(numbers.lix, 1) > highest:
        message = f"LIX är {decimal(numbers.lix)}. Här får det vara högst {highest}."
        yield top.problem("", message, f"Dela meningar och ta kortare ord. Svårast är: {worst}", "lix")
    if round(numbers.mean, 1) > readability.MEAN_SENTENCE:
        message = f"En mening har i snitt {decimal(numbers.mean)} ord. Högst {readability.MEAN_SENTENCE}."
        yield top.problem("", message, f"Dela de längsta. Svårast är: {worst}", "langa-meningar")


def unexplained(passages: Iterable[str], names: frozenset[str]) -> Iterator[str]:
    """Yield each agency word, as it stands there first, that no passage explains; the words of `names` are no agency words.

    A word is explained when brackets, "betyder", "är" or "kallas" follow it once, or when it stands in brackets itself.
    """
    told: dict[int, str] = {}
    explained: set[int] = set()
    proper = _pattern(names)
    for passage in (passage for passage in passages if any(map(_is_agency, _WORD.findall(passage)))):
        text = proper.sub(lambda found: "·" * len(found.group()), passage)
        for found in _ANY.finditer(text):
            word = int(str(found.lastgroup)[1:]) if found.lastgroup else 0
            told.setdefault(word, found.group())
            if _EXPLAINS.match(text, found.end()) or text.rfind("(", 0, found.start()) > text.rfind(")", 0, found.start()):
                explained.add(word)
    yield from (word for number, word in told.items() if number not in explained)


@lru_cache(maxsize=1 << 15)
def _is_agency(word: str) -> bool:
    """Return whether a whole word is one of an agency's; texts are many, their words are few."""
    return _ANY.fullmatch(word) is not None


@cache
def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    """Return what finds a name, the longest first; without names it finds nothing."""
    known = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"\b({'|'.join(map(re.escape, known))})(?!\w)" if known else r"(?!)", flags=re.IGNORECASE)
