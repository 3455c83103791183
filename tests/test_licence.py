"""What machines read about the project: licences (REUSE), publiccode.yml, and what a release is built with (CycloneDX)."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import jsonschema
import sbom
from builders import ROOT, from_yaml, plain
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

if TYPE_CHECKING:
    from pathlib import Path

TEXT = {"type": "string", "minLength": 1}
LANGUAGE = {
    "required": ["shortDescription", "longDescription", "features"],
    "properties": {
        "shortDescription": {**TEXT, "maxLength": 150},
        "longDescription": {"type": "string", "minLength": 150, "maxLength": 10000},
        "features": {"type": "array", "items": {**TEXT, "maxLength": 100}, "minItems": 1},
    },
}
PUBLIC_CODE = {
    "required": [
        *("publiccodeYmlVersion", "name", "url", "softwareType", "platforms", "developmentStatus", "description", "legal"),
        *("maintenance", "localisation"),
    ],
    "properties": {
        "publiccodeYmlVersion": {"const": "0.4"},
        "url": {"pattern": "^https://"},
        "softwareType": {"enum": ["standalone/mobile", "standalone/desktop", "standalone/web", "standalone/backend", "library"]},
        "developmentStatus": {"enum": ["concept", "development", "beta", "stable", "obsolete"]},
        "description": {"minProperties": 1, "propertyNames": {"pattern": "^[a-z]{2,3}$"}, "additionalProperties": LANGUAGE},
        "legal": {"required": ["license"]},
        "maintenance": {
            "required": ["type", "contacts"],
            "properties": {"type": {"const": "community"}, "contacts": {"items": {"required": ["name"]}, "minItems": 1}},
        },
        "localisation": {"required": ["localisationReady", "availableLanguages"]},
    },
}
"""What the standard insists on, version 0.4 (yml.publiccode.tools); `type: community` is ours."""


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "reuse", "--root", folder, "lint"], capture_output=True, text=True, check=False)  # noqa: S603 -- our own interpreter


def test_every_file_says_its_licence_and_every_licence_is_here() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


def test_a_file_under_a_licence_that_is_not_here_would_be_seen(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "LICENSES", tmp_path / "LICENSES")
    rows = (ROOT / "REUSE.toml").read_text(encoding="utf-8").replace('"CC0-1.0"', '"Apache-2.0"')
    (tmp_path / "REUSE.toml").write_text(rows, encoding="utf-8")
    shutil.copy(ROOT / "programs.yaml", tmp_path)
    assert "* Missing licenses: Apache-2.0" in lint(tmp_path).stdout


def test_the_description_for_catalogues_has_what_the_standard_insists_on() -> None:
    described = plain(from_yaml(ROOT / "publiccode.yml"))
    assert [fault.message for fault in jsonschema.Draft202012Validator(PUBLIC_CODE).iter_errors(described)] == []
    assert (
        described["legal"]["license"] in (ROOT / "LICENSE").read_text(encoding="utf-8")
        or (ROOT / "LICENSES" / f"{described['legal']['license']}.txt").exists()
    )


def test_what_a_release_is_built_with_is_listed_with_hashes_and_licences() -> None:
    made = sbom.text()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(made) is None
    listed = {part["name"]: part for part in json.loads(made)["components"]}
    locks = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("requirements.txt", "requirements-staff.txt"))
    assert len(listed) == len(set(re.findall(r"^[\w.-]+(?===)", locks, re.MULTILINE)))
    assert sum(len(part["hashes"]) for part in listed.values()) == len(set(re.findall(r"sha256:\w{64}", locks)))
    assert listed["jinja2"]["licenses"] == [{"license": {"name": "BSD License"}}]
