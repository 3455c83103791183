"""What `serve` shows after a saved change is, byte for byte, what a build from nothing makes: whatever was changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from builders import a_project, contents
from edited import EDITS, a_small_project, edit
from utvag import reports
from utvag.content import translation_marks
from utvag.site import build, templates
from utvag.site.kept import Kept

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.site

BESIDES = [
    {
        "name": "En mall",
        "file": "overrides/public/base.html",
        "replace": '<main id="innehall"',
        "by": '<main data-new id="innehall"',
    },
    {
        "name": "En del av en mall",
        "file": "overrides/public/components/lifeline.html",
        "replace": "<section",
        "by": "<section data-new",
    },
    {"name": "En stil", "file": "overrides/public/assets/utvag.css", "replace": "body {", "by": "body { orphans: 3;"},
    {"name": "Ett skript", "file": "overrides/public/assets/exit.js", "after": "(function ()", "replace": "{", "by": "{ /* ny */"},
    {"name": "Vem som svarar", "file": "mkdocs.yml", "replace": 'owner: ""', "by": "owner: Redaktionen"},
    {"name": "Adressen", "file": "mkdocs.yml", "replace": "site_name:", "by": "site_url: https://example.com/utvag/\nsite_name:"},
]
"""Edits of what is no registry, as those of EDITS."""


def test_whatever_is_changed_the_site_is_that_of_a_build_from_nothing(tmp_path: Path) -> None:
    """One change after the other, each from the same beginning: so every change is made, and taken back by the next."""
    project = a_small_project(tmp_path / "p")
    kept, untouched = Kept(), contents(project.root)
    build.build(project, kept=kept)
    for change in [change for change in EDITS if "language" not in change] + BESIDES:
        edit(project, change)
        for site, memory in ((project.site, kept), (tmp_path / "cold", None)):
            found = build.build(replace(project, site=site), kept=memory)
            assert not found, reports.of_problems(found)
        assert contents(project.site) == contents(tmp_path / "cold"), change["name"]
        path = project.root / str(change.get("file", "programs.yaml"))
        path.write_bytes(untouched[path.relative_to(project.root).as_posix()])


def test_a_page_is_made_anew_only_when_it_is_told_something_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project, kept, made = a_small_project(tmp_path / "p"), Kept(), list[object]()
    build.build(project, kept=kept)
    render = templates.render

    def counted(env: templates.Environment, name: str, **context: Any) -> str:  # noqa: ANN401 -- as the real one
        made.append(context.get("address"))
        return render(env, name, **context)

    monkeypatch.setattr(templates, "render", counted)
    build.build(project, kept=kept)
    assert not made
    edit(project, next(change for change in EDITS if change["name"] == "Ett ord i en text är rättat"))
    build.build(project, kept=kept)
    assert "stod/skydd/index.html" in made
    assert "stod/familj/index.html" not in made


def test_what_check_refuses_is_not_shown_and_nothing_old_is_kept_of_it(tmp_path: Path) -> None:
    project, kept = a_small_project(tmp_path / "p"), Kept()
    build.build(project, kept=kept)
    before, text = contents(project.site), project.registry.read_text(encoding="utf-8")
    project.registry.write_text(text.replace("Du kan få skydd.", "Ring 08-123 45 67."), encoding="utf-8")
    assert {problem.code for problem in build.build(project, kept=kept)} == {"nummer-i-text"}
    assert contents(project.site) == before
    project.registry.write_text(text, encoding="utf-8")
    assert not build.build(project, kept=kept)
    assert contents(project.site) == before


@pytest.mark.parametrize("name", ["personas.yaml", translation_marks.name("en")])
def test_a_spoilt_persona_or_mark_of_a_translation_is_told_at_every_build(tmp_path: Path, name: str) -> None:
    project, kept = a_project(tmp_path / "p"), Kept()
    told = build.build(project, kept=kept)
    before, path = contents(project.site), project.root / name
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: len(text) // 2], encoding="utf-8")
    for _ in range(2):
        assert {*build.build(project, kept=kept)} > {*told}
        assert contents(project.site) == before
    path.write_text(text, encoding="utf-8")
    assert build.build(project, kept=kept) == told
    assert contents(project.site) == before
