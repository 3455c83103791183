"""Tests of the checks of hand-written pages: what stays silent, and odd files. What fires stands in tests/test_plants.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import a_project, a_registry, load
from utvag import rules
from utvag.project import Project
from utvag.rules import page_rules

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.problems import Problem

LOADED = load(a_registry())
HEAD = "---\ntitle: Hem\ndescription: Ring, eller läs.\naudience: [leaver]\nowner: redaktionen\nreviewed: 2026-11-21\n---\n\n"
TOP = f"{HEAD}# Hem\n\n"


def head(**lines: str) -> str:
    """Return a page's head with `lines` changed; an empty one is left out."""
    said = {"title": "Hem", "description": "x", "audience": "[leaver]", "owner": "redaktionen", "reviewed": "2026-11-21", **lines}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in said.items() if value) + "---\n\n# Hem\n"


def problems(folder: Path, text: str, name: str = "sida.md") -> list[Problem]:
    path = folder / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return list(page_rules.check(Project.at(folder), LOADED))


SILENT = [
    f"{TOP}Ring [08-465 00 400](tel:+46846500400) eller [112](tel:112). {{råd}}\n",
    f"{TOP}Ring 08-465 00 400, 114 14 eller 112. Vi har funnits sedan 1990. {{K1}}\n",
    f"{TOP}Vi vet inte om du kan vara anonym. Fråga. {{K1, okänt}}\n",
    head(title="Tillgänglighet"),
    head(title='"Hem: här"', description="'x'", audience="professional", registry="lifeline"),
    f"{TOP}<!-- tillåt myndighetsord: det heter så -->\nEn insats. {{råd}}\n",
]


@pytest.mark.parametrize("text", SILENT)
def test_a_page_that_says_what_it_may_hears_nothing(tmp_path: Path, text: str) -> None:
    assert [problem.message for problem in problems(tmp_path, text)] == []


@pytest.mark.parametrize("name", ["en/guide.md", "en/ring.md"])
def test_a_page_where_another_language_has_a_generated_one_is_told_so(tmp_path: Path, name: str) -> None:
    project = a_project(tmp_path)
    (project.content / name).write_text(TOP, encoding="utf-8")
    assert "upptagen-adress" in {problem.code for problem in rules.check(project)[2]}


@pytest.mark.parametrize("name", ["index.md", "guiden.md", "stod/annat.md", "stod/utvalda-stod.md", "en/guide.md"])
def test_a_page_at_a_free_address_hears_nothing(tmp_path: Path, name: str) -> None:
    assert problems(tmp_path, TOP, name) == []


def test_a_page_that_is_not_utf_8_is_a_problem_and_no_exception(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "sida.md").write_bytes(f"{HEAD}Här är å.\n".encode("latin-1"))
    assert list(page_rules.check(Project.at(tmp_path), LOADED))


def test_a_folder_named_as_a_page_and_an_editors_lock_are_no_pages(tmp_path: Path) -> None:
    (tmp_path / "content" / "mapp.md").mkdir(parents=True)
    (tmp_path / "content" / ".#sida.md").symlink_to("nina@dator.1234")
    assert list(page_rules.check(Project.at(tmp_path), LOADED)) == []


def test_a_page_saved_on_windows_is_read_as_any_other(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "sida.md").write_bytes(TOP.replace("\n", "\r\n").encode())
    assert list(page_rules.check(Project.at(tmp_path), LOADED)) == []


@pytest.mark.parametrize(
    ("name", "codes"), [("sida.md", {"myndighetsord"}), ("en/sida.md", set()), ("stod/sida.md", {"myndighetsord"})]
)
def test_only_swedish_is_measured(tmp_path: Path, name: str, codes: set[str]) -> None:
    assert {problem.code for problem in problems(tmp_path, f"{TOP}An insats. {{råd}}\n", name)} == codes


def test_a_page_in_another_language_says_what_it_rests_on(tmp_path: Path) -> None:
    assert {problem.code for problem in problems(tmp_path, f"{TOP}You can call.\n", "en/sida.md")} == {"kallmarke-saknas"}


def test_every_page_that_can_be_read_is_read(tmp_path: Path) -> None:
    problems(tmp_path, TOP)
    (tmp_path / "content" / "trasig.md").write_bytes(b"\xff")
    assert [page.name for page in page_rules.pages(Project.at(tmp_path))] == ["content/sida.md"]
