"""How hard a Swedish text is to read, in numbers (safety.md §4.6). An alarm, no proof: short words can be hard too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

LONGEST_SENTENCE = 20
"""Words of a sentence."""

LONGEST_WORD = 14
"""Letters of a word, or of each part of a word with hyphens."""

MEAN_SENTENCE = 12
"""Words of a page's sentences, on average."""

EASY, PLAIN = 25, 32
"""The highest LIX of pages for somebody in a hurry or afraid, and of all other pages."""

_LONG = 6  # letters; a longer word counts as long in LIX
_ENDING = 5  # letters of a Swedish ending: "-arna", "-ens"
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”\")]*\s+(?=[”\"(–-]?\s?[A-ZÅÄÖ0-9])")
_NUMBER = re.compile(r"\d[\d\s–-]*\d")


@dataclass(frozen=True, slots=True)
class Measure:
    """The numbers of a text: words to a sentence on average, and LIX."""

    mean: float
    lix: float


def sentences(passages: Iterable[str]) -> Iterator[str]:
    """Yield each sentence; a passage (heading, list item, cell) ends one whether it has a full stop or not."""
    for passage in passages:
        yield from (part for part in _SENTENCE_END.split(passage) if words(part))


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text, without the signs around them; a telephone number or "16–29" is one word."""
    joined = _NUMBER.sub(lambda found: re.sub(r"\s", "", found.group()), text)
    bare = (token.strip("\"'”’()[]*_.,:;!?…–-/«»") for token in joined.replace("/", " ").split())
    return tuple(word for word in bare if any(sign.isalnum() for sign in word))


def measure(told: Collection[str]) -> Measure:
    """Return the numbers of a text's sentences. LIX is words to a sentence, and the share of words longer than six letters."""
    said = [words(sentence) for sentence in told]
    count = sum(len(sentence) for sentence in said)
    if not count:
        return Measure(0, 0)
    long = sum(len(word) > _LONG and letters(word) > _LONG for sentence in said for word in sentence)
    mean = count / len(said)
    return Measure(mean, mean + 100 * long / count)


def letters(word: str) -> int:
    """Return how many letters a word has."""
    return sum(sign.isalpha() for sign in word)


def worst(told: Iterable[str], count: int = 3) -> list[str]:
    """Return the sentences that are hardest to read, hardest first."""
    return sorted(told, key=lambda sentence: -measure([sentence]).lix * min(len(words(sentence)), LONGEST_SENTENCE))[:count]


def too_long(sentence: str, kept: Collection[str]) -> list[str]:
    """Return the words of a sentence that are longer than LONGEST_WORD; `kept` are words, in lower case, kept in any form."""
    found = []
    for word in words(sentence):
        if len(word) <= LONGEST_WORD:
            continue
        parts = [part for part in word.split("-") if letters(part) > LONGEST_WORD]
        if parts and "." not in word and "@" not in word and not any(_is_form_of(part.casefold(), kept) for part in parts):
            found.append(word)
    return found


def _is_form_of(word: str, kept: Collection[str]) -> bool:
    """Return whether `word` begins as one of `kept`, but for its last letter, and goes on for no longer than an ending."""
    stems = _stems(frozenset(kept))
    return any(word[:end] in stems for end in range(max(0, len(word) - _ENDING - 1), len(word) + 1))


@lru_cache(maxsize=8)
def _stems(kept: frozenset[str]) -> frozenset[str]:
    return frozenset(item[:-1] for item in kept if item)
