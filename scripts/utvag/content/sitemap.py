"""Which pages there are in which language, what they are called, and where a link leads when a page is missing in one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from utvag.content import languages, urls

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from utvag.registry.model import Municipality, Registry
    from utvag.swedish import Language, Languages


@dataclass(frozen=True, slots=True)
class Sitemap:
    """The languages of the site, the root's first, and the title of every page by its file under the site's root."""

    languages: Languages
    titles: Mapping[str, str]

    def language(self, address: str) -> Language:
        """Return the language of the page at `address`."""
        return languages.of(address, self.languages)

    def has(self, address: str, lang: str) -> bool:
        """Return whether the language `lang` has the page at `address` below its prefix."""
        return f"{self._prefix(lang)}{address}" in self.titles

    def root(self, address: str) -> str:
        """Return the relative address of its language's first page seen from the page at `address`."""
        return urls.root_of(address, self.language(address).prefix)

    def link(self, path: str, lang: str, root: str) -> str:
        """Return where a link to `path` ("guide/") leads in `lang`, `root` being the way to its first page.

        Where that language lacks the page, it leads to its page about calling. In the root's language a page that is missing is
        linked to all the same: that is a fault, and `checks.site` tells it.
        """
        there = not self._prefix(lang) or self.has(f"{path}{urls.HOME}", lang)
        return f"{root}{path if there else urls.shown(urls.CALL)}"

    def others(self, address: str) -> Iterator[tuple[Language, str]]:
        """Yield every other language and the relative address of the same page in it, or of its page about calling."""
        own = self.language(address)
        inside = address.removeprefix(own.prefix)
        top = urls.root_of(address)
        for language in self.languages:
            if language is not own:
                choices = (inside, urls.CALL, urls.ABOUT_CALLING, urls.HOME)
                goal = next((choice for choice in choices if self.has(choice, language.code)), urls.HOME)
                yield language, f"{top}{urls.shown(language.prefix + goal)}"

    def menu(self, lang: str) -> list[tuple[str, str]]:
        """Return the pages of the menu in `lang`: address below its prefix, and title."""
        prefix = self._prefix(lang)
        found = ((urls.shown(address), self.titles.get(f"{prefix}{address}")) for address in urls.MENU)
        return [(address, title) for address, title in found if title]

    def _prefix(self, lang: str) -> str:
        return next(language.prefix for language in self.languages if language.code == lang)


def draw(registry: Registry, spoken: Languages, written: Mapping[str, str]) -> Sitemap:
    """Return the map of the pages made from `registry` in the languages `spoken`, and of those `written` by hand (their titles)."""
    programs = {urls.of_program(program): program for program in registry.programs}
    guides = {urls.of_guide(place): place for place in registry.municipalities}
    places = {urls.of_place(place): place for place in registry.municipalities}
    titles = dict(written)
    for address in urls.generated(registry, spoken):
        language = languages.of(address, spoken)
        inside = address.removeprefix(language.prefix)
        if inside in programs:
            titles[address] = programs[inside].title[language.code]
        elif inside in guides:
            titles[address] = f"{language['guide_title']}: {called(guides[inside], language)}"
        elif inside in places:
            titles[address] = f"{language['programs_title']}: {places[inside].name}"
        else:
            titles[address] = language[TITLES[inside]]
    return Sitemap(spoken, titles)


def called(place: Municipality, language: Language) -> str:
    """Return the name of a place, which is the same in every language; "somewhere else" has none, but the words of an answer."""
    return place.answer.leaver[language.code] if place.elsewhere and language.prefix else place.name


TITLES = {urls.GUIDE: "guide_title", urls.PROGRAMS: "programs_title", urls.CONTACTS: "contacts_title", urls.CALL: "call_title"}
"""What the pages that are not a programme's are called: the name of the word."""
