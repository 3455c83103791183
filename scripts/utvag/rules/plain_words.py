"""Plain Swedish: how long sentences and words are, how hard a text is, which words of agencies nobody explains (safety.md §4.6).

LIX is an alarm, no proof: short words can be hard too.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from utvag.rules.text_rules import patterns
from utvag.rules.written_site import in_source
from utvag.swedish import decimal, quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from utvag.problems import Problem
    from utvag.registry.model import Registry
    from utvag.registry.source import Path
    from utvag.rules.written_site import Said, WrittenSite

LONGEST_SENTENCE, MEAN_SENTENCE = 20, 12
"""Words of a sentence; of the sentences that are read together, on average."""

LONGEST_WORD = 14
"""Letters of a word, or of each part of a word with hyphens."""

EASY, PLAIN = 25, 32
"""The highest LIX of pages for somebody in a hurry or afraid, and of all other pages."""

EASY_PAGES = ("index.md", "nar-du-ringer.md", "surfa-tryggare.md", "sa-skyddar-vi-dig.md")
"""Pages that somebody reads in a hurry, or afraid."""

LANGUAGE = "sv"

AGENCY = patterns("agency")
"""Words of agencies, one pattern for each."""

_LONG = 6  # letters; a longer word counts as long in LIX
_ENDING = 5  # letters of a Swedish ending: "-arna", "-ens"
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”\")]*\s+(?=[”\"(–-]?\s?[A-ZÅÄÖ0-9])")
_NUMBER = re.compile(r"\d[\d\s–-]*\d")
_EACH = "|".join(rf"(?P<w{number}>(?:{word})s?\b)" for number, word in enumerate(AGENCY))
_WORD = re.compile(r"\w+")
_ANY = re.compile(rf"\b(?:{_EACH})", flags=re.IGNORECASE)
_EXPLAINS = re.compile(r"[”\"]?( extremism\w*)?[”\"]? (?:\(|betyder\b|är\b|kallas\b)", flags=re.IGNORECASE)


def texts_are_plain(site: WrittenSite) -> Iterator[Problem]:
    """Yield sentences and words that are too long, texts that are hard when read together, and words that nobody explains."""
    names = _names(site.registry)
    kept = {word.casefold() for name in names for word in words(name)} | {term.word.casefold() for term in site.registry.terms}
    stems = frozenset(word[:-1] for word in kept if word)
    together: dict[Path, list[Said]] = {}
    for text in site.texts:
        if text.group is not None and text.lang == LANGUAGE:
            yield from _long(text, stems)
            together.setdefault(text.group, []).append(text)
    for group, texts in together.items():
        yield from _hard(site, group, texts)
        for word in unexplained([text.read for text in texts], names):
            yield next(text for text in texts if word in text.read).problem(word, "myndighetsord", word=word)


def _names(registry: Registry) -> frozenset[str]:
    """Return what things are called: these words are kept, however long they are."""
    programs = (name for program in registry.programs for name in (program.name, program.provider))
    places = (place.name for place in registry.municipalities)
    return frozenset([registry.lifeline.name, registry.lifeline.provider, *programs, *places])


def _long(text: Said, stems: frozenset[str]) -> Iterator[Problem]:
    """Yield sentences and words that are too long."""
    for sentence in sentences([text.read]):
        count = len(words(sentence))
        if count > LONGEST_SENTENCE:
            begins = " ".join(sentence.split()[:2])
            yield text.problem(begins, "lang-mening", count=count, sentence=quoted(sentence, 100), most=LONGEST_SENTENCE)
        for word in too_long(sentence, stems):
            yield text.problem(word, "langt-ord", word=word, most=LONGEST_WORD)


def _hard(site: WrittenSite, group: Path, texts: Sequence[Said]) -> Iterator[Problem]:
    """Yield that texts which are read together are hard: by their LIX, by how long sentences are.

    It is told at the part of the registry that they are, else at the first of them.
    """
    first, source = str(group[0]), site.loaded.source
    hurried = first.rpartition("/")[2] in EASY_PAGES if first.endswith(".md") else first in ("lifeline", "questions")
    highest = EASY if hurried else PLAIN
    told = list(sentences(text.read for text in texts))
    mean, lix = measure(told)
    is_hard, is_long = round(lix, 1) > highest, round(mean, 1) > MEAN_SENTENCE
    worst = " ".join(quoted(sentence, 80) for sentence in hardest(told)) if is_hard or is_long else ""
    top = replace(texts[0], find=in_source(source, group)) if source.has(group[:1]) else texts[0]
    if is_hard:
        yield top.problem("", "lix-insats" if first == "programs" else "lix", lix=decimal(lix), most=highest, worst=worst)
    if is_long:
        yield top.problem("", "langa-meningar", mean=decimal(mean), most=MEAN_SENTENCE, worst=worst)


def sentences(passages: Iterable[str]) -> Iterator[str]:
    """Yield each sentence; a passage (heading, list item, cell) ends one whether it has a full stop or not."""
    for passage in passages:
        yield from (part for part in _SENTENCE_END.split(passage) if words(part))


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text, without the signs around them; a telephone number or "16–29" is one word."""
    joined = _NUMBER.sub(lambda found: re.sub(r"\s", "", found.group()), text)
    bare = (token.strip("\"'”’()[]*_.,:;!?…–-/«»") for token in joined.replace("/", " ").split())
    return tuple(word for word in bare if word.isalnum() or any(map(str.isalnum, word)))


def measure(told: Collection[str]) -> tuple[float, float]:
    """Return how many words sentences have on average, and their LIX: that, and the share of words longer than six letters."""
    said = [word for sentence in told for word in words(sentence)]
    if not said:
        return 0, 0
    mean = len(said) / len(told)
    return mean, mean + 100 * sum(len(word) > _LONG and _letters(word) > _LONG for word in said) / len(said)


def _letters(word: str) -> int:
    return sum(map(str.isalpha, word))


def hardest(told: Iterable[str], count: int = 3) -> list[str]:
    """Return the sentences that are hardest to read, hardest first."""
    return sorted(told, key=lambda sentence: -measure([sentence])[1] * min(len(words(sentence)), LONGEST_SENTENCE))[:count]


def too_long(sentence: str, stems: Collection[str]) -> list[str]:
    """Return the words of a sentence with a part that is too long, unless it begins with one of `stems` and ends soon after."""
    found = []
    for word in (word for word in words(sentence) if len(word) > LONGEST_WORD and "." not in word and "@" not in word):
        parts = [part.casefold() for part in word.split("-") if _letters(part) > LONGEST_WORD]
        if parts and not any(part[:end] in stems for part in parts for end in range(len(part) - _ENDING - 1, len(part) + 1)):
            found.append(word)
    return found


def unexplained(passages: Iterable[str], names: frozenset[str]) -> Iterator[str]:
    """Yield each agency word, as it stands there first, that no passage explains; the words of `names` are no agency words.

    A word is explained when brackets, "betyder", "är" or "kallas" follow it once, or when it stands in brackets itself.
    """
    told: dict[str, str] = {}
    explained: set[str] = set()
    proper = _pattern(names)
    for passage in (passage for passage in passages if any(map(_is_agency, _WORD.findall(passage)))):
        text = proper.sub(lambda found: "·" * len(found.group()), passage)
        for found in _ANY.finditer(text):
            word = found.lastgroup or ""
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
