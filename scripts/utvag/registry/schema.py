"""The model for people and their editors: a JSON Schema that explains while somebody types, and a table of each group's keys.

The schema is of draft 7, the one that every editor reads. What both say of a key stands beside it in the model (`scalars.Key`).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, TypeAlias

from pydantic.json_schema import GenerateJsonSchema

from utvag.registry.model import Registry
from utvag.registry.scalars import TEXT
from utvag.swedish import LANGUAGE

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
"""What one and several of a model are called in the tables; the others have tables of their own."""

_ROUTES = ("PhoneRoute", "EmailRoute", "WebRoute", "VisitRoute", "ViaRoute")
_MARKED = re.compile(r"(<!-- nycklar: ([\w.]+) -->\n).*?(<!-- slut på nycklar -->)", re.DOTALL)
_REF = "#/definitions/"


class _Draft7(GenerateJsonSchema):
    """Pydantic's schema without the words for developers and the values of ours; what may be left out is never empty."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401, ARG002 -- as pydantic's
        return False

    def model_schema(self, schema: Any) -> Schema:  # noqa: ANN401 -- as pydantic's
        return {word: inside for word, inside in super().model_schema(schema).items() if word not in ("description", "title")}

    def nullable_schema(self, schema: Any) -> Schema:  # noqa: ANN401 -- as pydantic's
        return self.generate_inner(schema["schema"])

    default_schema = nullable_schema

    def tagged_union_schema(self, schema: Any) -> Schema:  # noqa: ANN401 -- as pydantic's
        return {"anyOf": super().tagged_union_schema(schema)["oneOf"]}


def full() -> Schema:
    """Return the schema; a comment of a key says when it must be there, if only sometimes."""
    whole = Registry.model_json_schema(ref_template=f"{_REF}{{model}}", schema_generator=_Draft7)
    groups = whole.pop("$defs")
    line = {"type": "string", "pattern": TEXT}
    means = {"description": "Samma ord på ett annat språk. Namnet är språkets kod.", "examples": ["Call and ask."], "title": "text"}
    words = {"sv": groups["Text"]["properties"]["sv"], "en": line | means}
    codes = {"propertyNames": {"pattern": LANGUAGE}, "additionalProperties": line}
    schedules = {"type": "array", "items": {"$ref": f"{_REF}Schedule"}, "minItems": 1}
    written = {  # what stands in the file, where the model makes a group of it
        "Text": {"anyOf": [line, {**groups["Text"], "properties": words, **codes}]},
        "Words": {"anyOf": [{"$ref": f"{_REF}Text"}, groups["Words"]]},
        "OpeningHours": {"anyOf": [{"enum": ["always", "unknown"]}, schedules]},
    }
    return {**whole, "definitions": groups | written}


def as_text() -> str:
    """Return the schema as the file that editors read; ends with a newline."""
    head = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": f"Written by: {COMMAND}",
        "title": "Utvägs register: programs.yaml",
    }
    return json.dumps(head | full(), ensure_ascii=False, indent=2) + "\n"


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
        must = key.get("$comment") or ("Ja" if name in group.get("required", ()) else "")
        yield f"| `{name}` | {must} | {key['description']} | {_allowed(key)} | {_example(*key.get('examples', [{}]))} |"


def _allowed(key: Schema, several: int = 0) -> str:
    """Return in words what may stand at a key; `several` is 1 for what may stand in a list."""
    if "title" in key:
        return str(key["title"])
    if "enum" in key or "const" in key:
        return ", ".join(f"`{word}`" for word in key.get("enum", [key.get("const")]))
    if key.get("type") == "boolean":
        return "`true`, `false`"
    if "anyOf" in key:
        return ", eller ".join(map(_allowed, key["anyOf"]))
    if "items" not in key:
        name = key.get("allOf", [key])[0]["$ref"].removeprefix(_REF)
        return _NAMES[name][several] if name in _NAMES else SEE_BELOW
    items = _allowed(key["items"], 1)
    return SEE_BELOW if SEE_BELOW in items else f"lista med {items}, inte tom" if "minItems" in key else f"lista med {items}"


def _example(value: Any) -> str:  # noqa: ANN401 -- JSON
    """Return an example as it is written in the file; groups have tables of their own."""
    if isinstance(value, list):
        return "" if any(isinstance(inside, dict) for inside in value) else f"`[{', '.join(value)}]`"
    if isinstance(value, str) and not re.fullmatch(r"[+\d:]+", value):
        return f"`{value}`"
    return "" if isinstance(value, dict) else f"`{json.dumps(value)}`"
