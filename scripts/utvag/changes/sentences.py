"""What is different between two versions, as sentences: what staff call each page and programme, and each changed line in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from utvag.content import urls
from utvag.registry import phones
from utvag.site import templates
from utvag.swedish import language_name, listing, long_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from utvag.changes.journey_changes import Box
    from utvag.changes.line_changes import Delta
    from utvag.changes.visitor_view import Line, Link, VisitorView
    from utvag.registry.model import OpeningHours, Program
    from utvag.swedish import Language

MANY_PAGES = 5
"""More pages than this are counted, not named; the list of all pages that change has them."""


def quote(words: str) -> str:
    """Return `words` in quotation marks, however long: what is quoted here is what visitors read."""
    return f"”{words}”"


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is different: its kind, the sentence in Swedish, the pages on which it shows, the language of those pages.

    `who` is the box of answers that a sentence about people is true for.
    """

    kind: str
    words: str
    pages: tuple[str, ...] = ()
    lang: str = "sv"
    who: Box | None = None


def about_pages(kind: str, words: str, pages: Iterable[str], lang: str) -> Sentence:
    """Return a sentence about pages in `lang`; one about another language than Swedish begins with which."""
    named = words if lang == "sv" else f"På {language_name(lang)}: {words[0].lower()}{words[1:]}"
    return Sentence(kind, named, tuple(pages), lang)


class Comparison:
    """Two versions: which old programme and page is which new one, and what staff call them."""

    def __init__(self, before: VisitorView, after: VisitorView) -> None:
        """Find what is the same programme: the one with the same id, else the one with the same address."""
        self.before, self.after = before, after
        old, new = (view.loaded.registry.programs for view in (before, after))
        ids, slugs = {program.id for program in new}, {program.slug: program.id for program in new}
        same = {program.id: program.id if program.id in ids else slugs.get(program.slug, "") for program in old}
        taken = ids & same.keys()
        self.same = {was: now for was, now in same.items() if now and (was == now or now not in taken)}
        self.old = {self.same.get(program.id, program.id): program for program in old}
        self.new = {program.id: program for program in new}
        self.kept = [(was, self.new[name]) for name, was in self.old.items() if name in self.new]
        self.moved = {
            address: to
            for was, now in self.kept
            for address, to in zip(addresses(was, after), addresses(now, after), strict=True)
            if was.slug != now.slug
        }
        self.called = {program.name: name for found in (self.old, self.new) for name, program in found.items()}
        self.names: dict[str, str] = {}
        self._owners: dict[str, str] = {}
        for view, found in ((before, self.old), (after, self.new)):
            own = {address: name for name, program in found.items() for address in addresses(program, view)}
            self._owners |= own
            titles = {address: page.title for address, page in view.pages.items()}
            self.names |= titles | {address: found[name].name for address, name in own.items() if address in titles}

    def program(self, name: str) -> str:
        """Return what the programme with the id `name` is called, as it is now or as it was, quoted."""
        return quote((self.new.get(name) or self.old[name]).name)

    def about(self, address: str, under: str, was: Line | None = None, now: Line | None = None) -> str:
        """Return the id of the programme that a line is about, or nothing: by its page, its heading, or because it is its name."""
        named = [self.called[line.words] for line in (now, was) if line is not None and line.words in self.called]
        return next(iter(named), "") or self._owners.get(address, "") or self.called.get(under, "")

    def on(self, pages: Sequence[str], lang: str) -> str:
        """Return where something shows: "På sidan ”A”", "På sidorna ”A” och ”B”", "På alla sidor"."""
        everywhere = {address for address, page in self.after.pages.items() if page.lang == lang}
        if everywhere <= set(pages) or len(pages) == len(self.names):
            return "På alla sidor"
        if len(pages) > MANY_PAGES:
            return f"På {len(pages)} sidor"
        return f"På {'sidan' if len(pages) == 1 else 'sidorna'} {listing([quote(self.names[page]) for page in pages])}"


def addresses(program: Program, view: VisitorView) -> list[str]:
    """Return where the page of a programme stands in each language of a version."""
    return [f"{language.prefix}{urls.of_program(program)}" for language in view.languages]


def of_lines(deltas: Sequence[Delta], both: Comparison) -> Iterator[Sentence]:
    """Yield a sentence about each changed line, and one about all pages whose lines stand in another order."""
    views = (both.before, both.after)
    numbers = {number for view in views for number in _numbers(view)}
    hours = {language.code: {when for view in views for when in _hours(view, language)} for language in both.after.languages}
    moved: dict[str, dict[str, None]] = {}
    for delta in deltas:
        if delta.is_moved:
            moved.setdefault(delta.lang, {}).update(dict.fromkeys(delta.pages))
            continue
        what, where = _what(delta, numbers, hours[delta.lang]), both.on(delta.pages, delta.lang)
        if delta.about and len(delta.pages) > 1:
            words = f"{both.program(delta.about)}{_under(delta, both)}: {what} Det syns {where[0].lower()}{where[1:]}."
        else:
            words = f"{where}{_under(delta, both) if len(delta.pages) == 1 else ''}: {what}"
        yield about_pages("lines", words, delta.pages, delta.lang)
    for lang, pages in moved.items():
        yield about_pages("lines", f"{both.on(list(pages), lang)} står raderna i en ny ordning.", pages, lang)


def _under(delta: Delta, both: Comparison) -> str:
    """Return under which heading a line stands, where that says more than whose page it is."""
    is_named = delta.under in both.called and any(both.about(page, "") == delta.about for page in delta.pages)
    return f" under {quote(delta.under)}" if delta.under and not is_named else ""


def _what(delta: Delta, numbers: set[str], hours: set[str]) -> str:
    """Return what became of a line and its links: "numret A blir B.", "”A” är nytt."."""
    was, now = delta.before, delta.after
    if now is None:
        return f"{quote(was.words if was else '')} är borta."
    if was is None:
        leading = [f"länken {quote(link.words)} leder till {_goal(link)}" for link in now.links if not _says_goal(link)]
        parts = [f"{quote(now.words)} är nytt", *leading]
    elif was.words == now.words:
        return _ended(" och ".join(_relinked(was, now)))
    else:
        parts = [_changed(was.words, now.words, numbers, hours), *_relinked(was, now)]
    return _ended(", och ".join(parts))


def _changed(was: str, now: str, numbers: set[str], hours: set[str]) -> str:
    """Return what became of the words of a line: "numret A blir B"."""
    if {was, now} <= numbers:
        return f"numret {was} blir {now}"
    return f"{'öppettiderna ' if {was, now} <= hours else ''}{quote(was)} blir {quote(now)}"


def _ended(words: str) -> str:
    """Return a sentence with its full stop; one that ends with quoted words that have theirs gets no second."""
    return words if words.endswith((".”", "!”", "?”", ".")) else f"{words}."


def _relinked(was: Line, now: Line) -> Iterator[str]:
    """Yield which links of a line lead elsewhere: "länken ”a” leder till B i stället för C"; not those whose new words say so."""
    if len(was.links) != len(now.links):
        gone, new = (listing([_goal(link) for link in line.links]) or "ingenting" for line in (was, now))
        yield f"länkarna i {quote(now.words)} leder till {new} i stället för {gone}"
        return
    for old, new_link in zip(was.links, now.links, strict=True):
        is_worded = was.words != now.words and _says_goal(old) and _says_goal(new_link)
        if old != new_link and not is_worded:
            yield f"länken {quote(new_link.words)} leder till {_goal(new_link)} i stället för {_goal(old)}"


def _goal(link: Link) -> str:
    """Return where a link leads, as people write it: "/guide/", "numret 114 14"."""
    if not link.leads_to.startswith("tel:"):
        return link.leads_to
    dialled = link.leads_to.removeprefix("tel:")
    return f"numret {phones.suggestion(dialled) or dialled}"


def _says_goal(link: Link) -> bool:
    return _goal(link).removeprefix("numret ") in link.words


def _numbers(view: VisitorView) -> Iterator[str]:
    """Yield all telephone numbers of a version."""
    registry = view.loaded.registry
    yield from (registry.lifeline.number, registry.emergency.number)
    yield from (route.number for program in registry.programs for route in program.contact_routes if route.kind == "phone")


def _hours(view: VisitorView, language: Language) -> Iterator[str]:
    """Yield all opening hours of a version, as its pages say them."""
    registry = view.loaded.registry
    listed: list[OpeningHours] = [registry.lifeline.opening_hours]
    for program in registry.programs:
        listed.extend(route.opening_hours for route in program.contact_routes if route.kind in ("phone", "visit"))
    yield from (language[name] for name in ("phone_hours_unknown", "visit_hours_unknown"))
    yield from (templates.opening_hours(when, language) for when in listed)


def of_ages(deltas: list[Delta], both: Comparison) -> Iterator[Sentence]:
    """Yield which programmes were checked later or earlier; take the lines that say so out of `deltas`."""
    checked: dict[tuple[date, date], list[Program]] = {}
    for was, now in both.kept:
        if was.last_checked != now.last_checked and was.has_page and now.has_page:
            checked.setdefault((was.last_checked, now.last_checked), []).append(now)
    for (old, new), programs in checked.items():
        pages = [page for program in programs for page in _dated(both.after, program, (old, new), deltas)]
        what, age = listing([quote(program.name) for program in programs]), "nyare" if new > old else "äldre"
        words = f"Uppgifterna om {what} är {age}: kontrollerade {long_date(new)}, förut {long_date(old)}."
        yield Sentence("ages", words, tuple(pages))


def _dated(view: VisitorView, program: Program, days: tuple[date, date], deltas: list[Delta]) -> Iterator[str]:
    """Take the lines that say when `program` was checked out of `deltas`; yield their pages."""
    for page, language in zip(addresses(program, view), view.languages, strict=True):
        says = [language["checked"].replace("{date}", long_date(day, language.code)) for day in days]
        for delta in [delta for delta in deltas if page in delta.pages and delta.lang == language.code and delta.says(*says)]:
            yield page
            delta.pages.remove(page)
            if not delta.pages:
                deltas.remove(delta)
