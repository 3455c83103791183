"""What the languages of the site have in common: texts in all of them, and in each the same digits, numbers and links."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING

from utvag.content import urls
from utvag.content.page_source import address
from utvag.problems import Severity
from utvag.registry import phones, walk
from utvag.registry.model import STATUS_REASON, Text
from utvag.rules.link_rules import is_right
from utvag.swedish import language_name, listing, quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from utvag.content.page_source import WrittenPage
    from utvag.problems import Problem
    from utvag.registry.model import Model
    from utvag.registry.source import Path
    from utvag.rules.written_site import WrittenSite

NEEDED = ("lifeline", "emergency", "declined_answer", "municipalities", "questions")
"""What a language needs in full before it is offered: the number, 112, and the guide's own words."""

_DIGITS = re.compile(r"\d+(?:[.:,]\d+)*")
_SHOWN = 3
"""How many differences a problem names."""


def missing(group: Model, lang: str, path: Path = (), only: Collection[str] = ()) -> Iterator[Path]:
    """Yield the path of every text inside `group`, which stands at `path`, that has no words in `lang`; see `walk.texts`."""
    return (one.path for one in walk.texts(group, path, only) if isinstance(one.value, Text) and lang not in one.value)


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
    remedy = "Skriv samma siffror, nummer och länkar på båda språken, också klockslag och år."
    pages = []
    for page, original in site.translated:
        told = _links_of(site, page, original)
        if len(page.blocks) != len(original.blocks):
            told = told or _digits(site, *(" ".join(block.words for block in each.blocks) for each in (page, original)))
        if told:
            pages.append((page.name,))
            yield page.problem((page.top,), (told, remedy), "sprak-olika")
    for text in site.texts:
        told = _digits(site, text.words, text.swedish) if text.swedish is not None and text.group not in pages else ""
        if told:
            yield text.problem("", told, remedy, "sprak-olika")


def _digits(site: WrittenSite, words: str, swedish: str) -> str:
    """Return how the digits of a text differ; nothing when it has numbers to call, which are told by themselves."""
    one, other = (_DIGITS.findall(phones.in_our_digits(each)) for each in (words, swedish))
    if Counter(one) == Counter(other) or not site.numbers.issuperset(phones.mentioned(f"{words}\n{swedish}")):
        return ""
    return f"Siffrorna är inte samma som på svenska.{_difference(one, other)}"


def _links_of(site: WrittenSite, page: WrittenPage, original: WrittenPage) -> str:
    """Return how the links of a page differ from those of the same page in Swedish; nothing when something is wrong with them."""
    if not all(is_right(each, *link, site) for each in (page, original) for block in each.blocks for link in block.links):
        return ""
    prefix = site.language(page).prefix
    there = {address(PurePath(name)) for name in site.goals}
    calls, inside, outside = _links(page)
    swedish = _links(original)
    kept = {f"{prefix}{goal}" for goal in swedish[1]} & there
    for one, other, words in (
        (calls, swedish[0], "ringer inte samma nummer, i samma ordning, som"),
        (sorted(inside - {f"{prefix}{urls.CALL}"}), sorted(kept), "leder inte till samma sidor som"),
        (outside, swedish[2], "länkar inte till samma webbplatser, i samma ordning, som"),
    ):
        if one != other:
            return f"Sidan {words} den svenska.{_difference(one, other)}"
    return ""


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
