"""The tables of CONTRIBUTING.md that explain every key, made from the model."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from utvag.registry import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.registry.schema import Schema

_NAMES = {
    "Text": ("en text", "texter"),
    "Words": ("ord", "ord"),
    "Claim": ("ett påstående", "påståenden"),
    "Check": ("en kontroll", "kontroller"),
    "OpeningHours": ("öppettider", "öppettider"),
}
"""What one and several of a model are called in the tables."""

_ROUTES = ("PhoneRoute", "EmailRoute", "WebRoute", "VisitRoute", "ViaRoute")
_MARKED = re.compile(r"(<!-- nycklar: ([\w.]+) -->\n).*?(<!-- slut på nycklar -->)", re.DOTALL)


def refreshed(text: str) -> str:
    """Return CONTRIBUTING.md's `text` with each table between its marks made anew."""
    made = tables()
    return _MARKED.sub(lambda found: f"{found[1]}\n{made.get(found[2], found[2])}\n\n{found[3]}", text)


def tables() -> dict[str, str]:
    """Return the table of each model's keys by its name: whether a key must be there, what it means, what may stand there."""
    whole = schema.full()
    found = {"Registry": whole, **whole["definitions"]}
    rows = {
        name: list(_rows(group))
        for name, inside in found.items()
        for group in (inside, *inside.get("anyOf", ()))
        if "properties" in group
    }
    routes = {name.removesuffix("Route").lower(): rows.pop(name) for name in _ROUTES}
    shared = [row for row in routes["via"] if all(row in others for others in routes.values())]
    kinds = f"| `kind` | Ja | Sorten. | {', '.join(f'`{kind}`' for kind in routes)} | `phone` |"
    own = [f"| `{kind}` {row}" for kind, listed in routes.items() for row in listed if row not in shared]
    return {
        **{name: "\n".join([_head("Namn"), *listed]) for name, listed in rows.items()},
        "ContactRoute": "\n".join([_head("Namn"), kinds, *shared]),
        "ContactRoute.kind": "\n".join([_head("Sort", "Namn"), *own]),
    }


def _head(*first: str) -> str:
    names = [*first, "Måste finnas", "Betyder", "Tillåtet", "Till exempel"]
    return f"| {' | '.join(names)} |\n|{'---|' * len(names)}"


def _rows(group: Schema) -> Iterator[str]:
    needed = group.get("required", ())
    for name, key in group["properties"].items():
        must = key.get("x-when") or ("Ja" if name in needed else "")
        yield f"| `{name}` | {must} | {key['description']} | {_allowed(key)} | {_example(*key.get('examples', [{}]))} |"


def _allowed(key: Schema) -> str:
    """Return in words what may stand at a key."""
    if "title" in key:
        return str(key["title"])
    if "enum" in key or "const" in key:
        return ", ".join(f"`{word}`" for word in key.get("enum", [key.get("const")]))
    if key.get("type") == "boolean":
        return "`true`, `false`"
    if "allOf" in key:
        return _NAMES[_model(key["allOf"][0])][0]
    if "anyOf" in key:
        return ", eller ".join(map(_allowed, key["anyOf"]))
    several = _NAMES[_model(key["items"])][1] if "$ref" in key["items"] else _allowed(key["items"])
    return f"lista med {several}, inte tom" if "minItems" in key else f"lista med {several}"


def _model(reference: Schema) -> str:
    return str(reference["$ref"]).rpartition("/")[2]


def _example(value: Any) -> str:  # noqa: ANN401 -- JSON
    """Return an example as it is written in the file; groups have tables of their own."""
    if isinstance(value, list):
        return "" if any(isinstance(inside, dict) for inside in value) else f"`[{', '.join(value)}]`"
    if isinstance(value, str) and not re.fullmatch(r"[+\d:]+", value):
        return f"`{value}`"
    return "" if isinstance(value, dict) else f"`{json.dumps(value)}`"
