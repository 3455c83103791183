"""What the tests of the checks share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import a_site
from spoiling import LOADED

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a good site of the smallest registry."""
    return a_site(tmp_path_factory.mktemp("good"), LOADED)
