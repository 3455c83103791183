"""Which pages there are in which language, what they are called, and how one leads to another."""

from __future__ import annotations

from dataclasses import dataclass
from posixpath import basename, dirname, join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from utvag.content import languages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from utvag.registry.model import Municipality, Program, Registry
    from utvag.swedish import Language, Languages

GUIDE = "guide/index.html"
PROGRAMS = "stod/index.html"
CONTACTS = "kontakt/index.html"
CALL = "ring/index.html"
"""A language's short page about calling, below its prefix; every language but the root's has one."""

HOME = "index.html"
ABOUT_CALLING = "nar-du-ringer/index.html"
LOST = "404.html"

MENU = (
    *(HOME, GUIDE, CALL, ABOUT_CALLING, PROGRAMS, CONTACTS),
    *("fragor/index.html", "anhoriga/index.html", "yrkesverksamma/index.html", "surfa-tryggare/index.html"),
    *("sa-skyddar-vi-dig/index.html", "om/index.html", "tillganglighet/index.html"),
)
"""The pages of the menu in order, below a language's prefix; one that a language does not have is left out there."""


def is_translated(program: Program, lang: str) -> bool:
    """Return whether everything that visitors need to read of `program` has words in `lang`: it has a page there."""
    return program.status == "unconfirmed" or lang in program.languages


def of_program(program: Program) -> str:
    """Return the file of a programme's page, under its language's prefix."""
    return f"stod/{program.slug}/index.html"


def moved(registry: Registry) -> dict[str, Program]:
    """Return the programme that was once at a file, below its language's prefix: it has moved, has ended or was withdrawn."""
    former = {f"stod/{slug}/index.html": program for program in registry.programs for slug in program.former_slugs}
    return {**former, **{of_program(program): program for program in registry.programs if program.status in ("ended", "withdrawn")}}


def of_guide(place: Municipality | None) -> str:
    """Return the file of the guide for whoever is in `place`, under its language's prefix; without one, of the guide itself."""
    return GUIDE if place is None else f"guide/{place.id}/index.html"


def of_place(place: Municipality) -> str:
    """Return the file of what there is in a place of the list, under its language's prefix."""
    return f"stod/kommun/{place.id}/index.html"


def guides(registry: Registry) -> Iterator[str]:
    """Yield the file of each document that asks, below a language's prefix: the guide, or one for each place of its list."""
    yield from (of_guide(place) for place in (registry.municipalities if registry.lists_places else (None,)))


def generated(registry: Registry, spoken: Languages) -> dict[str, str]:
    """Return the title of every page that is made from the registry, by its file: the root's language first, then the others."""
    listed = registry.municipalities if registry.lists_places else ()
    shown = [program for program in registry.programs if program.has_page]
    found: dict[str, str] = {}
    for language in spoken:
        guide, programs = language["guide_title"], language["programs_title"]
        own = {GUIDE: guide, PROGRAMS: programs, CONTACTS: language["contacts_title"]}
        own.update({CALL: language["call_title"]} if language.prefix else {})
        own.update((of_guide(place), f"{guide}: {called(place, language)}") for place in listed)
        own.update((of_place(place), f"{programs}: {place.name}") for place in listed if not place.elsewhere)
        there = (program for program in shown if not language.prefix or is_translated(program, language.code))
        own.update((of_program(program), program.title[language.code]) for program in there)
        left = moved(registry).items()
        own.update((address, language["moved_title" if program.has_page else "gone_title"]) for address, program in left)
        few = {"call": (CALL,), "guide": (CALL, GUIDE, *guides(registry))}.get(language.offered, own)
        found.update((f"{language.prefix}{address}", title) for address, title in own.items() if address in few)
    return found


def called(place: Municipality, language: Language) -> str:
    """Return the name of a place, which is the same in every language; "somewhere else" has none, but the words of an answer."""
    words = place.answer.leaver
    return words[language.code] if place.elsewhere and language.prefix and language.code in words else place.name


def shown(address: str) -> str:
    """Return a file's address as links write it: "guide/index.html" → "guide/"."""
    return address.removesuffix(HOME)


def absolute(address: str) -> str:
    """Return a file's address as people write it: "guide/index.html" → "/guide/"."""
    return f"/{shown(address)}"


def goal(name: str, path: str) -> str:
    """Return the file that the `path` of a link means on the page `name` of a site; a folder means its index.html."""
    if not path:
        return name
    found = normpath(join("/", dirname(name), unquote(path))).lstrip("/")
    return found if "." in basename(found) else join(found, HOME)


@dataclass(frozen=True, slots=True)
class Sitemap:
    """The languages of the site, the root's first, and the title of every page by its file under the site's root."""

    languages: Languages
    titles: Mapping[str, str]

    def language(self, address: str) -> Language:
        """Return the language of the page at `address`."""
        return languages.of(address, self.languages)

    def root(self, address: str) -> str:
        """Return the relative address of its language's first page seen from the page at `address`: "./", "../", "../../"."""
        return _up(address.removeprefix(self.language(address).prefix))

    def link(self, path: str, lang: str, root: str) -> str:
        """Return where a link to `path` ("guide/") leads in `lang`, `root` being the way to its first page.

        Where that language lacks the page, it leads to its page about calling. In the root's language a page that is missing is
        linked to all the same: that is a fault, and `site/readings.py` tells it.
        """
        return f"{root}{path if not self._prefix(lang) or self.has(path, lang) else shown(CALL)}"

    def has(self, path: str, lang: str) -> bool:
        """Return whether a language has the page at `path` ("guide/")."""
        return f"{self._prefix(lang)}{path}{HOME}" in self.titles

    def others(self, address: str) -> Iterator[tuple[Language, str]]:
        """Yield every other language and the relative address of the same page in it, or of its page about calling."""
        own = self.language(address)
        choices = (address.removeprefix(own.prefix), CALL, ABOUT_CALLING, HOME)
        for language in (language for language in self.languages if language is not own):
            found = next((choice for choice in choices if f"{language.prefix}{choice}" in self.titles), HOME)
            yield language, f"{_up(address)}{shown(language.prefix + found)}"

    def menu(self, lang: str) -> list[tuple[str, str]]:
        """Return the pages of the menu in `lang`: address below its prefix, and title."""
        found = ((shown(address), self.titles.get(f"{self._prefix(lang)}{address}")) for address in MENU)
        return [(address, title) for address, title in found if title]

    def _prefix(self, lang: str) -> str:
        return next(language.prefix for language in self.languages if language.code == lang)


def _up(address: str) -> str:
    return "../" * address.count("/") or "./"


def sitemap(registry: Registry, spoken: Languages, written: Mapping[str, str]) -> Sitemap:
    """Return the map of the pages made from `registry` in the languages `spoken`, and of those `written` by hand (their titles)."""
    return Sitemap(spoken, {**written, **generated(registry, spoken)})


def listed(registry: Registry, spoken: Languages, titles: Mapping[str, str], before: str) -> str:
    """Return docs/adresser.txt: every address that the site has, or has had as it says `before`."""
    every = {*before.splitlines(), *map(absolute, sitemap(registry, spoken, titles).titles)}
    return "".join(f"{address}\n" for address in sorted(every))
