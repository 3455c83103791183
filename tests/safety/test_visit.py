"""The frame of the checks: it looks at every page, and a fault that is not planted is noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from safety.visit import Visit, spoilt, static

if TYPE_CHECKING:
    from pathlib import Path


def test_every_page_is_visited_and_the_shipped_site_passes_the_checks_of_the_build(visit: Visit) -> None:
    assert {"", "guide/", "404.html", "stod/sig-stockholm/"} <= set(visit.pages)
    assert static(visit) == set()


def test_a_site_is_spoilt_in_its_sources(visit: Visit, tmp_path: Path) -> None:
    edits = {"words.yaml": lambda text: text.replace("Lämna sidan", "Gå")}
    with spoilt(visit, tmp_path, edits, ("",)) as bad:
        assert static(bad) == {"sida-utan-utgang"}


def test_an_edit_that_changes_nothing_is_no_fault(visit: Visit, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="nothing was planted"), spoilt(visit, tmp_path, {"base.html": str}, ("",)):
        pass
