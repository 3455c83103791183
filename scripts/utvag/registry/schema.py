"""The model as a JSON Schema, for editors that check and explain while somebody types.

Draft 7, the one that every editor reads. Each key's meaning and example stand beside the model's fields (`model.scalars.key`).
"""

from __future__ import annotations

import json
from typing import Any, TypeAlias

from utvag.registry.model import Registry
from utvag.registry.model.scalars import OWN

Schema: TypeAlias = dict[str, Any]

COMMAND = ".venv/bin/python scripts docs"
"""What writes the schema and the tables anew."""

SEE_BELOW = "se nedan"
"""What a table says of a key that has a table of its own."""

_DROPPED = ("default", "discriminator")
_REF = "#/definitions/{model}"


def full() -> Schema:
    """Return the schema and what the tables need besides: `x-when` (when a key must be there), `title` (what may stand there)."""
    raw = Registry.model_json_schema(ref_template=_REF)
    definitions = {name: _model(inside) for name, inside in raw.pop("$defs").items()}
    definitions["Text"] = _text(definitions["Text"])
    definitions["Words"] = {"anyOf": [_ref("Text"), definitions["Words"]]}
    definitions["OpeningHours"] = {"anyOf": [{"enum": ["always", "unknown"]}, _list_of("Schedule")]}
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


def _ref(name: str) -> Schema:
    return {"$ref": _REF.format(model=name)}


def _list_of(name: str) -> Schema:
    return {"type": "array", "items": _ref(name), "minItems": 1}


def _text(words: Schema) -> Schema:
    """Return the schema of a text: a plain line, or a group with the Swedish words and those of any other language."""
    line = {"type": "string", "pattern": r"\S"}
    other = {
        **line,
        "description": "Samma ord på ett annat språk. Namnet är språkets kod.",
        "examples": ["Call and ask."],
        "title": "text",
    }
    keys = {"sv": words["properties"]["sv"], "en": other}
    codes = {"propertyNames": {"pattern": "^[a-z]{2,3}(-[A-Za-z]+)*$"}, "additionalProperties": line}
    return {"anyOf": [line, {**words, "properties": keys, **codes}]}


def _model(model: Schema) -> Schema:
    """Return a model's schema without the words for developers, and its keys as draft 7 wants them."""
    keys = {name: _key(name, inside) for name, inside in model["properties"].items()}
    return {name: inside for name, inside in model.items() if name not in ("description", "title")} | {"properties": keys}


def _key(name: str, key: Schema) -> Schema:
    key = {word: inside for word, inside in key.items() if word not in _DROPPED}
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


def _published(value: Any) -> Any:  # noqa: ANN401 -- JSON
    if isinstance(value, dict):
        return {name: _published(inside) for name, inside in value.items() if not name.startswith(OWN) and inside != SEE_BELOW}
    return [_published(inside) for inside in value] if isinstance(value, list) else value
