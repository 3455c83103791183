"""Tests of the command line: what it understands, and that it never breaks down."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from builders import ROOT, contents
from commanding import BROKEN, spoilt
from utvag import cli, rules

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import NoReturn

    from commanding import Capture


@pytest.mark.parametrize("arguments", [["sources"], ["journeys", "--format", "json"], ["build"], ["due", "--release"], ["paper"]])
def test_no_command_goes_on_with_a_wrong_registry(quiet: Path, capsys: Capture, arguments: list[str]) -> None:
    before = contents(spoilt(quiet))
    assert cli.main(arguments, quiet) == 1
    assert "[telefon-siffror]" in capsys.readouterr().out
    assert contents(quiet) == before


WRONG_USAGE = ["", "chek", "check --format xml", "check --formatera", "build --format json", "serve --port x", "check extra"]
WRONG_USAGE += ["build --edition finns-inte", "due --on i-dag", "due --on 2026-02-30", "due --on", "due --format github"]


@pytest.mark.parametrize("arguments", WRONG_USAGE)
def test_a_command_that_cannot_be_understood_is_wrong_usage(capsys: Capture, arguments: str) -> None:
    assert cli.main(arguments.split(), ROOT) == 2
    assert ".venv/bin/python scripts --help" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", ["--help", "check --help"])
def test_help_is_no_fault(capsys: Capture, arguments: str) -> None:
    assert cli.main(arguments.split(), ROOT) == 0
    assert "registret" in capsys.readouterr().out


@pytest.mark.parametrize("text", BROKEN)
@pytest.mark.parametrize("command", ["check", "journeys", "build", "due", "links"])
def test_no_registry_however_broken_gives_a_traceback(quiet: Path, capsys: Capture, command: str, text: bytes) -> None:
    (quiet / "annat.yaml").write_bytes(text)
    assert cli.main([command, "--registry", str(quiet / "annat.yaml")], quiet) == 1
    assert "annat.yaml:" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["finns-inte.yaml", "content", "p/finns/inte.yaml"])
def test_a_registry_that_is_not_there_is_a_problem(quiet: Path, capsys: Capture, name: str) -> None:
    assert cli.main(["check", "--registry", str(quiet / name)], quiet) == 1
    assert "[fil]" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["programs.yaml", "mkdocs.yml", "personas.yaml", "content/words.yaml", "content/index.md"])
@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "large"])
def test_no_input_that_never_ends_is_read(quiet: Path, capsys: Capture, name: str, kind: str) -> None:
    path = quiet / name
    path.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "folder":
        path.mkdir()
    else:
        with path.open("wb") as file:
            file.truncate(100_000_000)
    status = cli.main(["check", "--format", "json"], quiet)
    found = json.loads(capsys.readouterr().out)
    assert [problem["file"] for problem in found] == ([] if (name, kind) == ("content/index.md", "folder") else [name])
    assert status == bool(found)


def test_a_folder_that_is_a_link_is_not_followed(quiet: Path, capsys: Capture) -> None:
    (quiet / "content" / "fler-sidor").symlink_to(quiet / "content")
    assert cli.main(["check"], quiet) == 1
    assert "content/fler-sidor:1:1: error: content/fler-sidor: " in capsys.readouterr().out


@pytest.mark.parametrize(("is_screen", "seconds", "told"), [(True, 0.5, True), (True, 0.0, False), (False, 0.5, False)])
def test_somebody_at_a_screen_is_told_that_it_takes_a_while(
    quiet: Path,
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
    is_screen: bool,  # noqa: FBT001 -- a table's column
    seconds: float,
    told: bool,  # noqa: FBT001 -- as above
) -> None:
    monkeypatch.setattr(cli, "PATIENCE", 0.1)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: is_screen)
    monkeypatch.setattr(cli, "COMMANDS", (cli.Command("slow", lambda *_: time.sleep(seconds) or 0),))  # type: ignore[func-returns-value]  # it goes on
    assert cli.main(["slow"], quiet) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert ("Det tar en stund" in err) is told


def _ended(
    redirect: str, *arguments: str, program: Path = ROOT / "scripts", mode: Sequence[str] = ()
) -> subprocess.CompletedProcess[str]:
    """Run a command in a shell that sends its output somewhere."""
    line = f"{shlex.join([sys.executable, *mode, str(program), *arguments])} {redirect}"
    return subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, check=False)  # noqa: S603 -- our own program


@pytest.mark.parametrize(
    ("redirect", "told"),
    [
        ("> /dev/full", "Svaret går inte att läsa eller skriva: disken är full.\n"),
        (">&-", "Svaret går inte att skriva: utmatningen är stängd. Inget är gjort.\n"),
        (">&- 2>&-", ""),
        ("> /dev/full 2> /dev/full", ""),
    ],
)
@pytest.mark.parametrize("command", ["check", "journeys --format json", "build --site-dir {}/site"])
def test_output_that_nobody_can_take_is_told_in_one_line(tmp_path: Path, redirect: str, told: str, command: str) -> None:
    done = _ended(redirect, *command.format(tmp_path).split())
    assert (done.returncode, done.stderr) == (2, told)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("redirect", ["2>&-", "2> /dev/full"])
def test_with_nowhere_to_tell_it_beside_the_output_the_answer_is_the_same(quiet: Path, redirect: str) -> None:
    done = _ended(redirect, "check", "--registry", str(spoilt(quiet) / "programs.yaml"))
    assert (done.returncode, done.stdout.count("[telefon-siffror]")) == (1, 1)


def test_a_reader_that_goes_away_is_told_in_one_line() -> None:
    command = [sys.executable, str(ROOT / "scripts"), "journeys", "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:  # noqa: S603 -- our own program
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        told = running.stderr.read().decode()
    assert (running.returncode, told) == (2, "Svaret går inte att läsa eller skriva: den som läste det har slutat.\n")


@pytest.mark.parametrize(
    "fault", [KeyError("leaver\n::error::"), RecursionError(), TypeError("'x'"), UnicodeDecodeError("a", b"", 0, 1, "")]
)
@pytest.mark.parametrize("form", ["text", "github", "json"])
def test_a_mistake_of_our_own_is_told_in_swedish_with_its_line_and_changes_nothing(
    quiet: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, fault: Exception, form: str
) -> None:
    def broken(*_: object) -> NoReturn:
        raise fault

    monkeypatch.setattr(rules, "check", broken)
    before = contents(quiet)
    assert cli.main(["check", "--format", form], quiet) == 3
    out, err = capsys.readouterr()
    assert out.startswith(
        {"text": "scripts/utvag/commands.py:", "github": "::error file=scripts/utvag/commands.py,line=", "json": "["}[form]
    )
    for words in (type(fault).__name__, "programs.yaml", "Dina filer och den förra webbplatsen är som de var.", "Skicka raden"):
        assert words in out
    assert "Traceback" not in out + err
    assert "\n::" not in out
    assert contents(quiet) == before


def test_no_command_shows_a_traceback_but_to_a_developer(quiet: Path) -> None:
    (quiet / "scripts").unlink()
    shutil.copytree(ROOT / "scripts", quiet / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    with (quiet / "scripts" / "utvag" / "registry" / "loader.py").open("a", encoding="utf-8") as file:
        file.write("\n\ndef read(path, name):\n    raise KeyError\n")
    for command in ("check", "build", "journeys", "sources", "due", "diff programs.yaml", "links", "verify x", "format", "paper"):
        done = _ended("", *command.split(), program=quiet / "scripts")
        assert (done.returncode, "[programfel]" in done.stdout, done.stderr.count("Traceback")) == (3, True, 0), command
    assert "Traceback" in _ended("", "check", program=quiet / "scripts", mode=["-X", "dev"]).stderr


def test_a_file_that_cannot_be_read_is_told_in_one_line(quiet: Path, capsys: Capture) -> None:
    (quiet / "docs" / "nycklar.md").mkdir(parents=True)
    assert cli.main(["docs"], quiet) == 1
    assert capsys.readouterr().err == "docs/nycklar.md går inte att läsa eller skriva: en mapp står där en fil ska vara.\n"
