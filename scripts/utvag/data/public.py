"""What of a registry leaves as data: the one place that says so. All else of this room is made of what it returns.

A key leaves when visitors are shown it, or when it is one of NAMES: a new key for staff stays here until somebody says otherwise.
"""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from utvag.registry.model import OpeningHours, Registry, Text, Words
from utvag.registry.scalars import LIFELINE, Key, Model, keys
from utvag.registry.schema import full

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Data: TypeAlias = dict[str, Any]
"""JSON: a group of the registry under the names of the file (docs/nycklar.md), in the form of the file."""

VERSION = "1.0"
"""The version of the JSON API: a new first number when a name goes away or means something else."""

NAMES = frozenset(["id", "name", "sources", "criterion", "minimum_age", "maximum_age"])
"""Keys that no page says, and without which a machine can make nothing of the rest."""

STAYS = frozenset(["by"])
"""Keys that stay although a page may say them: the role of whoever made a check."""

PLACEHOLDER = "https://data.example.org/"
"""Where the edition stands as long as mkdocs.yml does not say it (`data_url`): a name that is nobody's. Our files have it too."""

_DEFS = "#/$defs/"


def facts(registry: Registry) -> Data:
    """Return all that leaves of a registry as it stands on its day.

    Nothing unconfirmed, ended, withdrawn, about whom to ask or why something is kept back; no source that only such things have.
    """
    found = _group(registry)
    shown = {LIFELINE, *(program["id"] for program in found["programs"])}
    for program in found["programs"]:
        routes = program["contact_routes"]
        program["contact_routes"] = [route for route in routes if route.get("program", LIFELINE) in shown]
    cited = set(_cited({name: said for name, said in found.items() if name != "sources"}))
    found["sources"] = [source for source in found["sources"] if source["id"] in cited]
    return found


def checked(group: Data) -> str:
    """Return the day on which somebody last went through a group, as it is written."""
    return str(max(check["date"] for check in group["checks"]))


def text(words: Data) -> Data:
    """Return words by language, as they are said to the one it concerns."""
    said: Data = words.get("leaver", words)
    return said


def told(claims: Iterable[Data]) -> str:
    """Return claims in Swedish, as one text."""
    return " ".join(claim["text"]["sv"] for claim in claims)


def hours(group: Data) -> str:
    """Return in Swedish when somebody answers; "" when nobody knows."""
    said = {"opening_hours": group["opening_hours"], "closed": group.get("closed", ())}
    found = OpeningHours.model_validate(said["opening_hours"])
    closed = tuple(date.fromisoformat(day) if day[:1].isdigit() else day for day in said["closed"])
    return found.model_copy(update={"closed": closed}).sentence()


def written(name: str, base: str = PLACEHOLDER) -> Data:
    """Return what stands in a file of this folder, with `base` for the address in it."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    said: Data = json.loads(text.replace(PLACEHOLDER, base))
    return said


def documents(found: Data, base: str) -> dict[str, Data]:
    """Return the files of the JSON API by their addresses below `base`."""
    head = {"schema_version": VERSION}
    rows = [
        {name: program[name] for name in ("id", "name", "status", "municipality")}
        | {"last_checked": checked(program), "address": f"{base}v1/programs/{program['id']}.json"}
        for program in found["programs"]
    ]
    around = {name: said for name, said in found.items() if name != "programs"}
    return {
        "v1/index.json": head | around | {"index": rows},
        "v1/programs.json": head | {"programs": found["programs"]},
        **{f"v1/programs/{program['id']}.json": head | {"program": program} for program in found["programs"]},
        "v1/schema.json": schema(f"{base}v1/schema.json"),
        "v1/openapi.json": written("openapi.json", base),
    }


def schema(address: str) -> Data:
    """Return the JSON Schema of what every file of the API holds, made of the model's, with `address` as its `$id`."""
    whole = full()
    groups = whole.pop("definitions") | {"Registry": whole}
    for name, kind in _kinds(Registry).items():
        for form in (groups[name], *groups[name].get("anyOf", ())):
            if "properties" in form and name != "Text":
                left = {key.name for key in keys(kind) if not leaves(key)}
                form["properties"] = {key: said for key, said in form["properties"].items() if key not in left}
                form["required"] = [key for key in form.get("required", ()) if key not in left]
    registry = groups.pop("Registry")["properties"]
    line = {"type": "string"}
    row = dict.fromkeys(("id", "name", "status", "municipality", "last_checked", "address"), line)
    index = {"type": "object", "additionalProperties": False, "properties": row, "required": [*row]}
    properties = {
        "schema_version": {"const": VERSION},
        **registry,
        "program": {"$ref": f"{_DEFS}Program"},
        "index": {"type": "array", "items": index},
    }
    root = {"type": "object", "additionalProperties": False, "properties": properties, "required": ["schema_version"]}
    root, groups = json.loads(json.dumps([root, groups]).replace("#/definitions/", _DEFS))
    used, new = set[str](), _named(root)
    while new:
        used |= new
        new = {name for one in new for name in _named(groups[one])} - used
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": address, "title": "Utväg: fakta"}
    made: Data = head | root | {"$defs": {name: groups[name] for name in sorted(used)}}
    return made


def leaves(key: Key) -> bool:
    """Return whether what stands at a key leaves."""
    return (key.shown or key.name in NAMES) and key.name not in STAYS


def _group(group: Model) -> Data:
    kind = type(group)
    given = ((key.name, group.__dict__[key.name]) for key in keys(kind) if leaves(key))
    needed = {name for name, field in kind.model_fields.items() if field.is_required()}
    found = {name: _value(value) for name, value in given if value is not None and (value != () or name in needed)}
    if found.get("status") in ("active", "published"):
        found.pop("status_reason", None)
    return found


def _value(value: object) -> Any:  # noqa: ANN401 -- JSON
    """Return a part of a registry as it is written in the file."""
    if isinstance(value, Text):
        return value.by_language
    if isinstance(value, Words) and value.is_same_for_all:
        return value.leaver.by_language
    if isinstance(value, OpeningHours):
        return value.state if value.state != "listed" else _value(value.schedules)
    if isinstance(value, tuple):
        return [_value(one) for one in value if not (isinstance(one, Model) and one.is_kept_back)]
    if isinstance(value, Model):
        return _group(value)
    return value.isoformat() if isinstance(value, date) else value


def _cited(here: object) -> Iterator[str]:
    if isinstance(here, dict):
        yield from here.get("sources", ())
    for inside in here.values() if isinstance(here, dict) else here if isinstance(here, list) else ():
        yield from _cited(inside)


def _kinds(kind: type[Model]) -> dict[str, type[Model]]:
    below = [_kinds(one) for key in keys(kind) for one in key.kinds if one is not kind]
    return {kind.__name__: kind} | {name: one for found in below for name, one in found.items()}


def _named(schema: Data) -> set[str]:
    return set(re.findall(rf"{re.escape(_DEFS)}(\w+)", json.dumps(schema)))
