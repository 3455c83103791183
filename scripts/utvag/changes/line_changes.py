"""Lines of pages held against each other: what is changed, new and gone, each told once for all the pages it stands on."""

from __future__ import annotations

import dataclasses
import difflib
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from utvag.content import urls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from utvag.changes.visitor_view import Line, Link, Page

ALIKE = 0.5
"""From where two lines are one line that was changed, and not one gone and one new (difflib's ratio)."""

About: TypeAlias = "Callable[[str, str, Line | None, Line | None], str]"
"""Which programme a line is about, or "", by the address of its page, its heading, and the line before and after."""

SHORTEST = 4
"""Characters of a changed line that may explain changes of longer ones."""


@dataclass(slots=True)
class Delta:
    """One line before and after (None: not there), its language, the programme it is about ("" for none), and where this is so.

    `under` is the heading it stands under on the first of its `pages`. Links that are the same before and after are left out.
    """

    lang: str
    about: str
    under: str
    before: Line | None
    after: Line | None
    pages: list[str]

    @property
    def is_moved(self) -> bool:
        """Whether the line is the same, in another place."""
        return self.before == self.after

    @property
    def relinked(self) -> frozenset[tuple[Link | None, Link | None]]:
        """The links that lead elsewhere, before and after."""
        was, now = (line.links if line is not None else () for line in (self.before, self.after))
        return frozenset(pair for pair in itertools.zip_longest(was, now) if pair[0] != pair[1])

    def says(self, *words: str) -> bool:
        """Return whether what is new or gone is one of `words`."""
        return all(line is None or line.words in words for line in (self.before, self.after))


def moved(pages: Mapping[str, Page], same: Mapping[str, str]) -> dict[str, Page]:
    """Return old pages, and the links to them, under the addresses that they have now: `same` says which old one is which new."""
    shown = {urls.absolute(old): urls.absolute(new) for old, new in same.items()}

    def led(line: Line) -> Line:
        links = tuple(dataclasses.replace(link, leads_to=shown.get(link.leads_to, link.leads_to)) for link in line.links)
        return dataclasses.replace(line, links=links)

    return {
        same.get(address, address): dataclasses.replace(page, lines=tuple(map(led, page.lines))) for address, page in pages.items()
    }


def compare(before: Mapping[str, Page], after: Mapping[str, Page], about: About) -> list[Delta]:
    """Return what is different between the pages that are in both; `before` as `moved` gives them."""
    found: dict[tuple[str, str, Line | None, Line | None], Delta] = {}
    for address, page in sorted(before.items(), key=lambda item: not about(item[0], "", None, None)):
        if address in after:
            for under, old, new in _pairs(*(_keyed(lines, address, about) for lines in (page.lines, after[address].lines))):
                is_frame = all(line is None or line.is_frame for line in (old, new))
                name = "" if is_frame else about(address, under, old, new)
                was, now = _unlinked(old, new)
                delta = found.setdefault((page.lang, name, was, now), Delta(page.lang, name, under, was, now, []))
                if address not in delta.pages:
                    delta.pages.append(address)
    return _explained(list(found.values()))


def _unlinked(was: Line | None, now: Line | None) -> tuple[Line | None, ...]:
    """Return a changed line without its links if they are the same, one that is new or gone without those inside the site.

    So it is the same change on all pages, though a link to the page in another language leads elsewhere from each.
    """
    if was is not None and now is not None:
        return (was, now) if was.links != now.links else (dataclasses.replace(was, links=()), dataclasses.replace(now, links=()))
    return tuple(
        line and dataclasses.replace(line, links=tuple(link for link in line.links if not link.leads_to.startswith(("/", "#"))))
        for line in (was, now)
    )


Keyed: TypeAlias = "tuple[Line, str]"


def _keyed(lines: Sequence[Line], address: str, about: About) -> list[Keyed]:
    """Return the lines of a page, each with the programme it is about: the same words about two programmes are two lines."""
    return [(line, about(address, line.under, line, line)) for line in lines]


def _pairs(before: Sequence[Keyed], after: Sequence[Keyed]) -> Iterator[tuple[str, Line | None, Line | None]]:
    """Yield (heading, before, after) for every line that is not the same on one page; of moved lines both are the same."""
    gone: list[Keyed] = []
    new: list[Keyed] = []
    changed: list[tuple[Keyed, Keyed]] = []
    for kind, i1, i2, j1, j2 in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            left, right, pairs = _matched(before[i1:i2], after[j1:j2])
            gone, new, changed = [*gone, *left], [*new, *right], [*changed, *pairs]
    yield from ((now.under, was, now) for (was, _), (now, _) in changed)
    for key in gone:
        if key in new:
            new.remove(key)
            yield key[0].under, key[0], key[0]
        else:
            yield key[0].under, key[0], None
    yield from ((line.under, None, line) for line, _ in new)


def _matched(before: Sequence[Keyed], after: Sequence[Keyed]) -> tuple[list[Keyed], list[Keyed], list[tuple[Keyed, Keyed]]]:
    """Return what is gone, what is new, and the pairs that are one line changed: the most alike first, then by their heading.

    A pair is about one programme, or about none.
    """
    left, right, pairs = list(before), list(after), list[tuple["Keyed", "Keyed"]]()
    both = [(i, j) for i, was in enumerate(before) for j, now in enumerate(after) if was[1] == now[1]]
    for ratio, i, j in sorted(((_alike(before[i][0], after[j][0]), -i, -j) for i, j in both), reverse=True):
        was, now = before[-i], after[-j]
        if ratio >= ALIKE and was in left and now in right:
            left.remove(was)
            right.remove(now)
            pairs.append((was, now))
    for was in list(left):
        if akin := next((now for now in right if now[0].under == was[0].under and now[1] == was[1]), None):
            left.remove(was)
            right.remove(akin)
            pairs.append((was, akin))
    return left, right, pairs


def _alike(one: Line, other: Line) -> float:
    return difflib.SequenceMatcher(None, one.words, other.words, autojunk=False).ratio()


def _explained(found: list[Delta]) -> list[Delta]:
    """Return the changes without those that are another one inside a longer line; its pages are added to that one's."""
    small = [(len(delta.before.words), delta) for delta in found if delta.before and delta.after and not delta.is_moved]
    causes = [delta for size, delta in sorted(small, key=lambda item: item[0]) if size >= SHORTEST]
    kept = list(found)
    for delta in found:
        cause = next((item for item in causes if item is not delta and item in kept and _explains(item, delta)), None)
        if cause is not None:
            cause.pages.extend(page for page in delta.pages if page not in cause.pages)
            kept = [item for item in kept if item is not delta]
    return kept


def _explains(small: Delta, delta: Delta) -> bool:
    """Return whether `delta` is what becomes of a longer line when `small` is changed in it, or is the same everywhere.

    So is a link that has kept its words and follows a number that has not.
    """
    if small.before is None or small.after is None or delta.before is None or delta.after is None:
        return False
    if delta.is_moved or small.lang != delta.lang or small.about not in ("", delta.about):
        return False
    if delta.before.words == delta.after.words and small.before.words != small.after.words and delta.relinked <= small.relinked:
        return True
    is_longer = len(delta.before.words) > len(small.before.words)
    is_everywhere = small.before.is_frame and not small.about and bool(delta.about)
    swapped = delta.before.words.replace(small.before.words, small.after.words)
    return (is_longer or is_everywhere) and swapped == delta.after.words and delta.relinked <= small.relinked


def different(before: Mapping[str, Page], after: Mapping[str, Page]) -> Iterable[str]:
    """Yield the address of every page of `after` that is not as it was, and of every page of `before` that is not there now.

    `before` are the pages as `moved` gives them.
    """
    yield from (address for address, page in after.items() if before.get(address) != page)
    yield from (address for address in before if address not in after)
