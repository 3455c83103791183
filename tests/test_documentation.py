"""What people are told is true: every command, key and word of the house is explained."""

from __future__ import annotations

import json
import re
from pathlib import Path

from utvag import cli
from utvag.upkeep import facts

ROOT = Path(__file__).parent.parent
SCRIPTS = ROOT / "scripts"


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_half_lives_in_the_guide_are_those_of_the_table() -> None:
    told = re.findall(r"(\w[^.:]*): (\d+) veckor\.", _text("CONTRIBUTING.md"))
    assert told == [(kind.name, str(kind.weeks)) for kind in facts.IMPORTANCE]


def test_every_command_is_explained() -> None:
    for command in cli.COMMANDS:
        assert command.run.__doc__, command.name
        assert f"`{command.name}`" in _text("scripts/README.md"), command.name


def test_every_command_to_copy_names_the_python_that_has_our_packages() -> None:
    """Debian has no `python`, and its `python3` lacks them."""
    told = [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *ROOT.glob("*/README.md"),
        *SCRIPTS.rglob("*.py"),
        ROOT / "content" / "words.yaml",
    ]
    for path in [*told, *(ROOT / "overrides").rglob("*.html"), *(ROOT / "schema").iterdir(), *(ROOT / "docs").glob("*.md")]:
        assert not re.search(r"(?<!\.venv/bin/)\bpython3? scripts", path.read_text(encoding="utf-8")), path


def test_every_target_of_make_has_a_line_of_help() -> None:
    makefile = _text("Makefile")
    targets = set(re.search(r"^\.PHONY: (.*)$", makefile, flags=re.MULTILINE)[1].split()) - {"setup"}  # type: ignore[index]  # it is there
    assert targets == set(re.findall(r"^## ([a-z-]+) ", makefile, flags=re.MULTILINE))


def test_every_requirement_has_its_reason() -> None:
    decisions = _text("DECISIONS.md").lower()
    for name in ("requirements", "requirements-staff", "requirements-dev", "requirements-bench"):
        for asked in re.findall(r"^[A-Za-z][\w-]*", _text(f"{name}.in"), flags=re.MULTILINE):
            assert asked.lower() in decisions, asked
    node = json.loads(_text("tests/node/package.json"))["devDependencies"]
    for name, version in node.items():
        assert f"**{name}**" in decisions, name
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
    assert json.loads(_text("tests/node/package-lock.json"))["packages"][""]["devDependencies"] == node


def test_every_check_by_hand_has_its_steps_and_its_row_in_the_table() -> None:
    text = _text("docs/manual-checks.md")
    headings = re.findall(r"^### (M\d+) ", text, flags=re.MULTILINE)
    assert headings == [f"M{number}" for number in range(1, len(headings) + 1)]
    assert headings == re.findall(r"^\| (M\d+) \| [^|]+ \| [^|]+ \| [^|]+ \|$", text, flags=re.MULTILINE)
    assert "docs/manual-checks.md" in _text("README.md")
    assert "docs/manual-checks.md" in _text("CONTRIBUTING.md")
