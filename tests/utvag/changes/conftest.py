"""What the tests of changes share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from edited import a_small_project, seen

if TYPE_CHECKING:
    from utvag.changes.versions import VisitorView


@pytest.fixture(scope="package")
def small(tmp_path_factory: pytest.TempPathFactory) -> VisitorView:
    """Return what visitors see of the small project."""
    return seen(a_small_project(tmp_path_factory.mktemp("seen") / "p"))
