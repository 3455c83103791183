"""Edits of texts, and a small project in which those of fixtures/changes/edits.yaml are made: what `diff` is tried on.

A row of a YAML file says how a text is changed: `replace` and `by`, perhaps `after`, or several such under `edits`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from builders import MINIMAL, NAME, ROOT, Data, a_project, in_swedish, plain
from translated import add_language
from utvag import reports
from utvag.changes import compare, versions
from utvag.changes.versions import Version
from utvag.registry import source

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.changes import Report
    from utvag.changes.versions import VisitorView
    from utvag.project import Project


class CannotPatch(Exception):  # noqa: N818 -- it says what is so
    """The words that are to be replaced stand nowhere, or in more than one place."""


def rows(path: Path) -> list[dict[str, Any]]:
    """Return the list that a YAML file holds, as plain data."""
    read = source.parse(b"all:\n" + path.read_bytes(), path.name)
    assert read.document is not None, reports.of_problems(read.problems)
    assert not read.problems, reports.of_problems(read.problems)
    found: list[dict[str, Any]] = plain(read.document)["all"]
    return found


def patched(text: str, row: dict[str, Any]) -> str:
    """Return `text` as `row` changes it: the one place that reads `replace`, or the first after the words `after`, reads `by`."""
    for edit in row.get("edits", [row]):
        before, mark, rest = text.partition(edit["after"]) if "after" in edit else ("", "", text)
        if edit["replace"] not in rest or ("after" not in edit and text.count(edit["replace"]) > 1):
            raise CannotPatch(edit)
        text = before + mark + rest.replace(edit["replace"], edit["by"], 1)
    return text


FOLDER = ROOT / "tests" / "fixtures" / "changes"
EDITS = rows(FOLDER / "edits.yaml")
_MORE = (FOLDER / "two_more_programs.yaml").read_text(encoding="utf-8").partition("\n")[2]
BEFORE = MINIMAL.read_text(encoding="utf-8").replace("\nsources:\n", f"\n{_MORE}\nsources:\n")
"""The registry before any of EDITS: minimal.yaml with two more programmes."""

WRITTEN = """---
title: Sida {0}
description: En sida.
audience: [leaver]
owner: redaktionen
reviewed: 2026-11-21
---
# Sidan {0}

Här står en mening. Här står en till. {{råd}}

Vill du veta mer? Läs [om stöden](stod/index.html). Är det bråttom? Då kan du [ringa larmnumret](tel:112). {{K1}}
"""


def data() -> Data:
    """Return BEFORE as plain data."""
    found: Data = plain(source.parse(BEFORE.encode(), NAME).document)
    return found


def a_small_project(folder: Path, language: str | None = None) -> Project:
    """Return a project with the registry BEFORE and pages that name no number; perhaps in one more language."""
    project = in_swedish(a_project(folder))
    project.personas.unlink()
    for path in project.content.glob("*.md"):
        path.unlink()
    for name in ("index", "nar-du-ringer", "surfa-tryggare"):
        (project.content / f"{name}.md").write_text(WRITTEN.format(name), encoding="utf-8")
    project.registry.write_text(BEFORE, encoding="utf-8")
    if language:
        add_language(project, data(), language, "english: ")
    return project


def edited(text: str, change: dict[str, Any]) -> str:
    """Return the text of a file after one of EDITS; raise CannotPatch when another edit stands in its way."""
    if "cut" in change:
        start = text.find(change["cut"])
        if start < 0 or change["until"] not in text[start:]:
            raise CannotPatch(change["name"])
        text = text[:start] + text[text.index(change["until"], start) :]
    return patched(text, change) if "edits" in change or "replace" in change else text


def go_together(*changes: dict[str, Any]) -> bool:
    """Return whether all these edits can be made: of the registry one after the other, of another file only one."""
    others = [change["file"] for change in changes if "file" in change]
    text = BEFORE
    try:
        for change in changes:
            text = text if "file" in change else edited(text, change)
    except CannotPatch:
        return False
    return len(set(others)) == len(others)


def edit(project: Project, change: dict[str, Any]) -> None:
    """Make one of EDITS in `project`; raise CannotPatch when another edit stands in its way."""
    path = project.root / change.get("file", "programs.yaml")
    path.write_text(edited(path.read_text(encoding="utf-8"), change), encoding="utf-8")


def seen(project: Project, beside: VisitorView | None = None) -> VisitorView:
    """Return what visitors see of `project`, which has no faults, to be compared with another version."""
    view = versions.read(Version(project), beside=beside)
    assert not isinstance(view, list), reports.of_problems(view)
    return view


def told(folder: Path, *changes: dict[str, Any]) -> tuple[VisitorView, VisitorView, Report]:
    """Return a small project before and after some of EDITS, and what is told of it."""
    language = next((change["language"] for change in changes if "language" in change), None)
    project = a_small_project(folder, language)
    if language not in _BEFORE:
        _BEFORE[language] = seen(project)
    for change in changes:
        edit(project, change)
    after = seen(project, _BEFORE[language])
    return _BEFORE[language], after, compare(_BEFORE[language], after)


_BEFORE: dict[str | None, VisitorView] = {}
"""What visitors see of the small project before it is edited, in each language that was asked for: the same each time."""
