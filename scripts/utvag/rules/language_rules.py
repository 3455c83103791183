"""What the languages of the site have in common: texts in all of them, and in each the same digits, numbers and links."""

from __future__ import annotations

import re
from collections import Counter
from functools import reduce
from pathlib import PurePath
from typing import TYPE_CHECKING

from utvag.content import urls
from utvag.content.page_source import address
from utvag.content.translations import missing
from utvag.problems import Location, Problem, Severity
from utvag.registry import phones, walk
from utvag.registry.model import STATUS_REASON, Text
from utvag.rules.link_rules import is_right
from utvag.rules.written_site import Said, in_block, in_source
from utvag.swedish import language_name, listing, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from utvag.content.page_markdown import Block
    from utvag.content.page_source import WrittenPage
    from utvag.registry.source import Path
    from utvag.rules.written_site import WrittenSite

NEEDED = ("lifeline", "emergency", "declined_answer", "municipalities", "questions")
"""What a language needs in full before it is offered: the number, 112, and the guide's own words."""

_DIGITS = re.compile(r"\d+(?:[.:,]\d+)*")
_SHOWN = 3
"""How many differences a problem names."""


def languages_are_whole(site: WrittenSite) -> Iterator[Problem]:
    """Ett språk som erbjuds har numret, 112 och guidens alla frågor och svar översatta."""
    for lang in _others(site):
        for path in missing(site.registry, lang, only=NEEDED):
            message = f"Texten finns inte på {language_name(lang)}."
            remedy = f"{_rows(site, path, lang)} Eller ta bort {lang} ur languages: i mkdocs.yml."
            yield site.problem(path, message, remedy, "oversattning-saknas")


def programs_are_translated(site: WrittenSite) -> Iterator[Problem]:
    """En insats som inte är översatt har ingen sida på det språket. Där står namn, nummer och att man kan ringa och fråga."""
    for lang in _others(site):
        for number, program in enumerate(site.registry.programs):
            path = ("programs", number)
            lacking = list(missing(program, lang, path)) if program.has_page else []
            name = quoted(program.name)
            if lacking == [(*path, STATUS_REASON)]:
                message = f"Skälet till pausen finns inte på {language_name(lang)}. Där står bara att {name} har paus."
            else:
                message = f"{name} har ingen sida på {language_name(lang)}: {len(lacking)} texter saknas, den här först."
            if lacking:
                remedy = f"Är den översatt? {_rows(site, lacking[0], lang)}"
                yield site.problem(lacking[0], message, remedy, "oversattning-vantar", Severity.WARNING)


def _rows(site: WrittenSite, path: Path, lang: str) -> str:
    """Return which rows to write, and where, for a text's words in `lang`: one below `sv`, or both when it is a plain line."""
    value = site.loaded.source.value(path)
    if not isinstance(value, str):
        return f"Lägg till {lang}: under sv:."
    where = "efter strecket" if isinstance(path[-1], int) else f"under {path[-1]}:, två mellanslag längre in"
    return f"Skriv två rader {where}: sv: {value} – och rakt under den {lang}: med de översatta orden."


def _others(site: WrittenSite) -> Iterator[str]:
    return (language.code for language in site.languages[1:])


def translations_say_the_same(site: WrittenSite) -> Iterator[Problem]:
    """En översatt text har samma siffror som den svenska, och en översatt sida samma nummer och länkar."""
    yield from _digits(site)
    yield from _links_of_pages(site)


def _digits(site: WrittenSite) -> Iterator[Problem]:
    for original, text in _pairs(site):
        one, other = (_DIGITS.findall(phones.in_our_digits(said.words)) for said in (text, original))
        if Counter(one) != Counter(other) and site.numbers.issuperset(phones.mentioned(f"{text.words}\n{original.words}")):
            message = f"Siffrorna är inte samma som på svenska.{_difference(one, other)}"
            yield text.problem("", message, "Skriv samma siffror på båda språken, också klockslag och år.", "sprak-olika")


def _pairs(site: WrittenSite) -> Iterator[tuple[Said, Said]]:
    """Yield each Swedish text of the registry, of the words and of the pages, and the same in another language."""
    for found in walk.texts(site.registry):
        for lang, words in found.value.others.items() if isinstance(found.value, Text) else ():
            where = in_source(site.loaded.source, (*found.path, lang))
            yield Said(found.value.sv, "sv", None, where), Said(words, lang, None, where)
    for language in site.languages[1:]:
        for key in language.words.keys() & site.languages[0].words.keys():
            where = in_source(site.words_of(language), (key,))
            yield Said(site.languages[0][key], "sv", None, where), Said(language[key], language.code, None, where)
    for page, original in _pages(site):
        alike = len(page.blocks) == len(original.blocks)
        for parts, others in zip(
            *([[block] for block in each.blocks] if alike else [each.blocks] for each in (page, original)), strict=True
        ):
            words, swedish = (" ".join(map(_uncalled, blocks)) for blocks in (parts, others))
            yield Said(swedish, "sv", None, in_block(original, others[0])), Said(words, "", None, in_block(page, parts[0]))


def _uncalled(block: Block) -> str:
    """Return the words of a block without those that call somebody: they are held with the links."""
    return reduce(lambda words, link: words.replace(link[0], "") if link[1].startswith("tel:") else words, block.links, block.words)


def _pages(site: WrittenSite) -> Iterator[tuple[WrittenPage, WrittenPage]]:
    """Yield each page that is not Swedish, and the same page in Swedish."""
    written = {page.address: page for page in site.pages if page.blocks}
    for page in written.values():
        prefix = site.language(page).prefix
        if prefix and (original := written.get(page.address.removeprefix(prefix))):
            yield page, original


def _links_of_pages(site: WrittenSite) -> Iterator[Problem]:
    there = {page.address for page in site.pages} | site.generated
    for page, original in _pages(site):
        if not all(is_right(each, *link, site) for each in (page, original) for block in each.blocks for link in block.links):
            continue  # what is wrong with a link is told already
        prefix = site.language(page).prefix
        calls, inside, outside = _links(page)
        swedish = _links(original)
        kept = {f"{prefix}{goal}" for goal in swedish[1] if f"{prefix}{goal}" in there}
        for one, other, words in (
            (calls, swedish[0], "ringer inte samma nummer, i samma ordning, som"),
            (sorted(inside - {f"{prefix}{urls.CALL}"}), sorted(kept), "leder inte till samma sidor som"),
            (outside, swedish[2], "länkar inte till samma webbplatser, i samma ordning, som"),
        ):
            if one != other:
                message = f"Sidan {words} den svenska.{_difference(one, other)}"
                where = Location(page.name, page.top)
                yield Problem(where, page.name, message, "Skriv samma nummer och länkar på båda språken.", "sprak-olika")


def _links(page: WrittenPage) -> tuple[list[str], set[str], list[str]]:
    """Return the numbers that a page calls, the pages of ours it leads to, and the other sites."""
    links = [to for block in page.blocks for _, to in block.links]
    calls, outside = ([to for to in links if to.startswith(start)] for start in ("tel:", "https:"))
    return calls, {address(PurePath(page.goal(to))) for to in links if to not in (*calls, *outside)}, outside


def _difference(one: Iterable[str], other: Iterable[str]) -> str:
    """Return what only one of two texts has, in words; nothing when they differ in the order alone."""
    more, less = Counter(one) - Counter(other), Counter(other) - Counter(one)
    told = [
        f" {words}: {listing([quoted(item) for item in sorted(found)[:_SHOWN]])}."
        for words, found in (("Bara här står", more), ("Här saknas", less))
        if found
    ]
    return "".join(told)
