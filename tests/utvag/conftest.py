"""What the tests of commands begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from commanding import a_quiet_project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def quiet(tmp_path: Path) -> Path:
    """Return the folder of a small project that is right."""
    return a_quiet_project(tmp_path)
