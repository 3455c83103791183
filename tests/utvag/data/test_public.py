"""Tests of what leaves as data: all that visitors are shown, and nothing else."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING

import jsonschema
import pytest
from builders import a_registry, as_yaml
from exported import KEPT_BACK_NUMBER, MARK, a_data_project, files_of, planted
from openapi_spec_validator import validate
from utvag.data import edition, public
from utvag.registry import loader
from utvag.registry.model import PhoneRoute, Program
from utvag.registry.scalars import keys

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.registry.model import Registry


def registry(data: dict[str, object]) -> Registry:
    return loader.parse(as_yaml(data), "programs.yaml").registry


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return every file of the data edition of the frozen project."""
    project = a_data_project(tmp_path_factory.mktemp("data") / "p")
    return edition.files(project, loader.load(project.registry, "programs.yaml").registry)


def test_nothing_that_visitors_are_not_shown_leaves_in_any_file(tmp_path: Path) -> None:
    data = planted()
    assert MARK in json.dumps(data)
    files = files_of(tmp_path / "p", data)
    assert len(files) > 20
    digits = KEPT_BACK_NUMBER.replace("-", "").replace(" ", "")[1:]
    for name, text in files.items():
        assert MARK not in f"{name}{text}".casefold(), name
        assert digits not in text.replace("-", "").replace(" ", ""), name
        assert '"ask"' not in text, name


def test_what_is_planted_would_be_found_if_it_were_shown(tmp_path: Path) -> None:
    data = planted()
    data["programs"][-1] |= {"status": "active", "status_reason": None, "name": f"{MARK} visas"}
    del data["programs"][-1]["status_reason"]
    found = [name for name, text in files_of(tmp_path / "p", data).items() if MARK in text]
    exports = {
        "v1/index.json",
        "v1/programs.json",
        "hsds/services.json",
        "hsds/services.csv",
        "programs.csv",
        "help.jsonld",
        "changes.atom",
    }
    assert exports <= set(found)


def test_a_pause_is_told_with_its_reason_and_a_reason_of_nothing_is_not() -> None:
    data = a_registry({"programs.0.status": "paused", "programs.0.status_reason": "Semester."})
    assert public.facts(registry(data))["programs"][0]["status_reason"] == {"sv": "Semester."}
    data["programs"][0]["status"] = "active"
    assert "status_reason" not in public.facts(registry(data))["programs"][0]


def test_every_file_of_the_api_is_what_its_schema_says(made: dict[str, str]) -> None:
    schema = json.loads(made["v1/schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    judge = jsonschema.Draft202012Validator(schema)
    files = {name: json.loads(text) for name, text in made.items() if name.startswith("v1/") and name.count("/") == 2}
    files |= {name: json.loads(made[name]) for name in ("v1/index.json", "v1/programs.json")}
    assert len(files) > 10
    for name, said in files.items():
        assert [fault.message for fault in judge.iter_errors(said)] == [], name
        assert said["schema_version"] == public.VERSION
    wrong = copy.deepcopy(files["v1/programs.json"])
    wrong["programs"][0]["ask"] = {"office": "kontoret"}
    assert not judge.is_valid(wrong)
    assert schema["$id"].endswith("/v1/schema.json")
    assert "Ask" not in schema["$defs"]


def test_the_description_of_the_api_is_openapi_and_names_files_that_are_there(made: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "schema.json").write_text(made["v1/schema.json"], encoding="utf-8")
    said = json.loads(made["v1/openapi.json"])
    validate(said, base_uri=(tmp_path / "openapi.json").as_uri())
    with pytest.raises(Exception, match="title"):
        validate({**said, "info": {"version": "1"}})
    listed = json.loads(made["v1/index.json"])["index"]
    server = said["servers"][0]["url"]
    for path in said["paths"]:
        for one in listed:
            assert path.format(id=one["id"]).removeprefix("/") in made
            assert one["address"].removeprefix(f"{server}/") in made


def test_the_index_is_all_programmes_and_the_rest_without_them(made: dict[str, str]) -> None:
    index, programs = json.loads(made["v1/index.json"]), json.loads(made["v1/programs.json"])["programs"]
    assert [one["id"] for one in index["index"]] == [one["id"] for one in programs]
    assert {"lifeline", "emergency", "municipalities", "questions", "sources"} <= index.keys()
    for program in programs:
        assert json.loads(made[f"v1/programs/{program['id']}.json"])["program"] == program
        assert {source for claim in program["description"] for source in claim["sources"]} <= {
            one["id"] for one in index["sources"]
        }


def test_hours_are_said_as_on_the_page_with_the_days_that_are_closed() -> None:
    week = [{"byday": ["MO", "TU"], "opens_at": "09:00", "closes_at": "16:00"}]
    assert public.hours({"opening_hours": week, "closed": ["public_holidays", "2026-12-24"]}) == (
        "Måndag och tisdag 09:00–16:00. Stängt röda dagar och 24 december 2026."
    )
    assert (public.hours({"opening_hours": "unknown"}), public.hours({"opening_hours": "always"})) == ("", "Dygnet runt.")


def test_a_new_key_for_staff_alone_stays_until_somebody_says_otherwise() -> None:
    assert {key.name for kind in (Program, PhoneRoute) for key in keys(kind) if not key.shown and public.leaves(key)} == {
        "id",
        "sources",
    }
