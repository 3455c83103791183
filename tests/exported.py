"""A project for tests of the data edition: facts of every kind, with others planted that must never leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from builders import a_program, a_project, a_registry, as_yaml, in_swedish
from utvag.data import edition
from utvag.registry import loader
from utvag.upkeep.edits import Editor, apply_edits

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.project import Project

MARK = "zqxv"
"""Stands in everything that must not leave."""

KEPT_BACK_NUMBER = "08-123 45 67"
CHECKS = [{"date": "2026-11-20", "by": f"{MARK} roll", "how": "called"}]


def a_data_project(folder: Path) -> Project:
    """Return the frozen project with hours and languages of a number that it has already."""
    project = a_project(folder)
    loaded = loader.load(project.registry, "programs.yaml")
    editor = Editor(loaded)
    phones = [
        ("programs", at, "contact_routes", number)
        for at, program in enumerate(loaded.registry.programs)
        for number, route in enumerate(program.contact_routes)
        if program.has_page and route.kind == "phone" and route.status == "published"
    ]
    weeks = ('{byday: [MO, TU, SU], opens_at: "08:15", closes_at: "16:45"}', '{byday: [FR], opens_at: "20:30", closes_at: "24:00"}')
    edits = [editor.hours(phones[-1], weeks), editor.written(phones[-1], "languages", ("[sv, so]",))]
    project.registry.write_text(apply_edits(loaded.source.text, edits), encoding="utf-8")
    return project


def planted() -> dict[str, Any]:
    """Return a registry in which MARK stands wherever something must not leave, and one programme of each kind that may not."""
    claim = {"text": f"Hemligt {MARK}.", "sources": ["Z1"]}
    number = {"number": KEPT_BACK_NUMBER, "e164": "+4681234567"}
    route = {
        "id": f"{MARK}-nummer",
        "kind": "phone",
        "label": f"Telefon {MARK}",
        "status": "unconfirmed",
        "status_reason": f"Ingen svarade {MARK}.",
        "opening_hours": "unknown",
        "sources": ["Z1"],
        "checks": CHECKS,
        **number,
    }
    data = a_registry({"programs.0.contact_routes.+": route})
    source = {**data["sources"][0], "id": "Z1", "title": f"Källa {MARK}", "address": f"https://{MARK}.example.org/"}
    data["sources"].append(source)
    data["programs"][0]["ask"] = {"office": f"{MARK} kontor", "email": f"{MARK}@example.se"}
    data["programs"][0]["also_called"] = [f"{MARK}-ordet"]
    for check in data["programs"][0]["checks"]:
        check["by"] = f"{MARK} roll"
    for status in ("unconfirmed", "ended", "withdrawn"):
        why = {"status": status, "status_reason": f"Därför {MARK}.", "summary": claim, "name": f"{MARK} {status}"}
        data["programs"].append(a_program(f"{MARK}-{status}") | why)
    other = {"id": f"{MARK}-via", "kind": "via", "label": f"Genom {MARK}", "program": f"{MARK}-ended"}
    data["programs"][0]["contact_routes"].append({**other, "status": "published", "sources": ["Z1"], "checks": CHECKS})
    return data


def files_of(folder: Path, data: dict[str, Any]) -> dict[str, str]:
    """Return every file of the data edition of a registry."""
    project = in_swedish(a_project(folder))
    return edition.files(project, loader.parse(as_yaml(data), "programs.yaml").registry)
