"""Tests of the commands: what each prints, and its exit status."""

from __future__ import annotations

import json
import socket
import sys
from datetime import date
from typing import TYPE_CHECKING

import letters
import pytest
from builders import MINIMAL, Data, a_project, a_registry, as_yaml, contents
from commanding import BROKEN, commit, git, late, spoilt
from utvag import cli, commands, files, rules
from utvag.project import Project
from utvag.registry import format as layout
from utvag.staff import source_list

if TYPE_CHECKING:
    from pathlib import Path

    from commanding import Capture


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


@pytest.mark.parametrize(("is_wrong", "codes"), [(False, []), (True, ["telefon-siffror", "dubbelt"])])
def test_check_speaks_to_other_tools(quiet: Path, capsys: Capture, *, is_wrong: bool, codes: list[str]) -> None:
    assert cli.main(["check", "--format", "json"], spoilt(quiet) if is_wrong else quiet) == is_wrong
    assert [problem["code"] for problem in json.loads(capsys.readouterr().out)] == codes


def test_check_only_warns_of_what_only_deserves_a_warning(quiet: Path, capsys: Capture) -> None:
    extra: Data = a_registry()["sources"][0] | {"id": "K3"}
    (quiet / "programs.yaml").write_bytes(as_yaml(a_registry({"sources.+": extra})))
    assert cli.main(["check"], quiet) == 0
    assert "0 fel, 1 påpekande.\n" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "beginning"),
    [
        ("journeys --format text", "fara: nu, "),
        ("journeys --format json", '{\n "lifeline": "+46846500400"'),
        ("journeys --format mermaid", "flowchart TD\n"),
        ("sources --format text", "alla sidor\n  programs.yaml:"),
        ("sources --format csv", "sida,rad,uppgift,"),
        ("due --on 2027-01-15 --format text", "Att kontrollera, "),
        ("due --on 2027-01-15 --format markdown", "Så här ser det ut den 15 januari 2027.\n"),
        ("due --on 2027-01-15 --format json", '{\n "on": "2027-01-15"'),
    ],
)
def test_what_is_asked_for_is_told_in_every_form(quiet: Path, capsys: Capture, command: str, beginning: str) -> None:
    assert cli.main(command.split(), quiet) == 0
    assert capsys.readouterr().out.startswith(beginning)


def test_a_statement_without_a_source_fails(quiet: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    gap = source_list.Row("/", "content/index.md:9", "Ett.", "", "", "")
    monkeypatch.setattr(source_list, "rows", lambda project, loaded: [gap])  # noqa: ARG005 -- named as they are called
    assert cli.main(["sources"], quiet) == 1
    assert "1 uppgifter saknar källa. Den första står på content/index.md:9." in capsys.readouterr().err


@pytest.mark.site
def test_build_says_where_the_site_is(quiet: Path, capsys: Capture) -> None:
    assert cli.main(["build", "--site-dir", str(quiet / "ut")], quiet) == 0
    assert capsys.readouterr().out.endswith(": ut\n")
    assert (quiet / "ut" / "index.html").exists()


def test_a_check_of_a_day_that_has_not_been_is_on_no_page(quiet: Path, capsys: Capture) -> None:
    late(quiet)
    assert cli.main(["check"], quiet) == 1
    assert "[kontroll-framtida]" in capsys.readouterr().out
    for edition in ("public", "staff"):
        assert cli.main(["build", "--edition", edition, "--on", "2026-11-22"], quiet) == 1
        assert "[kontroll-framtida]" in capsys.readouterr().out
    assert not (quiet / "site").exists()


SUMMER = [
    {"byday": ["MO"], "opens_at": "09:00", "closes_at": "12:00", "valid_from": "2027-06-01", "valid_to": "2027-08-15"},
    {"byday": ["MO"], "opens_at": "13:00", "closes_at": "16:00", "valid_from": "2027-08-16"},
]


def in_summer(root: Path) -> Path:
    (root / "programs.yaml").write_bytes(as_yaml(a_registry({"programs.vagen-annan.contact_routes.besok.opening_hours": SUMMER})))
    return root


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        ("2027-07-01", "Till 15 augusti 2027: måndag 09:00–12:00. Från 16 augusti 2027: måndag 13:00–16:00."),
        ("2027-08-16", "Måndag 13:00–16:00."),
    ],
)
def test_the_site_of_a_day_says_what_stands_that_day(quiet: Path, day: str, shown: str) -> None:
    assert cli.main(["build", "--on", day], in_summer(quiet)) == 0
    (page,) = (text.decode() for name, text in contents(quiet / "site").items() if name.endswith("vagen-annan/index.html"))
    assert shown in page
    assert ("12:00" in page) == ("12:00" in shown)


def test_what_a_day_will_change_is_told(quiet: Path, capsys: Capture) -> None:
    commit(in_summer(quiet))
    assert cli.main(["diff", "HEAD", "--on", "2027-08-16"], quiet) == 0
    told = capsys.readouterr().out
    assert "09:00–12:00" in told
    assert "”Måndag 13:00–16:00.”" in told
    assert cli.main(["diff", "HEAD"], quiet) == 0
    assert "Inget ändras för besökare." in capsys.readouterr().out


@pytest.mark.parametrize("port", ["taken", "99999", "-1"])
def test_a_port_that_cannot_be_used_is_told_without_a_traceback(quiet: Path, capsys: Capture, port: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        used = str(taken.getsockname()[1]) if port == "taken" else port
        assert cli.main(["serve", "--port", used], spoilt(quiet)) in (1, 2)
    assert "--port" in capsys.readouterr().err


def test_the_staff_edition_is_built_on_the_day_that_is_said_into_a_folder_of_its_own(capsys: Capture, tmp_path: Path) -> None:
    root = a_project(tmp_path).root
    assert cli.main(["build", "--edition", "staff", "--on", "2027-03-22"], root) == 0
    assert capsys.readouterr().out.rstrip().endswith(": site-staff")
    assert "22 mars 2027" in (root / "site-staff" / "index.html").read_text(encoding="utf-8")
    assert not (root / "site").exists()


def test_a_check_of_a_day_that_has_not_been_is_told_and_stops_no_report(quiet: Path, capsys: Capture) -> None:
    late(quiet)
    assert cli.main(["due", "--on", "2026-11-22", "--format", "json"], quiet) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["on"] == "2026-11-22"
    assert err.startswith("programs.yaml:")
    assert "[kontroll-framtida]" in err


def test_due_without_a_day_is_about_today(quiet: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "today", lambda: date(2031, 5, 1))
    assert cli.main(["due"], quiet) == 0
    assert "den 1 maj 2031\n" in capsys.readouterr().out


def test_diff_of_the_same_says_that_nothing_changes(quiet: Path, capsys: Capture) -> None:
    assert cli.main(["diff", str(quiet / "programs.yaml")], quiet) == 0
    assert capsys.readouterr().out == "Inget ändras för besökare.\n"


def test_what_main_has_got_meanwhile_is_nothing_that_a_branch_behind_it_takes_back(quiet: Path, capsys: Capture) -> None:
    path = quiet / "programs.yaml"
    text = path.read_text(encoding="utf-8")
    commit(quiet)
    path.write_text(text.replace("name: Skyddet", "name: Det nya skyddet"), encoding="utf-8")
    git(quiet, "commit", "-qam", "theirs")
    git(quiet, "checkout", "-q", "--detach", "HEAD~1")
    assert cli.main(["diff", "main"], quiet) == 0
    out, err = capsys.readouterr()
    assert out == "Inget ändras för besökare.\n"
    assert "”main” har ändrats sedan ni skildes åt." in err
    path.write_text(text.replace("name: Skyddet", "name: Skydd"), encoding="utf-8")
    assert cli.main(["diff", "main"], quiet) == 0
    out = capsys.readouterr().out
    assert "Skydd" in out
    assert "nya" not in out
    assert cli.main(["diff", "main", "HEAD"], quiet) == 0
    assert "Det nya skyddet" in capsys.readouterr().out, "what going back would do"


@pytest.mark.site
def test_a_build_that_git_tells_nothing_says_that_it_does_not_know_its_version(
    quiet: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(quiet)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert cli.main(["build"], quiet) == 0
    assert "Bygget vet inte vilken version det är gjort av" in (told := capsys.readouterr().err)
    assert "safe.directory" in told
    assert cli.main(["diff", "main"], quiet) == 2
    assert "safe.directory" in capsys.readouterr().err


@pytest.mark.parametrize("text", BROKEN)
def test_diff_with_a_faulty_version_gives_its_problems(quiet: Path, capsys: Capture, text: bytes) -> None:
    (quiet / "annat.yaml").write_bytes(text)
    assert cli.main(["diff", str(quiet / "annat.yaml")], quiet) == 1
    assert "annat.yaml:" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["finns-inte", "content", "a" * 5000])
def test_diff_with_what_is_no_version_is_wrong_usage(quiet: Path, capsys: Capture, name: str) -> None:
    assert cli.main(["diff", name], quiet) == 2
    assert "varken en fil här eller en version i git" in capsys.readouterr().err


def test_format_repairs_the_layout_once_and_keeps_the_words(quiet: Path, capsys: Capture) -> None:
    target = quiet / "programs.yaml"
    tidy = target.read_bytes()
    untidy = tidy.replace(b"  name: R\xc3\xa5dgivningen\n", b"  # sant\n  name:   R\xc3\xa5dgivningen  \n")
    target.write_bytes(untidy)
    assert cli.main(["format", "--check"], quiet) == 1
    assert target.read_bytes() == untidy
    assert "[uppstallning]" in capsys.readouterr().out
    assert cli.main(["format"], quiet) == 0
    assert target.read_bytes() == tidy.replace(b"  name: R\xc3\xa5d", b"  # sant\n  name: R\xc3\xa5d")
    assert capsys.readouterr().out == "programs.yaml: raderna är uppställda. Inget annat är ändrat.\n"
    assert cli.main(["format"], quiet) == cli.main(["format", "--check"], quiet) == 0
    assert capsys.readouterr().out == ""


def test_format_that_cannot_write_says_so(quiet: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device", path, len(data))

    monkeypatch.setattr(files, "replace", full)
    (quiet / "programs.yaml").write_bytes(MINIMAL.read_bytes() + b"\n\n")
    assert cli.main(["format"], quiet) == 1
    assert "Inget är ändrat" in capsys.readouterr().err


def test_format_does_not_overwrite_what_was_saved_meanwhile(quiet: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    registry, tidy = quiet / "programs.yaml", layout.tidy
    registry.write_text(
        registry.read_text(encoding="utf-8").replace("name: Rådgivningen", "name:   Rådgivningen", 1), encoding="utf-8"
    )

    def slowly(data: bytes, name: str) -> str:
        text = tidy(data, name)
        registry.write_text(f"{registry.read_text(encoding='utf-8')}# ny rad\n", encoding="utf-8")
        return text

    monkeypatch.setattr(layout, "tidy", slowly)
    assert cli.main(["format"], quiet) == 1
    assert "sparades av någon annan" in capsys.readouterr().err
    text = registry.read_text(encoding="utf-8")
    assert "name:   Rådgivningen" in text
    assert text.endswith("# ny rad\n")


def test_docs_writes_what_is_made_of_the_model_and_only_when_it_is_stale(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "schema").mkdir()
    (tmp_path / "docs").mkdir()
    guide = tmp_path / "docs" / "nycklar.md"
    guide.write_text("<!-- nycklar: Claim -->\ngammalt\n<!-- slut på nycklar -->\n", encoding="utf-8")
    assert cli.main(["docs"], tmp_path) == 0
    assert capsys.readouterr().out == "Skriven: schema/programs.schema.json\nSkriven: docs/nycklar.md\nSkriven: docs/koder.md\n"
    assert "| `sources` | Ja |" in guide.read_text(encoding="utf-8")
    assert cli.main(["docs"], tmp_path) == 0
    assert capsys.readouterr().out == ""


def test_paper_makes_three_papers_a_language_and_says_where_they_are(quiet: Path, capsys: Capture, tmp_path: Path) -> None:
    assert cli.main(["paper"], quiet) == 0
    out, err = capsys.readouterr()
    assert out.startswith("paper/affisch-sv.pdf\npaper/kort-sv.pdf\npaper/vikblad-sv.pdf\n\nSkriv ut på A4")
    assert err == ""
    assert cli.main(["paper", "--out", str(tmp_path / "ut")], quiet) == 0
    assert contents(quiet / "paper") == contents(tmp_path / "ut")


def test_a_paper_without_room_for_its_text_is_told_and_the_papers_before_are_kept(quiet: Path, capsys: Capture) -> None:
    assert cli.main(["paper"], quiet) == 0
    before = contents(quiet / "paper")
    (quiet / "programs.yaml").write_bytes(as_yaml(a_registry({"lifeline.name": "Rådgivningen " * 40})))
    capsys.readouterr()
    assert cli.main(["paper"], quiet) == 1
    out, err = capsys.readouterr()
    assert "affisch: Texten på svenska får inte plats på papperet (rutan med numret)." in out
    assert "[papper-plats]" in out
    assert err.startswith("\n2 fel")
    assert contents(quiet / "paper") == before


def test_a_folder_that_cannot_be_written_is_told(quiet: Path, capsys: Capture) -> None:
    assert cli.main(["paper", "--out", str(quiet / "programs.yaml" / "ut")], quiet) == 1
    assert "programs.yaml/ut går inte att skriva i" in capsys.readouterr().err


def test_where_papers_cannot_be_made_it_says_what_to_write(quiet: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("utvag.print.paper", "utvag.print.typesetting"):
        monkeypatch.delitem(sys.modules, name, raising=False)
        monkeypatch.delattr(name, raising=False)
    monkeypatch.setitem(sys.modules, "typst", None)
    assert cli.main(["paper"], quiet) == 1
    assert capsys.readouterr().err == "typst är inte installerat här. Skriv make paper, så installeras det först.\n"


def test_a_letter_is_written_where_it_is_asked_for_and_its_reply_changes_the_registry_when_it_may(
    quiet: Path, capsys: Capture, tmp_path: Path
) -> None:
    assert cli.main(["letter", "skydd"], quiet) == 0
    assert capsys.readouterr().out.startswith("brev/brev-skydd.html\nbrev/svar-skydd.html\n")
    assert cli.main(["letter", "skydd", "--out", str(tmp_path / "ut")], quiet) == 0
    assert sorted(path.name for path in (tmp_path / "ut").iterdir()) == ["brev-skydd.html", "svar-skydd.html"]
    loaded = rules.read(Project.at(quiet), commands.today())[0]
    file, registry = tmp_path / "svar.txt", quiet / "programs.yaml"
    file.write_text(letters.reply(loaded, "skydd", letters.agreed(loaded, "skydd"), commands.today()), encoding="utf-8")
    before = registry.read_bytes()
    assert cli.main(["reply", str(file)], quiet) == 0
    assert registry.read_bytes() == before
    assert cli.main(["reply", str(file), "--write"], quiet) == 0
    assert registry.read_text(encoding="utf-8").count("owner_confirmed") == 2
    assert capsys.readouterr().out.endswith("Skrivet i programs.yaml.\n")
    assert cli.main(["check"], quiet) == 0


@pytest.mark.parametrize(
    ("name", "told"), [("x.txt", "finns inte"), (".", "ingen vanlig fil"), ("a.txt", "[svar]"), ("stor.txt", "större än")]
)
def test_what_is_no_reply_changes_nothing_and_is_told(quiet: Path, capsys: Capture, tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / "a.txt").write_text("Hej!", encoding="utf-8")
    (tmp_path / "stor.txt").write_bytes(b"x" * 2_000_000)
    before = contents(quiet)
    assert cli.main(["reply", str(tmp_path / name), "--write"], quiet) == 1
    assert contents(quiet) == before
    out, err = capsys.readouterr()
    assert told in out + err


def test_a_letter_about_nothing_is_wrong_usage(quiet: Path, capsys: Capture) -> None:
    before = contents(quiet)
    assert cli.main(["letter", "../skydd"], quiet) == 2
    assert "Menade du ”skydd”?" in capsys.readouterr().err
    assert contents(quiet) == before
