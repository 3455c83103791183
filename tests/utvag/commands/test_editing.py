"""Tests of format, new and docs."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from builders import MINIMAL, contents
from commanding import spoilt
from utvag import cli, files
from utvag.registry import dialogue, layout

if TYPE_CHECKING:
    from pathlib import Path

    from commanding import Capture
    from utvag.project import Project


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


def test_format_mends_what_cannot_be_read_and_tells_which_rows(quiet: Path, capsys: Capture) -> None:
    target = quiet / "programs.yaml"
    tidy = target.read_bytes()
    target.write_bytes(
        tidy.replace(b"\n  provider: ", b"\n   provider: ", 1).replace(b"\n  number: ", "\n\u00a0\u00a0number: ".encode(), 1)
    )
    assert cli.main(["format"], quiet) == 0
    assert target.read_bytes() == tidy
    assert "Rad 6 och 8 gick inte att läsa." in capsys.readouterr().out


def test_format_asks_the_registry_where_a_row_belongs(quiet: Path) -> None:
    target = quiet / "programs.yaml"
    tidy = target.read_bytes()
    target.write_bytes(tidy.replace(b"      depends_on: []\n    contact_routes:", b"      depends_on: []\n     contact_routes:", 1))
    assert cli.main(["format"], quiet) == 0
    assert target.read_bytes() == tidy


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


def test_new_that_is_broken_off_before_any_answer_does_not_say_that_answers_are_kept(
    quiet: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert cli.main(["new"], quiet) == 1
    assert capsys.readouterr().err.endswith("Avbrutet. Registret är orört.\n")


def made_by_hand(project: Project, ask: object, tell: object) -> dialogue.Made:
    del ask, tell
    (project.root / dialogue.ANSWERS).write_text("[]", encoding="utf-8")
    return dialogue.Made("nytt: å\n", "  - id: ny\n", (), ("070-174 06 05",), project.registry.read_bytes())


@pytest.mark.parametrize(("option", "out", "text"), [([], "", "nytt: å\n"), (["--print"], "  - id: ny\n", None)])
def test_new_writes_the_registry_or_prints_the_entry_and_forgets_the_answers(
    quiet: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, option: list[str], out: str, text: str | None
) -> None:
    before = (quiet / "programs.yaml").read_text(encoding="utf-8")
    monkeypatch.setattr(dialogue, "hold", made_by_hand)
    assert cli.main(["new", *option], quiet) == 0
    told = capsys.readouterr()
    assert told.out == out
    assert "070-174 06 05: Skriv numret i tests/shipped/numbers.yaml också." in told.err
    assert (quiet / "programs.yaml").read_text(encoding="utf-8") == (text or before)
    assert not (quiet / dialogue.ANSWERS).exists()


def test_new_does_not_overwrite_what_was_saved_meanwhile(quiet: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    registry = quiet / "programs.yaml"

    def meanwhile(project: Project, ask: object, tell: object) -> dialogue.Made:
        made = made_by_hand(project, ask, tell)
        registry.write_text(f"{registry.read_text(encoding='utf-8')}# ny rad\n", encoding="utf-8")
        return made

    monkeypatch.setattr(dialogue, "hold", meanwhile)
    assert cli.main(["new"], quiet) == 1
    assert "programs.yaml sparades av någon annan under tiden. Inget är ändrat." in capsys.readouterr().err
    assert registry.read_text(encoding="utf-8").endswith("# ny rad\n")
    assert (quiet / dialogue.ANSWERS).exists()


def test_format_does_not_overwrite_what_was_saved_meanwhile(quiet: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    registry, repair = quiet / "programs.yaml", layout.repair
    registry.write_text(
        registry.read_text(encoding="utf-8").replace("name: Rådgivningen", "name:   Rådgivningen", 1), encoding="utf-8"
    )

    def slowly(*given: Any) -> layout.Laid:  # noqa: ANN401 -- as it has it
        laid = repair(*given)
        registry.write_text(f"{registry.read_text(encoding='utf-8')}# ny rad\n", encoding="utf-8")
        return laid

    monkeypatch.setattr(layout, "repair", slowly)
    assert cli.main(["format"], quiet) == 1
    assert "sparades av någon annan" in capsys.readouterr().err
    text = registry.read_text(encoding="utf-8")
    assert "name:   Rådgivningen" in text
    assert text.endswith("# ny rad\n")


def test_new_in_a_wrong_registry_tells_what_to_mend_first(quiet: Path, capsys: Capture) -> None:
    assert cli.main(["new"], spoilt(quiet)) == 1
    assert "programs.yaml:" in capsys.readouterr().out


def test_new_that_cannot_keep_an_answer_says_so(quiet: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device", path, len(data))

    monkeypatch.setattr(files, "replace", full)
    monkeypatch.setattr("sys.stdin", io.StringIO("Exempelstödet\n"))
    assert cli.main(["new"], quiet) == 1
    assert "går inte att spara: disken är full. Registret är orört." in capsys.readouterr().err
