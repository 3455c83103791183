"""What pydantic found wrong, as Problems in Swedish: where, what was found, what is allowed, what to write instead."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any, get_args, get_origin

from utvag.registry.model import Registry, keys
from utvag.registry.scalars import found
from utvag.registry.source import MOST_PROBLEMS, Mapping
from utvag.swedish import did_you_mean, is_language, listing, nearest, quoted

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

_CAN_BE_EMPTY = ("relay", "helps_with", "asks_of_you", "first_contact", "unknowns")
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


def lost_names(source: Source, root: type[Model]) -> Iterator[Problem]:
    """Yield the rows with a name that are gone: of most of the file, or above what is then read as more of the list above it."""
    document = source.document or Mapping((1, 1))
    gone = [key.name for key in keys(root) if key.name not in document and root.model_fields[key.name].is_required()]
    if not (lost := list(_astray(source, (), (root,)))) and len(gone) > sum(name not in root.model_fields for name in document):
        remedy = "Ta tillbaka den förra versionen av filen, eller skriv det som saknas."
        yield source.problem((gone[0],), f"Filen saknar {listing(gone)}.", remedy, "saknas")
    for path, name in lost:
        remedy = f"Skriv {name}: på en egen rad här ovanför."
        yield source.problem(path, f"Raden {name}: saknas ovanför.", remedy, "saknas", key=True)


def _astray(source: Source, loc: Path, kinds: tuple[type[Model], ...]) -> Iterator[tuple[Path, str]]:
    """Yield where something inside the group at `loc` fits only under a name that the group lacks, and that name."""
    group = source.value(loc)
    known = [key for kind in kinds for key in keys(kind) if key.kinds] if isinstance(group, Mapping) else []
    lacks = [key for key in known if not source.has((*loc, key.name))]
    for key in (key for key in known if key not in lacks):
        value, path = source.value((*loc, key.name)), (*loc, key.name)
        for number, item in enumerate(value) if isinstance(value, list) else [(-1, value)]:
            place = path if number < 0 else (*path, number)
            strange, fits = _strange(item, key.kinds), []
            if number > 0 and strange:  # what begins a list is not the end of another
                fits = [one.name for one in lacks if _is_list(kinds, one.name) and not _strange(item, one.kinds)]
            elif number < 0 and isinstance(item, Mapping) and (strange := strange or {item.twice} - {""}):
                fits = [one.name for one in lacks if not _strange(strange, one.kinds) and (_is_needed(kinds, one.name))]
                strange |= {item.twice} - {""}
            if fits:
                first = () if number > 0 else (min(strange, key=lambda part: source.locate((*path, part), key=True)),)
                yield (*place, *first), fits[0]
                return
            yield from _astray(source, place, key.kinds)


def _strange(item: Any, kinds: tuple[type[Model], ...]) -> set[str]:  # noqa: ANN401 -- as it was written
    """Return the keys of an item that none of `kinds` has; of a line, itself where they are no words."""
    is_words = any(kind.is_words for kind in kinds)
    if isinstance(item, str):
        return set() if is_words else {item}
    written = item if isinstance(item, Mapping | set) else ()
    return {key for key in written if not any(key in kind.model_fields for kind in kinds) and not (is_words and is_language(key))}


def _is_needed(kinds: tuple[type[Model], ...], name: str) -> bool:
    return any(kind.model_fields[name].is_required() for kind in kinds if name in kind.model_fields)


def _is_list(kinds: tuple[type[Model], ...], name: str) -> bool:
    return any(get_origin(kind.model_fields[name].annotation) is tuple for kind in kinds if name in kind.model_fields)


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
        self.kinds, self.beside_kinds = _kinds(self.loc, root), _kinds(self.loc[:-1], root)
        self.path: Path = ()
        for number, part in enumerate(self.loc, 1):
            # Parts that only the model knows are left out (a union's tag, a wrapped text's language), but not what is missing.
            if source.has((*self.path, part)) or (self.kind == "missing" and number == len(self.loc)):
                self.path = (*self.path, part)
        self.beside: set[str] = set()
        self.guess: str | None = None
        self.is_split_text = False
        if self.kind == "extra_forbidden":
            key, self.beside = str(self.loc[-1]), {key for kind in self.beside_kinds for key in kind.model_fields}
            lacks_swedish = "sv" in self.beside and not source.has((*self.path[:-1], "sv"))
            is_short = _SHORT.fullmatch(key) is not None
            self.is_split_text = lacks_swedish and not is_short
            self.guess = "sv" if lacks_swedish and is_short else nearest(key, _LANGUAGES if "sv" in self.beside else self.beside)

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
            return path, "saknas", f"Raden {path[-1]}: saknas.", self._add(str(path[-1]))
        if self.kind == "extra_forbidden":
            return path, *self._unknown_key(str(path[-1]))
        if self.kind == "too_short":
            return path, "saknas", "Listan är tom.", "Skriv minst en rad i listan."
        return path, "fel-sort", f"{found(self.given)} går inte att använda här.", "Jämför med samma rad i en annan post."

    def _add(self, name: str) -> str:
        """Return how to add the missing row `name`."""
        if name in _EXAMPLES or not _is_list(self.beside_kinds, name):
            return f"Lägg till {_EXAMPLES.get(name, f'{name}:')} här."
        names = [one for kind in self.beside_kinds for one in kind.model_fields if _is_list((kind,), one)]
        above = [one for one in names[: names.index(name)] if self.source.value((*self.path[:-1], one))][-1:]
        where = f" De kan stå sist under {above[0]}:" if above else ""
        empty = f" Finns det inga: skriv {name}: []" if name in _CAN_BE_EMPTY else ""
        return f"Skriv {name}: ovanför raderna som hör dit.{where}{empty}"

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
