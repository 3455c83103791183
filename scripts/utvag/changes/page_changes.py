"""The pages of two versions side by side: which is which, and what is told of lines, of programmes, of pages as a whole."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from utvag.content import urls
from utvag.swedish import language_name, listing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from utvag.changes.page_lines import Line
    from utvag.changes.versions import Page, VisitorView
    from utvag.registry.model import Program

PROGRAMS, PAGES, LINES = "Stöd", "Sidor", "Ord, nummer och tider"
"""Headings of the report."""

GONE = {
    "ended": "är avslutat och visas inte längre: {reason}",
    "withdrawn": "är indraget och visas inte längre: {reason}",
    "unconfirmed": "är inte bekräftat och visas inte längre: {reason}",
    "": "är borttaget.",
}
"""What has become of a programme that visitors could read about, by its status now."""

MANY_PAGES = 5
"""More pages than this are counted, not named; the list of all pages that change has them."""

ALIKE = 0.5
"""From where two lines are one line that was changed, and not one gone and one new (difflib's ratio)."""

SHORTEST = 4
"""Characters of a changed line that may explain changes of longer ones."""

_NUMBER, _HOURS = re.compile(r"[\d -]+"), re.compile(r".*\d\d:\d\d–\d\d:\d\d.*")


class Sentence(NamedTuple):
    """What is different: the heading it is told under, the sentence in Swedish, the pages on which it shows."""

    heading: str
    words: str
    pages: tuple[str, ...]


def in_language(heading: str, words: str, pages: Sequence[str], lang: str) -> Sentence:
    """Return a sentence about pages in `lang`; one about another language than Swedish begins with which."""
    named = words if lang == "sv" else f"På {language_name(lang)}: {words[0].lower()}{words[1:]}"
    return Sentence(heading, named, tuple(pages))


def quote(words: str) -> str:
    """Return `words` in quotation marks, however long: what is quoted here is what visitors read."""
    return f"”{words}”"


class Comparison:
    """Two versions. The same programme is the one with the same id, else the one with the same address.

    `same` is old id → new id, `old` and `new` are the programmes by their new ids, `moved` is old address → new address of their
    pages, `pages` are the old pages as they would be called now, `names` what staff call each page of either, `changed` are the
    addresses of those that are not as they were.
    """

    def __init__(self, before: VisitorView, after: VisitorView) -> None:
        """Find what is the same."""
        self.before, self.after = before, after
        old, new = (view.loaded.registry.programs for view in (before, after))
        slugs = {program.slug: program.id for program in new}
        self.new = {program.id: program for program in new}
        same = {program.id: program.id if program.id in self.new else slugs.get(program.slug, "") for program in old}
        self.same = {was: now for was, now in same.items() if now and (was == now or now not in same)}
        self.old = {self.same.get(program.id, program.id): program for program in old}
        kept = [(was, self.new[name]) for name, was in self.old.items() if name in self.new and was.slug != self.new[name].slug]
        self.moved = {was: now for pair in kept for was, now in zip(*map(self.addresses, pair), strict=True)}
        shown = {urls.absolute(was): urls.absolute(now) for was, now in self.moved.items()}

        def as_now(line: Line) -> Line:
            goals = tuple(shown.get(goal, goal) for goal in line.goals)
            return replace(line, goals=goals, about=self.same.get(line.about, line.about))

        def now_read(page: Page) -> tuple[Line, ...]:
            return tuple(map(as_now, page.lines))

        self.pages = {
            self.moved.get(address, address): replace(
                page, read=partial(now_read, page), about=self.same.get(page.about, page.about)
            )
            for address, page in before.pages.items()
        }
        self.names = {address: page.name for view in (before, after) for address, page in view.pages.items()}
        self.changed = [address for address in self.names if self.pages.get(address) != after.pages.get(address)]

    def addresses(self, program: Program) -> list[str]:
        """Return where the page of a programme stands in each language of the site as it is now."""
        return [f"{language.prefix}{urls.of_program(program)}" for language in self.after.loaded.languages]

    def program(self, name: str) -> str:
        """Return what the programme with the id `name` is called, as it is now or as it was, quoted."""
        return quote((self.new.get(name) or self.old[name]).name)

    def on(self, pages: Sequence[str], lang: str) -> str:
        """Return where something shows: "På sidan ”A”", "På sidorna ”A” och ”B”", "På alla sidor"."""
        if set(pages) >= {address for address, page in self.after.pages.items() if page.lang == lang}:
            return "På alla sidor"
        if len(pages) > MANY_PAGES:
            return f"På {len(pages)} sidor"
        return f"På {'sidan' if len(pages) == 1 else 'sidorna'} {listing([quote(self.names[page]) for page in pages])}"


@dataclass(eq=False, slots=True)
class Change:
    """One line before and after (None: not there), its language, the programme it is about, and the pages where this is so.

    `under` is the heading it stands under on the first of them. Links that lead where they did are left out.
    """

    was: Line | None
    now: Line | None
    lang: str
    about: str
    under: str
    pages: list[str]


def compare(before: Mapping[str, Page], after: Mapping[str, Page]) -> list[Change]:
    """Return what is different between the pages that are in both: first on the pages of programmes, then on the others."""
    found: dict[object, Change] = {}
    for address, page in sorted(before.items(), key=lambda item: not item[1].about):
        for was, now in _pairs(page.lines, after[address].lines) if address in after else ():
            about, under = next((line.about, line.under) for line in (now, was) if line)
            key = (page.lang, "" if was and now else about, *(line and (line.words, line.goals) for line in (was, now)))
            change = found.setdefault(key, Change(was, now, page.lang, about, under, []))
            change.about = about if change.about == about else ""
            change.pages += [address] if address not in change.pages else []
    return _explained(list(found.values()))


def _pairs(before: Sequence[Line], after: Sequence[Line]) -> Iterator[tuple[Line, Line] | tuple[Line, None] | tuple[None, Line]]:
    """Yield (before, after) of each line that is not the same on one page: the most alike first, then those of one heading.

    A pair is about one programme, or about none. A line alone is without its links inside the site: from each page that to the same
    page in another language leads elsewhere.
    """
    gone, new = ([*(Counter(one) - Counter(other)).elements()] for one, other in ((before, after), (after, before)))
    ranked = []
    for i, was in enumerate(gone):
        for j, now in [(j, now) for j, now in enumerate(new) if now.about == was.about]:
            ratio = difflib.SequenceMatcher(None, was.words, now.words, autojunk=False).ratio()
            if ratio >= ALIKE or was.under == now.under:
                ranked.append((-ratio if ratio >= ALIKE else 0, i, j))
    mates: dict[int, int] = {}
    for _, i, j in sorted(ranked):
        if i not in mates and j not in mates.values():
            mates[i] = j
    for i, was in enumerate(gone):
        if i in mates:
            now = new[mates[i]]
            yield (replace(was, goals=()), replace(now, goals=())) if was.goals == now.goals else (was, now)
        else:
            yield _alone(was), None
    yield from ((None, _alone(now)) for j, now in enumerate(new) if j not in mates.values())


def _alone(line: Line) -> Line:
    return replace(line, goals=tuple(goal for goal in line.goals if not goal.startswith(("/", "#"))))


def _explained(found: list[Change]) -> list[Change]:
    """Return the changes without those that are another one inside a longer line; its pages are added to that one's."""
    causes = [(len(change.was.words), change) for change in found if change.was and change.now]
    for _, cause in sorted((item for item in causes if item[0] >= SHORTEST), key=lambda item: item[0]):
        for change in [change for change in found if cause in found and _explains(cause, change)]:
            found.remove(change)
            cause.pages += [page for page in change.pages if page not in cause.pages]
    return found


def _explains(small: Change, change: Change) -> bool:
    """Return whether `change` is what becomes of a line, and of where its links lead, when `small` is changed in it."""
    if change is small or small.lang != change.lang or small.about not in ("", change.about):
        return False
    if not (small.was and small.now and change.was and change.now):
        return False
    made = [part.replace(small.was.words, small.now.words) for part in (change.was.words, *change.was.goals)]
    return made == [change.now.words, *change.now.goals]


def of_lines(changes: Sequence[Change], both: Comparison) -> Iterator[Sentence]:
    """Yield a sentence about each changed line, and one about the pages of each language whose lines stand in another order."""
    for change in changes:
        what, where = _what(change.was, change.now), both.on(change.pages, change.lang)
        said = {both.names[page] for page in change.pages} | {line.words for line in (change.was, change.now) if line}
        under = f" under {quote(change.under)}" if change.under and change.under not in said else ""
        if change.about and len(change.pages) > 1:
            words = f"{both.program(change.about)}{under}: {what} Det syns {where[0].lower()}{where[1:]}."
        else:
            words = f"{where}{under if len(change.pages) == 1 else ''}: {what}"
        yield in_language(LINES, words, change.pages, change.lang)
    moved: dict[str, list[str]] = {}
    for address in [address for address in both.after.pages if address in both.changed and address in both.pages]:
        was, now = both.pages[address], both.after.pages[address]
        old, new = set(was.lines), set(now.lines)
        if [line for line in was.lines if line in new] != [line for line in now.lines if line in old]:
            moved.setdefault(now.lang, []).append(address)
    for lang, pages in moved.items():
        yield in_language(LINES, f"{both.on(pages, lang)} står raderna i en ny ordning.", pages, lang)


def _what(was: Line | None, now: Line | None) -> str:
    """Return what became of a line and its links: "numret A blir B.", "”A” är nytt."."""
    parts = []
    if was and now and was.words != now.words:
        is_number, is_hours = (all(map(kind.fullmatch, (was.words, now.words))) for kind in (_NUMBER, _HOURS))
        old, new = (line.words if is_number else quote(line.words) for line in (was, now))
        parts.append(f"{'numret ' if is_number else 'öppettiderna ' if is_hours else ''}{old} blir {new}")
    elif line := (now if not was else was if not now else None):
        parts.append(f"{quote(line.words)} är {'nytt' if now else 'borta'}")
    goals, led = (listing(line.goals) if line else "" for line in (now, was))
    if now and goals != led and (goals or not parts):
        instead = f" i stället för {led or 'ingenting'}" if was else ""
        parts.append(f"länken i {quote(now.words)} leder till {goals or 'ingenting'}{instead}")
    words = ", och ".join(parts)
    return words if words.endswith((".”", "!”", "?”", ".")) else f"{words}."


def of_programs(both: Comparison, changes: list[Change]) -> Iterator[Sentence]:
    """Yield what has become of programmes; take the lines that this explains out of `changes`."""
    for name in {**both.new, **both.old}:
        if words := _became(both.old.get(name), both.new.get(name)):
            programs = [program for program in (both.old.get(name), both.new.get(name)) if program]
            own = [page for program in programs for page in both.addresses(program)]
            taken = [change for change in changes if change.about == name and _belongs(change, programs, own, both)]
            changes[:] = [change for change in changes if change not in taken]
            pages = [page for page in own if page in both.names] + [page for change in taken for page in change.pages]
            yield Sentence(PROGRAMS, words, tuple(dict.fromkeys(pages)))


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


def _belongs(change: Change, programs: Sequence[Program], own: Sequence[str], both: Comparison) -> bool:
    """Return whether a line about a programme is there, or gone, because of how the programme stands as a whole."""
    if (change.was is None or change.now is None) and not set(own).intersection(change.pages):
        return True
    words = next(language for language in both.after.loaded.languages if language.code == change.lang)
    texts = [text for program in programs for text in (program.summary.text, program.status_reason)]
    said = {text[change.lang] for text in texts if text and change.lang in text} | {""}
    said |= {f"{words['paused']} {text}".strip() for text in said} | {words["status_paused"], words["status_call"]}
    return all(line is None or line.words in said for line in (change.was, change.now))


def of_pages(both: Comparison) -> Iterator[Sentence]:
    """Yield what has become of pages and languages as a whole, and what no line shows: titles, the exit, traces of links."""
    old, new = both.pages, both.after.pages
    for address, to in both.moved.items():
        if address in both.before.pages and to in new:
            words = f"Sidan {quote(new[to].title)} har fått adressen {urls.absolute(to)}."
            words += f" Den gamla, {urls.absolute(address)}, slutar fungera."
            yield in_language(PAGES, words, (address, to), new[to].lang)
    had, have = ({language.code for language in view.loaded.languages} for view in (both.before, both.after))
    for code in sorted(had ^ have):
        pages = tuple(address for address, page in {**new, **old}.items() if page.lang == code)
        words = f"Webbplatsen finns {'nu också' if code in have else 'inte längre'} på {language_name(code)}: {len(pages)} sidor."
        yield Sentence(PAGES, words, pages)
    for address, page in {**new, **old}.items():
        is_told = page.about and bool(_became(both.old.get(page.about), both.new.get(page.about)))
        if (address in old) != (address in new) and not is_told and page.lang in had & have:
            state = "ny" if address in new else "borta"
            yield in_language(PAGES, f"Sidan {quote(page.title)} är {state}: {urls.absolute(address)}", (address,), page.lang)
        elif address in old and address in new and old[address].title != new[address].title:
            words = f"Titeln ”{old[address].title}” blir ”{new[address].title}”. Den syns i fliken och blir kvar i historiken."
            yield in_language(PAGES, words, (address,), page.lang)
    if (to_before := both.before.exit_address) != (to_now := both.after.exit_address):
        yield Sentence(PAGES, f"”Lämna sidan” leder till {to_now}, inte längre till {to_before}.", tuple(new))
    if both.before.is_light != both.after.is_light:
        left = "lämnar inte längre" if both.after.is_light else "lämnar nu"
        yield Sentence(PAGES, f"Länkar mellan sidorna {left} rader i historiken.", tuple(new))
