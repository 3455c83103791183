"""Tests of where generated pages stand."""

from __future__ import annotations

import pytest
from builders import a_registry, load
from utvag.content import urls


def test_only_what_has_a_page_has_an_address() -> None:
    paused = {"programs.skydd.status": "paused", "programs.skydd.status_reason": "x"}
    ended = {"programs.familj.status": "ended", "programs.familj.status_reason": "x"}
    found = set(urls.generated(load(a_registry(paused | ended)).registry))
    assert {"guide/index.html", "stod/index.html", "kontakt/index.html", "stod/skydd/index.html"} <= found
    assert "stod/familj/index.html" not in found


@pytest.mark.parametrize(("address", "root"), [("index.html", "./"), ("guide/index.html", "../"), ("stod/x/index.html", "../../")])
def test_the_root_is_as_far_up_as_the_page_is_deep(address: str, root: str) -> None:
    assert urls.root_of(address) == root
