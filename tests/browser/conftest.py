"""A page of phone size, once with JavaScript and once without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import PHONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """Return an empty page of phone size, once with JavaScript and once without."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=request.param)
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """Return an empty page of phone size, with JavaScript."""
    context = browser.new_context(viewport=PHONE)
    yield context.new_page()
    context.close()
