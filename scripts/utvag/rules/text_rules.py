"""What no text may say, wherever it stands: numbers and addresses that are not the registry's, promises; and titles that tell.

The words that rules look for stand in words.yaml.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from utvag.content import page_source, urls
from utvag.problems import Location, Problem
from utvag.registry import phones, source
from utvag.registry.model import EmailRoute
from utvag.rules import codes
from utvag.rules.written_site import DESCRIPTION, FEEDBACK, SOURCE, TITLE
from utvag.swedish import letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from utvag.registry.source import Path as SourcePath
    from utvag.registry.texts import Words
    from utvag.rules.written_site import Said, WrittenSite

_LISTS = source.parse((Path(__file__).parent / "words.yaml").read_bytes(), "words.yaml")
_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")


def patterns(name: str) -> tuple[str, ...]:
    """Return the patterns of a list."""
    return tuple(str(pattern) for pattern in _LISTS.value((name,)) or ())


@cache
def one_of(name: str) -> re.Pattern[str]:
    """Return what finds any pattern of a list."""
    return re.compile("|".join(patterns(name)), flags=re.IGNORECASE)


TELLING = one_of("telling")
"""What an address or a title may not contain."""

_YEAR = re.compile(r"\b20\d\d\b")


def in_small_letters(words: str) -> str:
    """Return a text in small letters, where both kinds of i in Turkish are an i, as for a pattern that ignores case."""
    return words.casefold().replace("i\u0307", "i").replace("\u0131", "i")


def _finder(name: str) -> Callable[[str], str]:
    """Return what finds the first words in a text that a list means, "" for none; many texts stand in many places.

    Small letters are looked for in small letters first, which is much quicker than looking for them in any.
    """
    small = re.compile("|".join(patterns(name)))

    @lru_cache(maxsize=1 << 15)
    def found(words: str) -> str:
        there = one_of(name).search(words) if small.search(in_small_letters(words)) else None
        return there[0] if there else ""

    return found


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


promised, to_come = _finder("promises"), _finder("passing")
"""What finds what the site never promises, and words of what is to come, which time makes false."""


def texts_say_nothing_they_may_not(site: WrittenSite) -> Iterator[Problem]:
    """Yield numbers and addresses that are not shown so, promises, what is to come without a year, and titles that tell."""
    shown = site.addresses(EmailRoute)
    for text in site.texts:
        for number in phones.mentioned(text.words) if text.role != SOURCE else ():  # what others called a page stands as it is
            if number not in site.dialled:
                meant = {phones.e164(number) or "-", _digits(number)}
                right = next((own for own in site.dialled if meant & {phones.e164(own), _digits(own)}), "")
                yield text.problem(number, f"nummer-i-text/{'spelling' if right else 'unknown'}", number=number, right=right)
        for address in _EMAIL.findall(text.words) if "@" in text.words and text.role != FEEDBACK else ():
            if address not in shown:
                yield text.problem(address, "mejl-i-text", address=address)
        if promise := promised(text.read):
            yield text.problem(promise, "lofte", promise=promise)
        if (coming := to_come(text.read)) and not _YEAR.search(text.read):
            yield text.problem(coming, "tid-utan-ar", told=coming)
        if text.role in (TITLE, DESCRIPTION) and (told := TELLING.search(text.read)):
            yield text.problem(told[0], "neutral-adress/words", words=text.words, found=told[0])


def addresses_and_titles_are_told_apart(site: WrittenSite) -> Iterator[Problem]:
    """Yield addresses that tell what it is about, and addresses and titles that stand twice: both stay in a phone's history."""
    for number, program in enumerate(site.registry.programs):
        if told := TELLING.search(program.slug):
            yield site.problem(("programs", number, "slug"), "neutral-adress/words", words=program.slug, found=told[0])
    for name, inside in site.files:
        address, where = page_source.address(inside), Location(name)
        if inside.suffix == ".md" and (told := TELLING.search(urls.absolute(address))):
            yield codes.problem(where, name, "neutral-adress/file", words=urls.absolute(address), found=told[0])
        if inside.suffix == ".md" and site.goals.get(address, site) is None:
            yield codes.problem(where, name, "dubbelt/generated", address=urls.absolute(address))
    taken: dict[tuple[str, str], Said] = {}
    for said in (said for said in site.texts if said.role == TITLE):
        if (other := taken.setdefault((said.lang, letters(said.words)), said)) is not said:
            yield said.problem("", "dubbelt/title", title=said.words, other=other.find("")[0])


def former_addresses_are_free(site: WrittenSite) -> Iterator[Problem]:
    """Yield addresses that a page once had and another page has, or had."""
    used = {program.slug for program in site.registry.programs}
    for number, program in enumerate(site.registry.programs):
        for position, slug in enumerate(program.former_slugs):
            if slug in used:
                yield site.problem(("programs", number, "former_slugs", position), "dubbelt/former", slug=slug)
            used.add(slug)


def questions_and_answers_are_told_apart(site: WrittenSite) -> Iterator[Problem]:
    """Yield a question with the words of another, and an answer with the words of another to the same question."""
    registry = site.registry
    asked: dict[SourcePath, Words] = {
        ("questions", number, "text"): question.text for number, question in enumerate(registry.questions)
    }
    places: dict[SourcePath, Words] = {
        ("municipalities", number, "answer"): one.answer for number, one in enumerate(registry.municipalities)
    }
    groups = [asked, places]
    for number, question in enumerate(registry.questions):
        here = ("questions", number, "answers")
        groups.append({(*here, place, "text"): choice.text for place, choice in enumerate(question.answers)})
    for group in groups:
        declined: dict[str, str] = {} if group is asked else registry.declined_answer.by_language
        taken: dict[tuple[str, str, str], SourcePath] = {}
        for path, said in group.items():
            for audience, text in said.by_audience.items():
                for lang, words in text.by_language.items():
                    own = letters(words)
                    other = taken.setdefault((audience, lang, own), path)
                    if other != path or own == letters(declined.get(lang, "")):
                        there = other if other != path else ("declined_answer",)
                        line = site.loaded.source.locate(there).line
                        yield site.problem((*path, audience, lang), "dubbelt/asked", words=words, line=line)
