"""One thing that is different, as a sentence, and the pages on which it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from utvag.changes.describe_people import quote
from utvag.content import urls
from utvag.swedish import language_name, listing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from utvag.changes.journey_changes import Box
    from utvag.changes.visitor_view import Line, VisitorView

MANY_PAGES = 5
"""More pages than this are counted, not named; the list of all pages that change has them."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is different: its kind, the sentence in Swedish, the pages on which it shows, the language of those pages.

    `who` is the box of answers that a sentence about people is true for.
    """

    kind: str
    words: str
    pages: tuple[str, ...] = ()
    lang: str = "sv"
    who: Box | None = None


def ended(words: str) -> str:
    """Return a sentence with its full stop; one that ends with quoted words that have theirs gets no second."""
    return words if words.endswith((".”", "!”", "?”", ".")) else f"{words}."


def in_language(lang: str, words: str) -> str:
    """Return `words` about pages in `lang`: those in other languages than Swedish begin with which."""
    return words if lang == "sv" else f"På {language_name(lang)}: {words[0].lower()}{words[1:]}"


class Places:
    """Names the pages of two versions as staff know them."""

    def __init__(self, before: VisitorView, after: VisitorView, same: Mapping[str, str]) -> None:
        """Read the names of all pages and programmes; `same` says which old programme is which new one, by id."""
        self.names: dict[str, str] = {}
        self.called: dict[str, str] = {}
        self.names_now: dict[str, str] = {}
        self._pages: dict[str, str] = {}
        self.everywhere: dict[str, set[str]] = {}
        for seen in (before, after):
            programs = {urls.of_program(program): program.name for program in seen.loaded.registry.programs}
            for address, page in seen.pages.items():
                inside = address.removeprefix("" if page.lang == "sv" else f"{page.lang}/")
                self.names[address] = programs.get(inside, page.title)
            for program in seen.loaded.registry.programs:
                name = same.get(program.id, program.id) if seen is before else program.id
                self.called[program.name] = name
                self.names_now[name] = program.name
                self._pages.update({f"{language.prefix}{urls.of_program(program)}": name for language in seen.languages})
        for address, page in after.pages.items():
            self.everywhere.setdefault(page.lang, set()).add(address)

    def of_page(self, address: str) -> str:
        """Return the id of the programme whose page this is, or nothing."""
        return self._pages.get(address, "")

    def about(self, address: str, under: str, was: Line | None, now: Line | None) -> str:
        """Return the id of the programme that a line is about, or nothing: by its page, its heading, or because it is its name."""
        named = [self.called[line.words] for line in (now, was) if line is not None and line.words in self.called]
        return next(iter(named), "") or self.of_page(address) or self.called.get(under, "")

    def on(self, pages: Sequence[str], lang: str) -> str:
        """Return where something shows: "På sidan ”A”", "På sidorna ”A” och ”B”", "På alla sidor"."""
        if set(pages) >= self.everywhere.get(lang, set()) or len(pages) == len(self.names):
            return "På alla sidor"
        if len(pages) > MANY_PAGES:
            return f"På {len(pages)} sidor"
        return f"På {'sidan' if len(pages) == 1 else 'sidorna'} {listing([quote(self.names[page]) for page in pages])}"


def shown(address: str) -> str:
    """Return the address of a page as people write it: "/stod/skydd/"."""
    return f"/{urls.shown(address)}"
