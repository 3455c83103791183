"""The model for people and their editors: a JSON Schema that explains while somebody types, and a table of each group's keys.

The schema is of draft 7, the one that every editor reads. What both say of a key stands beside it in the model (`scalars.key`).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, TypeAlias

from utvag.registry.model import Registry
from utvag.registry.scalars import OWN

if TYPE_CHECKING:
    from collections.abc import Iterator

Schema: TypeAlias = dict[str, Any]

COMMAND = ".venv/bin/python scripts docs"
"""What writes the schema and the tables anew."""

SEE_BELOW = "se nedan"
"""What a table says of a key that has a table of its own."""

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
_REF = "#/definitions/"


def full() -> Schema:
    """Return the schema and what the tables need besides: `x-when` (when a key must be there), `title` (what may stand there)."""
    raw = Registry.model_json_schema(ref_template=f"{_REF}{{model}}")
    definitions = {name: _model(inside) for name, inside in raw.pop("$defs").items()}
    definitions["Text"] = _text(definitions["Text"])
    definitions["Words"] = {"anyOf": [{"$ref": f"{_REF}Text"}, definitions["Words"]]}
    schedules = {"type": "array", "items": {"$ref": f"{_REF}Schedule"}, "minItems": 1}
    definitions["OpeningHours"] = {"anyOf": [{"enum": ["always", "unknown"]}, schedules]}
    for inside in definitions.values():
        if "languages" in (keys := inside.get("properties", {})):
            several = {name: keys["languages"].pop(name) for name in ("type", "items")}
            keys["languages"]["anyOf"] = [{"enum": ["unknown"]}, {**several, "minItems": 1}]
    return {**_model(raw), "definitions": definitions}


def as_text() -> str:
    """Return the schema as the file that editors read; ends with a newline."""
    head = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": f"Written by: {COMMAND}",
        "title": "Utvägs register: programs.yaml",
    }
    return json.dumps(head | _published(full()), ensure_ascii=False, indent=2) + "\n"


def _published(value: Any) -> Any:  # noqa: ANN401 -- JSON
    if isinstance(value, dict):
        return {name: _published(inside) for name, inside in value.items() if not name.startswith(OWN) and inside != SEE_BELOW}
    return [_published(inside) for inside in value] if isinstance(value, list) else value


def _text(words: Schema) -> Schema:
    """Return the schema of a text: a plain line, or a group with the Swedish words and those of any other language."""
    line = {"type": "string", "pattern": r"\S"}
    means = {"description": "Samma ord på ett annat språk. Namnet är språkets kod.", "examples": ["Call and ask."], "title": "text"}
    keys = {"sv": words["properties"]["sv"], "en": line | means}
    codes = {"propertyNames": {"pattern": "^[a-z]{2,3}(-[A-Za-z]+)*$"}, "additionalProperties": line}
    return {"anyOf": [line, {**words, "properties": keys, **codes}]}


def _model(model: Schema) -> Schema:
    """Return a model's schema without the words for developers, and its keys as draft 7 wants them."""
    keys = {name: _key(name, inside) for name, inside in model["properties"].items()}
    return {name: inside for name, inside in model.items() if name not in ("description", "title")} | {"properties": keys}


def _key(name: str, key: Schema) -> Schema:
    key = {word: inside for word, inside in key.items() if word not in ("default", "discriminator")}
    if key.get("title") == name.replace("_", " ").title():  # made from the name: it says nothing
        del key["title"]
    if "anyOf" in key and {"type": "null"} in key["anyOf"]:  # may be left out, and is never empty
        (kept,) = (inside for inside in key.pop("anyOf") if inside != {"type": "null"})
        key = {**kept, **key}
    if "oneOf" in key.get("items", {}):
        key["items"] = {"anyOf": key["items"]["oneOf"]}
    if "$ref" in key:  # draft 7 looks at nothing beside a reference
        key["allOf"] = [{"$ref": key.pop("$ref")}]
    return key


def refreshed(page: str) -> str:
    """Return docs/nycklar.md's text with each table between its marks made anew."""
    made = tables()
    return _MARKED.sub(lambda found: f"{found[1]}\n{made.get(found[2], found[2])}\n\n{found[3]}", page)


def tables() -> dict[str, str]:
    """Return the table of each model's keys by its name: whether a key must be there, what it means, what may stand there."""
    whole = full()
    rows = {
        name: list(_rows(group))
        for name, inside in {"Registry": whole, **whole["definitions"]}.items()
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
    for name, key in group["properties"].items():
        must = key.get(f"{OWN}when") or ("Ja" if name in group.get("required", ()) else "")
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
        return _NAMES[key["allOf"][0]["$ref"].removeprefix(_REF)][0]
    if "anyOf" in key:
        return ", eller ".join(map(_allowed, key["anyOf"]))
    items = key["items"]
    several = _NAMES[items["$ref"].removeprefix(_REF)][1] if "$ref" in items else _allowed(items)
    return f"lista med {several}, inte tom" if "minItems" in key else f"lista med {several}"


def _example(value: Any) -> str:  # noqa: ANN401 -- JSON
    """Return an example as it is written in the file; groups have tables of their own."""
    if isinstance(value, list):
        return "" if any(isinstance(inside, dict) for inside in value) else f"`[{', '.join(value)}]`"
    if isinstance(value, str) and not re.fullmatch(r"[+\d:]+", value):
        return f"`{value}`"
    return "" if isinstance(value, dict) else f"`{json.dumps(value)}`"
