"""The recipes of CONTRIBUTING.md work as they stand, for somebody who copies them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import letters
import pytest
from builders import ROOT, a_project
from frozen import THEN
from utvag import cli, commands, problems, reports, rules
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
    "Pausa eller avsluta en insats",
    "Markera en uppgift som kontrollerad",
    "Markera ett nummer som obekräftat",
)
"""Recipes with a before, and an after or several."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a copy of the project, to be edited."""
    return a_project(tmp_path_factory.mktemp("recipes") / "p")


def errors(project: Project, program: str, besides: tuple[str, str] | None = None) -> str:
    """Return what `check` calls wrong when an editor has put `program` and the recipe's source into the registry.

    `besides` is a place, as a pattern that fits once, and what is put there too.
    """
    text = (THEN / "programs.yaml").read_text(encoding="utf-8")
    heading = "  # ── Annan kommun"
    assert text.count(heading) == 1
    text = text.replace(heading, f"{program}\n{heading}") + SOURCE
    if besides:
        text, count = re.subn(*besides, text)
        assert count == 1
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
    before, *afters = RECIPES[name]
    assert before in TEMPLATE
    assert afters
    for after in afters:
        assert errors(project, TEMPLATE.replace(before, after, 1)) == ""


def test_a_new_municipality_and_its_way_in_pass_as_they_stand(project: Project) -> None:
    (place,) = RECIPES["Lägga till en kommun"]
    program = re.sub(r"(?s)( {6}conditions:).*?(?= {6}depends_on)", r"\1 []\n", TEMPLATE)
    program = program.replace("municipality: uppsala", "municipality: exempelkommunen")
    assert errors(project, program, (r"(?m)^(?=  - id: [\w-]+\n    elsewhere: true)", f"{place}\n")) == ""


def test_a_new_answer_that_a_programme_asks_for_passes_as_it_stands(project: Project) -> None:
    (answer,) = RECIPES["Lägga till ett svar i guiden"]
    program = TEMPLATE.replace("answers: [kriminalitet]", "answers: [missbruk]")
    assert errors(project, program, (r"(?s)(criterion: environment.*?\n)(?=\n)", rf"\1{answer}")) == ""


def test_what_staff_search_with_and_words_in_two_languages_pass_as_they_stand(project: Project) -> None:
    name, title = "    name: Exempelstödet\n", "    title: Ett exempel\n"
    (called,) = re.findall(r"`(also_called: .*?)`", GUIDE)
    (both,) = re.findall(r"`(title: \{.*?\})`", GUIDE)
    assert errors(project, TEMPLATE.replace(name, f"{name}    {called}\n").replace(title, f"    {both}\n")) == ""


def test_an_office_is_asked_in_a_letter_and_its_reply_is_taken_in_with_the_commands_as_they_stand(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (ask,) = re.findall(r"`(ask: \{.*?\})`", GUIDE)
    letter, reply = re.findall(r"`\.venv/bin/python scripts ((?:letter|reply) .*?)`", GUIDE)
    provider = "    provider: Exempelkommunen\n"
    assert errors(project, TEMPLATE.replace(provider, f"{provider}    {ask}\n")) == ""
    monkeypatch.chdir(project.root)
    assert cli.main(letter.split(), project.root) == 0
    name = reply.split()[1]
    assert f'download="{name}"' in (project.root / "brev" / name.replace(".txt", ".html")).read_text(encoding="utf-8")
    loaded = rules.read(project, commands.today())[0]
    answers = letters.agreed(loaded, "exempelstodet")
    (project.root / name).write_text(letters.reply(loaded, "exempelstodet", answers, commands.today()), encoding="utf-8")
    assert cli.main([*reply.split(), "--write"], project.root) == 0
    assert 'by: "kommunens registrator", how: owner_confirmed}' in project.registry.read_text(encoding="utf-8")
    capsys.readouterr()


def test_a_written_page_passes_as_it_stands(project: Project) -> None:
    (page,) = re.findall(r"(?ms)^```markdown\n(.*?)^```$", GUIDE)
    project.registry.write_bytes((THEN / "programs.yaml").read_bytes())
    (project.content / "exempel.md").write_text(page, encoding="utf-8")
    try:
        found = [problem for problem in rules.check(project)[2] if problem.severity is Severity.ERROR]
    finally:
        (project.content / "exempel.md").unlink()
    assert reports.of_problems(found) == ""


def test_every_command_to_copy_is_one() -> None:
    for target in re.findall(r"`make ([\w-]+)`", GUIDE):
        assert f"\n{target}:" in (ROOT / "Makefile").read_text(encoding="utf-8"), target
    assert {*re.findall(r"scripts (\w+)", GUIDE)} <= {command.name for command in cli.COMMANDS}


def test_a_broken_recipe_would_be_seen(project: Project) -> None:
    assert "[saknas]" in errors(project, TEMPLATE.replace("    provider: Exempelkommunen\n", ""))


def test_every_recipe_is_led_to_before_the_first_of_them() -> None:
    listed = re.findall(r"\]\(#([^)]+)\)", GUIDE[: GUIDE.index("### ")])
    assert sorted(set(listed) - {"recept"}) == sorted(re.sub(r"[^\w-]", "", name.lower().replace(" ", "-")) for name in RECIPES)


def test_every_file_that_the_guide_names_is_there() -> None:
    for name in re.findall(r"`((?:tests|content|docs)/[\w./-]+\.\w+)`", GUIDE):
        assert (ROOT / name).exists(), name
