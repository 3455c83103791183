"""Tests of the marks: a translation whose Swedish has changed is told at its line, and people who change both are left in peace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import a_project, a_registry
from translated import add_language, sign
from utvag import cli, rules
from utvag.changes import compare, versions
from utvag.changes.versions import Version
from utvag.content import translation_marks
from utvag.problems import Severity

if TYPE_CHECKING:
    from pathlib import Path

    from commanding import Capture
    from utvag.problems import Problem
    from utvag.project import Project

WORDS = "content/words.yaml"
PAGE = "content/sida.md"
HEAD = "---\ntitle: {0}\ndescription: En sida.\naudience: [leaver]\nowner: redaktionen\nreviewed: 2026-11-21\n---\n"
WRITTEN = HEAD + "# {0}\n\nDu får ringa {{nummer: lifeline}}, {1}. {{råd}}\n\nVälj själv, {1}. {{råd}}\n"
SUMMARY = 'sv: "Du kan få skydd."'
"""A text of the small registry, which has its translation on the line below."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a small project in Swedish and another language, every translation of which has its mark."""
    made = a_project(tmp_path / "p")
    add_language(made, a_registry(), "de", "tysk ")
    for name, title in ((PAGE, "Att tala"), ("content/de/sida.md", "tysk tala")):
        (made.root / name).write_text(WRITTEN.format(title, title), encoding="utf-8")
    assert sign(made) > 0
    assert told(made) == []
    return made


def told(project: Project) -> list[tuple[str, str]]:
    """Return the code and the place of every problem with translations."""
    return [(problem.code, f"{problem.where.file}:{problem.where.line}") for problem in found(project)]


def found(project: Project) -> list[Problem]:
    """Return every problem with translations and what they were made of."""
    return [problem for problem in rules.check(project)[2] if problem.code.startswith("oversattning-")]


def edit(project: Project, name: str, old: str, new: str) -> int:
    """Put `new` in the place of `old`, which stands once in a file; return its line."""
    path = project.root / name
    before, found, after = path.read_text(encoding="utf-8").partition(old)
    assert found
    assert old not in after
    path.write_text(f"{before}{new}{after}", encoding="utf-8")
    return before.count("\n") + 1


OTHER_SWEDISH = [
    ("programs.yaml", SUMMARY, 'sv: "Du kan inte få skydd."', "programs.yaml", 1),
    (WORDS, "lost_words: Det är inte", "lost_words: Det är kanske", "content/de/words.yaml", None),
    (PAGE, "Du får ringa {", "Du får inte ringa {", "content/de/sida.md", 0),
    (PAGE, "# Att tala", "# Att tiga", "content/de/sida.md", 0),
    (PAGE, "title: Att tala", "title: Att tiga", "content/de/sida.md", 0),
]


@pytest.mark.parametrize(("name", "old", "new", "there", "below"), OTHER_SWEDISH, ids=range(5))
def test_a_translation_whose_swedish_alone_has_changed_is_an_error_at_its_own_line(
    project: Project, name: str, old: str, new: str, there: str, below: int | None
) -> None:
    line = edit(project, name, old, new)
    ((code, place),) = told(project)
    assert (code, place.partition(":")[0]) == ("oversattning-gammal", there)
    assert below is None or place == f"{there}:{line + below}"
    assert found(project)[0].severity is Severity.ERROR


@pytest.mark.parametrize(("name", "old", "new"), [row[:3] for row in OTHER_SWEDISH], ids=range(5))
def test_the_line_of_the_message_pasted_by_hand_is_enough(project: Project, name: str, old: str, new: str) -> None:
    edit(project, name, old, new)
    (problem,) = found(project)
    line, file = problem.remedy.split("raden ”")[1].split("” sist i ")
    path = project.root / f"{file.partition('.txt')[0]}.txt"
    path.write_text(f"{path.read_text(encoding='utf-8')}{line}", encoding="utf-8")
    assert told(project) == []
    edit(project, name, new, f"{new[:-1]}x{new[-1]}")  # it was for that Swedish alone
    assert [code for code, _ in told(project)] == ["oversattning-gammal"]


def test_whoever_changes_both_languages_or_the_translation_alone_is_only_asked_for_a_mark(project: Project) -> None:
    edit(project, "programs.yaml", 'de: "tysk Du kan få skydd."', 'de: "tysk Skydd finns."')
    assert [code for code, _ in told(project)] == ["oversattning-ny"]
    edit(project, "programs.yaml", SUMMARY, 'sv: "Skydd kan finnas."')
    (problem,) = found(project)
    assert (problem.code, problem.severity) == ("oversattning-ny", Severity.WARNING)
    assert sign(project) == 1
    assert told(project) == []


def test_a_word_is_no_whole_page_whatever_its_key_ends_with(project: Project) -> None:
    edit(project, "content/de/words.yaml", 'card_page: "', 'card_page: "tysk ')
    assert [code for code, _ in told(project)] == ["oversattning-ny"]


def test_what_moves_keeps_its_mark_and_a_new_number_is_no_new_sentence(project: Project) -> None:
    paragraph = "Du får ringa {nummer: lifeline}, Att tala. {råd}\n\n"
    edit(project, PAGE, paragraph, "")
    edit(project, PAGE, "Välj själv", f"{paragraph}Välj själv")
    assert told(project) == []
    text = project.registry.read_text(encoding="utf-8")
    assert text.count("08-465 00 400") == 1
    project.registry.write_text(text.replace("08-465 00 400", "08-465 00 401").replace("46846500400", "46846500401"), "utf-8")
    assert told(project) == []


def test_a_paragraph_in_swedish_alone_is_told_where_the_translated_page_begins(project: Project) -> None:
    edit(project, PAGE, "Välj själv", "Ring inte alls. {råd}\n\nVälj själv")
    assert told(project) == [("oversattning-gammal", "content/de/sida.md:8")]
    assert sign(project, "content/de/sida.md:8") == 1
    assert told(project) == []
    edit(project, PAGE, "Ring inte alls.", "Ring gärna.")
    assert [code for code, _ in told(project)] == ["oversattning-gammal"]


def test_the_command_marks_what_is_new_and_what_is_changed_only_where_it_is_told_to(project: Project, capsys: Capture) -> None:
    line = edit(project, "programs.yaml", SUMMARY, 'sv: "Du kan inte få skydd."')
    assert cli.main(["translate", "sign"], project.root) == 1
    assert "[oversattning-gammal]" in capsys.readouterr().out
    assert cli.main(["translate", "sign", f"programs.yaml:{line + 1}"], project.root) == 0
    assert capsys.readouterr().out == "Nya märken: 1.\n"
    assert told(project) == []


def test_without_its_file_a_language_is_told_of_once_and_nothing_stops(project: Project) -> None:
    (project.root / translation_marks.name("de")).unlink()
    (problem,) = found(project)
    assert (problem.code, problem.severity) == ("oversattning-ny", Severity.WARNING)


def test_lines_that_are_no_marks_mean_nothing(project: Project) -> None:
    path = project.root / translation_marks.name("de")
    path.write_text(f"<<<<<<< main\n{path.read_text(encoding='utf-8')}=======\n0000 11\n", encoding="utf-8")
    assert told(project) == []


def test_another_registry_is_not_held_to_the_marks(project: Project) -> None:
    edit(project, "programs.yaml", SUMMARY, 'sv: "Du kan inte få skydd."')
    other = project.registry.rename(project.root / "annat.yaml")
    moved = type(project).at(project.root, other)
    assert told(moved) == []


def test_diff_tells_what_stands_although_its_swedish_is_new_marked_or_not(project: Project) -> None:
    (project.root / translation_marks.name("de")).unlink()
    before = versions.read(Version(project))
    edit(project, "programs.yaml", SUMMARY, 'sv: "Du kan inte få skydd."')
    after = versions.read(Version(project))
    assert not isinstance(before, list)
    assert not isinstance(after, list)
    said = "På tyska står ”tysk Du kan få skydd.” kvar, fast svenskan har blivit ”Du kan inte få skydd.”"
    assert any(row.startswith(said) for row in compare(before, after).reviewers)
    assert compare(before, before).reviewers == []
