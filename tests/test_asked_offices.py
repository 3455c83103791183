"""Whom we ask about a programme is for staff alone: nothing that visitors can get has a word of it."""

from __future__ import annotations

import dataclasses
import io
from typing import TYPE_CHECKING

import pytest
from builders import a_project, contents
from pypdf import PdfReader
from utvag import reports, rules
from utvag.guide import journeys
from utvag.print import paper
from utvag.project import STAFF
from utvag.registry import loader
from utvag.site import build
from utvag.upkeep.edits import Editor, apply_edits

if TYPE_CHECKING:
    from utvag.project import Project

pytestmark = pytest.mark.site

MARK = "zqxv"


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the project with an office to ask for each programme."""
    project = a_project(tmp_path_factory.mktemp("asked") / "p")
    loaded = loader.load(project.registry, "programs.yaml")
    value = f"{{office: {MARK} kontor, email: {MARK}@example.se, address: {MARK} 1}}"
    edits = [Editor(loaded).written(("programs", number), "ask", (value,)) for number, _ in enumerate(loaded.registry.programs)]
    project.registry.write_text(apply_edits(loaded.source.text, edits), encoding="utf-8")
    return project


def test_no_page_file_or_paper_for_visitors_has_a_word_of_it(asking: Project) -> None:
    found = build.build(asking)
    assert asking.site.exists(), reports.of_problems(found)
    made = contents(asking.site)
    assert len(made) > 50
    assert [name for name, data in made.items() if MARK in f"{name}{data.decode('utf-8').casefold()}"] == []
    loaded, tree, _ = rules.check(asking)
    assert MARK not in journeys.as_json(tree)
    for name, data in paper.make(asking, loaded, tree)[0].items():
        assert MARK not in "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).casefold(), name


def test_staff_see_it_at_the_programme(asking: Project) -> None:
    project = dataclasses.replace(asking, edition=STAFF, site=asking.root / STAFF.site)
    build.build(project)
    pages = {name: data for name, data in contents(project.site).items() if name.startswith("stod/") and name.count("/") > 1}
    assert pages
    for name, data in pages.items():
        assert f"{MARK} kontor, {MARK}@example.se, {MARK} 1" in data.decode(), name
