"""Tests of check, build, journeys, sources and serve."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING

import pytest
from builders import ROOT, a_project
from commanding import late, spoilt
from utvag import cli
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
    assert cli.main(["check"], quiet) == 0, "which never reads the clock"
    for edition in ("public", "staff"):
        assert cli.main(["build", "--edition", edition, "--on", "2026-11-22"], quiet) == 1
        assert "[kontroll-framtida]" in capsys.readouterr().out
    assert not (quiet / "site").exists()


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


def test_an_edition_that_does_not_exist_is_wrong_usage(capsys: Capture) -> None:
    assert cli.main(["build", "--edition", "finns-inte"], ROOT) == 2
    assert "finns-inte" in capsys.readouterr().err
