"""Tests of where things stand in the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from utvag.project import STAFF, Project

if TYPE_CHECKING:
    from pathlib import Path


def test_every_path_is_absolute_and_inside_the_project(tmp_path: Path) -> None:
    project = Project.at(tmp_path)
    assert project.registry == tmp_path / "programs.yaml"
    for path in (project.registry, project.content, project.templates, project.config, project.site):
        assert path.is_relative_to(tmp_path)


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
