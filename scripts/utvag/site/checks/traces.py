"""What a visit leaves on a phone, and a build in its pages: titles, colours of links, traces of tools: safety.md A11, A13, A14."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from utvag.content import languages
from utvag.rules.word_lists import TELLING
from utvag.site import stylesheets
from utvag.site.built import problem as _problem
from utvag.swedish import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.content.html_tree import Element
    from utvag.guide.journeys import Tree
    from utvag.problems import Problem
    from utvag.registry.loader import Loaded
    from utvag.site.built import BuiltPage, BuiltSite, Outline

CARDS = re.compile(r"og:|article:|fb:|twitter:|apple-|msapplication-|application-name|mobile-web-app", flags=re.IGNORECASE)
"""How the names of tags begin that messengers and home screens read."""

CARD_ATTRIBUTES = frozenset(["property", "itemprop", "itemscope", "itemtype", "typeof", "vocab"])
"""Attributes of the same."""

METAS = frozenset(["viewport", "description", "referrer", "color-scheme", "format-detection", "robots", "theme-color"])
"""The only named tags of the head: others tell about tools and people (generator, author, keywords)."""

COMMENT = re.compile(r"<(?:!(?!doctype html>)|\?|/(?![a-z]))", flags=re.IGNORECASE)
"""Comments of HTML, and everything that a browser makes one of."""

NOTE = re.compile(r"/[*/]|<!--|-->")
"""Comments of a script. Two slashes are none in an address, but a script has no addresses (A2)."""

SOURCES = ("sourceMappingURL", "sourceURL=", "edit_uri", "/edit/", "/blob/", "data-source-line")
"""Source maps and links for editing."""

PLACES = re.compile(r"/(?<![\w.-]/)(?:home|Users|tmp|var|opt|srv|root|mnt|usr|private)/\w")
"""Paths of the machine that built the site."""

MACHINES = ("file:/", ":\\", "site-packages", "localhost", "127.0.0.1")
"""The same in other words."""

CLOCKS = re.compile(
    r"\d(?<!\d\d)(?:\d{3}-\d\d-\d\d[T ]\d\d:?\d\d|\d:\d\d:\d\d\b"
    r"|\d{3},?(?: kl(?:\.|ockan)?)? \d\d?[.:]\d\d\b|(?<=1)[6-9]\d{8}(?:\d{3})?\b)"
)
"""Dates with a time of the day, times with seconds, and seconds since 1970. Each begins with a digit that no other precedes."""

EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_MAYBE_EMAIL = re.compile(r"@[\w-]+\.|&(?:commat|#0*64|#[xX]0*40)")

_LINKED = re.compile(r":(?:link|visited)(?![\w-])", flags=re.IGNORECASE)
_INSIDE_A_FUNCTION = re.compile(r"\([^()]*:(?:link|visited)(?![\w-])", flags=re.IGNORECASE)
_EVERY_VISITED = frozenset(["a", "a:visited", ":visited", ":any-link", "a:any-link"])
"""Selectors that reach every followed link."""

_TITLE = "Skriv en egen titel i sidans huvud, i ord som inte säger vad det handlar om."


def check(site: BuiltSite, loaded: Loaded, tree: Tree) -> Iterator[Problem]:
    """Yield what the pages of the built `site` leave on a phone or tell about their making."""
    del tree
    addresses = {
        route.address for program in loaded.registry.programs for route in program.published_routes if route.kind == "email"
    }
    for name, page in site.pages.items():
        yield from _title(name, page)
        for element in page.named("link", "meta"):
            yield from _head(name, element)
        for element in page.among(("meta", "script"), CARD_ATTRIBUTES):
            yield from _card(name, element)
        yield from _visited(name, page)
        yield from _tools(name, page, addresses)


def whole(outline: Outline, loaded: Loaded, tree: Tree) -> Iterator[Problem]:
    """Yield names of files that tell, and titles that two pages share."""
    del tree
    for name in outline.files:
        yield from _neutral(name, 1, name, "Ge filen ett annat namn: adressen blir kvar i telefonens historik.")
        if name.endswith(".map"):
            yield _problem(name, 1, "Filen är en källkarta.", "Ta bort den.", "a14-verktyg")
    taken: dict[tuple[str, str], str] = {}
    for head in sorted(outline.heads, key=lambda head: head.name):
        code = languages.of(head.name, loaded.languages).code
        for words, line in (title for title in head.titles if title[0]):
            if (other := taken.setdefault((code, words.casefold()), head.name)) != head.name:
                yield _problem(head.name, line, f"Titeln {quoted(words)} har redan {other}.", _TITLE, "a11-titel")


def _neutral(name: str, line: int, words: str, remedy: str) -> Iterator[Problem]:
    if told := TELLING.search(words):
        yield _problem(name, line, f"{quoted(words)} innehåller {quoted(told[0])}.", remedy, "a11-ord")


def _title(name: str, page: BuiltPage) -> Iterator[Problem]:
    """Every page has one title, in words that tell nothing (A11, WCAG 2.4.2)."""
    found = list(page.named("title"))
    words = found[0].text() if found else ""
    if len(found) != 1 or not words:
        yield _problem(name, 1, "Sidan har ingen titel, eller flera.", _TITLE, "a11-titel")
    yield from _neutral(name, 1, words, "Välj ord som inte säger vad det handlar om: titeln blir kvar i telefonens historik.")


def _head(name: str, element: Element) -> Iterator[Problem]:
    """Yield where the description tells, the icon is a file, or a tag says who or what made the page (A11, A14)."""
    attributes = element.attributes
    if element.name == "link":
        if attributes.get("rel", "").lower().split() != ["icon"] or attributes.get("href") != "data:,":
            message = f"Sidan har <link rel={quoted(attributes.get('rel', ''))}>."
            yield _problem(name, element.line, message, 'Bara <link rel="icon" href="data:,"> får finnas.', "a11-ikon")
    elif element.name == "meta" and "name" in attributes:
        called = attributes["name"].strip().lower()
        if called == "description":
            yield from _neutral(name, element.line, attributes.get("content", ""), "Skriv om description: i sidans huvud.")
        elif called not in METAS and not CARDS.match(called):
            yield _problem(name, element.line, f"Sidan har <meta name={quoted(called)}>.", "Ta bort det.", "a14-verktyg")


def _card(name: str, element: Element) -> Iterator[Problem]:
    """Yield what is made for messengers, home screens or machines that read facts (A11)."""
    attributes = element.attributes
    named = element.name == "meta" and CARDS.match(attributes.get("name", "").strip())
    if named or CARD_ATTRIBUTES & attributes.keys():
        yield _problem(name, element.line, "Sidan har ett kort för delning.", "Ta bort det.", "a11-kort")
    if element.name == "script" and "json" in attributes.get("type", "").lower():
        yield _problem(name, element.line, "Sidan har uppgifter för sökmotorer.", "Ta bort dem.", "a11-kort")


def _visited(name: str, page: BuiltPage) -> Iterator[Problem]:
    """Yield where a link that has been followed looks different from one that has not (A13)."""
    for message, remedy in _unlike(tuple(element.own_text() for element in page.named("style"))):
        yield _problem(name, 1, message, remedy, "a13-besokt-lank")


@lru_cache(stylesheets.PAGES_SHARE)
def _unlike(styles: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return where the stylesheets of a page tell followed links from others, with what to do."""
    rules = [rule for style in styles for rule in stylesheets.rules(style)]
    found = []
    remedy = "Skriv a:link och a:visited i samma regel."
    looks: dict[tuple[str, tuple[str, ...]], dict[str, dict[str, str]]] = {}
    for rule in rules:
        if _INSIDE_A_FUNCTION.search(rule.selector):
            found.append((f"{quoted(rule.selector)} går inte att jämföra.", remedy))
        elif kinds := {kind.lower() for kind in _LINKED.findall(rule.selector)}:
            either = looks.setdefault((_LINKED.sub(":link", rule.selector), rule.media), {":link": {}, ":visited": {}})
            for kind in kinds:
                either[kind].update(rule.declarations)
    for (selector, _), look in looks.items():
        if look[":link"] != look[":visited"]:
            found.append((f"{quoted(selector)} ser annorlunda ut när länken är besökt.", remedy))
    if not any(rule.selector in _EVERY_VISITED and not rule.media and "color" in dict(rule.declarations) for rule in rules):
        found.append(("Besökta länkar får webbläsarens egen färg.", "Ge a:link och a:visited samma color."))
    return tuple(found)


def _tools(name: str, page: BuiltPage, addresses: set[str]) -> Iterator[Problem]:
    """Yield what tells how, where, at what time or by whom a page was made (A14); the e-mail `addresses` may be shown."""
    text = page.text
    for told in COMMENT.finditer(text):
        message = f"Sidan har en kommentar: {quoted(told[0])}."
        yield _problem(name, _line(text, told.start()), message, "Ta bort den: besökaren får den med.", "a14-kommentar")
    for words in (words for words in SOURCES if words in text):
        message = f"Sidan visar vad den är gjord av: {quoted(words)}."
        yield _problem(name, _line(text, text.index(words)), message, "Ta bort det.", "a14-verktyg")
    for words in [*(told[0] for told in PLACES.finditer(text)), *(words for words in MACHINES if words in text)]:
        message = f"Sidan har en sökväg från bygget: {quoted(words)}."
        yield _problem(name, _line(text, text.index(words)), message, "Ta bort den.", "a14-sokvag")
    for told in CLOCKS.finditer(text):
        message = f"Sidan har ett datum med klockslag: {quoted(told[0])}."
        yield _problem(name, _line(text, told.start()), message, "Skriv bara dagen.", "a14-klockslag")
    for element in page.named("style", "script"):
        noted = element.name == "style" and stylesheets.has_comment(element.own_text())
        if noted or (element.name == "script" and NOTE.search(element.own_text())):
            message = f"Det står en kommentar i <{element.name}>."
            yield _problem(name, element.line, message, "Ta bort den: besökaren får den med.", "a14-kommentar")
    if _MAYBE_EMAIL.search(text):
        yield from _emails(name, page, addresses)


def _emails(name: str, page: BuiltPage, addresses: set[str]) -> Iterator[Problem]:
    for element in page.elements:
        for address in EMAIL.findall(" ".join((element.own_text(), *element.attributes.values()))):
            if address not in addresses:
                message = f"Här står e-postadressen {quoted(address)}, som inte är någon av registrets."
                yield _problem(name, element.line, message, "Ta bort den, eller lägg till den som kontaktväg.", "a14-mejl")


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
