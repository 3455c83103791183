"""The wheel is the whole program: the same site from a project that has nothing of it, and what a project has of its own wins."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

import packaged
import pytest
from builders import ROOT, contents
from utvag.site import manifest

if TYPE_CHECKING:
    from pathlib import Path

ABOUT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _site(folder: Path) -> dict[str, bytes]:
    """Return every file of a site but the list of them, which names the commit."""
    return {name: data for name, data in contents(folder).items() if name != manifest.NAME}


@pytest.mark.site
def test_a_project_without_the_program_becomes_the_same_site(utvag: Path, built: Path, tmp_path: Path) -> None:
    root = packaged.a_project_alone(tmp_path / "p")
    below = root / "content" / "en"
    assert "Allt stämmer" in packaged.run(utvag, below, "check")  # from any folder of the project
    packaged.run(utvag, root, "build", "--on", "2026-11-30")
    assert _site(root / "site") == _site(built)


@pytest.mark.site
def test_a_file_of_the_project_stands_for_the_programs(utvag: Path, built: Path, tmp_path: Path) -> None:
    root = packaged.a_project_alone(tmp_path / "p")
    own = root / "overrides" / "public"
    (own / "assets").mkdir(parents=True)
    css = (ROOT / "overrides/public/assets/pages.css").read_text(encoding="utf-8")
    (own / "assets" / "pages.css").write_text(f"{css}\n.own {{ color: red; }}\n", encoding="utf-8")
    packaged.run(utvag, root, "build")
    pages = {name: data.decode() for name, data in _site(root / "site").items() if name.endswith(".html")}
    assert pages.keys() == {name for name in _site(built) if name.endswith(".html")}
    assert ".own" in pages["fragor/index.html"]
    assert ".own" not in pages["guide/index.html"]  # it has another stylesheet


@pytest.mark.slow
def test_the_staff_edition_comes_with_it(utvag: Path, tmp_path: Path) -> None:
    root = packaged.a_project_alone(tmp_path / "p")
    packaged.run(utvag, root, "build", "--edition", "staff")
    made = contents(root / "site-staff")
    assert made["assets/call_page.js"] == (ROOT / "overrides/staff/assets/call_page.js").read_bytes()
    assert "vid-telefonen/index.html" in made
    assert [name for name in made if name.endswith(".pdf")]


def test_it_says_its_own_name_and_ends_as_the_other_door_does(utvag: Path, tmp_path: Path) -> None:
    assert "Skriv: utvag --help" in packaged.run(utvag, tmp_path, "chek", status=2)
    assert "programs.yaml" in packaged.run(utvag, tmp_path, "check", status=1)  # nothing is there


def test_the_package_asks_for_what_the_lock_is_made_of() -> None:
    for name, asked in (("requirements", ABOUT["dependencies"]), ("requirements-staff", ABOUT["optional-dependencies"]["staff"])):
        lines = (ROOT / f"{name}.in").read_text(encoding="utf-8").splitlines()
        assert asked == [line.split("#")[0].strip() for line in lines if line[:1].isalpha()], name


def test_the_newest_change_is_of_this_version() -> None:
    told = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert told[0] == ABOUT["version"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in told)
