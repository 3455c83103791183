"""Tests of the schema that editors read: it is fresh, says yes to what is right and no to what is wrong, and explains each key."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from builders import FIXTURES, MINIMAL, ROOT, SWEDISH
from edited import patched, rows
from jsonschema import Draft7Validator
from utvag.problems import InvalidRegistry
from utvag.registry import loader, schema, source
from utvag.registry.source import Bare

FULL = schema.full()
DEFINITIONS = {"Registry": FULL, **FULL["definitions"]}
GROUPS = {name: group for name, found in DEFINITIONS.items() for group in (found, *found.get("anyOf", ())) if "properties" in group}
PAGE = (ROOT / "docs" / "nycklar.md").read_text(encoding="utf-8")
READER = Draft7Validator(json.loads(schema.as_text()))


def as_editors_see_it(value: Any) -> Any:  # noqa: ANN401 -- JSON
    """Return what an editor's YAML reader makes of a value: numbers, yes and no, nothing; days stay text."""
    if isinstance(value, dict):
        return {key: as_editors_see_it(inside) for key, inside in value.items()}
    if isinstance(value, list):
        return [as_editors_see_it(inside) for inside in value]
    if isinstance(value, Bare):
        plain = {"true": True, "false": False, "~": None, "": None}
        return plain.get(value, int(value) if value.lstrip("+-").isdigit() else str(value))
    return value


def complaints(text: bytes) -> list[str]:
    read = source.parse(text, MINIMAL.name)
    return [error.json_path for error in READER.iter_errors(as_editors_see_it(read.document))]


def test_the_file_is_fresh() -> None:
    written = (ROOT / "schema" / "programs.schema.json").read_text(encoding="utf-8")
    assert written == schema.as_text(), f"Run: {schema.COMMAND}"


def test_it_is_a_schema_that_old_editors_can_read() -> None:
    text = schema.as_text()
    Draft7Validator.check_schema(json.loads(text))
    for newer in ("$defs", "prefixItems", "discriminator", "x-when", '"null"'):
        assert newer not in text


@pytest.mark.parametrize("path", [ROOT / "programs.yaml", MINIMAL], ids=lambda path: path.stem)
def test_it_says_yes_to_what_is_right(path: Path) -> None:
    assert complaints(path.read_bytes()) == []


SEEN = {
    "En webbadress saknar https://",
    "Numret som rings står utan citattecken",
    "Ett id har stor bokstav och å, ä eller ö",
    "Larmnumret står utan citattecken",
    "Ett namn före kolonet är felstavat",
    "En uppgift har ingen källa",
    "En källa står utan hakparentes",
    "Ett ord som ska vara på engelska står på svenska",
}
"""Mistakes that an editor marks while somebody types; the others are told by `check`."""


@pytest.mark.parametrize("name", sorted(SEEN))
def test_it_says_no_to_what_is_wrong(name: str) -> None:
    (mistake,) = (row for row in rows(FIXTURES / "mistakes.yaml") if row["name"] == name)
    assert complaints(patched(MINIMAL.read_text(encoding="utf-8"), mistake).encode())


VALUES = [
    (row["place"], row["place"].replace(row["value"], value), verdict)
    for row in rows(FIXTURES / "values.yaml")
    for verdict in ("right", "wrong")
    for value in row[verdict]
]


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return by its number what a program that reads as editors do says of minimal.yaml with each of VALUES: right or wrong."""
    folder = tmp_path_factory.mktemp("values")
    text = MINIMAL.read_text(encoding="utf-8")
    for number, (old, new, _) in enumerate(VALUES):
        assert old in text
        (folder / f"{number}.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    tool = [str(Path(sys.executable).with_name("check-jsonschema")), "--output-format=json"]
    tool += ["--schemafile", str(ROOT / "schema" / "programs.schema.json"), *map(str, sorted(folder.iterdir()))]
    done = subprocess.run(tool, capture_output=True, text=True, check=False)  # noqa: S603 -- a tool of the tests
    told = json.loads(done.stdout)
    assert not told["parse_errors"]
    wrong = {Path(error["filename"]).stem for error in told["errors"]}
    return {str(number): "wrong" if str(number) in wrong else "right" for number in range(len(VALUES))}


@pytest.mark.parametrize("number", range(len(VALUES)), ids=[new for _, new, _ in VALUES])
def test_the_editor_and_the_check_say_the_same_of_a_value(editor: dict[str, str], number: int) -> None:
    old, new, verdict = VALUES[number]
    text = MINIMAL.read_text(encoding="utf-8").replace(old, new, 1)
    try:
        loader.parse(text.encode(), MINIMAL.name, SWEDISH)
    except InvalidRegistry:
        checked = "wrong"
    else:
        checked = "right"
    assert (editor[str(number)], checked) == (verdict, verdict)


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_every_key_says_in_swedish_what_it_means_and_shows_an_example(group: str) -> None:
    for name, key in GROUPS[group]["properties"].items():
        assert key["description"].endswith("."), name
        assert "examples" in key or "$ref" in str(key), name


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_every_example_is_right(group: str) -> None:
    for name, key in GROUPS[group]["properties"].items():
        reader = Draft7Validator({**key, "definitions": FULL["definitions"]})
        for example in key.get("examples", ()):
            assert not list(reader.iter_errors(example)), name


def test_editors_find_it() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"] == {"schema/programs.schema.json": "programs.yaml"}
    assert "redhat.vscode-yaml" in (ROOT / ".vscode" / "extensions.json").read_text(encoding="utf-8")
    assert "# yaml-language-server: $schema=schema/programs.schema.json\n" in (ROOT / "programs.yaml").read_text(encoding="utf-8")


def test_the_tables_are_fresh() -> None:
    assert schema.refreshed(PAGE) == PAGE, f"Run: {schema.COMMAND}"


def test_a_stale_table_would_be_seen() -> None:
    stale = PAGE.replace("| `slug` | Ja |", "| `slug` |  |")
    assert stale != PAGE
    assert schema.refreshed(stale) == PAGE


def test_every_table_there_is_stands_on_the_page_once() -> None:
    assert sorted(re.findall(r"<!-- nycklar: (\S+) -->", PAGE)) == sorted(schema.tables())


def test_a_row_says_whether_what_and_how() -> None:
    made = schema.tables()
    assert (
        "| `status_reason` | Om inte `active` | Varför. Vid paus läser besökaren det. | en text | `Tar inte emot fler just nu.` |"
        in (made["Program"].splitlines())
    )
    assert "| `emergency` |  | Visa 112 först. Bara på frågan om fara. | `true`, `false` | `true` |" in made["Choice"]
    assert "| `phone` | `e164` | Ja, utom korta nummer |" in made["ContactRoute.kind"]
    assert "`e164`" not in made["ContactRoute"]
    assert '| `opens_at` | Ja | När det öppnar. | `"00:00"` till `"24:00"` | `"09:00"` |' in made["Schedule"]
    assert "| lista med påståenden, inte tom |  |" in made["Program"]


def test_marks_with_no_table_are_told_by_name() -> None:
    assert "Finnsinte" in schema.refreshed("<!-- nycklar: Finnsinte -->\n<!-- slut på nycklar -->")
