"""The same facts in every language: each page held against the same page of the root's language, number by number."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from utvag.content import urls
from utvag.content.languages import of
from utvag.content.urls import is_translated
from utvag.registry import phones
from utvag.site import hrefs
from utvag.site.built import problem as _problem
from utvag.swedish import direction, listing, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from utvag.guide.journeys import Tree
    from utvag.problems import Problem
    from utvag.registry.loader import Loaded
    from utvag.site.built import BuiltPage, BuiltSite
    from utvag.swedish import Language

LISTS = (urls.PROGRAMS, urls.CONTACTS)
"""Pages that show each programme, and of one that is not translated its numbers alone."""

_DIGITS = re.compile(r"\d+(?:[.:,]\d+)*")
_SHOWN = 3
"""How many differences a problem names."""


def check(site: BuiltSite, loaded: Loaded, tree: Tree) -> Iterator[Problem]:
    """Yield where a page of the built `site` says another number, hour, date or link than the same page in the root's language."""
    del tree
    registry = loaded.registry
    waiting = {
        language.code: any(program.has_page and not is_translated(program, language.code) for program in registry.programs)
        for language in loaded.languages
    }
    guides = set(urls.guides(registry))
    of_many = {*LISTS, *map(urls.of_place, registry.municipalities)}
    there = {
        language.code: {name.removeprefix(language.prefix) for name in site.files if name.startswith(language.prefix)}
        for language in loaded.languages
    }
    for name, page in site.pages.items():
        language = of(name, loaded.languages)
        yield from _told(name, page, language)
        inside = name.removeprefix(language.prefix)
        if language.prefix and inside in site.pages:
            original = site.pages[inside]
            # A programme that waits for its translator shows less in the lists, and a card in the guide says less.
            lists = waiting[language.code] and inside in of_many
            if not lists:
                yield from _numbers(name, page, original)
                yield from _links_out(name, page, original)
            if not (lists or (waiting[language.code] and inside in guides)):
                yield from _digits(name, page, original)
            yield from _links_inside(name, site, language, there[language.code])


def _told(name: str, page: BuiltPage, language: Language) -> Iterator[Problem]:
    """Yield a page that says another language than its address does."""
    html = next(page.named("html"), page.root)
    if (html.attributes.get("lang"), html.attributes.get("dir")) != (language.code, direction(language.code)):
        message = f"Sidan ligger bland sidorna på {language.name}, men säger något annat."
        yield _problem(name, html.line, message, f'Skriv lang="{language.code}" i mallen.', "sprak-sida")


def _numbers(name: str, page: BuiltPage, original: BuiltPage) -> Iterator[Problem]:
    """Yield numbers that are not the same ones in the same order."""
    one, other = _calls(page), _calls(original)
    if one != other:
        message = f"Sidan ringer inte samma nummer, i samma ordning, som den svenska.{_difference(one, other)}"
        yield _problem(name, 1, message, "Skriv samma nummer på båda språken.", "sprak-nummer")


def _calls(page: BuiltPage) -> list[str]:
    return [address for element in page.having("href") if (address := element.attributes["href"]).startswith("tel:")]


def _digits(name: str, page: BuiltPage, original: BuiltPage) -> Iterator[Problem]:
    """Yield digits, of hours, days, years and ages too, that one of the pages has and not the other."""
    one, other = (_DIGITS.findall(phones.in_our_digits(side.words)) for side in (page, original))
    if Counter(one) != Counter(other):
        message = f"Siffrorna är inte samma som på den svenska sidan.{_difference(one, other)}"
        yield _problem(name, 1, message, "Skriv samma siffror på båda språken, också klockslag och år.", "sprak-siffror")


def _links_out(name: str, page: BuiltPage, original: BuiltPage) -> Iterator[Problem]:
    """Yield links to other sites that one of the pages has and not the other."""
    one, other = (
        [address for element in side.having("href") if hrefs.is_foreign(address := element.attributes["href"])]
        for side in (page, original)
    )
    if one != other:
        message = f"Länkarna till andra webbplatser är inte samma som på den svenska sidan.{_difference(one, other)}"
        yield _problem(name, 1, message, "Länka till samma sidor, i samma ordning.", "sprak-lankar-ut")


def _links_inside(name: str, site: BuiltSite, language: Language, there: set[str]) -> Iterator[Problem]:
    """Yield links to our own pages that one of them has and not the other; what is not `there` in a language may be left out."""
    inside = name.removeprefix(language.prefix)
    goals = _goals(name, site)
    strayed = {f"/{goal}" for goal in goals if not goal.startswith(language.prefix)}  # to the root's language, without a word
    one = strayed | {goal.removeprefix(language.prefix) for goal in goals if goal.startswith(language.prefix)} - {urls.CALL}
    other = _goals(inside, site) & there
    if one != other:
        message = f"Sidan leder inte till samma sidor som den svenska.{_difference(one, other)}"
        yield _problem(name, 1, message, "Länka till samma sidor, på sidans eget språk.", "sprak-lankar")


def _goals(name: str, site: BuiltSite) -> set[str]:
    """Return the pages that the page `name` leads to, but for those in another language."""
    links = (element.attributes for element in site.pages[name].named("a") if "href" in element.attributes)
    own = (link["href"] for link in links if not hrefs.scheme(link["href"]) and "hreflang" not in link)
    return {hrefs.goal(name, address.partition("#")[0]) for address in own}


def _difference(one: Iterable[str], other: Iterable[str]) -> str:
    """Return what only one of two pages has, in words; nothing when they differ in the order alone."""
    more, less = Counter(one) - Counter(other), Counter(other) - Counter(one)
    told = [
        f" {words}: {listing([quoted(item) for item in sorted(found)[:_SHOWN]])}."
        for words, found in (("Bara här står", more), ("Här saknas", less))
        if found
    ]
    return "".join(told)
