"""Tests of HSDS back into the registry: there and back nothing changes for visitors, and what cannot be taken is told."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from builders import a_day
from exported import KEPT_BACK_NUMBER, a_data_project
from utvag import changes, cli, project
from utvag.changes import versions
from utvag.data import edition, hsds_import
from utvag.problems import InvalidRegistry, WrongUsage
from utvag.registry import loader
from utvag.upkeep.edits import Editor, apply_edits

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.project import Project

pytestmark = pytest.mark.site


@pytest.fixture
def ours(tmp_path: Path) -> Project:
    return a_data_project(tmp_path / "p")


def exported(ours: Project, folder: Path) -> Path:
    for name, text in edition.files(ours, loader.load(ours.registry, "programs.yaml").registry).items():
        if name.startswith("hsds/"):
            (folder / "hsds").mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder / "hsds"


def taken(ours: Project, path: Path) -> tuple[str, list[str]]:
    """Return the text of the registry after an import, and what is told."""
    whole = loader.load(ours.registry, "programs.yaml")
    edits, told = hsds_import.changes(whole, a_day(), edition.address(ours), hsds_import.read(path))
    return apply_edits(whole.source.text, edits), told


def spoilt(ours: Project) -> str:
    """Return the registry with another number, other hours, another name and another address."""
    loaded = loader.load(ours.registry, "programs.yaml")
    editor, edits = Editor(loaded), []
    shown = [(number, program) for number, program in enumerate(loaded.registry.programs) if program.has_page]
    routes = [
        (number, at, route) for number, one in shown for at, route in enumerate(one.contact_routes) if route.status == "published"
    ]
    phones = [("programs", number, "contact_routes", at) for number, at, route in routes if route.kind == "phone"]
    webs = [("programs", number, "contact_routes", at) for number, at, route in routes if route.kind == "web"]
    edits += editor.number(phones[0], KEPT_BACK_NUMBER)
    edits += [
        editor.hours(phones[-1], ('{byday: [SA], opens_at: "10:00", closes_at: "11:00"}',)),
        editor.written(phones[1], "opening_hours", ("unknown",)),
    ]
    edits += [editor.written(("programs", shown[0][0]), "name", ('"Ett annat namn"',))]
    edits += [editor.written(place, "address", ("https://example.org/en-annan",)) for place in (webs[0], webs[-1])]
    return apply_edits(loaded.source.text, edits)


@pytest.mark.parametrize("form", ["", "services.json"])
def test_there_and_back_nothing_changes_for_visitors(ours: Project, tmp_path: Path, form: str) -> None:
    path = exported(ours, tmp_path) / form
    right = ours.registry.read_text(encoding="utf-8")
    assert taken(ours, path) == (right, [])
    wrong = spoilt(ours)
    assert wrong != right
    ours.registry.write_text(wrong, encoding="utf-8")
    back, told = taken(ours, path)
    assert [line for line in told if ".description:" not in line and ".application_process:" not in line] == []  # texts say numbers
    with project.copied(ours) as other:
        other.registry.write_text(right, encoding="utf-8")
        before = versions.read(versions.Version(other), a_day())
        other.registry.write_text(back, encoding="utf-8")
        after = versions.read(versions.Version(other), a_day())
        assert not isinstance(before, list)
        assert not isinstance(after, list), after
        assert changes.render(changes.compare(before, after)) == changes.NOTHING


def test_what_is_taken_is_written_and_told_and_the_rest_is_told(ours: Project, tmp_path: Path) -> None:
    path, right = exported(ours, tmp_path), ours.registry.read_bytes()
    assert hsds_import.take_in(ours, a_day(), path) == ["Inget är infört."]
    assert ours.registry.read_bytes() == right
    ours.registry.write_text(spoilt(ours), encoding="utf-8")
    said = hsds_import.take_in(ours, a_day(), path)
    assert said[0] == "Infört:"
    assert any(line.startswith("programs.yaml:") and "opening_hours: always" in line for line in said)
    assert "Inte infört:" in said
    assert hsds_import.take_in(ours, a_day(), path) == ["Inget är infört."]


def test_the_command_says_what_it_did(ours: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = exported(ours, tmp_path)
    assert cli.main(["import", "hsds", str(path)], ours.root) == 0
    assert capsys.readouterr().out == "Inget är infört.\n"
    assert cli.main(["import", "hsds", str(tmp_path / "finns-inte")], ours.root) == 1
    assert "finns-inte" in capsys.readouterr().err


def test_what_would_make_a_fault_is_not_written(ours: Project, tmp_path: Path) -> None:
    path, before = exported(ours, tmp_path), ours.registry.read_bytes()

    def no_number(services: list[Any]) -> None:
        next(one for one in services[2:] if one.get("phones"))["phones"][0]["number"] = "12"
        services[-1]["url"] = "ingen adress"

    with pytest.raises(InvalidRegistry):
        hsds_import.take_in(ours, a_day(), edited(path, no_number))
    assert ours.registry.read_bytes() == before


def edited(path: Path, edit: Any) -> Path:  # noqa: ANN401 -- what to do with the list of services
    page = json.loads((path / "services.json").read_text(encoding="utf-8"))
    edit(page["contents"])
    (path / "edited.json").write_text(json.dumps(page), encoding="utf-8")
    return path / "edited.json"


def test_the_number_where_every_path_ends_and_112_are_never_taken(ours: Project, tmp_path: Path) -> None:
    def other_numbers(services: list[Any]) -> None:
        for service in services[:2]:
            service["phones"][0]["number"] = "+46812345678"

    text, told = taken(ours, edited(exported(ours, tmp_path), other_numbers))
    assert text == ours.registry.read_text(encoding="utf-8")
    assert [line.partition(":")[0] for line in told] == ["lifeline", "emergency"]


def test_what_hsds_cannot_say_for_us_is_told_and_not_taken(ours: Project, tmp_path: Path) -> None:
    def many(services: list[Any]) -> None:
        services[2] |= {"description": "Något annat.", "assured_date": "2026-12-24"}
        services.append({"id": "ny", "name": "Ett nytt stöd", "status": "active"})
        services[3].pop("phones", None)

    text, told = taken(ours, edited(exported(ours, tmp_path), many))
    assert text == ours.registry.read_text(encoding="utf-8")
    said = "\n".join(told)
    assert "service.description" in said
    assert "2026-12-24" in said
    assert "Ett nytt stöd: service.name: inget → Ett nytt stöd" in said


@pytest.mark.parametrize("text", ["{", "[1]", "{}", '[{"name": "utan id"}]'])
def test_what_is_no_hsds_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "fil.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WrongUsage, match=r"fil\.json är inte HSDS"):
        hsds_import.read(path)


def test_an_end_at_midnight_comes_back_as_one(ours: Project, tmp_path: Path) -> None:
    path = exported(replace(ours), tmp_path)
    ours.registry.write_text(spoilt(ours), encoding="utf-8")
    back, _ = taken(ours, path)
    assert 'byday: [FR], opens_at: "20:30", closes_at: "24:00"' in back
