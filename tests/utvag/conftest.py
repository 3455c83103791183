"""What the tests of the code begin with: the project as editors had written it then, so that none knows what is shipped today."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from commanding import a_quiet_project
from frozen import THEN
from utvag import rules
from utvag.guide import wizard
from utvag.project import Project

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.guide.journeys import Tree
    from utvag.registry.loader import Loaded


@pytest.fixture
def quiet(tmp_path: Path) -> Path:
    """Return the folder of a small project that is right."""
    return a_quiet_project(tmp_path)


@pytest.fixture(scope="session")
def project() -> Project:
    """Return the project of then."""
    return Project.at(THEN)


@pytest.fixture(scope="session")
def shipped(project: Project) -> Loaded:
    """Return the registry that was shipped then."""
    return rules.check(project)[0]


@pytest.fixture(scope="session")
def tree(shipped: Loaded) -> Tree:
    """Return the guide of the registry that was shipped then."""
    return wizard.compile(shipped.registry)
