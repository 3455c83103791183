"""The recipes of CONTRIBUTING.md work as they stand, for somebody who copies them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from builders import ROOT, a_project
from utvag import problems, reports, rules
from utvag.problems import Severity
from utvag.registry import format as layout

if TYPE_CHECKING:
    from utvag.project import Project

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECIPES = {
    part.split("\n", 1)[0]: re.findall(r"^```yaml\n(.*?)^```$", part, flags=re.MULTILINE | re.DOTALL)
    for part in re.split(r"^### ", GUIDE[GUIDE.index("## Recept") : GUIDE.index("## Så läser du")], flags=re.MULTILINE)[1:]
}
(TEMPLATE,) = RECIPES["Lägga till en insats"]
*_, SOURCE = RECIPES["Lägga till en källa"]
CHANGES = (
    "Ändra ett telefonnummer",
    "Ändra öppettider",
    "Pausa en insats",
    "Markera en uppgift som kontrollerad",
    "Markera ett nummer som obekräftat",
)
"""Recipes with a before and an after."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a copy of the project, to be edited."""
    return a_project(tmp_path_factory.mktemp("recipes") / "p")


def errors(project: Project, program: str) -> str:
    """Return what `check` calls wrong when an editor has put `program` and the recipe's source into the registry."""
    text = (ROOT / "programs.yaml").read_text(encoding="utf-8")
    heading = "  # ── Annan kommun"
    assert text.count(heading) == 1
    text = text.replace(heading, f"{program}\n{heading}") + SOURCE
    project.registry.write_text(text, encoding="utf-8")
    try:
        _, _, found = rules.check(project)
    except problems.InvalidRegistry as fault:
        found = fault.problems
    assert layout.tidy(text.encode(), "programs.yaml") == text, "the recipe is not laid out as the file is"
    return reports.of_problems(problem for problem in found if problem.severity is Severity.ERROR)


def test_a_new_programme_and_its_source_pass_as_they_stand(project: Project) -> None:
    assert errors(project, TEMPLATE) == ""


@pytest.mark.parametrize("name", CHANGES)
def test_what_stands_before_is_in_the_template_and_what_stands_after_passes(project: Project, name: str) -> None:
    before, after = RECIPES[name]
    assert before in TEMPLATE
    assert errors(project, TEMPLATE.replace(before, after, 1)) == ""


def test_a_broken_recipe_would_be_seen(project: Project) -> None:
    assert "[saknas]" in errors(project, TEMPLATE.replace("    provider: Exempelkommunen\n", ""))


def test_every_recipe_is_in_the_list_that_leads_to_it() -> None:
    begins = GUIDE.index("## Recept")
    listed = re.findall(r"\]\(#([^)]+)\)", GUIDE[begins : GUIDE.index("### ", begins)])
    assert sorted(listed) == sorted(re.sub(r"[^\w-]", "", name.lower().replace(" ", "-")) for name in RECIPES)


def test_every_file_that_the_guide_names_is_there() -> None:
    for name in re.findall(r"`((?:tests|content|docs)/[\w./-]+\.\w+)`", GUIDE):
        assert (ROOT / name).exists(), name
