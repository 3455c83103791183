"""Every text of the registry that visitors can read: where it stands, on which page, what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from utvag.registry.model import Model, Text, Words, names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.registry.model import Check, Registry
    from utvag.registry.source import Path

ADVICE, UNKNOWN, CHECKED = "råd", "okänt", "kontroll"
"""What a text can rest on besides sources: our own words, that nobody knows, that somebody made sure."""

EVERYWHERE, GUIDE, GLOSSARY = "alla sidor", "/guide/", "ordlistan"
"""Pages of texts that belong to no programme."""

_OWN: dict[str, tuple[str, ...]] = {
    "say": (ADVICE,),
    "title": (ADVICE,),
    "unknowns": (UNKNOWN,),
    "status_reason": (CHECKED,),
}
"""Keys whose texts rest on something else than the sources around them."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One text: its path in the registry, its page, its words, and the ids or words that it rests on."""

    path: Path
    page: str
    text: Text
    rests_on: tuple[str, ...]
    checks: tuple[Check, ...] = ()


def of(registry: Registry) -> Iterator[Statement]:
    """Yield every text that visitors can read, in the order of the file; what is not shown is left out."""
    for key in ("lifeline", "emergency"):
        yield from _below(getattr(registry, key), (key,), EVERYWHERE, ())
    for key in ("declined_answer", "municipalities", "questions"):
        yield from _below(getattr(registry, key), (key,), GUIDE, (ADVICE,))
    for number, program in enumerate(registry.programs):
        if program.has_page:
            yield from _below(program, ("programs", number), f"/stod/{program.slug}/", ())
    yield from _below(registry.terms, ("terms",), GLOSSARY, (ADVICE,))


def _below(value: object, path: Path, page: str, rests_on: tuple[str, ...]) -> list[Statement]:
    found: list[Statement] = []
    _collect(value, path, page, rests_on, (), found)
    return found


def _collect(
    value: Any,  # noqa: ANN401 -- any part of a registry
    path: Path,
    page: str,
    rests_on: tuple[str, ...],
    checks: tuple[Check, ...],
    found: list[Statement],
) -> None:
    """Add every text inside `value` to `found`."""
    if value is None or isinstance(value, str):
        return
    if isinstance(value, Text):
        found.append(Statement(path, page, value, rests_on, checks))
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            _collect(item, (*path, number), page, rests_on, checks, found)
    elif isinstance(value, Words) and value.leaver == value.relative and value.professional is None:
        found.append(Statement(path, page, value.leaver, rests_on, checks))
    elif isinstance(value, Model):
        keys = names(type(value))
        if "status" in keys and value.status == "unconfirmed":  # type: ignore[attr-defined]  # only some have one
            return
        rests_on = (value.sources if "sources" in keys else ()) or rests_on  # type: ignore[attr-defined]  # as above
        checks = value.checks if "checks" in keys else checks  # type: ignore[attr-defined]  # as above
        for key in keys:
            _collect(getattr(value, key), (*path, key), page, _basis(key, rests_on), checks, found)


def _basis(key: str, around: tuple[str, ...]) -> tuple[str, ...]:
    if key == "elsewhere":  # whose number it is has a source, whether they help others nobody knows
        return (*around, UNKNOWN)
    return _OWN.get(key, around)
