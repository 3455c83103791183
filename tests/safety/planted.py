"""Faults to plant in the site's sources, and which checks of safety.md then fail."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from safety.visit import static

if TYPE_CHECKING:
    from collections.abc import Callable

    from safety.visit import Check, Visit

FAMILIES = tuple("abcd")
GUIDE = "guide/"

OLDER = {
    "sida-saknas": "d7",
    "sida-utan-numret": "b7",
    "okant-nummer": "b7",
    "sida-utan-utgang": "b2",
    "bruten-lank": "d5",
    "guide-mot-trad": "b8",
    "slut-utan-numret": "b8",
    "fara-112": "b8",
    "fil-utf8": "d5",
}
"""The codes of the build's checks that do not begin with the id of a check in safety.md."""


OF_LANGUAGES = "sprak"
"""How the codes begin that tell where two languages differ: no check of safety.md, and many a fault in a template does that too."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault: what is done to which files of `overrides/public/`, and the ids of the checks that must then fail on `pages`."""

    name: str
    edits: dict[str, Callable[[str], str]]
    fails: frozenset[str]
    pages: tuple[str, ...] = ("",)


def replacing(old: str, new: str) -> Callable[[str], str]:
    """Return an edit that puts `new` where `old` stands; nothing to replace is seen by `visit.spoilt`."""
    return lambda text: text.replace(old, new)


def checks(kind: str) -> dict[str, Check]:
    """Return the checks in a browser, by id: `kind` is CHECKS (quick) or SLOW (run where they are expected to fail)."""
    found: dict[str, Check] = {}
    for family in FAMILIES:
        found |= getattr(import_module(f"safety.checks_{family}"), kind, {})
    return found


def faults() -> list[Planted]:
    """Return every fault of every family."""
    return [fault for family in FAMILIES for fault in import_module(f"safety.planted_{family}").PLANTED]


HEAVY = frozenset(["a1", "a3", "b1", "b8", "c2", "c5", "c6", "c7", "c8", "c10"])
"""Quick checks that take long over the guide, for they look at all its states: asked of it where they are expected to fail."""


def failing(visit: Visit, expected: frozenset[str]) -> set[str]:
    """Return the ids of the checks that find something.

    Asked are all checks of the build, every check in `expected`, and the quick checks of its families: all of them for every fault
    would take a quarter of an hour.
    """
    found = {OLDER.get(code, code.split("-")[0]) for code in static(visit) if not code.startswith(OF_LANGUAGES)}
    quick, slow = checks("CHECKS"), checks("SLOW")
    near = {name for name in quick if name[0] in {one[0] for one in expected}}
    asked = expected | (near - HEAVY if GUIDE in visit.pages else near)
    # Each check is heard to its end: one that is left half-way would hold a browser open that nobody can close.
    return found | {name for name, check in (quick | slow).items() if name in asked and list(check(visit))}
