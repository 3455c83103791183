"""What the tests of the commands share: a small project that is right, and ways to spoil it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pytest
from builders import MINIMAL, a_project, a_registry, as_yaml, in_swedish

if TYPE_CHECKING:
    from pathlib import Path

Capture: TypeAlias = pytest.CaptureFixture[str]

HEAD = "---\ntitle: Sida {}\ndescription: En sida.\naudience: [leaver]\nowner: redaktionen\nreviewed: 2026-11-21\n---\n"
WRONG = as_yaml(a_registry({"programs.skydd.slug": "familj", "lifeline.e164": "+46846500401"}))
BROKEN = [b"", b"\xff\xfe", b"\x00", b"a: [", b"\t", b"- x", b"lifeline: no", b"programs: 1\nsources: {}", b"&a a: *a"]
"""What is no registry at all."""


def a_quiet_project(folder: Path) -> Path:
    """Return the folder of a project with the minimal registry and pages that name no number."""
    root = in_swedish(a_project(folder / "p")).root
    for path in (root / "content").rglob("*.md"):
        path.write_text(HEAD.format(path.stem) + "# Sida\n", encoding="utf-8")
    (root / "programs.yaml").write_bytes(MINIMAL.read_bytes())
    (root / "personas.yaml").unlink()
    return root


def late(root: Path) -> None:
    """Put a check of a day that has not been, 2030-01-01, into a project's registry, after the lifeline's own."""
    path = root / "programs.yaml"
    check = "    - {date: 2026-11-21, by: redaktionen, how: called}\n"
    text = path.read_text(encoding="utf-8")
    assert check in text
    path.write_text(text.replace(check, check + check.replace("2026-11-21", "2030-01-01"), 1), encoding="utf-8")


def spoilt(root: Path) -> Path:
    """Put two faults into a project's registry; return its folder."""
    (root / "programs.yaml").write_bytes(WRONG)
    return root
