"""Tests of the commands: what they answer, with which status, and that they never break down."""

from __future__ import annotations

import io
import json
import socket
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

import pytest
from builders import MINIMAL, ROOT, Data, a_project, a_registry, as_yaml, contents, in_swedish
from utvag import cli, dialogue, files, ledger

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.paths import Project

Capture: TypeAlias = pytest.CaptureFixture[str]

HEAD = "---\ntitle: Sida {}\ndescription: En sida.\naudience: [leaver]\nowner: redaktionen\nreviewed: 2026-11-21\n---\n"
WRONG = as_yaml(a_registry({"programs.skydd.slug": "familj", "lifeline.e164": "+46846500401"}))


@pytest.fixture
def quiet(tmp_path: Path) -> Path:
    """Return a project with the minimal registry and one page that names no number."""
    root = in_swedish(a_project(tmp_path / "p")).root
    for path in (root / "content").rglob("*.md"):
        path.write_text(HEAD.format(path.stem) + "# Sida\n", encoding="utf-8")
    (root / "programs.yaml").write_bytes(MINIMAL.read_bytes())
    return root


def spoilt(root: Path) -> Path:
    (root / "programs.yaml").write_bytes(WRONG)
    return root


def test_check_of_a_right_registry_says_so(quiet: Path, capsys: Capture) -> None:
    assert cli.main(["check"], quiet) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Allt stämmer: 8 stöd, ")
    assert out.endswith(" Alla slutar på 08-465 00 400.\n")
    assert err == ""


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
    assert "0 fel, 1 påpekanden" in capsys.readouterr().err


def test_journeys_as_json_is_exactly_what_other_tools_rely_on(capsys: Capture) -> None:
    assert cli.main(["journeys", "--format", "json"], ROOT) == 0
    document = json.loads(capsys.readouterr().out)
    assert document.keys() == {"lifeline", "longest", "journeys"}
    assert document["longest"] == max(len(journey["answers"]) for journey in document["journeys"])
    for journey in document["journeys"]:
        assert journey.keys() == {"answers", "outcome"}
        assert journey["outcome"].keys() == {"emergency", "programs", "ends_at"}
        assert journey["outcome"]["ends_at"] == document["lifeline"]
        assert isinstance(journey["outcome"]["emergency"], bool)
        assert all(len(step) == 2 for step in journey["answers"])
        assert {item["verdict"] for item in journey["outcome"]["programs"]} <= {"fits", "may_fit"}
        assert {len(item) for item in journey["outcome"]["programs"]} == {2}


@pytest.mark.parametrize(("form", "beginning"), [("text", "fara: nu, "), ("mermaid", "flowchart TD\n")])
def test_journeys_can_be_read_and_drawn(quiet: Path, capsys: Capture, form: str, beginning: str) -> None:
    assert cli.main(["journeys", "--format", form], quiet) == 0
    assert capsys.readouterr().out.startswith(beginning)


@pytest.mark.parametrize(("form", "beginning"), [("text", "alla sidor\n  programs.yaml:"), ("csv", "sida,rad,uppgift,")])
def test_every_statement_can_be_read_with_its_source(quiet: Path, capsys: Capture, form: str, beginning: str) -> None:
    assert cli.main(["sources", "--format", form], quiet) == 0
    assert capsys.readouterr().out.startswith(beginning)


def test_a_statement_without_a_source_fails(quiet: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    gap = ledger.Row("/", "content/index.md:9", "Ett.", "", "", "")
    monkeypatch.setattr(ledger, "rows", lambda project, loaded: [gap])  # noqa: ARG005 -- named as they are called
    assert cli.main(["sources"], quiet) == 1
    assert "1 uppgifter saknar källa. Den första står på content/index.md:9." in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["sources"], ["journeys"], ["journeys", "--format", "json"], ["build"], ["due", "--release"]]
)
def test_no_command_goes_on_with_a_wrong_registry(quiet: Path, capsys: Capture, arguments: list[str]) -> None:
    before = contents(spoilt(quiet))
    assert cli.main(arguments, quiet) == 1
    assert "[telefon-siffror]" in capsys.readouterr().out
    assert contents(quiet) == before


@pytest.mark.parametrize(
    ("form", "begins"), [("text", "Att kontrollera, "), ("json", '{\n "on": "2027-01-15"'), ("ics", "BEGIN:VCALENDAR\r\n")]
)
def test_due_answers_for_any_day_in_every_form(quiet: Path, capsys: Capture, form: str, begins: str) -> None:
    assert cli.main(["due", "--on", "2027-01-15", "--format", form], quiet) == 0
    assert capsys.readouterr().out.startswith(begins)


@pytest.mark.parametrize(("on", "status"), [("2026-12-20", 0), ("2027-01-15", 0), ("2027-01-16", 1)])
def test_a_release_stops_only_when_the_number_is_overdue(quiet: Path, capsys: Capture, on: str, status: int) -> None:
    assert cli.main(["due", "--on", on], quiet) == 0
    assert cli.main(["due", "--release", "--on", on], quiet) == status
    assert ("[livlina-forsenad]" in capsys.readouterr().err) == bool(status)


def test_due_without_a_day_is_about_today(quiet: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "_today", lambda: date(2031, 5, 1))
    assert cli.main(["due"], quiet) == 0
    assert "den 1 maj 2031\n" in capsys.readouterr().out


@pytest.mark.site
def test_build_says_where_the_site_is(quiet: Path, capsys: Capture) -> None:
    assert cli.main(["build", "--site-dir", str(quiet / "ut")], quiet) == 0
    assert capsys.readouterr().out.endswith(": ut\n")
    assert (quiet / "ut" / "index.html").exists()


WRONG_USAGE = ["", "chek", "check --format xml", "check --formatera", "build --format json", "serve --port x", "check extra"]
WRONG_USAGE += ["due --on i-dag", "due --on 2026-02-30", "due --on", "due --format github"]


@pytest.mark.parametrize("arguments", WRONG_USAGE)
def test_a_command_that_cannot_be_understood_is_wrong_usage(capsys: Capture, arguments: str) -> None:
    assert cli.main(arguments.split(), ROOT) == 2
    assert "python scripts --help" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", ["--help", "check --help"])
def test_help_is_no_fault(capsys: Capture, arguments: str) -> None:
    assert cli.main(arguments.split(), ROOT) == 0
    assert "registret" in capsys.readouterr().out


BROKEN = [b"", b"\xff\xfe", b"\x00", b"a: [", b"\t", b"- x", b"lifeline: no", b"programs: 1\nsources: {}", b"&a a: *a"]


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


@pytest.mark.parametrize("port", ["taken", "99999", "-1"])
def test_a_port_that_cannot_be_used_is_told_without_a_traceback(quiet: Path, capsys: Capture, port: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        used = str(taken.getsockname()[1]) if port == "taken" else port
        assert cli.main(["serve", "--port", used], spoilt(quiet)) in (1, 2)
    assert "--port" in capsys.readouterr().err


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


@pytest.mark.parametrize("name", ["finns-inte", "content"])
def test_diff_with_what_is_no_version_is_wrong_usage(quiet: Path, capsys: Capture, name: str) -> None:
    assert cli.main(["diff", name], quiet) == 2
    assert "varken en fil här eller en version i git" in capsys.readouterr().err


def test_a_reader_that_goes_away_gets_no_traceback() -> None:
    command = [sys.executable, str(ROOT / "scripts"), "journeys", "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:  # noqa: S603 -- our own program
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert b"Traceback" not in running.stderr.read()


def test_format_repairs_the_layout_once_and_keeps_the_words(quiet: Path, capsys: Capture) -> None:
    target = quiet / "programs.yaml"
    tidy = target.read_bytes()
    untidy = tidy.replace(b"  name: R\xc3\xa5dgivningen\n", b"   # sant\n  name:   R\xc3\xa5dgivningen  \n")
    target.write_bytes(untidy)
    assert cli.main(["format", "--check"], quiet) == 1
    assert target.read_bytes() == untidy
    assert "[uppstallning]" in capsys.readouterr().out
    assert cli.main(["format"], quiet) == 0
    assert target.read_bytes() == tidy.replace(b"  name: R\xc3\xa5d", b"  # sant\n  name: R\xc3\xa5d")
    assert capsys.readouterr().out == "programs.yaml: raderna är uppställda. Inget annat är ändrat.\n"
    assert cli.main(["format"], quiet) == cli.main(["format", "--check"], quiet) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("data", [b"a: [b\n", b"", b"\xff", b"a: b\na: c\n", b"&a b: *a\n"])
def test_format_writes_nothing_when_the_file_cannot_be_read(quiet: Path, capsys: Capture, data: bytes) -> None:
    (quiet / "programs.yaml").write_bytes(data)
    before = contents(quiet)
    assert cli.main(["format"], quiet) == 1
    assert contents(quiet) == before
    assert capsys.readouterr().out.startswith("programs.yaml:")


def test_format_of_a_missing_file_is_told(tmp_path: Path, capsys: Capture) -> None:
    assert cli.main(["format"], tmp_path) == 1
    assert "[fil-saknas]" in capsys.readouterr().out


def test_format_that_cannot_write_says_so(quiet: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device", path, len(data))

    monkeypatch.setattr(files, "replace", full)
    (quiet / "programs.yaml").write_bytes(MINIMAL.read_bytes() + b"\n\n")
    assert cli.main(["format"], quiet) == 1
    assert "Inget är ändrat" in capsys.readouterr().err


def test_docs_writes_what_is_made_of_the_model_and_only_when_it_is_stale(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "schema").mkdir()
    guide = tmp_path / "CONTRIBUTING.md"
    guide.write_text("<!-- nycklar: Claim -->\ngammalt\n<!-- slut på nycklar -->\n", encoding="utf-8")
    assert cli.main(["docs"], tmp_path) == 0
    assert capsys.readouterr().out == "Skriven: CONTRIBUTING.md\nSkriven: schema/programs.schema.json\n"
    assert "| `sources` | Ja |" in guide.read_text(encoding="utf-8")
    assert cli.main(["docs"], tmp_path) == 0
    assert capsys.readouterr().out == ""


def test_new_that_is_broken_off_leaves_the_registry_and_says_how_to_go_on(
    quiet: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (quiet / "programs.yaml").read_bytes()
    monkeypatch.setattr("sys.stdin", io.StringIO("Exempelstödet\n"))
    assert cli.main(["new"], quiet) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "Registret är orört och svaren är sparade" in err
    assert (quiet / "programs.yaml").read_bytes() == before
    assert json.loads((quiet / dialogue.ANSWERS).read_text(encoding="utf-8")) == ["Exempelstödet"]


def made_by_hand(project: Project, ask: object, tell: object) -> dialogue.Made:
    del ask, tell
    (project.root / dialogue.ANSWERS).write_text("[]", encoding="utf-8")
    return dialogue.Made("nytt: å\n", "  - id: ny\n", ())


@pytest.mark.parametrize(("option", "out", "text"), [([], "", "nytt: å\n"), (["--print"], "  - id: ny\n", None)])
def test_new_writes_the_registry_or_prints_the_entry_and_forgets_the_answers(
    quiet: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, option: list[str], out: str, text: str | None
) -> None:
    before = (quiet / "programs.yaml").read_text(encoding="utf-8")
    monkeypatch.setattr(dialogue, "hold", made_by_hand)
    assert cli.main(["new", *option], quiet) == 0
    assert capsys.readouterr().out == out
    assert (quiet / "programs.yaml").read_text(encoding="utf-8") == (text or before)
    assert not (quiet / dialogue.ANSWERS).exists()


def test_new_in_a_wrong_registry_tells_what_to_mend_first(quiet: Path, capsys: Capture) -> None:
    assert cli.main(["new"], spoilt(quiet)) == 1
    assert "programs.yaml:" in capsys.readouterr().out
