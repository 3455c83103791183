"""Tests of the one table of rules: every code that is emitted has its row, its sentence, and what to do."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest
from builders import ROOT, a_project, plain
from utvag import rules
from utvag.problems import InvalidRegistry
from utvag.registry import source
from utvag.rules import RULES

if TYPE_CHECKING:
    from pathlib import Path

SCRIPTS = ROOT / "scripts" / "utvag"
CODES = {rule.code for rule in RULES}
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TELLS = {"Problem", "problem", "_problem", "_told", "_at", "_counter", "_at_question", "_at_program", "fault"}
"""What a code is handed to."""


def _modules() -> dict[Path, ast.Module]:
    """Return every module that can emit a code; what is proven in tests alone has codes of its own."""
    paths = [path for path in SCRIPTS.rglob("*.py") if path.parent.name != "checks" and path != SCRIPTS / "rules" / "__init__.py"]
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def test_every_code_that_is_emitted_has_a_row_and_every_row_can_be_emitted() -> None:
    slips = plain(source.parse((SCRIPTS / "registry" / "slips.yaml").read_bytes(), "slips.yaml").document)
    handed = {slip["code"] for slip in slips.values()}
    written = set(handed)
    for node in (node for tree in _modules().values() for node in ast.walk(tree)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            written.add(node.value)
        name = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
        if isinstance(node, ast.Call) and name in TELLS:
            said = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            handed |= {words for words in said[-1:] + said[:1] if "-" in words and CODE.fullmatch(words)}
    assert handed <= CODES
    assert CODES - written <= {"disk"}, "the table itself has what a file that cannot be read is told as"


def test_a_code_stands_once_says_its_rule_in_a_swedish_sentence_and_what_to_do() -> None:
    assert len(CODES) == len(RULES)
    told = source.parse((SCRIPTS / "rules" / "codes.yaml").read_bytes(), "codes.yaml")
    assert not told.problems
    assert list(told.document or ()) == [rule.code for rule in RULES]
    for rule in RULES:
        assert CODE.fullmatch(rule.code)
        assert re.fullmatch(r"[A-ZÅÄÖ`112].*[.]", rule.sentence), rule
    assert all(str(words).endswith((".", "`", "?")) for words in (told.document or {}).values())


def test_the_page_of_codes_is_current() -> None:
    page = (ROOT / "docs" / "koder.md").read_text(encoding="utf-8")
    assert page == rules.explained(), "skriv: .venv/bin/python scripts docs"
    assert re.findall(r"^## (.*)$", page, flags=re.MULTILINE) == sorted(CODES)


def test_whatever_stands_in_the_project_is_checked(tmp_path: Path) -> None:
    """One fault in each file that people write: `check` tells them all, each once."""
    project = a_project(tmp_path)
    for name, old, new in PLANTED:
        path = tmp_path / name
        text = path.read_text(encoding="utf-8")
        assert old in text, name
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = rules.check(project)[2]
    assert sorted({(problem.where.file, problem.code) for problem in found}) == sorted(TOLD)


PLANTED = [
    ("programs.yaml", "    summary:\n", "    summary:\n      # tillåt lofte: nej\n"),
    ("personas.yaml", "vem: ung", "vem: unge"),
    ("mkdocs.yml", "history_light: true", "history_light: ja"),
    ("content/words.yaml", "lost_words: Det", "lost_words: Spårlöst. Det"),
    ("content/fragor.md", "{A1, A3}", "{A1, A333}"),
    ("content/en/fragor.md", "(tel:116111)", "(tel:112)"),
]
TOLD = [
    ("programs.yaml", "tillat"),
    ("personas.yaml", "okand-hanvisning"),
    ("mkdocs.yml", "installning"),
    ("content/words.yaml", "lofte"),
    ("content/fragor.md", "kallmarke"),
    ("content/en/fragor.md", "annat-nummer"),
]


def test_a_file_that_cannot_be_read_is_a_problem_and_no_exception(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    (tmp_path / "content" / "trasig.md").symlink_to("/proc/self/mem")  # a file that the system refuses to read
    with pytest.raises(InvalidRegistry) as fault:
        rules.check(project)
    assert [problem.code for problem in fault.value.problems] == ["disk"]
