"""What editors do every day is right for `check`, one edit at a time; no test may then know better."""

from __future__ import annotations

import random
from itertools import zip_longest
from typing import TYPE_CHECKING

import everyday
import pytest
from builders import ROOT, a_project
from utvag import commands, problems, reports, rules
from utvag.problems import Severity
from utvag.staff import translating

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from utvag.problems import Problem
    from utvag.project import Project
    from utvag.registry.loader import Loaded

SAMPLE = 300


def drawn(every: Iterable[everyday.Edit]) -> list[everyday.Edit]:
    """Return a sample, the same each time, with as many of each kind as of any other, if there are."""
    chance = random.Random(15)  # noqa: S311 -- nothing secret
    kinds: dict[str, list[everyday.Edit]] = {}
    for edit in sorted(every, key=lambda _: chance.random()):
        kinds.setdefault(edit.kind, []).append(edit)
    return [edit for row in zip_longest(*kinds.values()) for edit in row if edit][:SAMPLE]


def told_of(project: Project, *, marked: bool = False) -> list[Problem]:
    """Return the errors that `check` finds, and in what is `marked` each translation that has no mark."""
    try:
        found = rules.check(project)[2]
    except problems.InvalidRegistry as fault:
        found = fault.problems
    return [one for one in found if one.severity is Severity.ERROR or (marked and one.code == "oversattning-ny")]


@pytest.mark.timeout(2400)  # all of them are 2,800
def test_an_everyday_edit_passes(tmp_path: Path, shipped: Loaded, thorough: bool) -> None:  # noqa: FBT001 -- a fixture
    """A sample; all of them with `--thorough`."""
    project = a_project(tmp_path / "p", written=ROOT)
    every = list(everyday.edits(shipped, commands.today()))
    assert len(every) > 2 * SAMPLE
    refused = []
    for edit in every if thorough else drawn(every):
        before = edit.made_in(project.root)
        errors = told_of(project, marked=any(change.file == everyday.MARKS for change in edit.changes))
        refused += [f"{edit.name}: {reports.of_problems(errors)}"] if errors else []
        for path, text in before.items():
            path.write_text(text, encoding="utf-8")
    assert refused == []


def test_swedish_in_other_words_lands_when_somebody_signs_that_the_translation_is_right(tmp_path: Path, shipped: Loaded) -> None:
    """One text of the registry, one of the words, one of a page."""
    project = a_project(tmp_path / "p", written=ROOT)
    files = {pair: pair.swedish.change.file for pair in everyday.pairs(shipped)}
    for pair in {(file.partition("/")[0], file[-2:]): pair for pair, file in files.items()}.values():
        marks = project.root / everyday.MARKS
        before = {marks: marks.read_text(encoding="utf-8"), **pair.in_swedish.made_in(project.root)}
        (stale,) = told_of(project)
        assert (stale.code, f"{stale.where.file}:{stale.where.line}") == ("oversattning-gammal", pair.place)
        assert translating.sign(project, pair.place)[1] == []
        assert told_of(project, marked=True) == []
        for path, text in before.items():
            path.write_text(text, encoding="utf-8")
