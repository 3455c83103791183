"""Tests of changes that are tried before anybody makes them: judged by all rules, told, and never written."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from builders import contents
from edited import a_small_project
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from utvag.changes.proposal import propose
from utvag.problems import InvalidRegistry
from utvag.registry import loader, source
from utvag.upkeep.edits import Editor

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.project import Project

ON = date(2027, 3, 4)
HOURS = '[{byday: [MO, TU], opens_at: "09:00", closes_at: "16:00"}]'


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a small project that no test may change."""
    return a_small_project(tmp_path_factory.mktemp("proposed") / "p")


def editor(project: Project) -> Editor:
    return Editor(loader.load(project.registry, "programs.yaml"))


def phones(project: Project) -> list[tuple[str | int, ...]]:
    """Return where the numbers of programmes stand."""
    programs = loader.load(project.registry, "programs.yaml").registry.programs
    routes = (
        (place, number, route) for place, program in enumerate(programs) for number, route in enumerate(program.contact_routes)
    )
    return [("programs", place, "contact_routes", number) for place, number, route in routes if route.kind == "phone"]


def test_a_change_is_told_and_not_made(project: Project) -> None:
    before, path = contents(project.root), phones(project)[0]
    own = editor(project)
    made = propose(project, [own.written(path, "opening_hours", (HOURS,)), own.checked(path, ON, "called")], ON)
    assert made.problems == ()
    assert "Det här ändras för besökare" in made.told
    assert made.before == before["programs.yaml"]
    now = loader.parse(made.text.encode(), "programs.yaml").source
    assert now.value((*path, "opening_hours")) == source.parse(f"a: {HOURS}".encode(), "").value(("a",))
    assert contents(project.root) == before


def test_what_breaks_a_rule_is_told_with_its_line_in_the_file_as_it_would_be(project: Project) -> None:
    edit = editor(project).written(phones(project)[0], "opening_hours", (HOURS.replace("09", "17"),))
    made = propose(project, [edit], ON)
    assert {(problem.code, problem.where.file) for problem in made.problems} == {("oppettid", "programs.yaml")}
    assert edit.first <= made.problems[0].where.line <= edit.last
    assert made.told == ""


def test_a_rule_that_the_model_does_not_know_is_held(project: Project) -> None:
    made = propose(project, [editor(project).written(phones(project)[0], "label", ("Ring helt anonymt",))], ON)
    assert loader.parse(made.text.encode(), "programs.yaml")
    assert [problem.code for problem in made.problems] == ["lofte"]


def test_a_project_that_is_wrong_already_is_told_once(tmp_path: Path) -> None:
    project = a_small_project(tmp_path / "p")
    page = project.content / "index.md"
    page.write_text(page.read_text(encoding="utf-8").replace("om stöden](stod/", "om stöden](borta/"), encoding="utf-8")
    made = propose(project, [], ON)
    assert len(made.problems) == 1
    project.registry.unlink()
    with pytest.raises(InvalidRegistry):
        propose(project, [], ON)


WORDS = st.text(st.characters(codec="utf-8"), max_size=30)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["number", "opening_hours", "languages", "anonymous"]), WORDS)
def test_whatever_is_written_the_project_stays_as_it_was_and_no_other_value_changes(project: Project, key: str, words: str) -> None:
    before, path = contents(project.root), phones(project)[0]
    edit = editor(project).written(path, key, (words,))
    try:
        made = propose(project, [edit], ON)
    finally:
        assert contents(project.root) == before
    if not made.problems:
        old, new = (loader.parse(text, "programs.yaml").registry for text in (made.before, made.text.encode()))
        routes = [route.model_dump(exclude={key}) for program in old.programs for route in program.contact_routes]
        assert [route.model_dump(exclude={key}) for program in new.programs for route in program.contact_routes] == routes
