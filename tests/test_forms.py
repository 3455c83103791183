"""What people meet who report or suggest something: forms, the template of a suggestion, who reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from builders import ROOT
from utvag.registry import phones, source

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.registry.loader import Loaded

HOME = ROOT / ".github"
FORMS = sorted((HOME / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))
TYPES = {"markdown", "input", "textarea", "dropdown", "checkboxes"}


def read(path: Path) -> Any:  # noqa: ANN401 -- YAML
    found = source.parse(path.read_bytes(), path.name)
    assert found.problems == []
    return found.document


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_has_what_the_code_host_needs(path: Path) -> None:
    form = read(path)
    assert set(form) == {"name", "description", "title", "labels", "body"}
    questions = [part for part in form["body"] if part["type"] != "markdown"]
    assert len({part["id"] for part in questions}) == len({part["attributes"]["label"] for part in questions}) == len(questions)
    for part in form["body"]:
        assert part["type"] in TYPES
        assert set(part) <= {"type", "id", "attributes", "validations"}
        assert ("options" in part["attributes"]) == (part["type"] in {"dropdown", "checkboxes"})
        assert ("value" in part["attributes"]) == (part["type"] == "markdown")
    assert any(part.get("validations") == {"required": "true"} for part in questions)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_asks_nobody_for_a_person(path: Path) -> None:
    form = read(path)
    assert "kan läsas av alla" in form["body"][0]["attributes"]["value"]
    (promise,) = form["body"][-1]["attributes"]["options"]
    assert promise == {"label": "Jag har inte skrivit något om en enskild person.", "required": "true"}


def test_there_is_a_form_for_each_thing_people_report_and_no_empty_page() -> None:
    names = ["1-tider", "2-kontrollerad", "3-paus", "4-nummer", "5-slut", "6-fel", "7-nytt"]
    assert [path.stem for path in FORMS] == names
    assert read(HOME / "ISSUE_TEMPLATE" / "config.yml") == {"blank_issues_enabled": "false"}


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_begins_with_the_numbers_of_the_registry_and_has_no_other_but_made_up_ones(path: Path, shipped: Loaded) -> None:
    confirmed = {shipped.registry.lifeline.number, shipped.registry.emergency.number}
    begins, *asks = read(path)["body"]
    assert {*phones.mentioned(begins["attributes"]["value"])} == confirmed
    others = {number for part in asks for words in part["attributes"].values() for number in phones.mentioned(str(words))}
    assert all(number.startswith("070-174 06 ") for number in others), "reserved: nobody answers there"


def test_every_line_of_owners_names_something_that_is_there_and_the_file_guards_itself() -> None:
    lines = [line.split() for line in (HOME / "CODEOWNERS").read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    assert lines[0][0] == "*"
    assert lines[-1][0] == "/.github/CODEOWNERS"
    for place, *owners in lines:
        assert place == "*" or (ROOT / place.strip("/")).exists(), place
        assert owners
        assert all(re.fullmatch(r"@utvag/[a-z]+", owner) for owner in owners)


def test_the_template_of_a_suggestion_asks_what_and_how_it_is_known() -> None:
    text = (HOME / "pull_request_template.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.*)$", text, flags=re.MULTILINE)
    assert headings == ["Vad ändras?", "Hur vet du det?", "Innan någon läser", "För dig som granskar"]
    assert text.count("- [ ] ") == 6
