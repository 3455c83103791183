"""Tests of the door to LinkChecker, against a small web on this machine: what each kind of answer becomes."""

from __future__ import annotations

import importlib.util
import subprocess
from typing import TYPE_CHECKING

import pytest
import smallweb
from utvag.upkeep import link_checker

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def web() -> Iterator[str]:
    with smallweb.served() as address:
        yield address


def test_every_kind_of_answer_is_told_apart(web: str) -> None:
    paths = ("fine", "404", "410", "403", "429", "503", "moved", "for-now", "ring", "private", "slow", "%D8%B3%D8%AA")
    found = link_checker.make([f"{web}{path}" for path in paths], patience=1)
    of = {path: found[f"{web}{path}"] for path in paths}
    assert {path: visit.status for path, visit in of.items()} == {
        "fine": 200,
        "404": 404,
        "410": 410,
        "403": 403,
        "429": 429,
        "503": 503,
        "moved": 200,
        "for-now": 200,
        "ring": None,
        "private": None,
        "slow": None,
        "%D8%B3%D8%AA": 200,
    }
    assert (of["moved"].final, of["moved"].turns) == (f"{web}fine", (301,))
    assert of["for-now"].turns == (302,)
    assert [path for path in paths if of[path].refused] == ["private"]
    assert "Timeout" in of["slow"].said
    assert "TooManyRedirects" in of["ring"].said


def test_a_site_that_asks_machines_to_stay_away_is_left_alone_and_nothing_else_is_followed() -> None:
    with smallweb.served() as web:
        link_checker.make([f"{web}private", f"{web}fine"], patience=5)
        asked = smallweb.asked(web)
    assert asked == ["/robots.txt", "/fine"], "neither what is private, nor the links of a page"


def test_nobody_at_the_other_end(web: str) -> None:
    del web
    found = link_checker.make([smallweb.nobody(), "https://finns-inte.invalid/"], patience=5)
    assert {visit.status for visit in found.values()} == {None}
    assert "NameResolutionError" in found["https://finns-inte.invalid/"].said


def test_without_link_checker_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(link_checker.NoVisits, match="make links"):
        link_checker.make(["https://example.org/"])


def test_a_link_checker_that_breaks_down_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = subprocess.CompletedProcess([], 2, stdout="", stderr="Traceback\nOSError: no more threads\n")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: broken)
    with pytest.raises(link_checker.NoVisits, match=r"svarade inte om https://example\.org/ \(OSError: no more threads\)"):
        link_checker.make(["https://example.org/"])
