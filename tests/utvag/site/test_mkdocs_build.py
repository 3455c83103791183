"""MkDocs in our process: what it says becomes problems with a place, and nothing of it is left behind."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from builders import a_project
from commanding import a_quiet_project
from utvag import rules
from utvag.project import Project
from utvag.site import mkdocs_build

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.problems import Problem

pytestmark = pytest.mark.site


WARNS = """\
import logging


def on_post_build(**_):
    logging.getLogger("mkdocs").warning("Doc file 'fragor.md' contains something")
"""


def written(project: Project) -> tuple[Problem, ...]:
    made = mkdocs_build.Making(project, *rules.check(project)[:2])
    return mkdocs_build.run(made, project.site)


@pytest.fixture
def quiet(tmp_path: Path) -> Project:
    return Project.at(a_quiet_project(tmp_path))


def add(path: Path, words: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(words)


def test_a_site_is_written_and_nothing_is_found(quiet: Project) -> None:
    assert written(quiet) == ()
    assert (quiet.site / "guide" / "index.html").stat().st_size


def test_what_it_says_of_a_page_is_told_with_its_file(quiet: Project) -> None:
    (quiet.root / "warn.py").write_text(WARNS, encoding="utf-8")
    text = quiet.settings.read_text(encoding="utf-8")
    quiet.settings.write_text(text.replace("mkdocs_hooks.py]", "mkdocs_hooks.py, warn.py]"), encoding="utf-8")
    (problem,) = written(quiet)
    assert (problem.where.file, problem.code) == ("content/fragor.md", "bygget")
    assert problem.message == "Bygget stannade: Doc file 'fragor.md' contains something"


def test_a_link_that_no_rule_has_seen_is_told_by_our_reading(quiet: Project) -> None:
    add(quiet.content / "fragor.md", "\nLäs [mer](guide/index.html#finns-inte) och [här](finns-inte.md).\n")
    found = written(quiet)
    assert [(problem.where.file, problem.code) for problem in found] == [("site/fragor/index.html", "bruten-lank")] * 2


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("strict: true", "strict: true\nokand: true", "okand"),
        ("docs_dir: content", "docs_dir: finns-inte", "docs_dir"),
        ("docs_dir: content", "docs_dir: [", "mkdocs.yml"),
    ],
)
def test_a_fault_in_the_settings_is_told_with_their_file(quiet: Project, old: str, new: str, said: str) -> None:
    project = quiet
    made = mkdocs_build.Making(project, *rules.check(project)[:2])
    text = project.settings.read_text(encoding="utf-8")
    assert old in text
    project.settings.write_text(text.replace(old, new), encoding="utf-8")
    found = mkdocs_build.run(made, project.site)
    assert {(problem.where.file, problem.code) for problem in found} == {("mkdocs.yml", "bygget")}
    assert any(said in f"{problem.subject} {problem.message}" for problem in found)


def test_a_fault_of_ours_is_raised(quiet: Project) -> None:
    (quiet.root / "fault.py").write_text("def on_post_build(**_):\n    raise LookupError('ours')\n", encoding="utf-8")
    text = quiet.settings.read_text(encoding="utf-8")
    quiet.settings.write_text(text.replace("mkdocs_hooks.py]", "mkdocs_hooks.py, fault.py]"), encoding="utf-8")
    with pytest.raises(LookupError, match="ours"):
        written(quiet)


def test_nothing_of_it_is_left_behind(quiet: Project) -> None:
    logger = logging.getLogger("mkdocs")
    handlers = list(logger.handlers)
    written(quiet)
    add(quiet.content / "fragor.md", "\n[mer](finns-inte.md)\n")
    assert written(quiet)
    assert logger.handlers == handlers


def test_a_page_that_is_written_twice_is_told(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    made = mkdocs_build.Making(project, *rules.check(project)[:2])
    (project.content / "guide.md").write_text("# Guide\n", encoding="utf-8")
    (problem,) = mkdocs_build.run(made, project.site)
    assert "guide/index.html is both generated and hand-written" in problem.message
