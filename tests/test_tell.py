"""Tests of what is told on the code host: one comment and one issue each, and a stranger's text that stays text."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import codehost
import pytest
from builders import ROOT
from hypothesis import given
from hypothesis import strategies as st
from utvag.content import prose

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType

    from codehost import Host

PROGRAM = ROOT / ".github" / "tell.py"
HEAD = "0123456789abcdef0123456789abcdef01234567"
SAID = "Det här ändras för besökare\n\nOrd, nummer och tider\n- På /kontakt/ står ett nytt nummer.\n- En tid är borta.\n"
EVIL = (
    "@utvag/redaktionen #1 GH-2 <img src=x> ![x](https://ond.example/y) [Logga in](https://ond.example) `x` **x** www.ond.example"
)


def _loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("tell", PROGRAM)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tell = _loaded()


@pytest.fixture
def host() -> Iterator[Host]:
    with codehost.running() as running:
        running.pulls[7] = {"state": "open", "head": {"sha": HEAD}}
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "number").write_text("7\n", encoding="utf-8")
    (tmp_path / "diff.txt").write_text(SAID, encoding="utf-8")
    return tmp_path


def run(host: Host, *arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run the program as the workflows do: by itself, with a runner's environment."""
    given = {"GITHUB_API_URL": host.address, "GITHUB_REPOSITORY": codehost.REPOSITORY, "GH_TOKEN": codehost.TOKEN}
    given |= {"HEAD_SHA": HEAD, "RUN_ADDRESS": "https://example.org/runs/9", "PATH": os.environ["PATH"]} | changes
    return subprocess.run([sys.executable, "-I", str(PROGRAM), *arguments], env=given, capture_output=True, text=True, check=False)  # noqa: S603 -- our own interpreter


def test_a_suggestion_gets_one_comment_that_is_written_anew(host: Host, folder: Path) -> None:
    host.comments[7] = [
        {"id": 1, "user": {"login": "någon"}, "body": f"{tell.DIFF}\nen avskrift"},
        {"id": 2, "user": codehost.US, "body": "något annat"},
    ]
    assert run(host, "comment", str(folder)).returncode == 0
    (made,) = host.comments[7][2:]
    assert made["body"].startswith(f"{tell.DIFF}\n**Det här ändras för besökare**\n\n### Ord\\, nummer och tider\n\n- På ")
    assert "[körningen](https://example.org/runs/9)" in made["body"]
    (folder / "diff.txt").write_text("Inget ändras för besökare.\n", encoding="utf-8")
    assert run(host, "comment", str(folder)).returncode == 0
    assert len(host.comments[7]) == 3
    assert r"**Inget ändras för besökare\.**" in made["body"]
    assert [comment["body"] for comment in host.comments[7][:2]] == [f"{tell.DIFF}\nen avskrift", "något annat"]


def test_our_comment_is_found_among_hundreds(host: Host, folder: Path) -> None:
    host.comments[7] = [{"id": number, "user": {"login": "någon"}, "body": "hej"} for number in range(250)]
    host.comments[7].append({"id": 999, "user": codehost.US, "body": f"{tell.DIFF}\nförra"})
    run(host, "comment", str(folder))
    assert host.changes == [("PATCH", "issues/comments/999")]


@pytest.mark.parametrize("pull", [{"state": "open", "head": {"sha": "f" * 40}}, {"state": "closed", "head": {"sha": HEAD}}])
def test_only_an_open_suggestion_with_the_very_lines_that_were_run_is_written_to(host: Host, folder: Path, pull: object) -> None:
    host.pulls[7] = pull  # type: ignore[assignment]  # as the host would say it
    done = run(host, "comment", str(folder))
    assert (done.returncode, host.changes) == (0, [])
    assert "nothing is written" in done.stdout


@pytest.mark.parametrize("number", ["", "0", "-7", "7/../../issues", "7\n8", "sju", "9" * 12, " 7", "٧"])
def test_a_number_that_is_none_is_refused(host: Host, folder: Path, number: str) -> None:
    (folder / "number").write_text(number, encoding="utf-8")
    done = run(host, "comment", str(folder))
    assert (done.returncode, host.changes) == (1, [])
    assert done.stdout.startswith("Refused: ")
    assert done.stderr == ""


def test_files_that_are_missing_links_or_far_too_large_are_refused(host: Host, folder: Path) -> None:
    secret = folder.parent / "hemligt.txt"
    secret.write_text("hemligt", encoding="utf-8")
    for spoil in (
        lambda _: None,
        lambda path: path.symlink_to(secret),
        lambda path: path.mkdir(),
        lambda path: path.write_text("x" * (tell.MOST_BYTES + 1), encoding="utf-8"),
    ):
        path = folder / "diff.txt"
        path.rmdir() if path.is_dir() else path.unlink(missing_ok=True)
        spoil(path)
        assert (run(host, "comment", str(folder)).returncode, host.changes) == (1, [])


def test_a_long_text_is_cut_between_two_lines(host: Host, folder: Path) -> None:
    (folder / "diff.txt").write_text("Ändras\n\n" + "- En rad med (tecken).\n" * 9000, encoding="utf-8")
    assert run(host, "comment", str(folder)).returncode == 0
    (made,) = host.comments[7]
    assert len(made["body"]) < 65_536
    assert tell.CUT in made["body"]
    assert {line for line in made["body"].splitlines() if line.startswith("- ")} == {r"- En rad med \(tecken\)\."}


def test_the_host_saying_no_is_told_without_a_traceback(host: Host, folder: Path) -> None:
    done = run(host, "comment", str(folder), GH_TOKEN="fel")  # noqa: S106 -- opens nothing
    assert (done.returncode, done.stderr) == (1, "")
    assert "404" in done.stdout
    assert run(host, "allt").returncode == 2


def test_what_a_stranger_writes_is_shown_and_does_nothing() -> None:
    made = tell.words(f"{EVIL}\n\n# Rubrik\n- {EVIL}\n- [ ] ruta\n\n{tell.DIFF}\n1. ett\n    kod\n---\n===")
    tree = prose.rendered(made.replace("\\", ""))  # as read after the strokes: what a host looks for mentions in
    for pattern in (r"@\w", r"#\d", r"(?i)gh-\d", r"https?://", r"www\."):
        assert not re.search(pattern, prose.words_in(tree)), pattern
    shown = [line for line in made.splitlines() if line]
    assert shown[0].startswith("**\\@")
    assert {line[:2] for line in shown[1:]} == {"##", "- ", "\\<", "1\\", "ko", "\\-", "\\="}
    assert not re.search(r"(?<!\\)[<>`\[\]!|~&]", made)


@given(st.text(max_size=60))
def test_no_sign_of_a_stranger_is_left_without_its_stroke(text: str) -> None:
    line = tell.inert(text)
    assert "\n" not in line
    assert not re.search(r"(?<!\\)(?:\\\\)*[!-/:-@\[\]^-`{-~]", line)
    assert not re.search(r"[\u202a-\u202e\u2066-\u2069]", line), "nothing turns the reading round"


def test_each_report_has_one_issue(host: Host, tmp_path: Path) -> None:
    links, due = tmp_path / "links.md", tmp_path / "due.md"
    links.write_text("Allt svarar.\n", encoding="utf-8")
    due.write_text("### Rådgivningen\n\n- [ ] Ringt\n", encoding="utf-8")
    assert run(host, "issues", str(tmp_path)).returncode == 0
    assert [issue["title"] for issue in host.issues] == ["Veckans samtal"], "nothing to do gives no issue"
    links.write_text("### Borta\n\n- [ ] `https://example.se/`\n", encoding="utf-8")
    due.write_text("### Bris\n\n- [ ] Ringt\n", encoding="utf-8")
    run(host, "issues", str(tmp_path))
    assert [issue["title"] for issue in host.issues] == ["Veckans samtal", "Länkar att se över"]
    assert "Bris" in host.issues[0]["body"]
    links.write_text("Allt svarar.\n", encoding="utf-8")
    host.issues[0]["state"] = "closed"
    run(host, "issues", str(tmp_path))
    assert "Allt svarar." in host.issues[1]["body"], "an open one tells how it is now"
    assert [issue["title"] for issue in host.issues] == ["Veckans samtal", "Länkar att se över", "Veckans samtal"]


def test_an_issue_with_our_mark_by_somebody_else_is_left_alone(host: Host, tmp_path: Path) -> None:
    (tmp_path / "due.md").write_text("- [ ] Ringt\n", encoding="utf-8")
    mark = tell.REPORTS["due.md"][0]
    host.issues = [
        {"number": 1, "user": {"login": "någon"}, "body": mark, "state": "open"},
        {"number": 2, "user": codehost.US, "body": None, "state": "open"},
        {"number": 3, "user": codehost.US, "body": mark, "state": "open", "pull_request": {}},
    ]
    run(host, "issues", str(tmp_path))
    assert host.changes == [("POST", "issues")]


def test_no_report_is_no_fault(host: Host, tmp_path: Path) -> None:
    done = run(host, "issues", str(tmp_path / "tom"))
    assert (done.returncode, done.stdout) == (0, "No report.\n")
