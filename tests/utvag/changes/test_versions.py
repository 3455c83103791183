"""Tests of what can be compared: files, git revisions, the files as they stand; and of what cannot."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from edited import BEFORE, a_small_project
from utvag.changes import versions
from utvag.changes.versions import NoSuchVersion

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.project import Project


def git(project: Project, *arguments: str) -> None:
    names = ("-c", "user.name=n", "-c", "user.email=n@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(project.root), *names, *arguments], check=True, capture_output=True)  # noqa: S603, S607 -- no shell


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a small project with one commit."""
    made = a_small_project(tmp_path / "p")
    (made.root / "scripts").unlink()  # it leads to the real ones
    git(made, "init", "--quiet")
    git(made, "add", "programs.yaml", "content", "overrides", "mkdocs.yml")
    git(made, "commit", "--quiet", "-m", "one")
    return made


def test_a_revision_is_read_as_it_was(project: Project) -> None:
    page = project.content / "surfa-tryggare.md"
    page.write_text(page.read_text(encoding="utf-8").replace("Här står en till.", "Här står en annan."), encoding="utf-8")
    (project.content / "ny.md").write_text(
        page.read_text(encoding="utf-8").replace("Sida surfa-tryggare", "Sida ny"), encoding="utf-8"
    )
    with versions.opened(project, "HEAD") as before, versions.opened(project, None) as after:
        old, new = versions.read(before).view, versions.read(after).view
    assert old is not None
    assert new is not None
    assert new.pages.keys() - old.pages.keys() == {"ny/index.html"}
    assert "Här står en till." in {line.words for line in old.pages["surfa-tryggare/index.html"].lines}


def test_a_revision_without_the_file_of_words_is_worded_as_today(project: Project) -> None:
    git(project, "rm", "--cached", "--quiet", "content/words.yaml")
    git(project, "commit", "--quiet", "-m", "two")
    with versions.opened(project, "HEAD") as before:
        assert versions.read(before).view is not None


def test_a_project_in_a_folder_of_its_repository_is_read_too_but_not_from_before_it_was_there(tmp_path: Path) -> None:
    project = a_small_project(tmp_path / "r" / "p")
    subprocess.run(["git", "init", "--quiet", str(tmp_path / "r")], check=True)  # noqa: S603, S607 -- no shell
    git(project, "commit", "--quiet", "--allow-empty", "-m", "none")
    git(project, "add", "programs.yaml", "content", "mkdocs.yml")
    git(project, "commit", "--quiet", "-m", "one")
    with versions.opened(project, "HEAD") as now, versions.opened(project, "HEAD~1") as before:
        assert versions.read(now).view is not None
        assert [problem.where.file for problem in versions.read(before).problems] == ["HEAD~1:programs.yaml"]


def test_a_file_is_compared_beside_the_pages_of_today(project: Project, tmp_path: Path) -> None:
    other = tmp_path / "annat.yaml"
    other.write_bytes(BEFORE.encode())
    with versions.opened(project, str(other)) as version:
        assert version.is_file
        assert versions.read(version).view is not None


def test_a_faulty_revision_gives_its_problems_with_its_name(project: Project) -> None:
    project.registry.write_bytes(BEFORE.encode().replace(b"116 111", b"116 11"))
    git(project, "commit", "--quiet", "-am", "two")
    with versions.opened(project, "HEAD") as before:
        found = versions.read(before)
    assert found.view is None
    assert {problem.where.file for problem in found.problems} == {"HEAD:programs.yaml"}


def test_a_file_with_a_fault_that_only_rules_see_is_not_shown(project: Project, tmp_path: Path) -> None:
    other = tmp_path / "annat.yaml"
    other.write_bytes(BEFORE.encode().replace(b"slug: familj", b"slug: polis"))
    with versions.opened(project, str(other)) as version:
        found = versions.read(version)
    assert found.view is None
    assert {problem.where.file for problem in found.problems} == {str(other)}


@pytest.mark.parametrize("name", ["finns-inte", "--all", "", "HEAD:programs.yaml", "content", "a\0b", "main~99"])
def test_what_is_neither_file_nor_revision_is_said_so(project: Project, name: str) -> None:
    with pytest.raises(NoSuchVersion, match="varken en fil här eller en version i git"), versions.opened(project, name):
        pass


def is_reworked(project: Project, base: str | None, head: str | None = None) -> bool:
    with versions.opened(project, base) as before, versions.opened(project, head) as after:
        return versions.is_reworked(project, before, after)


@pytest.mark.parametrize("name", ["overrides/public/base.html", "scripts/utvag/site/pages.py"])
def test_templates_or_code_that_are_not_the_same_are_known_of_between_revisions_and_files(project: Project, name: str) -> None:
    file = project.root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    assert not is_reworked(project, "HEAD")
    file.write_text("one", encoding="utf-8")
    assert is_reworked(project, "HEAD")
    git(project, "add", name)
    git(project, "commit", "--quiet", "-m", "two")
    assert is_reworked(project, "HEAD~1", "HEAD")
    assert not is_reworked(project, "HEAD")
    file.write_text("two", encoding="utf-8")
    assert is_reworked(project, "HEAD")
    assert not is_reworked(project, "HEAD", "HEAD")


def test_what_is_not_in_git_or_is_no_template_and_no_code_is_not_said_to_be(project: Project, tmp_path: Path) -> None:
    (project.root / "programs.yaml").write_bytes(BEFORE.encode() + b"# a\n")
    assert not is_reworked(project, "HEAD")
    other = tmp_path / "annat.yaml"
    other.write_bytes(BEFORE.encode())
    (project.templates / "ny.html").write_text("one", encoding="utf-8")
    assert not is_reworked(project, str(other))
    assert not is_reworked(project, "HEAD", str(other))
    assert not is_reworked(project, None)
