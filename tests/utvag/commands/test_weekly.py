"""Tests of due and diff."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from commanding import BROKEN, late
from utvag import cli
from utvag.commands import days

if TYPE_CHECKING:
    from pathlib import Path

    from commanding import Capture


@pytest.mark.parametrize(
    ("form", "begins"),
    [("text", "Att kontrollera, "), ("markdown", "Så här ser det ut den 15 januari 2027.\n"), ("json", '{\n "on": "2027-01-15"')],
)
def test_due_answers_for_any_day_in_every_form(quiet: Path, capsys: Capture, form: str, begins: str) -> None:
    assert cli.main(["due", "--on", "2027-01-15", "--format", form], quiet) == 0
    assert capsys.readouterr().out.startswith(begins)


@pytest.mark.parametrize(("on", "status"), [("2026-12-20", 0), ("2027-01-15", 0), ("2027-01-16", 1)])
def test_a_release_stops_only_when_the_number_is_overdue(quiet: Path, capsys: Capture, on: str, status: int) -> None:
    assert cli.main(["due", "--on", on], quiet) == 0
    assert cli.main(["due", "--release", "--on", on], quiet) == status
    assert ("[livlina-forsenad]" in capsys.readouterr().err) == bool(status)


def test_a_check_of_a_day_that_has_not_been_is_told_and_stops_no_report(quiet: Path, capsys: Capture) -> None:
    late(quiet)
    assert cli.main(["due", "--on", "2026-11-22", "--format", "json"], quiet) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["on"] == "2026-11-22"
    assert err.startswith("programs.yaml:")
    assert "[kontroll-framtida]" in err


def test_due_without_a_day_is_about_today(quiet: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(days, "current", lambda: date(2031, 5, 1))
    assert cli.main(["due"], quiet) == 0
    assert "den 1 maj 2031\n" in capsys.readouterr().out


def test_diff_of_the_same_says_that_nothing_changes(quiet: Path, capsys: Capture) -> None:
    assert cli.main(["diff", str(quiet / "programs.yaml")], quiet) == 0
    assert capsys.readouterr().out == "Inget ändras för besökare.\n"
    assert cli.main(["diff", str(quiet / "programs.yaml"), "--format", "json"], quiet) == 0
    assert json.loads(capsys.readouterr().out)["visitors"] == []


@pytest.mark.parametrize("text", BROKEN)
def test_diff_with_a_faulty_version_gives_its_problems(quiet: Path, capsys: Capture, text: bytes) -> None:
    (quiet / "annat.yaml").write_bytes(text)
    assert cli.main(["diff", str(quiet / "annat.yaml")], quiet) == 1
    assert "annat.yaml:" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["finns-inte", "content", "a" * 5000])
def test_diff_with_what_is_no_version_is_wrong_usage(quiet: Path, capsys: Capture, name: str) -> None:
    assert cli.main(["diff", name], quiet) == 2
    assert "varken en fil här eller en version i git" in capsys.readouterr().err
