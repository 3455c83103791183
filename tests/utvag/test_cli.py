"""Tests of the command line: what it understands, and that it never breaks down."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from builders import ROOT, contents
from commanding import BROKEN, spoilt
from utvag import cli

if TYPE_CHECKING:
    from pathlib import Path

    from commanding import Capture


@pytest.mark.parametrize(
    "arguments", [["sources"], ["journeys"], ["journeys", "--format", "json"], ["build"], ["due", "--release"]]
)
def test_no_command_goes_on_with_a_wrong_registry(quiet: Path, capsys: Capture, arguments: list[str]) -> None:
    before = contents(spoilt(quiet))
    assert cli.main(arguments, quiet) == 1
    assert "[telefon-siffror]" in capsys.readouterr().out
    assert contents(quiet) == before


WRONG_USAGE = ["", "chek", "check --format xml", "check --formatera", "build --format json", "serve --port x", "check extra"]
WRONG_USAGE += ["due --on i-dag", "due --on 2026-02-30", "due --on", "due --format github"]


@pytest.mark.parametrize("arguments", WRONG_USAGE)
def test_a_command_that_cannot_be_understood_is_wrong_usage(capsys: Capture, arguments: str) -> None:
    assert cli.main(arguments.split(), ROOT) == 2
    assert ".venv/bin/python scripts --help" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", ["--help", "check --help"])
def test_help_is_no_fault(capsys: Capture, arguments: str) -> None:
    assert cli.main(arguments.split(), ROOT) == 0
    assert "registret" in capsys.readouterr().out


@pytest.mark.parametrize("text", BROKEN)
@pytest.mark.parametrize("command", ["check", "journeys", "build", "due"])
def test_no_registry_however_broken_gives_a_traceback(quiet: Path, capsys: Capture, command: str, text: bytes) -> None:
    (quiet / "annat.yaml").write_bytes(text)
    assert cli.main([command, "--registry", str(quiet / "annat.yaml")], quiet) == 1
    assert "annat.yaml:" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["finns-inte.yaml", "content", "p/finns/inte.yaml"])
def test_a_registry_that_is_not_there_is_a_problem(quiet: Path, capsys: Capture, name: str) -> None:
    assert cli.main(["check", "--registry", str(quiet / name)], quiet) == 1
    assert "[fil-saknas]" in capsys.readouterr().out


def test_a_reader_that_goes_away_gets_no_traceback() -> None:
    command = [sys.executable, str(ROOT / "scripts"), "journeys", "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:  # noqa: S603 -- our own program
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert b"Traceback" not in running.stderr.read()
