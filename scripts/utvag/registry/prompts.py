"""What the questions about a new programme say: the model's own sentences, and what the file's words mean."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from utvag.registry import schema
from utvag.registry.model import NATIONAL

if TYPE_CHECKING:
    from collections.abc import Sequence

SOME_DAYS = "dagar"
"""The choice of those who know days and hours; the file has a list in its place."""

_MEANING = {
    "way_out": "en väg ut",
    "support": "någon att prata med",
    "self": "man söker själv",
    "through_others": "någon annan ordnar det",
    "chosen_by_authorities": "myndigheter väljer, ingen kan söka",
    "active": "igång",
    "paused": "har paus",
    "unconfirmed": "ingen har bekräftat",
    "possible": "ja",
    "not_possible": "nej",
    "shown": "ja",
    "not_shown": "nej",
    "unknown": "vet inte",
    "always": "dygnet runt",
    SOME_DAYS: "vissa dagar och tider",
    "called": "du ringde",
    "owner_confirmed": "de som driver det bekräftade",
    "document": "du läste en källa",
    "phone": "ett nummer att ringa",
    "email": "e-post",
    "web": "en webbsida",
    "visit": "en plats",
    "via": "genom numret som alltid svarar, eller en annan insats",
    NATIONAL: "hela landet",
    "high": "aktuell sida hos den som ansvarar, eller två källor",
    "medium": "äldre eller ofullständig",
    "low": "någon annan berättar",
}
"""What the file's words mean, beside them in a question."""


def choices(offered: Sequence[str]) -> list[str]:
    """Return some of the file's words as numbered lines, with what they mean."""
    return [f"{number} {word}{f' – {_MEANING[word]}' if word in _MEANING else ''}" for number, word in enumerate(offered, 1)]


@cache
def _keys(model: str) -> dict[str, Any]:
    keys: dict[str, Any] = schema.full()["definitions"][model]["properties"]
    return keys


def told(model: str, name: str) -> str:
    """Return what the model says of a key, as a question."""
    key = _keys(model)[name]
    means: str = key["description"].rstrip(".")
    example = key.get("examples", [None])[0]
    return f"{means} (till exempel: {example})" if isinstance(example, str) and "enum" not in key else means


def words(model: str, name: str) -> list[str]:
    """Return the words that the model allows for a key."""
    return list(_keys(model)[name]["enum"])
