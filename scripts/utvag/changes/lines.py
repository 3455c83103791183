"""Lines of pages held against each other: what is changed, new and gone, each told once for all the pages it stands on."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from utvag.changes.seen import Line, Page

ALIKE = 0.5
"""From where two lines are one line that was changed, and not one gone and one new (difflib's ratio)."""

SHORTEST = 4
"""Characters of a changed line that may explain changes of longer ones."""


@dataclass(slots=True)
class Delta:
    """One line before and after (None: not there), its language, the programme it is about ("" for none), and where this is so.

    `under` is the heading it stands under on the first of its `pages`.
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

    def says(self, *words: str) -> bool:
        """Return whether what is new or gone is one of `words`."""
        return all(line is None or line.words in words for line in (self.before, self.after))


def compare(before: Mapping[str, Page], after: Mapping[str, Page], same: Mapping[str, str], names: Names) -> list[Delta]:
    """Return what is different between the pages that are in both. `same` says which old address is which new one.

    `names` says which programme a page, a heading or a name is about.
    """
    found: dict[tuple[str, str, Line | None, Line | None], Delta] = {}
    own = {address for address in after if names.of_page(address)}
    for old, page in sorted(before.items(), key=lambda item: same.get(item[0], item[0]) not in own):
        address = same.get(old, old)
        if address in after:
            for under, was, now in _pairs(_keyed(page.lines, old, names), _keyed(after[address].lines, address, names)):
                about = "" if all(line is None or line.is_frame for line in (was, now)) else names.about(address, under, was, now)
                delta = found.setdefault((page.lang, about, was, now), Delta(page.lang, about, under, was, now, []))
                if address not in delta.pages:
                    delta.pages.append(address)
    return _explained(list(found.values()))


class Names(Protocol):
    """Knows the names of programmes."""

    def of_page(self, address: str) -> str:
        """Return the id of the programme whose page this is, or nothing."""

    def about(self, address: str, under: str, was: Line | None, now: Line | None) -> str:
        """Return the id of the programme that a line is about, or nothing."""


Keyed: TypeAlias = "tuple[Line, str]"


def _keyed(told: Sequence[Line], address: str, names: Names) -> list[Keyed]:
    """Return the lines of a page, each with the programme it is about: the same words about two programmes are two lines."""
    return [(line, names.about(address, line.under, line, line)) for line in told]


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
        akin = [now for now in right if now[0].under == was[0].under and now[1] == was[1]]
        if akin:
            left.remove(was)
            right.remove(akin[0])
            pairs.append((was, akin[0]))
    return left, right, pairs


def _alike(one: Line, other: Line) -> float:
    return difflib.SequenceMatcher(None, one.words, other.words, autojunk=False).ratio()


def _explained(found: list[Delta]) -> list[Delta]:
    """Return the changes without those that are another one inside a longer line; its pages are added to that one's."""
    small = sorted((delta for delta in found if _is_small(delta)), key=_length)
    kept = list(found)
    for delta in found:
        cause = next((item for item in small if item is not delta and _explains(item, delta)), None)
        if cause is not None and cause in kept:
            cause.pages.extend(page for page in delta.pages if page not in cause.pages)
            kept = [item for item in kept if item is not delta]
    return kept


def _is_small(delta: Delta) -> bool:
    return delta.before is not None and delta.after is not None and not delta.is_moved and len(delta.before.words) >= SHORTEST


def _length(delta: Delta) -> int:
    return len(delta.before.words) if delta.before is not None else 0


def _explains(small: Delta, delta: Delta) -> bool:
    """Return whether `delta` is what becomes of a longer line when `small` is changed in it, or is the same everywhere."""
    if small.before is None or small.after is None or delta.before is None or delta.after is None:
        return False
    if small.lang != delta.lang or small.about not in ("", delta.about):
        return False
    is_longer = len(delta.before.words) > len(small.before.words)
    is_everywhere = small.before.is_frame and not small.about and bool(delta.about)
    swapped = delta.before.words.replace(small.before.words, small.after.words)
    return (is_longer or is_everywhere) and swapped == delta.after.words and delta.before.links == delta.after.links


def different(before: Mapping[str, Page], after: Mapping[str, Page], same: Mapping[str, str]) -> Iterable[str]:
    """Yield the address of every page of `after` that is not as it was, and of every page of `before` that is not there now."""
    old = {same.get(address, address): page for address, page in before.items()}
    yield from (address for address, page in after.items() if old.get(address) != page)
    yield from (address for address in before if same.get(address, address) not in after)
