"""Tests of where things stand in the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builders import ROOT, a_project, contents
from utvag.project import STAFF, Project, copied

if TYPE_CHECKING:
    from pathlib import Path


def test_every_path_is_absolute_and_inside_the_project(tmp_path: Path) -> None:
    (tmp_path / "overrides" / "public").mkdir(parents=True)
    project = Project.at(tmp_path)
    assert project.registry == tmp_path / "programs.yaml"
    for path in (project.registry, project.content, project.templates, project.config, project.site):
        assert path.is_relative_to(tmp_path)


def test_what_a_project_does_not_have_is_the_programs(tmp_path: Path) -> None:
    (tmp_path / "overrides" / "public").mkdir(parents=True)
    project, staff = Project.at(tmp_path), Project.at(tmp_path, edition=STAFF)
    assert (project.theme, staff.theme, project.papers) == (project.templates, ROOT / STAFF.theme, ROOT / "overrides" / "paper")
    assert project.found("overrides/public/main.html") == ROOT / "overrides/public/main.html"


def test_the_editions_have_settings_themes_and_targets_of_their_own(tmp_path: Path) -> None:
    public, staff = Project.at(tmp_path), Project.at(tmp_path, edition=STAFF)
    assert (public.settings, public.theme) == (public.config, public.templates)
    assert len({public.settings, staff.settings, public.theme, staff.theme, public.site, staff.site}) == 6
    assert (staff.config, staff.templates) == (public.config, public.templates)


def test_another_registry_and_target_are_made_absolute(tmp_path: Path) -> None:
    project = Project.at(tmp_path, registry=tmp_path / "a" / ".." / "b.yaml", site=tmp_path / "ut")
    assert (project.registry, project.site) == (tmp_path / "b.yaml", tmp_path / "ut")


def test_a_path_is_shown_as_typed_in_the_top_folder(tmp_path: Path) -> None:
    project = Project.at(tmp_path / "p")
    assert project.shown(tmp_path / "p" / "content" / "a.md") == "content/a.md"
    assert project.shown(tmp_path / "annan.yaml") == str(tmp_path / "annan.yaml")


def test_a_copy_has_what_editors_write_and_is_gone_afterwards(tmp_path: Path) -> None:
    project = a_project(tmp_path / "p")
    other = Project.at(project.root, tmp_path / "annat.yaml")
    other.registry.write_text("a: b", encoding="utf-8")
    before = contents(project.root)
    for one, name in ((project, "programs.yaml"), (other, "annat.yaml")):
        with copied(one) as copy:
            assert copy.registry.name == name
            assert copy.registry.read_bytes() == one.registry.read_bytes()
            assert contents(copy.content) == contents(one.content)
            assert copy.templates.is_dir()
            copy.registry.write_text("b: c", encoding="utf-8")
        assert not copy.root.exists()
    assert contents(project.root) == before
