"""Tests of the data edition: built as the sites are, beside them, and saying what they say."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from builders import a_day, a_project, contents
from exported import a_data_project
from utvag import reports
from utvag.data import edition, public
from utvag.project import DATA
from utvag.registry import loader
from utvag.site import manifest

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.project import Project

pytestmark = pytest.mark.site

EXPORTS = {
    "v1/programs.json": ("v1/index.json", "v1/programs.json"),
    "hsds/services.json": ("hsds/services.json",),
    "hsds tables": ("hsds/services.csv", "hsds/phones.csv", "hsds/schedules.csv"),
    "programs.csv": ("programs.csv",),
    "help.jsonld": ("help.jsonld",),
    "changes.atom": ("changes.atom",),
}
"""Which files together say every fact."""


def built(project: Project) -> dict[str, str]:
    found = edition.build(project, a_day())
    assert project.site.exists(), reports.of_problems(found)
    return {name: data.decode("utf-8") for name, data in contents(project.site).items()}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], dict[str, str]]:
    """Return every file of the public site and of the data edition of the same registry."""
    project = a_data_project(tmp_path_factory.mktemp("data") / "p")
    return built(project), built(replace(project, edition=DATA, site=project.root / DATA.site))


@pytest.mark.parametrize("export", sorted(EXPORTS))
def test_every_number_hour_and_name_of_the_site_stands_in_every_export(
    both: tuple[dict[str, str], dict[str, str]], export: str
) -> None:
    site, data = both
    pages = {
        name: page for name, page in site.items() if re.fullmatch(r"stod/[^/]+/index\.html", name) and 'class="checked"' in page
    }
    every = " ".join(page for name, page in site.items() if name.endswith(".html") and not name.startswith("en/"))
    numbers = set(re.findall(r'href="tel:([+0-9]+)"', every))
    names = {
        re.sub("<[^>]+>", "", found).strip()
        for page in pages.values()
        for found in re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    }
    clocks = set(re.findall(r"\b\d\d:\d\d\b", re.sub("<[^>]+>", " ", every)))
    assert (len(numbers) > 5, len(names) > 15, {"08:15", "16:45", "20:30"} <= clocks) == (True, True, True)
    said = "".join(data[name] for name in EXPORTS[export]).replace("&quot;", '"')
    plain = re.sub(r"[ \-]", "", said)
    shown = {number: (number, f"0{number.removeprefix('+46')}", number.removeprefix("+46")) for number in numbers}
    assert [number for number, forms in shown.items() if not any(form in plain for form in forms)] == []
    assert [name for name in names if name not in said] == []
    assert [clock for clock in clocks if clock.replace("24:00", "23:59") not in said.replace("24:00", "23:59")] == []


def test_no_file_of_the_site_is_in_it_and_none_of_it_is_on_the_site(both: tuple[dict[str, str], dict[str, str]]) -> None:
    site, data = both
    assert site.keys() & data.keys() == {"index.html", "404.html", manifest.NAME}
    assert not any("v1/" in page or "data.example" in page for name, page in site.items() if name.endswith(".html"))


def test_its_list_of_sums_is_that_of_its_files(both: tuple[dict[str, str], dict[str, str]], tmp_path: Path) -> None:
    _, data = both
    listed = manifest.parse(data[manifest.NAME].encode())
    for name, text in data.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    assert listed.files == manifest.files(tmp_path)
    assert listed.number in data["index.html"]


def test_a_spreadsheet_can_tell_that_it_is_utf_8_and_reads_one_row_a_programme(both: tuple[dict[str, str], dict[str, str]]) -> None:
    text = both[1]["programs.csv"]
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    programs = json.loads(both[1]["v1/programs.json"])["programs"]
    assert [row["id"] for row in rows] == ["lifeline", "emergency", *(one["id"] for one in programs)]
    assert all(row["last_checked"] for row in rows)


def test_every_link_of_its_page_leads_to_a_file(both: tuple[dict[str, str], dict[str, str]]) -> None:
    data = both[1]
    for name, base in (("index.html", ""), ("404.html", public.PLACEHOLDER)):
        links = re.findall(r'href="([^"]+)"', data[name])
        assert len(links) > 8
        assert {link.removeprefix(base) for link in links} <= data.keys()
    assert "<script" not in data["index.html"]


def test_addresses_are_those_that_the_settings_say(tmp_path: Path) -> None:
    project = a_project(tmp_path / "p")
    config = project.config.read_text(encoding="utf-8")
    project.config.write_text(config.replace('owner: ""', 'owner: ""\n  data_url: https://data.example.se/'), encoding="utf-8")
    assert edition.address(project) == "https://data.example.se/"
    made = edition.files(project, loader.load(project.registry, "programs.yaml").registry)
    assert not any(public.PLACEHOLDER in text for text in made.values())


def test_a_registry_with_a_fault_leaves_the_edition_as_it_was(tmp_path: Path) -> None:
    project = replace(a_project(tmp_path / "p"), edition=DATA, site=tmp_path / "p" / DATA.site)
    before = built(project)
    project.registry.write_text(
        project.registry.read_text(encoding="utf-8").replace("status: active", "status: aktiv", 1), encoding="utf-8"
    )
    assert edition.build(project, a_day())
    assert {name: data.decode() for name, data in contents(project.site).items()} == before
