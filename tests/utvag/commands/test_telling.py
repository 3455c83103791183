"""Tests of what commands tell and answer."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

import pytest
from builders import Data, a_registry, as_yaml
from commanding import spoilt
from utvag import cli
from utvag.commands import telling

if TYPE_CHECKING:
    from pathlib import Path

    from commanding import Capture


@pytest.mark.parametrize(("form", "begins"), [("text", "programs.yaml:"), ("github", "::error file=programs.yaml,line=")])
def test_check_of_a_wrong_registry_tells_each_problem_and_fails(quiet: Path, capsys: Capture, form: str, begins: str) -> None:
    assert cli.main(["check", "--format", form], spoilt(quiet)) == 1
    out, err = capsys.readouterr()
    assert sum(line.startswith(begins) for line in out.splitlines()) == 2
    assert ("2 fel, 0 påpekanden" in err) == (form == "text")


def test_check_speaks_to_other_tools(quiet: Path, capsys: Capture) -> None:
    assert cli.main(["check", "--format", "json"], quiet) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert cli.main(["check", "--format", "json"], spoilt(quiet)) == 1
    assert [problem["code"] for problem in json.loads(capsys.readouterr().out)] == ["telefon-siffror", "dubbel-adress"]


def test_check_only_warns_of_what_only_deserves_a_warning(quiet: Path, capsys: Capture) -> None:
    extra: Data = a_registry()["sources"][0] | {"id": "K3"}
    (quiet / "programs.yaml").write_bytes(as_yaml(a_registry({"sources.+": extra})))
    assert cli.main(["check"], quiet) == 0
    assert "0 fel, 1 påpekande. " in capsys.readouterr().err


@pytest.mark.parametrize(("is_screen", "seconds", "told"), [(True, 0.5, True), (True, 0.0, False), (False, 0.5, False)])
def test_somebody_at_a_screen_is_told_that_it_takes_a_while(
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
    is_screen: bool,  # noqa: FBT001 -- a table's column
    seconds: float,
    told: bool,  # noqa: FBT001 -- as above
) -> None:
    monkeypatch.setattr(telling, "PATIENCE", 0.1)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: is_screen)
    with telling.waiting():
        time.sleep(seconds)
    out, err = capsys.readouterr()
    assert out == ""
    assert ("Det tar en stund" in err) is told
