"""The planting of bugs tells those that are caught from those that live, and leaves every file as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import mutants
import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

CODE = "def older(age: int) -> bool:\n    return age >= 18\n"
TEST = "from scripts.ages import older\n\n\ndef test_of_age() -> None:\n    assert older(18)\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project of one module and one test."""
    for name, text in (("scripts/ages.py", CODE), ("tests/test_ages.py", TEST), ("pytest.ini", "[pytest]\npythonpath = .\n")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def a_bug(old: str, new: str, *tests: str) -> mutants.Bug:
    return mutants.Bug("bug", "scripts/ages.py", old, new, tests)


def test_a_bug_is_caught_by_the_test_that_fails_and_one_that_no_test_sees_lives(project: Path) -> None:
    assert mutants.run(project, ["tests"]) == ""
    assert mutants.caught_by(a_bug(">=", ">", "test_ages"), project, only_named=True) == "tests/test_ages.py::test_of_age"
    assert mutants.caught_by(a_bug("18", "17", "test_ages"), project, only_named=False) == ""
    assert mutants.caught_by(a_bug(">=", "<"), project, only_named=False) == "tests/test_ages.py::test_of_age"
    assert (project / "scripts" / "ages.py").read_text(encoding="utf-8") == CODE


def test_a_bug_that_only_hangs_is_not_caught_and_tests_that_cannot_run_are_no_catch(project: Path) -> None:
    with mutants.planted(a_bug("return", "while True: pass\n    return"), project):
        assert mutants.run(project, ["tests"], patience=3) == ""
    with pytest.raises(RuntimeError, match="nowhere"):
        mutants.run(project, ["tests/nowhere.py"])


def test_a_bug_that_cannot_be_planted_says_why(project: Path) -> None:
    assert a_bug(">=", ">", "test_ages").why_not(project) == ""
    (project / "scripts" / "moved.py").write_text("gone = True\n", encoding="utf-8")
    assert "stands 0 times in scripts/ages.py; it is in: scripts/moved.py" in a_bug("gone", "").why_not(project)
    assert "is no Python" in a_bug("return", "return return").why_not(project)
    assert a_bug("18", "17", "test_nothing").why_not(project) == "no test is called test_nothing"
