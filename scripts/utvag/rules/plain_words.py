"""Plain Swedish: sentences, words and words of agencies, on hand-written pages and in the registry (safety.md §4.6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from utvag.content import allowances, readability, statements
from utvag.problems import Location, Problem
from utvag.rules import jargon
from utvag.swedish import decimal, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from utvag.content.page_source import Manuscript
    from utvag.registry.loader import Loaded
    from utvag.registry.model import Registry
    from utvag.registry.source import Path

EASY_PAGES = ("index.md", "nar-du-ringer.md", "surfa-tryggare.md", "sa-skyddar-vi-dig.md")
"""Pages that somebody reads in a hurry, or afraid."""

LANGUAGE = "sv"

_TOGETHER: dict[str, tuple[str, ...]] = {statements.EVERYWHERE: ("lifeline",), statements.GUIDE: ("questions",)}
"""Where it is told that the texts of a page are hard to read together, when they stand in more than one part of the registry."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words that are kept: what things are called, and (in lower case) the words of names and terms."""

    names: frozenset[str]
    kept: frozenset[str]

    @classmethod
    def of(cls, registry: Registry) -> Vocabulary:
        """Return the words that `registry` keeps, however long they are."""
        names = {registry.lifeline.name, registry.lifeline.provider} | {place.name for place in registry.municipalities}
        names |= {name for program in registry.programs for name in (program.name, program.provider)}
        said = {word for name in names for word in readability.words(name)} | {term.word for term in registry.terms}
        return cls(frozenset(names), frozenset(word.casefold() for word in said))


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words that visitors read together, and how to find the line of some of them and what they are called in problems."""

    passages: tuple[str, ...]
    told: Callable[[str], tuple[Location, str]]


def of_page(page: Manuscript, known: Vocabulary) -> Iterator[Problem]:
    """Yield what is hard to read on a hand-written Swedish page."""
    pieces = [
        _Piece(block.passages, lambda words, block=block: (Location(page.name, block.line_of(words)), page.name))  # type: ignore[misc]  # a default binds the block
        for block in page.blocks
    ]
    limit = readability.EASY if page.name.rpartition("/")[2] in EASY_PAGES else readability.PLAIN
    top = Location(page.name, page.blocks[0].line if page.blocks else 1)
    yield from _pieces(pieces, known)
    yield from _together(pieces, known, top, page.name, limit)


def in_registry(loaded: Loaded) -> Iterator[Problem]:
    """Yield what is hard to read in the registry's texts, but for what the file's comments allow."""
    yield from allowances.apply(_in_registry(loaded), allowances.in_yaml(loaded.source.text, loaded.source.name))


def _in_registry(loaded: Loaded) -> Iterator[Problem]:
    known = Vocabulary.of(loaded.registry)
    together: dict[tuple[str | int, ...], list[_Piece]] = {}
    for statement in statements.of(loaded.registry):
        piece = _Piece((statement.text[LANGUAGE],), lambda _, path=statement.path: _at(loaded, path))  # type: ignore[misc]  # as above
        yield from _pieces([piece], known)
        if statement.path[0] == "municipalities" and loaded.registry.lists_places:
            continue  # names in a list are no text
        group = statement.path[:2] if statement.path[0] == "programs" else _TOGETHER.get(statement.page, statement.path[:1])
        together.setdefault(group, []).append(piece)
    for group, pieces in together.items():
        where, name = _at(loaded, group)
        limit = readability.PLAIN if group[0] in ("programs", "terms") else readability.EASY
        yield from _together(pieces, known, where, name, limit)


def _at(loaded: Loaded, path: Path) -> tuple[Location, str]:
    """Return where the value at `path` stands and what it is called."""
    return loaded.source.locate(path), loaded.source.subject(path)


def _pieces(pieces: Iterable[_Piece], known: Vocabulary) -> Iterator[Problem]:
    """Yield sentences and words that are too long."""
    for piece in pieces:
        for sentence in readability.sentences(piece.passages):
            count = len(readability.words(sentence))
            if count > readability.LONGEST_SENTENCE:
                start = " ".join(sentence.split()[:2])
                message = f"Meningen har {count} ord: {quoted(sentence, 100)}"
                remedy = f"Dela den i två, eller korta den. Högst {readability.LONGEST_SENTENCE} ord."
                where, name = piece.told(start)
                yield Problem(where, name, message, remedy, "lang-mening")
            for word in readability.too_long(sentence, known.kept):
                message = f"{quoted(word)} har fler än {readability.LONGEST_WORD} bokstäver."
                remedy = "Skriv kortare ord. Måste läsaren känna igen just det här? Förklara det i listan terms i programs.yaml."
                where, name = piece.told(word)
                yield Problem(where, name, message, remedy, "langt-ord")


def _together(pieces: Sequence[_Piece], known: Vocabulary, where: Location, name: str, limit: int) -> Iterator[Problem]:
    """Yield what is wrong with texts that stand on one page: LIX, how long sentences are, words that nobody explains."""
    passages = [passage for piece in pieces for passage in piece.passages]
    told = list(readability.sentences(passages))
    numbers = readability.measure(told)
    if round(numbers.lix, 1) > limit:
        message = f"LIX är {decimal(numbers.lix)}. Här får det vara högst {limit}."
        yield Problem(where, name, message, f"Dela meningar och ta kortare ord. Svårast är: {_worst(told)}", "lix")
    if round(numbers.mean, 1) > readability.MEAN_SENTENCE:
        message = f"En mening har i snitt {decimal(numbers.mean)} ord. Högst {readability.MEAN_SENTENCE}."
        yield Problem(where, name, message, f"Dela de längsta. Svårast är: {_worst(told)}", "langa-meningar")
    for word in jargon.unexplained(passages, known.names):
        piece = next((piece for piece in pieces if any(word in passage for passage in piece.passages)), None)
        message = f"{quoted(word)} är myndigheternas ord, och här förklaras det inte."
        remedy = "Skriv med vanliga ord. Eller förklara det en gång på sidan, så här: ”en anmälan om oro (orosanmälan)”."
        at, called = piece.told(word) if piece else (where, name)
        yield Problem(at, called, message, remedy, "myndighetsord")


def _worst(told: Iterable[str]) -> str:
    return " ".join(quoted(sentence, 80) for sentence in readability.worst(told))
