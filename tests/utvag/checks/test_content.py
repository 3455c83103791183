"""Tests of the checks of hand-written pages: what fires, and the nearest that stays silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import a_registry, load
from utvag.checks import content
from utvag.paths import Project

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.problems import Problem

LOADED = load(a_registry())
HEAD = "---\ntitle: Hem\ndescription: Ring, eller läs.\n---\n\n"


def problems(folder: Path, text: str, name: str = "sida.md") -> list[Problem]:
    path = folder / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return list(content.check(Project.at(folder), LOADED))


FIRES = [
    ("sidhuvud", 1, "# Hem\n"),
    ("sidhuvud", 1, "---\ntitle: Hem\n---\n"),
    ("sidhuvud", 1, "---\ntitle: Hem\ndescription:\n---\n"),
    ("sidhuvud", 1, "---\ntitle: Hem\ndescription: x\n"),
    ("dubbel-nyckel", 3, "---\ntitle: Hem\ntitle: Hem\ndescription: x\n---\n"),
    ("yaml-kolon", 2, "---\ntitle: Hem: här\ndescription: x\n---\n"),
    ("neutral-adress", 2, "---\ntitle: Lämna gänget\ndescription: x\n---\n"),
    ("nummer-i-text", 7, f"{HEAD}Ring.\nRing 08-465 00 499.\n"),
    ("nummer-i-text", 6, f"{HEAD}Ring 0846500400.\n"),
    ("nummer-i-text", 3, "---\ntitle: Hem\ndescription: Ring 116 000.\n---\n"),
    ("nummer-i-text", 6, f"{HEAD}Ring 020–50 50 50.\n"),
    ("lofte", 6, f"{HEAD}Du är helt säkert skyddad.\n"),
    ("lofte", 6, f"{HEAD}Knappen Raderar historiken.\n"),
    ("lofte", 6, f"{HEAD}Du kan ringa ANONYMT.\n"),
]

SILENT = [
    f"{HEAD}Ring 08-465 00 400, 114 14 eller 112. Vi har funnits sedan 1990.\n",
    f"{HEAD}Vi vet inte om du kan vara anonym. Fråga.\n",
    "---\ntitle: Tillgänglighet\ndescription: x\n---\n",
    "---\ntitle: \"Hem: här\"\ndescription: 'x'\naudience: alla\n---\n",
]


@pytest.mark.parametrize(("code", "line", "text"), FIRES)
def test_a_page_that_says_what_it_may_not_is_told_with_the_line(tmp_path: Path, code: str, line: int, text: str) -> None:
    assert (code, line) in {(problem.code, problem.where.line) for problem in problems(tmp_path, text)}


@pytest.mark.parametrize("text", SILENT)
def test_a_page_that_says_what_it_may_hears_nothing(tmp_path: Path, text: str) -> None:
    assert [problem.message for problem in problems(tmp_path, text)] == []


@pytest.mark.parametrize(
    "name", ["guide.md", "guide/index.md", "stod/index.md", "stod/README.md", "kontakt.md", "stod/skydd.md", "guide/index.html"]
)
def test_a_page_where_a_generated_one_stands_is_told_so(tmp_path: Path, name: str) -> None:
    assert "upptagen-adress" in {problem.code for problem in problems(tmp_path, HEAD, name)}


@pytest.mark.parametrize("name", ["index.md", "guiden.md", "stod/annat.md", "stod/utvalda-stod.md", "en/guide.md"])
def test_a_page_at_a_free_address_hears_nothing(tmp_path: Path, name: str) -> None:
    assert problems(tmp_path, HEAD, name) == []


@pytest.mark.parametrize("name", ["lamna-ganget.md", "avhoppare.md", "polisen/index.md"])
def test_a_page_whose_address_tells_what_it_is_about_is_told_so(tmp_path: Path, name: str) -> None:
    assert "neutral-adress" in {problem.code for problem in problems(tmp_path, HEAD, name)}


def test_a_page_that_is_not_utf_8_is_a_problem_and_no_exception(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "sida.md").write_bytes(f"{HEAD}Här är å.\n".encode("latin-1"))
    assert list(content.check(Project.at(tmp_path), LOADED))


def test_a_folder_named_as_a_page_and_an_editors_lock_are_no_pages(tmp_path: Path) -> None:
    (tmp_path / "content" / "mapp.md").mkdir(parents=True)
    (tmp_path / "content" / ".#sida.md").symlink_to("nina@dator.1234")
    assert list(content.check(Project.at(tmp_path), LOADED)) == []


def test_a_page_saved_on_windows_is_read_as_any_other(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "sida.md").write_bytes(HEAD.replace("\n", "\r\n").encode())
    assert list(content.check(Project.at(tmp_path), LOADED)) == []
