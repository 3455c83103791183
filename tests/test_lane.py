"""Tests of the fast lane: what only takes numbers away is published in minutes; all else, and all doubt, waits for every test."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import lane
import pytest
from builders import GONE, a_registry, as_yaml

if TYPE_CHECKING:
    from pathlib import Path

PHONE = "programs.skydd.contact_routes.telefon"
HIDDEN = {f"{PHONE}.status": "unconfirmed", f"{PHONE}.status_reason": "Ingen svarar där."}
SHOWN = "programs.ungdom.contact_routes.aldre-nummer"


def git(folder: Path, *words: str) -> None:
    known = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    subprocess.run(["git", "-C", folder, *known, *words], check=True, capture_output=True)  # noqa: S603, S607 -- a repository of its own


@pytest.fixture
def home(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    (tmp_path / "programs.yaml").write_bytes(as_yaml(a_registry()))
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "first")
    return tmp_path


@pytest.mark.parametrize(
    ("changes", "is_fast"),
    [
        (HIDDEN, True),
        ({"programs.skydd.status": "ended", "programs.skydd.status_reason": "Slut."}, True),
        ({**HIDDEN, f"{SHOWN}.status": "published", f"{SHOWN}.status_reason": GONE}, False),
        ({f"{PHONE}.label": "Växeln dygnet runt"}, False),
        ({**HIDDEN, "lifeline.number": "08-465 00 401", "lifeline.e164": "+46846500401"}, False),
        ({**HIDDEN, "programs.skydd.kind": "nonsens"}, False),
    ],
    ids=str,
)
def test_only_what_takes_numbers_away_is_fast(home: Path, changes: dict[str, object], *, is_fast: bool) -> None:
    (home / "programs.yaml").write_bytes(as_yaml(a_registry(changes)))
    git(home, "commit", "-qam", "second")
    assert lane.is_fast(home, "HEAD~1") is is_fast


def test_what_touches_another_file_or_came_after_nobody_knows_what_is_not_fast(home: Path) -> None:
    (home / "programs.yaml").write_bytes(as_yaml(a_registry(HIDDEN)))
    git(home, "commit", "-qam", "second")
    assert [lane.is_fast(home, before) for before in ("HEAD~1", "", "0" * 40, "--all")] == [True, False, False, False]
    (home / "mkdocs.yml").write_text("x: y\n", encoding="utf-8")
    git(home, "add", "-A")
    git(home, "commit", "-qm", "third")
    assert not lane.is_fast(home, "HEAD~2")
