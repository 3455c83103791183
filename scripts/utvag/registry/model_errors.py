"""What pydantic found wrong, as Problems in Swedish: where, what was found, what is allowed, what to write instead."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any, get_args

from utvag.registry.model import Registry, keys
from utvag.registry.scalars import found
from utvag.registry.source import MOST_PROBLEMS
from utvag.swedish import did_you_mean, listing, nearest, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from utvag.problems import Location, Problem
    from utvag.registry.model import Model
    from utvag.registry.source import Path, Source

_EXAMPLES = {
    "sources": "sources: och numret på källan där du har läst det,",
    "checks": "checks: och en rad under, med date, by och how,",
    "date": "date: och dagen då någon kontrollerade, som 2026-11-21,",
    "by": "by: och rollen, till exempel redaktionen,",
    "how": "how: och hur du kontrollerade, till exempel called,",
    "sv": "sv: och orden på svenska",
}

_LISTS = ("relay", "helps_with", "asks_of_you", "first_contact", "unknowns")
"""Lists that can be empty but must be named: without its name, what stands in a list would be read as more of the list above."""

_SHORT = re.compile(r"[a-z]{2,3}")
_LANGUAGES = ("sv", "en", "ar", "so", "fa")
"""Languages to guess at when a code is misspelt."""

_GROUP = ("en grupp med namn och kolon", "Skriv raderna under, två mellanslag längre in")
_KINDS = {
    "string_type": ("text", "Skriv texten på samma rad, efter kolonet."),
    "model_type": _GROUP,
    "model_attributes_type": _GROUP,
    "dict_type": _GROUP,
    "tuple_type": ("en lista", "Skriv varje del på en egen rad som börjar med ”- ”, eller inom [ ]."),
}


def explain(errors: Iterable[dict[str, Any]], source: Source, root: type[Model] = Registry) -> Iterator[Problem]:
    """Yield one Problem for each of pydantic's `errors` about the data that `source` holds, which should become a `root`."""
    listed = [_Error(error, source, root) for error in islice(errors, MOST_PROBLEMS)]
    misspelt = {(*error.loc[:-1], error.guess) for error in listed if error.kind == "extra_forbidden"}
    split = {error.loc[:-1] for error in listed if error.is_split_text}
    seen: set[tuple[Location, str, str]] = set()
    for error in listed:
        if error.kind == "missing" and (error.loc in misspelt or error.loc[:-1] in split):
            continue  # it is there, under the name that is told as unknown
        if error.kind == "too_short" and source.value(error.path):
            continue  # its items are at fault, and told one by one
        path, code, message, remedy = error.told()
        problem = source.problem(path, message, remedy, code, key=error.kind == "extra_forbidden")
        what = (problem.where, problem.subject, problem.code)
        if what not in seen:
            seen.add(what)
            yield problem


def allowed_keys(loc: Path, root: type[Model] = Registry) -> set[str]:
    """Return the keys that the model accepts in the mapping at pydantic's `loc`."""
    return {key for kind in _kinds(loc, root) for key in kind.model_fields}


class _Error:
    """One of pydantic's errors: its kind, its `loc` in the model, and its path in the file.

    Of an unknown key it knows what was probably meant: another key, or a text with a colon in it.
    """

    def __init__(self, error: dict[str, Any], source: Source, root: type[Model]) -> None:
        self.kind: str = error["type"]
        self.loc: Path = error["loc"]
        self.given: object = error["input"]
        self.context: dict[str, Any] = error.get("ctx", {})
        self.source = source
        self.kinds = _kinds(self.loc, root)
        self.path: Path = ()
        for number, part in enumerate(self.loc, 1):
            # Parts that only the model knows are left out (a union's tag, a wrapped text's language), but not what is missing.
            if source.has((*self.path, part)) or (self.kind == "missing" and number == len(self.loc)):
                self.path = (*self.path, part)
        self.beside: set[str] = set()
        self.guess: str | None = None
        self.is_split_text = False
        if self.kind == "extra_forbidden":
            self._compare(str(self.loc[-1]), allowed_keys(self.loc[:-1], root))

    def _compare(self, key: str, beside: set[str]) -> None:
        """Find out what an unknown `key` was meant to be, among those that may stand `beside` it."""
        self.beside = beside
        lacks_swedish = "sv" in beside and not self.source.has((*self.path[:-1], "sv"))
        is_short = _SHORT.fullmatch(key) is not None
        self.is_split_text = lacks_swedish and not is_short
        self.guess = "sv" if lacks_swedish and is_short else nearest(key, _LANGUAGES if "sv" in beside else beside)

    def told(self) -> tuple[Path, str, str, str]:  # noqa: PLR0911 -- a table of kinds
        """Return the error in Swedish: where in the file, code, message, remedy."""
        path = self.path
        if "remedy" in self.context:
            inside = (*path, self.context["field"])
            is_there = self.context["field"] and self.source.has(inside)
            return inside if is_there else path, self.kind, self.context["message"], self.context["remedy"]
        if self.kind == "union_tag_not_found":
            return path, "saknas", "Raden kind: saknas.", "Lägg till kind: phone, email, web, visit eller via."
        if self.kind == "union_tag_invalid":  # pydantic blames the whole route
            return self._not_allowed((*path, "kind"), self.source.value((*path, "kind")), self.context["expected_tags"])
        if self.kind == "literal_error":
            return self._not_allowed(path, self.given, self.context["expected"])
        if self.kind in _KINDS:
            wanted, remedy = _KINDS[self.kind]
            if wanted == _GROUP[0]:
                needed = [f"{name}:" for kind in self.kinds for name, one in kind.model_fields.items() if one.is_required()]
                remedy += f": {listing(needed)}." if needed else "."
            return path, "fel-sort", f"Här ska stå {wanted}, men här står {found(self.given)}.", remedy
        if self.kind == "missing":
            name = str(path[-1])
            lost = f"Lägg till {name}: före raderna som hör dit. Är de inga, skriv {name}: []"
            remedy = lost if name in _LISTS else f"Lägg till {_EXAMPLES.get(name, f'{name}:')} här."
            return path, "saknas", f"Raden {name}: saknas.", remedy
        if self.kind == "extra_forbidden":
            return path, *self._unknown_key(str(path[-1]))
        if self.kind == "too_short":
            return path, "saknas", "Listan är tom.", "Skriv minst en rad i listan."
        return path, "fel-sort", f"{found(self.given)} går inte att använda här.", "Jämför med samma rad i en annan post."

    def _unknown_key(self, key: str) -> tuple[str, str, str]:
        if self.is_split_text:
            message = f"Här ska stå en text, men {quoted(key)} följt av kolon läses som ett namn."
            return "yaml-kolon", message, "Sätt citattecken runt hela texten. Är det ett namn i listan? Ta bort det."
        meant = f" Menade du {quoted(self.guess)}?" if self.guess else ""
        if "sv" in self.beside:
            return "okant-namn", f"{quoted(key)} är inget språk.{meant}", f"Skriv språkets kod: {', '.join(_LANGUAGES)} …"
        remedy = f"Här kan stå: {', '.join(sorted(self.beside))}."
        return "okant-namn", f"{quoted(key)} är inget namn som finns här.{meant}", remedy

    @staticmethod
    def _not_allowed(path: Path, given: object, expected: str) -> tuple[Path, str, str, str]:
        """Word a value that is none of a few words, which pydantic lists as `expected`."""
        allowed = [word.strip("' ") for word in expected.replace(" or ", ", ").split(",")]
        choose = f"Skriv ett av dessa: {', '.join(allowed)}."
        if not isinstance(given, str) or not given:
            return path, "fel-sort", f"Här ska stå ett av några ord, men här står {found(given)}.", choose
        return path, "okant-varde", f"{quoted(given)} finns inte att välja på.{did_you_mean(given, allowed)}", choose


def _kinds(loc: Path, root: type[Model]) -> tuple[type[Model], ...]:
    """Return the models that may stand at pydantic's `loc`."""
    kinds: tuple[type[Model], ...] = (root,)
    for part in loc:
        if isinstance(part, str):
            inside = [key.kinds for kind in kinds for key in keys(kind) if key.name == part]
            tagged = tuple(kind for kind in kinds if part in get_args(getattr(kind.model_fields.get("kind"), "annotation", None)))
            kinds = tuple(kind for found in inside for kind in found) if inside else tagged or kinds
    return kinds
