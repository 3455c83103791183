"""What pydantic found wrong, as Problems in Swedish: where, what was found, what is allowed, what to write instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from utvag.problems import Problem
from utvag.registry.model import Registry
from utvag.registry.model.scalars import found
from utvag.registry.source import Mapping, Sequence
from utvag.swedish import did_you_mean, listing, nearest, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from utvag.registry.source import Path, Source

_EXAMPLES = {
    "sources": "sources: [A1]",
    "checks": "checks: och en rad under, med date, by och how,",
    "date": "date: 2026-11-21",
    "by": "by: redaktionen",
    "how": "how: document (eller called, owner_confirmed)",
    "sv": "sv: och orden på svenska",
}
_SHORT = re.compile(r"[a-z]{2,3}")
_LANGUAGES = ("sv", "en", "ar", "so", "fa")
"""Languages to guess at when a code is misspelt."""

_A_GROUP = "en grupp med namn och kolon"
_KINDS = {
    "string_type": ("text", "Skriv texten på samma rad, efter kolonet."),
    "model_type": (_A_GROUP, "Skriv raderna under, två mellanslag längre in."),
    "model_attributes_type": (_A_GROUP, "Skriv raderna under, två mellanslag längre in."),
    "dict_type": (_A_GROUP, "Skriv raderna under, två mellanslag längre in."),
    "tuple_type": ("en lista", "Skriv varje del på en egen rad som börjar med ”- ”, eller inom [ ]."),
}


class _Wording(NamedTuple):
    """How one fault is told; `key` says that it is about a name, `blamed` which name inside the group is at fault."""

    code: str
    message: str
    remedy: str
    key: bool = False
    blamed: Path = ()


def explain(errors: Iterable[dict[str, Any]], source: Source) -> Iterator[Problem]:
    """Yield one Problem for each of pydantic's `errors` about the data that `source` holds."""
    seen: set[tuple[Path, str]] = set()
    listed = list(errors)
    misspelt = {(*error["loc"][:-1], _guess(error, source)) for error in listed if error["type"] == "extra_forbidden"}
    split = {error["loc"][:-1] for error in listed if _is_split_text(error, source)}
    for error in listed:
        if error["type"] == "missing" and (error["loc"] in misspelt or error["loc"][:-1] in split):
            continue  # it is there, under the name that is told as unknown
        path = _real_path(error["loc"], source, missing=error["type"] == "missing")
        if error["type"] == "too_short" and _value(path, source):
            continue  # its items are at fault, and told one by one
        told = _words(error, path, source)
        path = (*path, *told.blamed)
        if (path, told.code) not in seen:
            seen.add((path, told.code))
            yield Problem(source.locate(path, key=told.key), source.subject(path), told.message, told.remedy, told.code)


def subject(path: Path, source: Source) -> str:
    """Return how people name the thing at `path`."""
    return source.subject(path)


def _real_path(loc: tuple[str | int, ...], source: Source, *, missing: bool) -> Path:
    """Return `loc` without the parts that only the model knows (a union's tag, a wrapped text's language).

    The last part of a `missing` key's path is kept, although it is not in the file.
    """
    path: list[str | int] = []
    here: Any = source.document
    for number, part in enumerate(loc):
        if isinstance(here, Mapping) and part in here:
            path.append(part)
            here = here[str(part)]
        elif isinstance(here, Sequence) and isinstance(part, int) and part < len(here):
            path.append(part)
            here = here[part]
        elif missing and number == len(loc) - 1:
            path.append(part)
    return tuple(path)


def _words(error: dict[str, Any], path: Path, source: Source) -> _Wording:
    kind, context = error["type"], error.get("ctx", {})
    if "remedy" in context:
        group, blamed = _value(path, source), context["field"]
        inside = isinstance(group, Mapping) and blamed in group
        return _Wording(kind, context["message"], context["remedy"], blamed=(blamed,) if inside else ())
    if kind in ("literal_error", "union_tag_invalid", "union_tag_not_found"):
        return _not_allowed(error, path, source)
    if kind in _KINDS:
        wanted, remedy = _KINDS[kind]
        if wanted == _A_GROUP and (keys := _required(error["loc"])):
            remedy = f"Skriv raderna under, två mellanslag längre in: {listing([f'{key}:' for key in keys])}."
        return _Wording("fel-sort", f"Här ska stå {wanted}, men här står {found(error['input'])}.", remedy)
    plain = {
        "missing": lambda: _Wording(
            "saknas", f"Raden {path[-1]}: saknas.", f"Lägg till {_EXAMPLES.get(str(path[-1]), f'{path[-1]}:')} här."
        ),
        "extra_forbidden": lambda: _unknown_key(str(path[-1]), error, source),
        "too_short": lambda: _Wording("tom-lista", "Listan är tom.", "Skriv minst en rad i listan."),
    }
    if kind in plain:
        return plain[kind]()
    return _Wording("fel-varde", f"{found(error['input'])} går inte att använda här.", "Jämför med samma rad i en annan post.")


def _value(path: Path, source: Source) -> Any:  # noqa: ANN401 -- data as it was written
    here: Any = source.document
    for part in path:
        here = here[part]
    return here


def _is_in_text(error: dict[str, Any]) -> bool:
    """Return whether an unknown key stands where the languages of a text do."""
    return error["type"] == "extra_forbidden" and "sv" in allowed_keys(error["loc"][:-1])


def _lacks_swedish(error: dict[str, Any], source: Source) -> bool:
    return "sv" not in _value(_real_path(error["loc"][:-1], source, missing=False), source)


def _is_split_text(error: dict[str, Any], source: Source) -> bool:
    """Return whether an unknown key is the beginning of a text that has a colon in it, and no language."""
    return _is_in_text(error) and _lacks_swedish(error, source) and not _SHORT.fullmatch(str(error["loc"][-1]))


def _guess(error: dict[str, Any], source: Source) -> str | None:
    """Return the key that an unknown key was probably meant to be."""
    key = str(error["loc"][-1])
    if _is_in_text(error):
        return "sv" if _lacks_swedish(error, source) and _SHORT.fullmatch(key) else nearest(key, _LANGUAGES)
    return nearest(key, allowed_keys(error["loc"][:-1]))


def _unknown_key(key: str, error: dict[str, Any], source: Source) -> _Wording:
    if _is_split_text(error, source):
        message = f"Här ska stå en text, men {quoted(key)} följt av kolon läses som ett namn."
        return _Wording(
            "yaml-kolon", message, "Sätt citattecken runt hela texten. Är det ett namn i listan? Ta bort det.", key=True
        )
    guess = _guess(error, source)
    meant = f" Menade du {quoted(guess)}?" if guess else ""
    if _is_in_text(error):
        remedy = f"Skriv språkets kod: {', '.join(_LANGUAGES)} …"
        return _Wording("okant-namn", f"{quoted(key)} är inget språk.{meant}", remedy, key=True)
    allowed = sorted(allowed_keys(error["loc"][:-1]))
    return _Wording(
        "okant-namn", f"{quoted(key)} är inget namn som finns här.{meant}", f"Här kan stå: {', '.join(allowed)}.", key=True
    )


def _not_allowed(error: dict[str, Any], path: Path, source: Source) -> _Wording:
    """Word a value that is none of a few words; a contact route's `kind` is one too, but pydantic blames the whole route."""
    if error["type"] == "union_tag_not_found":
        return _Wording("saknas", "Raden kind: saknas.", "Lägg till kind: phone, email, web, visit eller via.")
    is_kind = error["type"] == "union_tag_invalid"
    expected = str(error["ctx"]["expected_tags" if is_kind else "expected"])
    allowed = [word.strip("' ") for word in expected.replace(" or ", ", ").split(",")]
    given = _value((*path, "kind"), source) if is_kind else error["input"]
    blamed: Path = ("kind",) if is_kind else ()
    choose = f"Skriv ett av dessa: {', '.join(allowed)}."
    if not isinstance(given, str) or not given:
        return _Wording("fel-sort", f"Här ska stå ett av några ord, men här står {found(given)}.", choose, blamed=blamed)
    return _Wording("okant-varde", f"{quoted(given)} finns inte att välja på.{did_you_mean(given, allowed)}", choose, blamed=blamed)


def _required(loc: tuple[str | int, ...]) -> list[str]:
    """Return the keys that must stand in the group at `loc`, in the model's order."""
    return [name for kind in _kinds(loc) for name, field in kind.model_fields.items() if field.is_required()]


def allowed_keys(loc: tuple[str | int, ...]) -> set[str]:
    """Return the keys that the model accepts in the mapping at pydantic's `loc`."""
    return {key for kind in _kinds(loc) for key in kind.model_fields}


def _kinds(loc: tuple[str | int, ...]) -> list[Any]:
    """Return the models that may stand at `loc`."""
    kinds: list[Any] = [Registry]
    for part in loc:
        if isinstance(part, str):
            named = [kind.model_fields[part].annotation for kind in kinds if part in kind.model_fields]
            kinds = [model for annotation in named for model in _models(annotation)] if named else _tagged(kinds, part)
    return kinds


def _tagged(kinds: list[Any], tag: str) -> list[Any]:
    return [
        kind for kind in kinds if "kind" in kind.model_fields and tag in get_args(kind.model_fields["kind"].annotation)
    ] or kinds


def _models(annotation: Any) -> list[Any]:  # noqa: ANN401 -- a type, as typing has no name for one
    if hasattr(annotation, "model_fields"):
        return [annotation]
    return [model for argument in get_args(annotation) for model in _models(argument)]
