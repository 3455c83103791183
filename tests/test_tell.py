"""Tests of what is told on the code host: one comment and one issue each, and a stranger's text that stays text."""

from __future__ import annotations

import json
import os
import re
import runpy
import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import fake_servers
import markdown  # noqa: TID251 -- what a code host makes of our words
import pytest
from builders import ROOT
from hypothesis import given
from hypothesis import strategies as st
from utvag.changes import html_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from fake_servers import CodeHost

PROGRAM = ROOT / ".github" / "tell.py"
SHA = "0123456789abcdef0123456789abcdef01234567"
SAID = "Det här ändras för besökare\n\nOrd, nummer och tider\n- På /kontakt/ står ett nytt nummer.\n- En tid är borta.\n"
EVIL = (
    "@utvag/redaktionen #1 GH-2 <img src=x> ![x](https://ond.example/y) [Logga in](https://ond.example) `x` **x** www.ond.example"
)


tell = SimpleNamespace(**runpy.run_path(str(PROGRAM)))


@pytest.fixture
def host() -> Iterator[CodeHost]:
    with fake_servers.code_host() as running:
        running.pulls.append({"number": 7, "state": "open", "head": {"sha": SHA, "label": "någon:en/gren"}})
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "others.json").write_text("[]", encoding="utf-8")
    (tmp_path / "diff.txt").write_text(SAID, encoding="utf-8")
    return tmp_path


def run(host: CodeHost, *arguments: object, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run the program as the workflows do: by itself, with a runner's environment."""
    given = {"GITHUB_API_URL": host.address, "GITHUB_REPOSITORY": fake_servers.REPOSITORY, "GH_TOKEN": fake_servers.TOKEN}
    given |= {"HEAD": "någon:en/gren", "HEAD_SHA": SHA, "RUN_ADDRESS": "https://example.org/runs/9", "PATH": os.environ["PATH"]}
    command = [sys.executable, "-I", str(PROGRAM), *map(str, arguments)]
    return subprocess.run(command, env=given | changes, capture_output=True, text=True, check=False)  # noqa: S603 -- our own interpreter


def test_a_suggestion_gets_one_comment_that_is_written_anew(host: CodeHost, folder: Path) -> None:
    other = {"on": 7, "user": {"login": "någon"}, "body": f"{tell.DIFF}\nen avskrift"}
    others = [{**other, "id": number} for number in range(250)]
    host.comments = [*others, {"on": 7, "id": 300, "user": fake_servers.US, "body": "något annat"}]
    assert run(host, "comment", folder).returncode == 0
    made = host.comments[-1]
    assert made["body"].startswith(f"{tell.DIFF}\n**Det här ändras för besökare**\n\n### Ord\\, nummer och tider\n\n- På ")
    assert "[körningen](https://example.org/runs/9)" in made["body"]
    assert "gäller version 0123456 " in made["body"]
    host.comments += [{**other, "id": number} for number in range(2000, 2250)]  # ours is not on the first page any more
    (folder / "diff.txt").write_text("Inget ändras för besökare.\n", encoding="utf-8")
    assert run(host, "comment", folder).returncode == 0
    assert r"**Inget ändras för besökare\.**" in made["body"]
    assert [change[0] for change in host.changes] == ["POST", "PATCH"]


@pytest.mark.parametrize("told", ["", "\n \n"])
def test_a_comment_is_never_empty(host: CodeHost, folder: Path, told: str) -> None:
    (folder / "diff.txt").write_text(told, encoding="utf-8")
    assert run(host, "comment", folder).returncode == 0
    assert tell.NOTHING in host.comments[0]["body"]


def test_what_else_is_changed_is_said_first_and_in_bold(host: CodeHost, folder: Path) -> None:
    names = ["scripts/<b>\n**.py", *(f"overrides/{number}.html" for number in range(12))]
    (folder / "others.json").write_text(json.dumps(names), encoding="utf-8")
    assert run(host, "comment", folder).returncode == 0
    first, _, rest = host.comments[0]["body"].removeprefix(f"{tell.DIFF}\n").partition("\n\n")
    assert first.startswith(
        r"**Förslaget ändrar också annat än registret och sidorna: scripts\/\<b\> \*\*\.py, overrides\/0\.html, "
    )
    assert first.endswith("Läs de raderna innan du godkänner.**")
    assert "och 3 filer till." in first
    assert rest.startswith("**Det här ändras för besökare**")


@pytest.mark.parametrize("changes", [{"sha": "f" * 40}, {"state": "closed"}, {"label": "annan:en/gren"}])
def test_only_an_open_suggestion_with_the_very_lines_that_were_run_is_written_to(
    host: CodeHost, folder: Path, changes: dict[str, str]
) -> None:
    host.pulls[0] |= {"state": changes.get("state", "open"), "head": {**host.pulls[0]["head"], **changes}}
    done = run(host, "comment", folder)
    assert (done.returncode, host.changes) == (0, [])
    assert "Nothing is written" in done.stdout


def test_a_long_text_is_cut_between_two_lines(host: CodeHost, folder: Path) -> None:
    (folder / "diff.txt").write_text("Ändras\n\n" + "- En rad med (tecken).\n" * 9000, encoding="utf-8")
    assert run(host, "comment", folder).returncode == 0
    body = host.comments[0]["body"]
    assert len(body) < 65_536
    assert tell.CUT in body
    assert {line for line in body.splitlines() if line.startswith("- ")} == {r"- En rad med \(tecken\)\."}


def test_the_host_saying_no_is_told_without_a_traceback(host: CodeHost, folder: Path) -> None:
    done = run(host, "comment", folder, GH_TOKEN="fel")  # noqa: S106 -- opens nothing
    assert (done.returncode, done.stderr) == (1, "")
    assert "404" in done.stdout
    assert run(host, "allt").returncode == 2


def test_what_a_stranger_writes_is_shown_and_does_nothing() -> None:
    made = tell.words(f"{EVIL}\n\n# Rubrik\n- {EVIL}\n- [ ] ruta\n\n{tell.DIFF}\n1. ett\n    kod\n---\n===")
    tree = html_tree.read(markdown.markdown(made.replace("\\", "")))  # as read after the strokes: what a host looks for mentions in
    for pattern in (r"@\w", r"#\d", r"(?i)gh-\d", r"https?://", r"www\."):
        assert not re.search(pattern, tree.words()), pattern
    shown = [line for line in made.splitlines() if line]
    assert shown[0].startswith("**\\@")
    assert {line[:2] for line in shown[1:]} == {"##", "- ", "\\<", "1\\", "ko", "\\-", "\\="}
    assert not re.search(r"(?<!\\)[<>`\[\]!|~&]", made)


UNSEEN = "\n\r\x00\x1b\x9b\xad\u061c\u180b\u200b\u200f\u2028\u202e\u2060\u2066\ufe0f\ufeff\U000e0041\U000e01ef\ue000"


@given(st.text(max_size=60))
def test_no_sign_of_a_stranger_is_left_without_its_stroke_or_unseen(text: str) -> None:
    line = tell.inert(f"{UNSEEN}{text}")
    assert not re.search(r"(?<!\\)(?:\\\\)*[!-/:-@\[\]^-`{-~]", line)
    assert not set(UNSEEN) - {"\u200b"} & set(line), "nothing is hidden, and nothing turns the reading round"


def test_each_report_has_one_issue(host: CodeHost, tmp_path: Path) -> None:
    assert run(host, "issues", tmp_path / "tom").stdout == "No report.\n"
    links, due = tmp_path / "links.md", tmp_path / "due.md"
    mark = tell.REPORTS["due.md"][0]
    host.issues = [
        {"number": 1, "title": "1", "user": {"login": "någon"}, "body": mark, "state": "open"},
        {"number": 2, "title": "2", "user": fake_servers.US, "body": None, "state": "open"},
        {"number": 3, "title": "3", "user": fake_servers.US, "body": mark, "state": "open", "pull_request": {}},
    ]
    for link, call, titles in (
        ("Allt svarar.", "Rådgivningen", "Veckans samtal"),
        ("- [ ] `https://example.se/`", "Bris", "Veckans samtal, Länkar att se över"),
        ("Allt svarar.", "Kvinnofridslinjen", "Veckans samtal, Länkar att se över, Veckans samtal"),
    ):
        links.write_text(f"{link}\n", encoding="utf-8")
        due.write_text(f"### {call}\n\n- [ ] Ringt\n", encoding="utf-8")
        assert run(host, "issues", tmp_path).returncode == 0
        ours = host.issues[3:]
        assert ", ".join(issue["title"] for issue in ours) == titles
        if call == "Bris":
            assert "Bris" in ours[0]["body"]
            ours[0]["state"] = "closed"
    assert "Allt svarar." in ours[1]["body"], "an open one tells how it is now"
    assert ours[2]["body"].startswith(mark)
    assert run(host, "issues", tmp_path).returncode == 0
    assert len(host.issues) == 6, "the same is not told twice"
    assert [issue["body"] for issue in host.issues[:3]] == [mark, None, mark]


WRITTEN = (
    lambda body: body.replace("- [ ]", "- [x]", 1),
    lambda body: body.replace("\n", "\r\n").replace("- [ ] Ringt", "- [ ] Ringt, ingen svarade"),
    lambda body: f"{body}\n\nSvarade inte. Jag försöker i morgon.",
    lambda body: body.rpartition("<!-- utvag:")[0],
)


@pytest.mark.parametrize("write", WRITTEN, ids=["ticked", "reworded", "added to", "half gone"])
def test_what_people_have_ticked_or_written_in_an_issue_stays_and_a_new_round_is_a_new_one(
    host: CodeHost, tmp_path: Path, write: Callable[[str], str]
) -> None:
    due = tmp_path / "due.md"
    due.write_text("### Bris\n\n- [ ] Ringt\n- [ ] Skrivet\n", encoding="utf-8")
    run(host, "issues", tmp_path)
    first = host.issues[0]
    first["body"] = kept = write(first["body"])
    for report, count in (("### Frida\n\n- [ ] Ringt\n", 2), ("### Maria\n\n- [ ] Ringt\n", 2), ("Inget är försenat.\n", 2)):
        due.write_text(report, encoding="utf-8")
        assert run(host, "issues", tmp_path).returncode == 0
        assert first["body"] == kept
        assert len(host.issues) == count
        assert report.splitlines()[0] in host.issues[-1]["body"], "nobody has written in the second: it tells how it is now"


def test_ticks_stay_as_long_as_there_is_nothing_new(host: CodeHost, tmp_path: Path) -> None:
    (tmp_path / "links.md").write_text("- [ ] `https://example.se/`\n", encoding="utf-8")
    run(host, "issues", tmp_path)
    host.issues[0]["body"] = kept = host.issues[0]["body"].replace("[ ]", "[x]")
    assert "says so already" in run(host, "issues", tmp_path).stdout
    assert [issue["body"] for issue in host.issues] == [kept]
    (tmp_path / "links.md").write_text("Allt svarar.\n", encoding="utf-8")
    assert run(host, "issues", tmp_path).returncode == 0
    assert [issue["body"] for issue in host.issues] == [kept]
