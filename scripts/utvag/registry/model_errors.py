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

_GROUP = "en grupp med namn och kolon"
_BELOW = "Skriv raderna under, två mellanslag längre in"
_KINDS = {
    "string_type": ("text", "Skriv texten på samma rad, efter kolonet."),
    "model_type": (_GROUP, f"{_BELOW}."),
    "model_attributes_type": (_GROUP, f"{_BELOW}."),
    "dict_type": (_GROUP, f"{_BELOW}."),
    "tuple_type": ("en lista", "Skriv varje del på en egen rad som börjar med ”- ”, eller inom [ ]."),
}


def explain(errors: Iterable[dict[str, Any]], source: Source, root: type[Model] = Registry) -> Iterator[Problem]:
    """Yield one Problem for each of pydantic's `errors` about the data that `source` holds, which should become a `root`."""
    listed = [_Error(error, source, root) for error in islice(errors, MOST_PROBLEMS)]
    misspelt = {(*error.loc[:-1], error.guess()) for error in listed if error.kind == "extra_forbidden"}
    split = {error.loc[:-1] for error in listed if error.is_split_text()}
    seen: set[tuple[Location, str, str]] = set()
    for error in listed:
        if error.kind == "missing" and (error.loc in misspelt or error.loc[:-1] in split):
            continue  # it is there, under the name that is told as unknown
        if error.kind == "too_short" and source.value(error.path):
            continue  # its items are at fault, and told one by one
        problem = error.problem()
        what = (problem.where, problem.subject, problem.code)
        if what not in seen:
            seen.add(what)
            yield problem


def allowed_keys(loc: Path, root: type[Model] = Registry) -> set[str]:
    """Return the keys that the model accepts in the mapping at pydantic's `loc`."""
    return {key for kind in _kinds(loc, root) for key in kind.model_fields}


class _Error:
    """One of pydantic's errors: its kind, its `loc` in the model, and its path in the file."""

    def __init__(self, error: dict[str, Any], source: Source, root: type[Model]) -> None:
        self.kind: str = error["type"]
        self.loc: Path = error["loc"]
        self.given: object = error["input"]
        self.context: dict[str, Any] = error.get("ctx", {})
        self.source = source
        self.root = root
        self.path = self._in_file()

    def _in_file(self) -> Path:
        """Return `loc` without the parts that only the model knows (a union's tag, a wrapped text's language).

        The last part of a missing key's path is kept, although it is not in the file.
        """
        path: list[str | int] = []
        for number, part in enumerate(self.loc, 1):
            if self.source.has((*path, part)) or (self.kind == "missing" and number == len(self.loc)):
                path.append(part)
        return tuple(path)

    def problem(self) -> Problem:  # noqa: PLR0911 -- a table of kinds
        """Return the error in Swedish."""
        if "remedy" in self.context:
            field = self.context["field"]
            inside = (*self.path, field) if field and self.source.has((*self.path, field)) else self.path
            return self.source.problem(inside, self.context["message"], self.context["remedy"], self.kind)
        if self.kind in ("literal_error", "union_tag_invalid", "union_tag_not_found"):
            return self._not_allowed()
        if self.kind in _KINDS:
            wanted, remedy = _KINDS[self.kind]
            needed = [
                f"{name}:" for kind in _kinds(self.loc, self.root) for name, one in kind.model_fields.items() if one.is_required()
            ]
            if wanted == _GROUP and needed:
                remedy = f"{_BELOW}: {listing(needed)}."
            return self._problem("fel-sort", f"Här ska stå {wanted}, men här står {found(self.given)}.", remedy)
        if self.kind == "missing":
            name = str(self.path[-1])
            remedy = f"Lägg till {_EXAMPLES.get(name, f'{name}:')} här."
            if name in _LISTS:
                remedy = f"Lägg till {name}: före raderna som hör dit. Är de inga, skriv {name}: []"
            return self._problem("saknas", f"Raden {name}: saknas.", remedy)
        if self.kind == "extra_forbidden":
            return self._unknown_key(str(self.path[-1]))
        if self.kind != "too_short":
            message = f"{found(self.given)} går inte att använda här."
            return self._problem("fel-sort", message, "Jämför med samma rad i en annan post.")
        return self._problem("saknas", "Listan är tom.", "Skriv minst en rad i listan.")

    def _problem(self, code: str, message: str, remedy: str, *, key: bool = False, path: Path = ()) -> Problem:
        return self.source.problem(path or self.path, message, remedy, code, key=key)

    def _is_in_text(self) -> bool:
        """Return whether an unknown key stands where the languages of a text do."""
        return self.kind == "extra_forbidden" and "sv" in self._beside()

    def _beside(self) -> set[str]:
        """Return the keys that may stand where the error's last key does."""
        return allowed_keys(self.loc[:-1], self.root)

    def _lacks_swedish(self) -> bool:
        return not self.source.has((*self.path[:-1], "sv"))

    def is_split_text(self) -> bool:
        """Return whether an unknown key is the beginning of a text that has a colon in it, and no language."""
        return self._is_in_text() and self._lacks_swedish() and not _SHORT.fullmatch(str(self.loc[-1]))

    def guess(self) -> str | None:
        """Return the key that an unknown key was probably meant to be."""
        key = str(self.loc[-1])
        if self._is_in_text():
            return "sv" if self._lacks_swedish() and _SHORT.fullmatch(key) else nearest(key, _LANGUAGES)
        return nearest(key, self._beside())

    def _unknown_key(self, key: str) -> Problem:
        if self.is_split_text():
            message = f"Här ska stå en text, men {quoted(key)} följt av kolon läses som ett namn."
            remedy = "Sätt citattecken runt hela texten. Är det ett namn i listan? Ta bort det."
            return self._problem("yaml-kolon", message, remedy, key=True)
        guess = self.guess()
        meant = f" Menade du {quoted(guess)}?" if guess else ""
        if self._is_in_text():
            remedy = f"Skriv språkets kod: {', '.join(_LANGUAGES)} …"
            return self._problem("okant-namn", f"{quoted(key)} är inget språk.{meant}", remedy, key=True)
        remedy = f"Här kan stå: {', '.join(sorted(self._beside()))}."
        return self._problem("okant-namn", f"{quoted(key)} är inget namn som finns här.{meant}", remedy, key=True)

    def _not_allowed(self) -> Problem:
        """Word a value that is none of a few words; a contact route's `kind` is one too, but pydantic blames the whole route."""
        if self.kind == "union_tag_not_found":
            return self._problem("saknas", "Raden kind: saknas.", "Lägg till kind: phone, email, web, visit eller via.")
        is_kind = self.kind == "union_tag_invalid"
        expected = str(self.context["expected_tags" if is_kind else "expected"])
        allowed = [word.strip("' ") for word in expected.replace(" or ", ", ").split(",")]
        path = (*self.path, "kind") if is_kind else self.path
        given = self.source.value(path) if is_kind else self.given
        choose = f"Skriv ett av dessa: {', '.join(allowed)}."
        if not isinstance(given, str) or not given:
            return self._problem("fel-sort", f"Här ska stå ett av några ord, men här står {found(given)}.", choose, path=path)
        message = f"{quoted(given)} finns inte att välja på.{did_you_mean(given, allowed)}"
        return self._problem("okant-varde", message, choose, path=path)


def _kinds(loc: Path, root: type[Model]) -> tuple[type[Model], ...]:
    """Return the models that may stand at pydantic's `loc`."""
    kinds: tuple[type[Model], ...] = (root,)
    for part in loc:
        if isinstance(part, str):
            inside = [key.kinds for kind in kinds for key in keys(kind) if key.name == part]
            tagged = tuple(kind for kind in kinds if part in get_args(getattr(kind.model_fields.get("kind"), "annotation", None)))
            kinds = tuple(kind for found in inside for kind in found) if inside else tagged or kinds
    return kinds
