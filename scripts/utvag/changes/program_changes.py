"""Programmes, pages and languages that are new, paused, ended, taken away or have moved, and the lines that this explains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from utvag.changes.describe_people import quote
from utvag.changes.sentences import Sentence, in_language, shown
from utvag.content import urls
from utvag.swedish import language_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from utvag.changes.line_changes import Delta
    from utvag.changes.visitor_view import VisitorView
    from utvag.registry.model import Program, Text

GONE = {
    "ended": "är avslutat och visas inte längre: {reason}",
    "withdrawn": "är indraget och visas inte längre: {reason}",
    "unconfirmed": "är inte bekräftat och visas inte längre: {reason}",
    "": "är borttaget.",
}
"""What has become of a programme that visitors could read about, by its status now."""


def same_programs(before: VisitorView, after: VisitorView) -> dict[str, str]:
    """Return which old programme is which new one, by id: the one with the same id, else the one with the same address."""
    old, new = before.loaded.registry.programs, after.loaded.registry.programs
    ids = {program.id for program in new}
    found = {program.id: program.id for program in old if program.id in ids}
    by_slug = {program.slug: program.id for program in new if program.id not in found}
    return found | {program.id: by_slug[program.slug] for program in old if program.id not in found and program.slug in by_slug}


def same_addresses(before: VisitorView, after: VisitorView, same: Mapping[str, str]) -> dict[str, str]:
    """Return the new address of every page of a programme that has moved, by its old one."""
    new = {program.id: program for program in after.loaded.registry.programs}
    moved = [(program, new[same[program.id]]) for program in before.loaded.registry.programs if program.id in same]
    return {
        f"{language.prefix}{urls.of_program(was)}": f"{language.prefix}{urls.of_program(now)}"
        for was, now in moved
        for language in after.languages
        if was.slug != now.slug
    }


def traces(before: VisitorView, after: VisitorView, moved: Mapping[str, str]) -> Iterator[Sentence]:
    """Yield what no line of a page shows: titles (they stay in the history), where the exit leads, what links leave behind."""
    for old, was in before.pages.items():
        address = moved.get(old, old)
        now = after.pages.get(address)
        if now is not None and now.title != was.title:
            words = f"Titeln ”{was.title}” blir ”{now.title}”. Den syns i fliken och blir kvar i historiken."
            yield Sentence("pages", in_language(now.lang, words), (address,), now.lang)
    if before.exit_address != after.exit_address:
        words = f"”Lämna sidan” leder till {after.exit_address}, inte längre till {before.exit_address}."
        yield Sentence("pages", words, tuple(after.pages))
    if before.is_light != after.is_light:
        left = "lämnar inte längre" if after.is_light else "lämnar nu"
        yield Sentence("pages", f"Länkar mellan sidorna {left} rader i historiken.", tuple(after.pages))


def compare(before: VisitorView, after: VisitorView, same: Mapping[str, str], deltas: list[Delta]) -> Iterator[Sentence]:
    """Yield what has become of whole programmes and pages; take the lines of `deltas` that this explains out of it."""
    old = {same.get(program.id, program.id): program for program in before.loaded.registry.programs}
    new = {program.id: program for program in after.loaded.registry.programs}
    told: set[str] = set()
    for name in [*new, *(name for name in old if name not in new)]:
        was, now = old.get(name), new.get(name)
        if words := _became(was, now):
            pages = _taken(deltas, name, [program for program in (was, now) if program is not None], after)
            own = [page for program in (was, now) if program is not None for page in _addresses(program, before, after)]
            told.update(own)
            yield Sentence("programs", words, tuple(dict.fromkeys([*own, *pages])))
    yield from _moved(before, after, same)
    yield from _pages(before, after, same_addresses(before, after, same), told)


def _became(was: Program | None, now: Program | None) -> str:
    """Return what has become of a programme, or nothing when it is shown as before."""
    could, can = was is not None and was.has_page, now is not None and now.has_page
    if now is not None and can and not could:
        paused = f" Det har paus: {now.status_reason.sv}" if now.status == "paused" and now.status_reason else ""
        return f"Nytt stöd: {quote(now.name)}. {now.summary.text.sv}{paused}"
    if was is not None and could and not can:
        reason = now.status_reason.sv if now is not None and now.status_reason else ""
        return f"{quote(was.name)} {GONE[now.status if now is not None else ''].format(reason=reason)}"
    if was is None or now is None or was.status == now.status or not can:
        return ""
    if now.status == "paused" and now.status_reason:
        return f"{quote(now.name)} har nu paus: {now.status_reason.sv} Det är borta ur guiden och ur listan över kontakter."
    return f"{quote(now.name)} har inte paus längre."


def _addresses(program: Program, before: VisitorView, after: VisitorView) -> list[str]:
    every = [f"{language.prefix}{urls.of_program(program)}" for language in after.languages]
    return [address for address in every if address in before.pages or address in after.pages]


def _taken(deltas: list[Delta], name: str, programs: Sequence[Program], seen: VisitorView) -> list[str]:
    """Take the lines that come or go with the programme called `name` out of `deltas`; return the pages where they stand."""
    pages: list[str] = []
    for delta in [delta for delta in deltas if delta.about == name]:
        if any(_belongs(delta, program, seen) for program in programs):
            deltas.remove(delta)
            pages.extend(delta.pages)
    return pages


def _belongs(delta: Delta, program: Program, seen: VisitorView) -> bool:
    """Return whether a line about `program` is there, or gone, because of how it stands as a whole."""
    language = next(language for language in seen.languages if language.code == delta.lang)
    if f"{language.prefix}{urls.of_program(program)}" not in delta.pages and (delta.before is None or delta.after is None):
        return True
    reason, summary = _said(program.status_reason, delta.lang), _said(program.summary.text, delta.lang)
    return delta.says(summary, f"{language['paused']} {reason}".strip(), language["status_paused"], reason, language["status_call"])


def _said(words: Text | None, lang: str) -> str:
    return words[lang] if words is not None and lang in words else ""


def _moved(before: VisitorView, after: VisitorView, same: Mapping[str, str]) -> Iterator[Sentence]:
    for old, new in same_addresses(before, after, same).items():
        if old in before.pages and new in after.pages:
            page = after.pages[new]
            words = f"Sidan {quote(page.title)} har fått adressen {shown(new)}. Den gamla, {shown(old)}, slutar fungera."
            yield Sentence("pages", in_language(page.lang, words), (old, new), page.lang)


def _pages(before: VisitorView, after: VisitorView, moved: Mapping[str, str], told: set[str]) -> Iterator[Sentence]:
    """Yield the pages that are new or gone, and languages; not those of programmes that are new or gone themselves."""
    old, new = {language.code for language in before.languages}, {language.code for language in after.languages}
    turned = [(code, "finns nu också") for code in sorted(new - old)] + [(code, "finns inte längre") for code in sorted(old - new)]
    for code, words in turned:
        pages = tuple(address for seen in (after, before) for address, page in seen.pages.items() if page.lang == code)
        yield Sentence("pages", f"Webbplatsen {words} på {language_name(code)}: {len(pages)} sidor.", pages)
    for address, page in after.pages.items():
        if address not in before.pages and address not in moved.values() and address not in told and page.lang in old:
            words = f"Sidan {quote(page.title)} är ny: {shown(address)}"
            yield Sentence("pages", in_language(page.lang, words), (address,), page.lang)
    for address, page in before.pages.items():
        if address not in after.pages and address not in moved and address not in told and page.lang in new:
            words = f"Sidan {quote(page.title)} är borta: {shown(address)}"
            yield Sentence("pages", in_language(page.lang, words), (address,), page.lang)
