"""What the project made before it was simplified, kept byte for byte: pages and journeys.

The messages stand in tests/fixtures/registry/mistakes.yaml, the sentences of `diff` in tests/fixtures/changes/edits.yaml.

After a change on purpose, write the files in tests/golden/ anew, read what changed, and say in the commit which and why:

    UTVAG_REWRITE=1 .venv/bin/python -m pytest tests/test_golden.py
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

import national
import pytest
from builders import ROOT, a_project, as_yaml, contents
from utvag import reports, rules
from utvag.guide import journeys
from utvag.site import build

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.project import Project

GOLDEN = ROOT / "tests" / "golden"


def kept(name: str, text: str) -> None:
    """Hold `text` against the golden file `name`."""
    path = GOLDEN / name
    if os.environ.get("UTVAG_REWRITE") == "1":
        path.write_text(text, encoding="utf-8")
    assert text.splitlines() == path.read_text(encoding="utf-8").splitlines()


def digest(data: bytes) -> str:
    """Return the SHA-256 of `data` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def pages(site: Path) -> str:
    """Return one line for each page of a built site: its SHA-256 and its name."""
    return "".join(f"{digest(data)}  {name}\n" for name, data in contents(site).items() if name.endswith(".html"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the project as it was frozen."""
    return a_project(tmp_path_factory.mktemp("small") / "p")


@pytest.fixture(scope="module")
def hundred(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project of 100 more programmes in 12 municipalities, enough for a list from A to Ö and a guide for each."""
    project = a_project(tmp_path_factory.mktemp("hundred") / "p")
    project.registry.write_bytes(as_yaml(national.a_nation(100, 12, registry=project.registry)))
    return project


def test_the_shipped_pages_are_the_same_bytes(small: Project) -> None:
    found = build.build(small)
    assert not found, reports.of_problems(found)  # no page is heavier than it should be, either
    kept("pages-shipped.txt", pages(small.site))


def test_the_pages_of_a_hundred_programmes_are_the_same_bytes(hundred: Project) -> None:
    found = build.build(hundred)
    assert (hundred.site / "index.html").exists(), reports.of_problems(found)
    kept("pages-hundred.txt", pages(hundred.site))


def test_the_journeys_are_the_same(small: Project, hundred: Project) -> None:
    told = {name: journeys.as_json(rules.check(project)[1]) for name, project in (("shipped", small), ("hundred", hundred))}
    kept("journeys.txt", "".join(f"{digest(text.encode())}  {name}\n" for name, text in told.items()))
