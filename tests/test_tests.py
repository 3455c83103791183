"""Every test can fail: it asserts something, whatever its input, itself or through a helper that does."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
OUTSIDE = {"raises", "warns", "fail", "expect"}
"""What asserts, of pytest and of Playwright."""


@cache
def functions() -> list[tuple[Path, ast.FunctionDef]]:
    """Return every function of the tests with its file."""
    paths = (path for path in sorted(HERE.rglob("*.py")) if "node_modules" not in path.parts)
    nodes = ((path, node) for path in paths for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    return [(path, node) for path, node in nodes if isinstance(node, ast.FunctionDef)]


def asserts(body: list[ast.stmt], helpers: set[str]) -> bool:
    """Return whether one of some statements asserts, whichever way an `if` goes."""
    return any(_asserts(statement, helpers) for statement in body)


def _asserts(statement: ast.stmt, helpers: set[str]) -> bool:
    if isinstance(statement, ast.Assert):
        return True
    if isinstance(statement, ast.If):
        return asserts(statement.body, helpers) and asserts(statement.orelse, helpers)
    if isinstance(statement, ast.For | ast.While | ast.With | ast.Try):
        heads = statement.items if isinstance(statement, ast.With) else []
        ends = statement.finalbody if isinstance(statement, ast.Try) else []
        return asserts(statement.body + ends, helpers) or any(_calls(head, helpers) for head in heads)
    return not isinstance(statement, ast.FunctionDef | ast.ClassDef) and _calls(statement, helpers)


def _calls(node: ast.AST, helpers: set[str]) -> bool:
    called = (inside.func for inside in ast.walk(node) if isinstance(inside, ast.Call))
    return any((getattr(func, "id", None) or getattr(func, "attr", None)) in helpers for func in called)


def helpers() -> set[str]:
    """Return the names of all functions of the tests that assert, themselves or through others."""
    found = set(OUTSIDE)
    while more := {node.name for _, node in functions() if node.name not in found and asserts(node.body, found)}:
        found |= more
    return found


def test_every_test_asserts() -> None:
    found = helpers()
    tests = [(path, node) for path, node in functions() if node.name.startswith("test_")]
    assert len(tests) > 500
    assert [f"{path.relative_to(HERE)}::{node.name}" for path, node in tests if not asserts(node.body, found)] == []


def test_a_test_that_asserts_only_now_and_then_is_seen() -> None:
    def body(text: str) -> list[ast.stmt]:
        return ast.parse(text).body

    assert asserts(body("for x in y:\n    assert x"), set())
    assert asserts(body("with raises(OSError):\n    x()"), OUTSIDE)
    assert asserts(body("if x:\n    assert y\nelse:\n    assert z"), set())
    assert not asserts(body("if x:\n    assert y\nx()\ndef f():\n    assert x"), set())


def test_a_group_of_tests_stays_in_one_process(tmp_path: Path) -> None:
    (tmp_path / "test_who.py").write_text(
        """import os, pathlib, pytest
@pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.xdist_group(name[0])) for name in ("a1", "a2", "b1", "b2")])
def test_who(name):
    pathlib.Path(name).write_text(os.environ["PYTEST_XDIST_WORKER"])
""",
        encoding="utf-8",
    )
    options = ["-p", "no:cacheprovider", "-n", "2", "--dist", "loadgroup", "--no-loadscope-reorder"]
    subprocess.run([sys.executable, "-m", "pytest", *options], cwd=tmp_path, check=True, capture_output=True)  # noqa: S603 -- no shell
    who = {name: (tmp_path / name).read_text(encoding="utf-8") for name in ("a1", "a2", "b1", "b2")}
    assert (who["a1"], who["b1"]) == (who["a2"], who["b2"])
    assert who["a1"] != who["b1"]
