"""Hand-written pages: where they may stand, what they begin with, their headings, links and marks; and mkdocs.yml."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from utvag.content import languages, translation_marks, urls
from utvag.content.page_markdown import LIVE
from utvag.content.page_source import WORDS
from utvag.problems import Location, Problem
from utvag.registry import phones, walk
from utvag.registry.model import WebRoute
from utvag.registry.source import Bare, Mapping, Sequence
from utvag.rules import codes
from utvag.rules.text_rules import one_of
from utvag.rules.written_site import on_page
from utvag.swedish import did_you_mean, listing, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from utvag.content.page_source import WrittenPage
    from utvag.registry.model import Lifeline, Program
    from utvag.registry.source import Source
    from utvag.rules.written_site import WrittenSite

AUDIENCES = ("leaver", "relative", "professional")

REQUIRED = {
    "title": "några neutrala ord",
    "description": "några neutrala ord",
    "audience": f"vem sidan är för: [{', '.join(AUDIENCES)}]",
    "owner": "rollen som ansvarar, till exempel redaktionen",
    "reviewed": "dagen då någon gick igenom sidan, till exempel 2026-11-21",
}
"""Front matter that every page needs, each with an example."""

KEYS = (*REQUIRED, "also_called", "registry", "assessed")
"""Everything that front matter may say: `also_called` are words that staff search with, `assessed` (the day the site was tried)
makes a page the accessibility statement."""

SETTINGS = {
    "languages": "[sv]",
    "signed": "{}",
    "exit_address": "https://www.smhi.se/",
    "owner": '""',
    "feedback": '""',
    "history_light": "true",
}
"""What mkdocs.yml says under `extra`, each with an example."""

OPTIONAL = {"data_url": "https://data.kommunen.se"}
"""What it may say besides."""

ADDRESSES = ("exit_address", "data_url")
"""Which of them are web addresses."""

SAFER = "surfa-tryggare/index.html"
"""The page about surfing more safely, below a language's prefix."""

VAGUE, PAUSE, HISTORY, SPYWARE = map(one_of, ("vague", "pause", "history", "spyware"))
"""Link texts that say nothing; that something has paused; advice about the history; the warning that a program may see all."""

_PLACE = re.compile(r"(nummer|tider)\b[ :]*(.*)", flags=re.IGNORECASE)
_ADDRESS = re.compile(r"(https?://|www\.)\S*|[\w.-]+\.[a-zåäö]{2,}(/\S*)?", flags=re.IGNORECASE)
_NOT_SHOWN = re.compile(r"<[a-z/!?][^<>]*>?|&(?:#\w+|\w+);|!\[[^\]]*\]?|\]\[", flags=re.IGNORECASE)
"""HTML, signs by name or number, pictures, links whose address stands elsewhere: `page_markdown` makes nothing of them."""


def heads_say_what_they_must(site: WrittenSite) -> Iterator[Problem]:
    """Yield pages that cannot be read or have no head, and what is missing or wrong in one."""
    return heads_of(site.every_page)


def heads_of(pages: Iterable[WrittenPage]) -> Iterator[Problem]:
    """Yield the same of some pages, for which no registry is needed."""
    for page in pages:
        yield from page.torn
        if page.torn:
            continue
        if page.source is None:
            yield on_page(page, (1,), "sidhuvud/none", keys=", ".join(f"{key}:" for key in REQUIRED))
            continue
        yield from page.source.problems
        for key, example in REQUIRED.items() if page.source.document is not None else ():
            if not page.head.get(key) and not nearest(key, page.head.keys() - KEYS):
                yield on_page(page, (1,), "sidhuvud/missing", key=key, example=example)
        for key, value in page.head.items():
            if found := _wrong(key, value):
                told, said = found
                words = {"said": said, "guess": did_you_mean(said, KEYS if told == "key" else AUDIENCES), "known": ", ".join(KEYS)}
                where = page.source.locate((key,), key=True)
                yield codes.problem(where, page.name, f"sidhuvud/{told}", example=REQUIRED["audience"], **words)


def _wrong(key: str, value: object) -> tuple[str, str] | None:
    """Return what is wrong with a line of front matter, and the word that is."""
    strangers = [one for one in (value if isinstance(value, Sequence) else [value]) if one not in AUDIENCES]
    faults = {
        "key": key not in KEYS,
        "reader": key == "audience" and bool(value and strangers),
        "day": key in ("reviewed", "assessed") and bool(value) and not _is_day(value),
        "registry": key == "registry" and value != "lifeline",
    }
    told = next((name for name, is_so in faults.items() if is_so), "")
    return (told, str({"key": key, "reader": strangers and strangers[0]}.get(told, value))) if told else None


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, Bare) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def pages_are_markdown_alone(site: WrittenSite) -> Iterator[Problem]:
    """Yield files that are no page, and whatever on a page is no heading, paragraph, list, link or emphasis."""
    for name, inside in site.files:
        if inside.suffix != ".md" and inside.name not in (languages.WORDS, translation_marks.NAME):
            yield codes.problem(Location(name), name, "html/file")
    for page, block in site.blocks:
        for number, line in enumerate(block.lines, block.line):
            if found := _NOT_SHOWN.search(line):
                told = "html/sign" if found[0].startswith("&") else "html/tag"
                yield on_page(page, (number, found.start() + 1), told, found=found[0])


def headings_go_from_top_to_bottom(site: WrittenSite) -> Iterator[Problem]:
    """Yield pages that do not begin with their only first heading, empty headings, and those that leave out a level."""
    for page in site.pages:
        found = [block for block in page.blocks if block.level]
        if not found or (found[0].line, found[0].level) != (page.top, 1):
            yield on_page(page, (page.top,), "rubriknivaer/first")
        above = 1
        for number, block in enumerate(found):
            if not block.words:
                yield on_page(page, (block.line,), "rubriknivaer/empty")
            if number and block.level == 1:
                yield on_page(page, (block.line,), "rubriknivaer/second")
            if block.level > above + 1:
                signs = "#" * (above + 1)
                yield on_page(page, (block.line,), "rubriknivaer/step", above=above, level=block.level, signs=signs)
            above = block.level


def links_lead_where_they_say(site: WrittenSite) -> Iterator[Problem]:
    """Yield links that lead nowhere or elsewhere than they say, call another number than they show, or say nothing."""
    for page, block in site.blocks:
        for words, to in block.links:
            plain = words.strip(" .:!?…>»→").casefold()
            if not plain or VAGUE.fullmatch(plain) or _ADDRESS.fullmatch(plain):
                yield on_page(page, block.place(to or words), "lanktext", words=words)
            if told := wrong_link(page, words, to, site):
                at = f"[{words}]({to}" if to.startswith("tel:") else to or words
                more = {"host": _host(to), "number": to.removeprefix("tel:"), "right": site.dialled.get(words)}
                own = (goal for goal in site.goals if languages.of(goal, site.languages) == site.language(page))
                guess = did_you_mean(page.goal(to), own)
                yield on_page(page, block.place(at), told, words=words, to=to, guess=guess, **more)


def wrong_link(page: WrittenPage, words: str, to: str, site: WrittenSite) -> str:
    """Return what is told of where a link leads, "" when nothing is wrong with it."""
    if to.startswith("tel:"):
        number = to.removeprefix("tel:")
        if site.dialled.get(words, number) != number:
            return "annat-nummer/other"
        return "" if number in site.dialled.values() else "annat-nummer/unknown"
    if to.startswith("https:") and LIVE.fullmatch(to):
        if to not in site.addresses(WebRoute):
            return "bruten-lank/outside"
        return "" if _host(to).casefold() in words.casefold() else "bruten-lank/host"
    goal, part = page.goal(to), to.partition("#")[2]
    there = site.goals.get(goal)
    if not to or not LIVE.fullmatch(to) or goal not in site.goals or (there and part and part not in there.ids and not there.torn):
        return "bruten-lank/nowhere"
    is_own = languages.of(there.address if there else goal, site.languages) == site.language(page)
    return "" if is_own else "bruten-lank/language"


def _host(address: str) -> str:
    return urlsplit(address).netloc.removeprefix("www.")


def numbers_stand_in_the_registry(site: WrittenSite) -> Iterator[Problem]:
    """Yield numbers that are typed on a page though the registry has them: changed there, they would stay here."""
    dialled = {phones.dialled(number, phones.e164(number)): name for name, number in reversed(site.loaded.numbers.items())}
    own = phones.digits(site.registry.emergency.number)
    for page in site.pages:
        links = [(block.place(words)[0], wrong_link(page, words, to, site)) for block in page.blocks for words, to in block.links]
        wrong = {line for line, told in links if told}
        told = {
            (line, phones.e164(number) or phones.digits(number))
            for line, number in page.typed
            if line not in wrong and number in site.dialled
        }
        for line, number in sorted(told):
            if number in dialled and number != own:
                yield on_page(
                    page, (line,), "nummer-i-text/typed", number=site.loaded.numbers[dialled[number]], name=dialled[number]
                )


def blocks_say_how_we_know(site: WrittenSite) -> Iterator[Problem]:
    """Yield blocks without a mark, marks in the wrong place, and names in them that are no source and no word for one."""
    known = [*WORDS, *(source.id for source in site.registry.sources)]
    ours = ", ".join(WORDS)
    for page, block in site.blocks:
        for mark in (*block.stray, *([block.mark] if block.mark else ())):
            if asked := next((found for name in mark.names if (found := _PLACE.match(name))), None):
                kind, name, said = asked[1].lower(), asked[2], site.loaded.said(site.language(page))
                told = "form" if f"{kind}: {name}" in said else kind
                guess = did_you_mean(name, [place.partition(": ")[2] for place in said if place.startswith(kind)])
                yield on_page(page, mark.place, f"okand-hanvisning/{told}", name=name, guess=guess, kind=kind, found=asked[0])
            elif any("=" in name or name[0] in ".:#" for name in mark.names):
                yield on_page(page, mark.place, "html/braces")
            elif mark in block.stray or not mark.names:
                yield on_page(page, mark.place, f"kallmarke/{'stray' if mark in block.stray else 'empty'}", words=ours)
            else:
                for name in (name for name in mark.names if name not in known):
                    guess = did_you_mean(name, known)
                    yield on_page(page, mark.place, "kallmarke/unknown", name=name, guess=guess, words=ours)
        if block.tells and not block.mark and not block.stray and not _NOT_SHOWN.search("".join(block.lines)):
            last = block.line + len(block.lines) - 1
            yield on_page(page, (last,), "kallmarke/missing", block=block.words, words=ours)


def sources_are_used(site: WrittenSite) -> Iterator[Problem]:
    """Yield sources that nothing in the registry and no page rests on, also one that tells nothing else because it is torn."""
    used = {name for page in site.every_page for block in page.blocks if block.mark for name in block.mark.names}
    if any(page.torn and not page.blocks for page in site.every_page):
        return  # who knows what it rests on
    used |= {
        found.value for found in walk.everything(site.registry) if found.key.name == "sources" and isinstance(found.value, str)
    }
    for number, source in enumerate(site.registry.sources):
        if source.id not in used:
            yield site.problem(("sources", number), "oanvand-kalla")


def pauses_are_told(site: WrittenSite) -> Iterator[Problem]:
    """Yield blocks that lead to a programme, or name a number of its own, and do not say that it has paused."""
    active = (program for program in site.shown if program.status == "active")
    running = {site.registry.lifeline.number, site.registry.emergency.number}.union(*map(_numbers, active))
    for program in (program for program in site.shown if program.status == "paused"):
        own, address = _numbers(program) - running, urls.of_program(program)
        for page, block in site.blocks:
            at = next((words for words, to in block.links if to.partition("#")[0].endswith(address)), "")
            at = at or next((number for number in phones.mentioned(block.words) if number in own), "")
            if at and not PAUSE.search(block.words):
                yield on_page(page, block.place(at), "paus-pa-sida", name=program.name)


def _numbers(program: Program) -> set[str]:
    return {route.number for route in program.published_routes if route.kind == "phone"}


def warnings_come_first(site: WrittenSite) -> Iterator[Problem]:
    """Yield pages about surfing more safely with advice about the history before the warning that a program may see all."""
    for page in (page for page in site.pages if page.address.endswith(SAFER)):
        words = " ".join(block.words for block in page.blocks)
        advice, warning = HISTORY.search(words), SPYWARE.search(words)
        if advice and (warning is None or warning.start() > advice.start()):
            yield on_page(page, (page.top,), "program-forst")


def settings_can_be_used(site: WrittenSite) -> Iterator[Problem]:
    """Yield what is missing or cannot be used in mkdocs.yml, and an exit that leads to somebody who gives support."""
    settings = site.settings
    extra = settings.value(("extra",)) if settings is not None else None
    if settings is None or not isinstance(extra, Mapping):
        return
    yield from settings.problems
    own = {_domain(address) for address in site.addresses(WebRoute)}
    known = {**SETTINGS, **OPTIONAL}
    misspelt = {nearest(key, SETTINGS) for key in extra.keys() - known.keys()} - extra.keys()
    for key in (key for key in {**SETTINGS, **extra} if key not in misspelt):
        said, path = str(extra.get(key)), ("extra", key)
        faults = {
            "missing": key not in extra,
            "https": key in ADDRESSES and (said or key in SETTINGS) and urlsplit(said).scheme != "https",
            "own": key == "exit_address" and _domain(said) in own,
            "light": key == "history_light" and said not in ("true", "false"),
            "name": key not in known,
        }
        if told := next((name for name, is_so in faults.items() if is_so), ""):
            words = {"said": said, "key": key, "guess": did_you_mean(key, known), "settings": listing(list(known))}
            where = settings.locate(path if key in extra else ("extra",), key=told in ("missing", "name"))
            yield codes.problem(where, settings.subject(path), f"installning/{told}", example=known.get(key), **words)


def faults_can_be_told(settings: Source, line: Lifeline) -> Iterator[Problem]:
    """Yield that a site may not be published: nowhere to tell of a fault but the number that somebody may need."""
    path = ("extra", "feedback")
    said = str(settings.value(path)) if settings.has(path) else ""
    if not said.strip() or line.number in phones.mentioned(said):
        yield codes.problem(settings.locate(path), settings.subject(path), "installning/release")


def _domain(address: str) -> str:
    """Return the part of an address's host that somebody has registered: its last two labels."""
    return ".".join((urlsplit(address).hostname or "").split(".")[-2:])
