"""Every text of the registry that visitors can read: where it stands, on which page, what it rests on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from utvag.model import Text, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.model import Check, Registry
    from utvag.source import Path

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
    start = Statement((), EVERYWHERE, registry.declined_answer, ())
    yield from _walk(registry.lifeline, replace(start, path=("lifeline",)))
    yield from _walk(registry.emergency, replace(start, path=("emergency",)))
    guide = replace(start, page=GUIDE, rests_on=(ADVICE,))
    for key in ("declined_answer", "municipalities", "questions"):
        yield from _walk(getattr(registry, key), replace(guide, path=(key,)))
    for number, program in enumerate(registry.programs):
        if program.has_page:
            yield from _walk(program, replace(start, path=("programs", number), page=f"/stod/{program.slug}/"))
    yield from _walk(registry.terms, replace(start, path=("terms",), page=GLOSSARY, rests_on=(ADVICE,)))


def _walk(value: Any, here: Statement) -> Iterator[Statement]:  # noqa: ANN401 -- any part of a registry
    if isinstance(value, Text):
        yield replace(here, text=value)
    elif isinstance(value, Words) and value.leaver == value.relative and value.professional is None:
        yield replace(here, text=value.leaver)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _walk(item, replace(here, path=(*here.path, number)))
    elif (keys := getattr(type(value), "model_fields", None)) and getattr(value, "status", "published") != "unconfirmed":
        around = replace(
            here, rests_on=getattr(value, "sources", ()) or here.rests_on, checks=getattr(value, "checks", here.checks)
        )
        for key in keys:
            inside = replace(around, path=(*here.path, key), rests_on=_basis(key, around.rests_on))
            yield from _walk(getattr(value, key), inside)


def _basis(key: str, around: tuple[str, ...]) -> tuple[str, ...]:
    if key == "elsewhere":  # whose number it is has a source, whether they help others nobody knows
        return (*around, UNKNOWN)
    return _OWN.get(key, around)
