"""All that people have written for the site, read once for every rule: registry, pages, words, and each text with its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from utvag.content import languages, translation_marks, urls
from utvag.problems import Location, Problem
from utvag.registry import phones, walk
from utvag.registry.model import Text
from utvag.registry.source import Source
from utvag.rules import codes
from utvag.swedish import as_read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import PurePath

    from utvag.content.page_markdown import Block
    from utvag.content.page_source import WrittenPage
    from utvag.registry.loader import Loaded
    from utvag.registry.model import EmailRoute, Program, Registry, WebRoute
    from utvag.registry.source import Path
    from utvag.swedish import Language, Languages

TITLE, DESCRIPTION, SOURCE, FEEDBACK = "title", "description", "source", "feedback"
"""Roles of what stays in the history of a phone; what others call a page; where people say that something does not work."""

_GROUPS: dict[str, Path] = {"lifeline": ("lifeline",), "emergency": ("lifeline",), "terms": ("terms",)}
"""What parts of the registry are read together with; all others but programmes are the guide."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words that visitors read, and their language; `find` tells where some of them stand, and what problems call the place.

    Texts of one `group` are read together; None for what is no sentence. `role` is TITLE, DESCRIPTION or nothing. `swedish` are the
    words that these are a translation of.
    """

    words: str
    lang: str
    group: Path | None
    find: Callable[[str], tuple[Location, str]]
    role: str = ""
    swedish: str | None = None

    @property
    def read(self) -> str:
        """The words as people read them, whatever stands in them for an eye or a browser."""
        return as_read(self.words)

    def problem(self, at: str, told: str, /, **words: object) -> Problem:
        """Return a problem with the words `at`."""
        return codes.problem(*self.find(at), told, **words)


@dataclass(eq=False)
class WrittenSite:
    """The registry, the hand-written pages, all `files` below content/, the files of `words` by language, and mkdocs.yml.

    A file is its name in problems and its path below content/. `marks` are those of each language (`translation_marks`); None when
    nobody is to be held to them.
    """

    loaded: Loaded
    every_page: tuple[WrittenPage, ...] = ()
    files: tuple[tuple[str, PurePath], ...] = ()
    words: Mapping[str, Source] = field(default_factory=dict)
    settings: Source | None = None
    marks: Mapping[str, frozenset[str]] | None = None

    @property
    def registry(self) -> Registry:
        """What programs.yaml says."""
        return self.loaded.registry

    @property
    def languages(self) -> Languages:
        """The languages of the site, the root's first."""
        return self.loaded.languages

    def problem(self, path: Path, told: str, /, **words: object) -> Problem:
        """Return a problem with what stands at `path` of the registry."""
        source = self.loaded.source
        return codes.problem(source.locate(path), source.subject(path), told, **words)

    @cached_property
    def pages(self) -> list[WrittenPage]:
        """The pages that begin with their head: what stands on another is judged when it has one."""
        return [page for page in self.every_page if page.source is not None]

    @cached_property
    def blocks(self) -> list[tuple[WrittenPage, Block]]:
        """Every block of every page."""
        return [(page, block) for page in self.pages for block in page.blocks]

    @cached_property
    def shown(self) -> list[Program]:
        """The programmes that have a page."""
        return [program for program in self.registry.programs if program.has_page]

    @cached_property
    def dialled(self) -> dict[str, str]:
        """What the phone dials for each number, as it is displayed, that may stand on the site."""
        routes = (route for program in self.shown for route in program.published_routes)
        own = (self.registry.lifeline.number, self.registry.emergency.number)
        numbers = (*own, *(route.number for route in routes if route.kind == "phone"))
        return {number: phones.dialled(number, phones.e164(number)) for number in numbers}

    def addresses(self, kind: type[EmailRoute | WebRoute]) -> frozenset[str]:
        """Return the addresses of a kind of routes that may be shown."""
        routes = (route for program in self.shown for route in program.published_routes)
        return frozenset(route.address for route in routes if isinstance(route, kind))

    @cached_property
    def goals(self) -> dict[str, WrittenPage | None]:
        """What a link on a hand-written page can name: each generated page, the file of each that people have written."""
        written = {page.inside.as_posix(): page for page in self.every_page}
        return {**dict.fromkeys(urls.generated(self.registry, self.languages)), **written}

    def language(self, page: WrittenPage) -> Language:
        """Return the language of a page."""
        return languages.of(page.address, self.languages)

    @cached_property
    def translated(self) -> list[tuple[WrittenPage, WrittenPage]]:
        """Each page that is not Swedish, and the same page in Swedish."""
        written = {page.address: page for page in self.pages if page.blocks}
        both = ((page, written.get(page.address.removeprefix(self.language(page).prefix), page)) for page in written.values())
        return [(page, original) for page, original in both if original is not page]

    @cached_property
    def texts(self) -> list[Said]:
        """Every text that visitors read: of the registry, of the words of each language, of mkdocs.yml, of pages."""
        return [*self._in_registry(), *self._in_words(), *self._in_settings(), *self._on_pages()]

    @cached_property
    def translated_texts(self) -> list[Said]:
        """Every text that is a translation; a page that has other parts than the Swedish one is a single text."""
        pages = [(page, original) for page, original in self.translated if len(page.blocks) != len(original.blocks)]
        wholes = (
            Said(_words(page), self.language(page).code, None, on_top(page), translation_marks.WHOLE, _words(other))
            for page, other in pages
        )
        return [*(text for text in self.texts if text.swedish is not None), *wholes]

    @cached_property
    def translations(self) -> list[tuple[Said, str]]:
        """Every text that is a translation, with its mark."""
        return [(text, translation_marks.mark(text.swedish or "", text.words)) for text in self.translated_texts]

    def _in_registry(self) -> Iterator[Said]:
        source = self.loaded.source
        for found in walk.texts(self.registry):
            if not isinstance(found.value, Text):
                role = SOURCE if found.path[0] == "sources" else ""
                yield Said(" ".join(found.value.split()), "sv", None, in_source(source, found.path), role)
                continue
            first = str(found.path[0])
            group = found.path[:2] if first == "programs" else _GROUPS.get(first, ("questions",))
            listed = first == "municipalities" and self.registry.lists_places  # names in a list are no text
            role = TITLE if found.key.name == TITLE else ""
            for lang, words in {"sv": found.value.sv, **found.value.others}.items():
                swedish = found.value.sv if lang != "sv" else None
                yield Said(words, lang, None if listed else group, in_source(source, (*found.path, lang)), role, swedish)

    def _in_words(self) -> Iterator[Said]:
        for language in self.languages:
            original = self.languages[0].words if language.prefix else {}
            source = self.words.get(language.code) or Source(f"content/{language.prefix}{languages.WORDS}")
            for key, words in language.words.items():
                role = key.rpartition("_")[2]
                yield Said(words, language.code, ("words",), in_source(source, (key,)), role, original.get(key))

    def _in_settings(self) -> Iterator[Said]:
        settings = self.settings
        for path in (("extra", "owner"), ("extra", "feedback")):
            if settings is not None and isinstance(words := settings.value(path), str):
                yield Said(words, "sv", None, in_source(settings, path), FEEDBACK if path[-1] == FEEDBACK else "")

    def _on_pages(self) -> Iterator[Said]:
        originals = {page.name: original for page, original in self.translated}
        for page in self.pages:
            lang, original = self.language(page).code, originals.get(page.name)
            alike = original.blocks if original else ()
            for key in (TITLE, DESCRIPTION):
                if page.source is not None and isinstance(words := page.head.get(key), str):
                    swedish = str(original.head.get(key, "")) if original else None
                    yield Said(words, lang, None, in_source(page.source, (key,)), key, swedish)
            for number, block in enumerate(page.blocks):
                swedish = alike[number].words if len(alike) == len(page.blocks) else None
                yield Said(block.words, lang, (page.name,), in_block(page, block), "", swedish)


def _words(page: WrittenPage) -> str:
    return " ".join(block.words for block in page.blocks)


def on_top(page: WrittenPage) -> Callable[[str], tuple[Location, str]]:
    """Return what finds all the words of a page: where they begin."""
    return lambda _: (Location(page.name, page.top), page.name)


def on_page(page: WrittenPage, place: tuple[int, ...], told: str, /, **words: object) -> Problem:
    """Return a problem at a line, and a column, of a page."""
    return codes.problem(Location(page.name, *place), page.name, told, **words)


def in_source(source: Source, path: Path) -> Callable[[str], tuple[Location, str]]:
    """Return what finds the text at `path` of a YAML file."""
    return lambda _: (source.locate(path), source.subject(path))


def in_block(page: WrittenPage, block: Block) -> Callable[[str], tuple[Location, str]]:
    """Return what finds words in a block of a page."""
    return lambda words: (Location(page.name, *block.place(words)), page.name)
