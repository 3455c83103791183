"""What the languages of the site have in common: texts in all of them, and in each the same digits, numbers and links."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING, TypeAlias

from utvag.content import translation_marks, urls
from utvag.content.page_source import address
from utvag.registry import phones, walk
from utvag.registry.model import STATUS_REASON, Text
from utvag.rules.page_rules import wrong_link
from utvag.rules.written_site import on_page
from utvag.swedish import PAGES, language_name, listing, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from utvag.content.page_source import WrittenPage
    from utvag.problems import Problem
    from utvag.registry.model import Model
    from utvag.registry.source import Path
    from utvag.rules.written_site import Said, WrittenSite

NEEDED = ("lifeline", "emergency", "declined_answer", "municipalities", "questions")
"""What a language needs in full before it is offered: the number, 112, and, if it has the guide, the guide's own words."""

_DIGITS, _POINT = re.compile(r"\d+(?::\d+)*"), re.compile(r"(?<=\d)[.,](?=\d)")  # 08.00 is 08:00 in English, 1,5 is 1.5
_SHOWN = 3
"""How many differences a problem names."""
OTHERWISE = " Kan ingen översätta nu? Ta bort texten på det språket: då står det där att man kan ringa och fråga."
_MANY = 10
"""Of more translations without a mark one problem tells."""

Signed: TypeAlias = "tuple[Said, str]"
"""A translation, and its mark."""


def missing(group: Model, lang: str, path: Path = (), only: Collection[str] = ()) -> Iterator[Path]:
    """Yield the path of every text inside `group`, which stands at `path`, that has no words in `lang`; see `walk.texts`."""
    return (one.path for one in walk.texts(group, path, only) if isinstance(one.value, Text) and lang not in one.value)


def languages_are_whole(site: WrittenSite) -> Iterator[Problem]:
    """Yield texts without which a language is not offered."""
    for lang in _others(site):
        is_call = next(language.offered for language in site.languages if language.code == lang) == PAGES[0]
        for path in missing(site.registry, lang, only=NEEDED[:2] if is_call else NEEDED):
            rows, language = _rows(site, path, lang), language_name(lang)
            yield site.problem(path, "oversattning-saknas", language=language, rows=rows)


def programs_are_translated(site: WrittenSite) -> Iterator[Problem]:
    """Yield programmes that have no page in a language, or no reason for their pause there."""
    for lang in (language.code for language in site.languages[1:] if language.offered == PAGES[-1]):
        for number, program in enumerate(site.registry.programs):
            path = ("programs", number)
            if program.has_page and (lacking := list(missing(program, lang, path))):
                told = "pause" if lacking == [(*path, STATUS_REASON)] else "page"
                rows, language = _rows(site, lacking[0], lang), language_name(lang)
                words = {"name": program.name, "language": language, "count": len(lacking), "rows": rows}
                yield site.problem(lacking[0], f"oversattning-vantar/{told}", **words)


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
    """Yield texts that have other digits than the Swedish one, and pages with other numbers and links, once for each page."""
    pages = []
    for page, original in site.translated:
        told = _links_differ(site, page, original)
        if not told and len(page.blocks) != len(original.blocks):
            told = _digits_differ(site, *(" ".join(block.words for block in each.blocks) for each in (page, original)))
        if told:
            pages.append((page.name,))
            yield on_page(page, (page.top,), "sprak-olika", difference=told)
    for text in site.texts:
        if text.swedish is not None and text.group not in pages and (told := _digits_differ(site, text.words, text.swedish)):
            yield text.problem("", "sprak-olika", difference=told)


def _digits_differ(site: WrittenSite, words: str, swedish: str) -> str:
    """Return how the digits of a text differ; nothing when it has numbers to call, which are told by themselves."""
    one, other = _digits(words), _digits(swedish)
    if one == other or not site.dialled.keys() >= set(phones.mentioned(f"{words}\n{swedish}")):
        return ""
    return f"Siffrorna är inte samma som på svenska.{_difference(one, other)}"


@lru_cache(maxsize=1 << 15)
def _digits(words: str) -> tuple[str, ...]:
    """Return the numbers and clocks of a text, in any order that is the same for the same ones."""
    return tuple(sorted(_DIGITS.findall(_POINT.sub(":", phones.in_our_digits(words)))))


def _links_differ(site: WrittenSite, page: WrittenPage, original: WrittenPage) -> str:
    """Return how the links of a page differ from those of the same page in Swedish; nothing when something is wrong with them."""
    if any(wrong_link(each, *link, site) for each in (page, original) for block in each.blocks for link in block.links):
        return ""
    prefix = site.language(page).prefix
    there = {address(PurePath(name)) for name in site.goals}
    (calls, inside, outside), (own_calls, own_inside, own_outside) = _links(page), _links(original)
    for one, other, words in (
        (calls, own_calls, "ringer inte samma nummer, i samma ordning, som"),
        (
            sorted(inside - {f"{prefix}{urls.CALL}"}),
            sorted({f"{prefix}{goal}" for goal in own_inside} & there),
            "leder inte till samma sidor som",
        ),
        (outside, own_outside, "länkar inte till samma webbplatser, i samma ordning, som"),
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
    told = (("Bara här står", more), ("Här saknas", less))
    return "".join(f" {words}: {listing([quoted(item) for item in sorted(found)[:_SHOWN]])}." for words, found in told if found)


def translations_are_of_this_swedish(site: WrittenSite) -> Iterator[Problem]:
    """Yield translations that were made of other Swedish than what stands there now, and those of which nobody knows."""
    stale, new = unsigned(site)
    for told, found in (("oversattning-gammal", stale), ("oversattning-ny", new)):
        for text, mark in found[:1] if told == "oversattning-ny" and len(found) > _MANY else found:
            words = {"language": language_name(text.lang), "swedish": text.swedish, "mark": mark, "place": place(text)}
            otherwise = OTHERWISE if (text.group or ())[:1] == ("programs",) else ""
            file = translation_marks.name(text.lang)
            yield text.problem("", told, **words, file=file, count=len(found), otherwise=otherwise)


def unsigned(site: WrittenSite) -> tuple[list[Signed], list[Signed]]:
    """Return the translations, with their marks, that were made of other Swedish; and those without any mark.

    In a language that has no marks at all, every one is of the second kind.
    """
    stale: list[Signed] = []
    new: list[Signed] = []
    marks = site.marks or {}
    known = {lang: {translation_marks.of_translation(mark) for mark in marked} for lang, marked in marks.items()}
    for text, mark in site.translations if marks else ():
        if mark not in marks.get(text.lang, {mark}):  # a language that is not offered has none yet
            is_part = text.role != translation_marks.WHOLE
            is_known = translation_marks.of_translation(mark) in known[text.lang] if is_part else bool(known[text.lang])
            (stale if is_known else new).append((text, mark))
    return stale, new


def place(text: Said) -> str:
    """Return the file and the line of a text, as a problem begins with."""
    where = text.find("")[0]
    return f"{where.file}:{where.line}"


def signed(site: WrittenSite, is_right: Callable[[Said], bool]) -> tuple[dict[str, str], int]:
    """Return the new text of each language's file of marks, and how many marks are new.

    Every translation that has none gets one; one that was made of other Swedish only if somebody says that it `is_right`. Marks of
    what is no longer there go.
    """
    marks = site.marks or {}
    stale, new = unsigned(site)
    right = [mark for text, mark in stale if is_right(text)]
    waiting = {mark for _, mark in stale if mark not in right}
    left = {translation_marks.of_translation(mark) for mark in waiting}
    made = {lang: {mark for mark in known if translation_marks.of_translation(mark) in left} for lang, known in marks.items()}
    for text, mark in site.translations if marks else ():
        if mark not in waiting and text.lang in marks:
            made[text.lang].add(mark)
    files = {translation_marks.name(lang): translation_marks.as_text(known) for lang, known in made.items()}
    return files, len({*right, *(mark for _, mark in new)})
