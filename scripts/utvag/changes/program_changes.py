"""Programmes, pages and languages that are new, paused, ended, taken away or have moved, and the lines that this explains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from utvag.changes.sentences import Sentence, about_pages, addresses, quote
from utvag.content import urls
from utvag.swedish import language_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.changes.line_changes import Delta
    from utvag.changes.sentences import Comparison
    from utvag.changes.visitor_view import VisitorView
    from utvag.registry.model import Program, Text

GONE = {
    "ended": "är avslutat och visas inte längre: {reason}",
    "withdrawn": "är indraget och visas inte längre: {reason}",
    "unconfirmed": "är inte bekräftat och visas inte längre: {reason}",
    "": "är borttaget.",
}
"""What has become of a programme that visitors could read about, by its status now."""


def compare(both: Comparison, deltas: list[Delta]) -> Iterator[Sentence]:
    """Yield what has become of programmes, pages and languages; take the lines of `deltas` that this explains out of it."""
    explained: set[str] = set()
    for name in {**both.new, **both.old}:
        was, now = both.old.get(name), both.new.get(name)
        if words := _became(was, now):
            programs = [program for program in (was, now) if program is not None]
            every = [page for program in programs for page in addresses(program, both.after)]
            own = [page for page in every if page in both.before.pages or page in both.after.pages]
            explained.update(own)
            pages = _taken(deltas, name, programs, both.after)
            yield Sentence("programs", words, tuple(dict.fromkeys([*own, *pages])))
    for old, new in both.moved.items():
        if old in both.before.pages and new in both.after.pages:
            page = both.after.pages[new]
            words = f"Sidan {quote(page.title)} har fått adressen {urls.absolute(new)}."
            words += f" Den gamla, {urls.absolute(old)}, slutar fungera."
            yield about_pages("pages", words, (old, new), page.lang)
    yield from _languages(both)
    yield from _pages(both, explained)
    yield from _traces(both)


def _became(was: Program | None, now: Program | None) -> str:
    """Return what has become of a programme, or nothing when it is shown as before."""
    could, can = was is not None and was.has_page, now is not None and now.has_page
    reason = now.status_reason.sv if now is not None and now.status_reason else ""
    if now is not None and can and not could:
        paused = f" Det har paus: {reason}" if now.status == "paused" and reason else ""
        return f"Nytt stöd: {quote(now.name)}. {now.summary.text.sv}{paused}"
    if was is not None and could and not can:
        return f"{quote(was.name)} {GONE[now.status if now is not None else ''].format(reason=reason)}"
    if was is None or now is None or was.status == now.status or not can:
        return ""
    if now.status == "paused" and reason:
        return f"{quote(now.name)} har nu paus: {reason} Det är borta ur guiden och ur listan över kontakter."
    return f"{quote(now.name)} har inte paus längre."


def _taken(deltas: list[Delta], name: str, programs: list[Program], view: VisitorView) -> list[str]:
    """Take the lines that come or go with the programme called `name` out of `deltas`; return the pages where they stand."""
    taken = [delta for delta in deltas if delta.about == name and any(_belongs(delta, program, view) for program in programs)]
    for delta in taken:
        deltas.remove(delta)
    return [page for delta in taken for page in delta.pages]


def _belongs(delta: Delta, program: Program, view: VisitorView) -> bool:
    """Return whether a line about `program` is there, or gone, because of how it stands as a whole."""
    language = next(language for language in view.languages if language.code == delta.lang)
    if f"{language.prefix}{urls.of_program(program)}" not in delta.pages and (delta.before is None or delta.after is None):
        return True
    reason, summary = _in(program.status_reason, delta.lang), _in(program.summary.text, delta.lang)
    return delta.says(summary, f"{language['paused']} {reason}".strip(), language["status_paused"], reason, language["status_call"])


def _in(text: Text | None, lang: str) -> str:
    return text[lang] if text is not None and lang in text else ""


def _languages(both: Comparison) -> Iterator[Sentence]:
    old, new = ({language.code for language in view.languages} for view in (both.before, both.after))
    turned = [(code, "finns nu också") for code in sorted(new - old)] + [(code, "finns inte längre") for code in sorted(old - new)]
    for code, words in turned:
        pages = tuple(address for view in (both.after, both.before) for address, page in view.pages.items() if page.lang == code)
        yield Sentence("pages", f"Webbplatsen {words} på {language_name(code)}: {len(pages)} sidor.", pages)


def _pages(both: Comparison, explained: set[str]) -> Iterator[Sentence]:
    """Yield the pages that are new or gone in the languages of both; not those of programmes that are new or gone themselves."""
    moved = {*both.moved, *both.moved.values()}
    for view, other, state in ((both.after, both.before, "ny"), (both.before, both.after, "borta")):
        spoken = {language.code for language in other.languages}
        for address, page in view.pages.items():
            if address not in other.pages and address not in moved | explained and page.lang in spoken:
                words = f"Sidan {quote(page.title)} är {state}: {urls.absolute(address)}"
                yield about_pages("pages", words, (address,), page.lang)


def _traces(both: Comparison) -> Iterator[Sentence]:
    """Yield what no line of a page shows: titles (they stay in the history), where the exit leads, what links leave behind."""
    before, after = both.before, both.after
    for old, was in before.pages.items():
        address = both.moved.get(old, old)
        now = after.pages.get(address)
        if now is not None and now.title != was.title:
            words = f"Titeln ”{was.title}” blir ”{now.title}”. Den syns i fliken och blir kvar i historiken."
            yield about_pages("pages", words, (address,), now.lang)
    if before.exit_address != after.exit_address:
        words = f"”Lämna sidan” leder till {after.exit_address}, inte längre till {before.exit_address}."
        yield Sentence("pages", words, tuple(after.pages))
    if before.is_light != after.is_light:
        left = "lämnar inte längre" if after.is_light else "lämnar nu"
        yield Sentence("pages", f"Länkar mellan sidorna {left} rader i historiken.", tuple(after.pages))
