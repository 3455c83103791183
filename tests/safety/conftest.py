"""A visit to the whole shipped site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from safety.visit import Visit, every_page

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser
    from utvag.guide.journeys import Tree
    from utvag.registry.loader import Loaded


@pytest.fixture(scope="session")
def visit(built: Path, address: str, browser: Browser, shipped: Loaded, tree: Tree, *, thorough: bool) -> Visit:
    """Return the shipped site as every check visits it."""
    pages = every_page(built)
    assert len(pages) > 20
    return Visit(built, address, browser, pages, shipped, tree, thorough)
