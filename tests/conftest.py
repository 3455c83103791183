"""What many tests share: the project, its registry and guide, and one real build of its site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import browsing
import pytest
from builders import ROOT
from hypothesis import settings
from utvag import reports
from utvag.guide import wizard
from utvag.project import Project
from utvag.site import build

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser
    from utvag.guide.journeys import Tree
    from utvag.registry.loader import Loaded


settings.register_profile("patient", settings.default, deadline=None)  # a busy machine is no fault
settings.load_profile("patient")


@pytest.fixture(scope="session")
def project() -> Project:
    """Return the project itself."""
    return Project.at(ROOT)


@pytest.fixture(scope="session")
def shipped(project: Project) -> Loaded:
    """Return the shipped registry."""
    return build.prepare(project)[0]


@pytest.fixture(scope="session")
def tree(shipped: Loaded) -> Tree:
    """Return the guide of the shipped registry."""
    return wizard.compile(shipped.registry)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the whole site, built strictly once for all tests; a warning is no fault."""
    site = tmp_path_factory.mktemp("built") / "site"
    found = build.build(Project.at(ROOT, site=site))
    assert (site / "index.html").exists(), reports.of_problems(found)
    return site


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """Serve the built site as `serve` does; return where."""
    with browsing.served(built) as where:
        yield where


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the system's Chromium once for all tests."""
    with browsing.started() as running:
        yield running
