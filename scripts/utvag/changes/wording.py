"""Changed lines of pages as sentences: numbers, hours, links, age of the facts, and all other words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from utvag.changes.describe_people import quote
from utvag.changes.sentences import Sentence, ended, in_language
from utvag.content import urls
from utvag.registry import phones
from utvag.site import templates
from utvag.swedish import listing, long_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from utvag.changes.line_changes import Delta
    from utvag.changes.sentences import Places
    from utvag.changes.visitor_view import Line, Link, VisitorView
    from utvag.registry.model import OpeningHours, Program
    from utvag.swedish import Language


def tell(deltas: Sequence[Delta], before: VisitorView, after: VisitorView, places: Places) -> Iterator[Sentence]:
    """Yield a sentence about each changed line, and one about all pages whose lines stand in another order."""
    numbers = {*_numbers(before), *_numbers(after)}
    hours = {language.code: {*_hours(before, language), *_hours(after, language)} for language in after.languages}
    moved: dict[str, dict[str, None]] = {}
    for delta in deltas:
        if delta.is_moved:
            moved.setdefault(delta.lang, {}).update(dict.fromkeys(delta.pages))
            continue
        what, where = _what(delta, numbers, hours[delta.lang]), places.on(delta.pages, delta.lang)
        if delta.about and len(delta.pages) > 1:
            words = f"{quote(places.names_now[delta.about])}{_under(delta, places)}: {what} Det syns {where[0].lower()}{where[1:]}."
        else:
            words = f"{where}{_under(delta, places) if len(delta.pages) == 1 else ''}: {what}"
        yield Sentence("lines", in_language(delta.lang, words), tuple(delta.pages), delta.lang)
    for lang, pages in moved.items():
        words = f"{places.on(list(pages), lang)} står raderna i en ny ordning."
        yield Sentence("lines", in_language(lang, words), tuple(pages), lang)


def _under(delta: Delta, places: Places) -> str:
    """Return under which heading a line stands, where that says more than whose page it is."""
    is_named = delta.under in places.called and any(places.of_page(page) == delta.about for page in delta.pages)
    return f" under {quote(delta.under)}" if delta.under and not is_named else ""


def _what(delta: Delta, numbers: set[str], hours: set[str]) -> str:
    """Return what became of a line and its links: "numret A blir B.", "”A” är nytt."."""
    was, now = delta.before, delta.after
    if now is None:
        return f"{quote(was.words if was else '')} är borta."
    if was is None:
        leading = [f"länken {quote(link.words)} leder till {_goal(link)}" for link in now.links if not _is_said(link)]
        return ended(", och ".join([f"{quote(now.words)} är nytt", *leading]))
    if was.words == now.words:
        return ended(" och ".join(_relinked(was, now)))
    return ended(", och ".join([_changed(was, now, numbers, hours), *_relinked(was, now)]))


def _relinked(was: Line, now: Line) -> Iterator[str]:
    """Yield which links of a line lead elsewhere: "länken ”a” leder till B i stället för C"; not those whose new words say so."""
    if len(was.links) != len(now.links):
        gone, come = (listing([_goal(link) for link in line.links]) or "ingenting" for line in (was, now))
        yield f"länkarna i {quote(now.words)} leder till {come} i stället för {gone}"
        return
    for old, new in zip(was.links, now.links, strict=True):
        is_worded = was.words != now.words and _is_said(old) and _is_said(new)
        if old != new and not is_worded:
            yield f"länken {quote(new.words)} leder till {_goal(new)} i stället för {_goal(old)}"


def _goal(link: Link) -> str:
    """Return where a link leads, as people write it: "/guide/", "numret 114 14"."""
    if not link.leads_to.startswith("tel:"):
        return link.leads_to
    dialled = link.leads_to.removeprefix("tel:")
    return f"numret {phones.suggestion(dialled) or dialled}"


def _is_said(link: Link) -> bool:
    """Return whether the words of a link say where it leads."""
    return _goal(link).removeprefix("numret ") in link.words


def _changed(was: Line, now: Line, numbers: set[str], hours: set[str]) -> str:
    """Return what became of the words of a line: "numret A blir B"."""
    if was.words in numbers and now.words in numbers:
        return f"numret {was.words} blir {now.words}"
    if was.words in hours and now.words in hours:
        return f"öppettiderna {quote(was.words)} blir {quote(now.words)}"
    return f"{quote(was.words)} blir {quote(now.words)}"


def _numbers(seen: VisitorView) -> Iterator[str]:
    """Yield all telephone numbers of a version."""
    registry = seen.loaded.registry
    yield from (registry.lifeline.number, registry.emergency.number)
    yield from (route.number for program in registry.programs for route in program.contact_routes if route.kind == "phone")


def _hours(seen: VisitorView, language: Language) -> Iterator[str]:
    """Yield all opening hours of a version, as its pages say them."""
    registry = seen.loaded.registry
    listed: list[OpeningHours] = [registry.lifeline.opening_hours]
    for program in registry.programs:
        listed.extend(route.opening_hours for route in program.contact_routes if route.kind in ("phone", "visit"))
    yield from (language[name] for name in ("phone_hours_unknown", "visit_hours_unknown"))
    yield from (templates.opening_hours(when, language) for when in listed)


def ages(seen: VisitorView, programs: Sequence[tuple[Program, Program]], deltas: list[Delta]) -> Iterator[Sentence]:
    """Yield which of `programs` (before, after) were checked later or earlier; take the lines that say so out of `deltas`."""
    together: dict[tuple[date, date], list[Program]] = {}
    for was, now in programs:
        if was.last_checked != now.last_checked and was.has_page and now.has_page:
            together.setdefault((was.last_checked, now.last_checked), []).append(now)
    for (old, new), checked in together.items():
        pages = [page for program in checked for page in _dated(seen, program, (old, new), deltas)]
        what = listing([quote(program.name) for program in checked])
        words = (
            f"Uppgifterna om {what} är {'nyare' if new > old else 'äldre'}: kontrollerade {long_date(new)}, förut {long_date(old)}."
        )
        yield Sentence("ages", words, tuple(pages))


def _dated(seen: VisitorView, program: Program, days: tuple[date, date], deltas: list[Delta]) -> Iterator[str]:
    """Take the lines that say when `program` was checked out of `deltas`; yield their pages."""
    for language in seen.languages:
        page = f"{language.prefix}{urls.of_program(program)}"
        says = [language["checked"].replace("{date}", long_date(day, language.code)) for day in days]
        for delta in [delta for delta in deltas if page in delta.pages and delta.lang == language.code and delta.says(*says)]:
            yield page
            delta.pages.remove(page)
            if not delta.pages:
                deltas.remove(delta)
