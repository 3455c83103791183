"""What editors do every day is right for `check`, one edit at a time; no test may then know better."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import everyday
import pytest
from builders import a_project
from utvag import commands, problems, reports, rules
from utvag.problems import Severity
from utvag.upkeep.edits import apply_edits

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.registry.loader import Loaded

SAMPLE = 200


@pytest.mark.timeout(1500)  # all of them are 1,500
def test_an_everyday_edit_passes(tmp_path: Path, shipped: Loaded, thorough: bool) -> None:  # noqa: FBT001 -- a fixture
    """A sample of each kind, the same each time; all of them with `--thorough`."""
    project = a_project(tmp_path / "p")
    every = list(everyday.edits(shipped, commands.today()))
    assert len(every) > 2 * SAMPLE
    drawn = every if thorough else random.Random(15).sample(every, SAMPLE)  # noqa: S311 -- nothing secret
    refused = []
    for edit in drawn:
        path = project.root / edit.file
        good = path.read_text(encoding="utf-8")
        path.write_text(apply_edits(good, edit.changes), encoding="utf-8")
        try:
            found = rules.check(project)[2]
        except problems.InvalidRegistry as fault:
            found = fault.problems
        errors = [problem for problem in found if problem.severity is Severity.ERROR]
        refused += [f"{edit.name}: {reports.of_problems(errors)}"] if errors else []
        path.write_text(good, encoding="utf-8")
    assert refused == []
