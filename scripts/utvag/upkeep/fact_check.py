"""What those who answer for a programme are asked in writing: each claim, number, hour and unknown, in the words of a call."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, NamedTuple

from utvag.registry import walk
from utvag.registry.model import LIFELINE, Claim, Text, between
from utvag.upkeep import questions
from utvag.upkeep.edits import Editor
from utvag.upkeep.questions import Asked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.registry.loader import Loaded
    from utvag.registry.model import ContactRoute, Program
    from utvag.registry.source import Path
    from utvag.registry.walk import Found

HIDDEN = " (visas inte för besökare)"
AGE = "Ålder"
MORE = "Bra att veta"
"""Headings of what has none in the registry."""


class Point(NamedTuple):
    """One thing to answer: under which heading, the question, its place in the file, and the place whose `checks` are about it."""

    heading: str
    asked: Asked
    path: Path
    owner: Path

    @property
    def id(self) -> str:
        """What it is called in a letter: "contact_routes.0.number"."""
        return ".".join(map(str, self.path[2:]))


def points(loaded: Loaded, program: Program) -> list[Point]:
    """Return all that is asked about a programme, in the order of its page."""
    path = ("programs", loaded.registry.programs.index(program))
    return list(_points(loaded, program, path))


def _points(loaded: Loaded, program: Program, path: Path) -> Iterator[Point]:
    editor = Editor(loaded)
    yield Point(program.name, questions.about_running(editor, path, program), (*path, "status"), path)
    heading = ""
    owner = path
    unknown = iter(questions.about_unknowns(editor, path, program.unknowns))
    for found in walk.everything(program, path):
        key = found.path[2]
        if key == "contact_routes" and len(found.path) == 4:  # noqa: PLR2004 -- programs, number, contact_routes, number
            route, owner = found.value, found.path
            heading = f"{route.label.sv}{'' if route.status == 'published' else HIDDEN}"
            for asked in _of_route(loaded, editor, owner, route, program.name):
                yield Point(heading, asked, (*owner, _KEYS.get(asked.about, asked.about)), owner)
        elif isinstance(found.value, Claim):
            told = heading if key == "contact_routes" else found.about("label") or MORE
            yield Point(told, _of_claim(editor, found), found.path, owner)
        elif key == "unknowns" and isinstance(found.value, Text):
            yield Point(str(found.key.label), next(unknown), found.path, path)
        elif key == "eligibility" and len(found.path) == 3:  # noqa: PLR2004 -- programs, number, eligibility
            age = questions.about_age(editor, path, program)
            if not age.known or any(condition.is_about_age for condition in program.eligibility.conditions):
                yield Point(AGE, age, found.path, path)  # else it is a claim, and is asked about as one


_KEYS = {"hours": "opening_hours", "open": "opening_hours", "via": "program"}
"""The keys of what is asked about under another name."""


def _of_route(loaded: Loaded, editor: Editor, path: Path, route: ContactRoute, name: str) -> Iterator[Asked]:
    if route.kind == "phone":
        yield from (asked for asked in questions.about_number(editor, path, route, name) if asked.about != "notes")
    names = {program.id: program.name for program in loaded.registry.programs} | {LIFELINE: loaded.registry.lifeline.name}
    yield from questions.about_way(editor, path, route, name, names.get(getattr(route, "program", ""), ""))


def _of_claim(editor: Editor, found: Found) -> Asked:
    """Return a claim as it stands on the page; its notes (asked about here one by one) too."""
    claim: Claim = found.value
    when = between(claim.valid_from, claim.valid_to)
    point = editor.pointed((*found.path, "text"), questions.WORDS["write"]["notes"])
    return Asked("claim", f"{claim.text.sv} {when}.".removesuffix(" ."), known=True, otherwise=point)


def reference(program: Program, asked: list[Point]) -> str:
    """Return what a reply carries: the programme's id, and a sum of all that was asked, so that an old answer is known as one."""
    told = json.dumps([(point.id, point.heading, point.asked.words) for point in asked])
    return f"{program.id} {hashlib.sha256(told.encode()).hexdigest()[:16]}"
