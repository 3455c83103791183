"""Tests of the facts as HSDS 3.1: what its schemas ask for, and tables that hold together."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

import jsonschema
import pytest
from builders import ROOT, a_registry, as_yaml, from_yaml
from exported import a_data_project, files_of
from utvag.data import edition, hsds, public
from utvag.registry import loader

if TYPE_CHECKING:
    from pathlib import Path

STANDARD: dict[str, Any] = from_yaml(ROOT / "tests" / "fixtures" / "hsds-3.1.yaml")
ID = "^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
BASE = "https://data.example.org/"


def as_schema() -> dict[str, Any]:
    """Return what HSDS asks of its objects as a JSON Schema, stricter than its own: no name that it does not have."""
    groups = {}
    for name, said in STANDARD["objects"].items():
        properties = {}
        for field in [*said["needs"], *said.get("table", ()), *said["may"]]:
            key, _, kind = field.partition(" ")
            ref = {"$ref": f"#/$defs/{kind.strip('[]')}"}
            line = {"type": "string", "minLength": 1, **STANDARD["fields"].get(key, {})}
            line |= {"pattern": ID} if key == "id" or key.endswith("_id") else {}
            number = {"type": "integer"} if key.endswith("_age") else line
            properties[key] = {"type": "array", "items": ref} if kind.startswith("[") else ref if kind else number
        groups[name] = {"type": "object", "additionalProperties": False, "required": said["needs"], "properties": properties}
    return {"$defs": groups}


def judge(kind: str) -> jsonschema.Draft202012Validator:
    whole = {**as_schema(), "$ref": f"#/$defs/{kind}"}
    jsonschema.Draft202012Validator.check_schema(whole)
    return jsonschema.Draft202012Validator(whole, format_checker=jsonschema.FormatChecker())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return every file of the data edition of the frozen project."""
    project = a_data_project(tmp_path_factory.mktemp("data") / "p")
    return edition.files(project, loader.load(project.registry, "programs.yaml").registry)


def rows(made: dict[str, str], table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made[f"hsds/{hsds.TABLES[table]['path']}"])))


@pytest.mark.parametrize("kind", ["service", "organization", "service_at_location"])
def test_every_object_is_what_the_standard_asks_for(made: dict[str, str], kind: str) -> None:
    page = json.loads(made[f"hsds/{kind}s.json"])
    assert page["total_items"] == len(page["contents"]) > 0
    assert not page["empty"]
    for one in page["contents"]:
        assert [fault.message for fault in judge(kind).iter_errors(one)] == [], one["id"]
    wrong = {name: said for name, said in page["contents"][0].items() if name != "id"}
    assert not judge(kind).is_valid(wrong)
    assert not judge(kind).is_valid({**page["contents"][0], "eligibility": "alla"})  # HSDS 3 has it no more


def test_the_tables_are_what_their_package_and_the_standard_say(made: dict[str, str]) -> None:
    package = json.loads(made["hsds/datapackage.json"])
    assert {one["name"]: one["path"] for one in package["resources"]} == {name: one["path"] for name, one in hsds.TABLES.items()}
    ids = {one["name"]: [row["id"] for row in rows(made, one["name"])] for one in package["resources"]}
    for resource in package["resources"]:
        table, fields = resource["name"], {field["name"]: field for field in resource["schema"]["fields"]}
        known = STANDARD["objects"][table]
        named = [*known["needs"], *known.get("table", ()), *known["may"]]
        assert fields.keys() <= set(named), table
        head, *_ = made[f"hsds/{resource['path']}"].splitlines()
        assert head.split(",") == [*fields]
        assert len(ids[table]) == len(set(ids[table]))
        for row in rows(made, table):
            assert all(row[name] for name in [*known["needs"], *known.get("table", ())]), (table, row)
            for name, said in row.items():
                if said:
                    _parse(fields[name], said)
        for key in resource["schema"].get("foreignKeys", ()):
            there = ids[key["reference"]["resource"] or table]
            assert {row[key["fields"]] for row in rows(made, table)} - {""} <= set(there), (table, key)


def _parse(field: dict[str, str], said: str) -> None:
    """Read a cell as the type that its column has. Raises ValueError."""
    if field["type"] == "date":
        date.fromisoformat(said)
    elif field["type"] == "integer":
        int(said)
    elif field["type"] == "time":
        hour, minute = said.split(":")
        assert (int(hour) < 24, int(minute) < 60, len(said)) == (True, True, 5)
    elif field.get("format") == "uuid":
        UUID(said)


def test_nested_and_flat_say_the_same(made: dict[str, str]) -> None:
    services = json.loads(made["hsds/services.json"])["contents"]
    nested = {one["id"]: one for service in services for one in service.get("phones", ())}
    assert {row["id"]: row["number"] for row in rows(made, "phone")} == {name: one["number"] for name, one in nested.items()}
    inside = [*services, *(at for one in services for at in one.get("service_at_locations", ()))]
    assert len(rows(made, "schedule")) == sum(len(one.get("schedules", ())) for one in inside)


def test_a_night_ends_at_the_last_minute_and_days_are_those_of_icalendar(made: dict[str, str]) -> None:
    found = {(row["byday"], row["opens_at"], row["closes_at"]) for row in rows(made, "schedule")}
    assert {("MO,TU,SU", "08:15", "16:45"), ("FR", "20:30", "23:59"), ("MO,TU,WE,TH,FR,SA,SU", "00:00", "23:59")} <= found
    assert {"sv", "so"} <= {row["code"] for row in rows(made, "language")}


def test_a_pause_ages_and_closed_days_are_said_in_the_standards_words(tmp_path: Path) -> None:
    data = a_registry({"programs.0.status": "paused", "programs.0.status_reason": "Semester."})
    ages = {"question": "vem", "minimum_age": 15, "maximum_age": 24, "sources": ["K2"]}
    data["programs"][0]["eligibility"]["conditions"] = [ages]
    phone = {
        "id": "t",
        "kind": "phone",
        "label": "Telefon",
        "status": "published",
        "number": "116 111",
        "opening_hours": [{"byday": ["MO"], "opens_at": "09:00", "closes_at": "12:00"}],
        "closed": ["public_holidays"],
        "sources": ["K2"],
        "checks": [{"date": "2026-11-20", "by": "redaktionen", "how": "called"}],
    }
    data["programs"][0]["contact_routes"].append(phone)
    files = files_of(tmp_path / "p", data)
    service = next(one for one in json.loads(files["hsds/services.json"])["contents"] if one["name"] == data["programs"][0]["name"])
    said = {name: service[name] for name in ("status", "alert", "minimum_age", "maximum_age")}
    assert said == {"status": "temporarily closed", "alert": "Semester.", "minimum_age": 15, "maximum_age": 24}
    assert service["schedules"][0]["description"] == "Stängt röda dagar."


def test_ids_stay_when_facts_change_and_are_others_for_another_publisher() -> None:
    facts = public.facts(loader.parse(as_yaml(a_registry()), "programs.yaml").registry)
    other = public.facts(loader.parse(as_yaml(a_registry({"programs.0.name": "Annat namn"})), "programs.yaml").registry)
    one, two, three = hsds.Tables(facts, BASE), hsds.Tables(other, BASE), hsds.Tables(facts, "https://data.annan.example/")
    assert one.rows["service"].keys() == two.rows["service"].keys()
    assert not one.rows["service"].keys() & three.rows["service"].keys()
