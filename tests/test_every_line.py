"""Every line that editors write is deleted, doubled and swapped with the next: a located message or nothing, never a traceback."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest
from builders import ROOT, a_project
from utvag import problems, rules

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.problems import Problem
    from utvag.project import Project

FILES = (
    "programs.yaml",
    "personas.yaml",
    "content/words.yaml",
    "content/en/words.yaml",
    "mkdocs.yml",
    "content/anhoriga.md",
    "content/en/nar-du-ringer.md",
)
WAYS = ("delete", "double", "swap")
SAMPLE = 400
ENGLISH = re.compile(r"\b(the|is|not|expected|found|must|could|error|unknown|line)\b")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return a_project(tmp_path_factory.mktemp("lines") / "p", written=ROOT)


def spoilt(text: str, number: int, way: str) -> str:
    """Return `text` with its line `number` (from 0) deleted, doubled or swapped with the next."""
    lines = text.splitlines(keepends=True)
    part = lines[number : number + 2]
    lines[number : number + 2] = {"delete": part[1:], "double": [part[0], *part], "swap": part[::-1]}[way]
    return "".join(lines)


def found_in(project: Project) -> tuple[Problem, ...]:
    """Return every problem that `check` finds in `project`."""
    try:
        return rules.check(project)[2]
    except problems.InvalidRegistry as fault:
        return fault.problems


def faults(project: Project, name: str, cases: list[tuple[int, str]]) -> list[str]:
    """Return what is wrong with the messages of each of `cases`, (line, way), in the file `name` of `project`."""
    path = project.root / name
    good = path.read_text(encoding="utf-8")
    wrong = []
    try:
        for number, way in cases:
            path.write_text(spoilt(good, number, way), encoding="utf-8")
            case = f"{way} {name}:{number + 1}"
            try:
                found = found_in(project)
            except Exception as crash:  # noqa: BLE001 -- whatever it is, it is what this test looks for
                wrong.append(f"{case}: {type(crash).__name__}: {crash}")
                continue
            wrong += [f"{case}: {problem}" for problem in found if not _is_located(project, problem)]
            wrong += [f"{case}: {problem.message}" for problem in found if ENGLISH.search(re.sub("”.*?”", "", problem.message))]
    finally:
        path.write_text(good, encoding="utf-8")
    return wrong


def _is_located(project: Project, problem: Problem) -> bool:
    """Return whether the file that a problem names is one that people write, and has that line."""
    path: Path = project.root / problem.where.file
    return path.is_file() and 1 <= problem.where.line <= len(path.read_text(encoding="utf-8").splitlines()) + 1


def every_case(project: Project) -> list[tuple[str, int, str]]:
    """Return (file, line, way) for every line of FILES."""
    counts = {name: len((project.root / name).read_text(encoding="utf-8").splitlines()) for name in FILES}
    return [(name, number, way) for name, count in counts.items() for number in range(count) for way in WAYS]


def test_a_line_that_is_spoilt_gives_a_located_message_or_nothing(project: Project, thorough: bool) -> None:  # noqa: FBT001 -- a fixture
    """A sample, the same each time, so that what turns red is what has changed; all of them with `--thorough`."""
    cases = every_case(project)
    tried = cases if thorough else random.Random(15).sample(cases, SAMPLE)  # noqa: S311 -- nothing secret
    for name in FILES:
        assert faults(project, name, [(number, way) for other, number, way in tried if other == name]) == []
