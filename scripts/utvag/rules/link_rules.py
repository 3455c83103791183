"""Links on hand-written pages: what they say, whom they call, where they lead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from utvag.content import languages
from utvag.content.page_markdown import LIVE
from utvag.registry.model import WebRoute
from utvag.rules.word_lists import VAGUE
from utvag.swedish import did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.content.page_source import WrittenPage
    from utvag.problems import Problem
    from utvag.rules.written_site import WrittenSite

_ADDRESS = re.compile(r"(https?://|www\.)\S*|[\w.-]+\.[a-zåäö]{2,}(/\S*)?", flags=re.IGNORECASE)


def links_lead_where_they_say(site: WrittenSite) -> Iterator[Problem]:
    """En länk leder till en sida här, till ett nummer eller en adress i registret, och säger vart."""
    for page, block in site.blocks:
        for words, to in block.links:
            if told := _vague(words):
                yield page.problem(block.place(to or words), told, "lanktext")
            if told := _fault(page, words, to, site):
                is_call = to.startswith("tel:")
                at = f"[{words}]({to}" if is_call else to or words
                yield page.problem(block.place(at), told, "annat-nummer" if is_call else "bruten-lank")


def is_right(page: WrittenPage, words: str, to: str, site: WrittenSite) -> bool:
    """Return whether nothing is wrong with where a link leads."""
    return _fault(page, words, to, site) is None


def _fault(page: WrittenPage, words: str, to: str, site: WrittenSite) -> tuple[str, str] | None:
    return _call(words, to, site) if to.startswith("tel:") else _lost(page, words, to, site)


def _vague(words: str) -> tuple[str, str] | None:
    plain = words.strip(" .:!?…>»→").casefold()
    if plain and not VAGUE.fullmatch(plain) and not _ADDRESS.fullmatch(plain):
        return None
    return f"Länken heter {quoted(words)}.", "Skriv vart länken leder, till exempel ”vad som händer när du ringer”."


def _call(words: str, to: str, site: WrittenSite) -> tuple[str, str] | None:
    """Return what is wrong with a link that calls somebody."""
    number = to.removeprefix("tel:")
    if words in site.dialled and number != site.dialled[words]:
        return f"Länken visar {quoted(words)} men ringer {quoted(number)}.", f"Skriv [{words}](tel:{site.dialled[words]})"
    if number not in site.dialled.values():
        return f"Länken ringer {quoted(number)}.", "Låt den ringa ett nummer som registret visar, till exempel [112](tel:112)."
    return None


def _lost(page: WrittenPage, words: str, to: str, site: WrittenSite) -> tuple[str, str] | None:
    """Return what is wrong with a link to a page, ours or not."""
    if to.startswith("https:") and LIVE.fullmatch(to):
        host = urlsplit(to).netloc.removeprefix("www.")
        if to not in site.addresses(WebRoute):
            remedy = "Ta bort länken, eller lägg till adressen som kontaktväg i programs.yaml."
            return f"Länken {quoted(to)} finns inte i registret.", remedy
        if host.casefold() not in words.casefold():
            return f"Länken {quoted(words)} säger inte att den går till {host}.", f"Skriv {host} i länkens text."
        return None
    goal, part = page.goal(to), to.partition("#")[2]
    there = site.goals.get(goal)
    if not to or not LIVE.fullmatch(to) or goal not in site.goals or (there and part and part not in there.ids):
        guess = did_you_mean(goal, site.goals)
        return f"Länken {quoted(to)} leder ingenstans.{guess}", "Skriv sidans fil, till exempel [vad som händer](nar-du-ringer.md)."
    if languages.of(there.address if there else goal, site.languages) != site.language(page):
        return f"Länken {quoted(to)} leder till ett annat språk.", "Länka till en sida på sidans eget språk."
    return None
