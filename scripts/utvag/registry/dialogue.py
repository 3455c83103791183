"""A conversation that adds a programme, from the registry on disk to its new text; what was answered is never lost."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from utvag import files
from utvag.problems import InvalidRegistry
from utvag.registry import drafts, interview, layout, loader

if TYPE_CHECKING:
    from collections.abc import Callable

    from utvag.problems import Problem
    from utvag.project import Project
    from utvag.registry.drafts import Group

ANSWERS = ".ny-insats.json"
"""The file, in the top folder, that keeps the answers of a conversation until the entry is in the registry."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a conversation made: the registry's whole new text, the new entry alone, what is hard to read in it, its numbers.

    `read` is the registry that the text was made of.
    """

    text: str
    entry: str
    remarks: tuple[Problem, ...]
    numbers: tuple[str, ...]
    read: bytes


def hold(project: Project, ask: Callable[[str], str], tell: Callable[[str], None]) -> Made:
    """Ask everything about a new programme with `ask` and `tell`; return what came of it, and write nothing but the answers.

    Raises InvalidRegistry when the registry has faults already, or would have; then the entry is told first. Whatever `ask` raises
    passes through: the answers are kept, and offered the next time.
    """
    name = project.shown(project.registry)
    text = _tidy(loader.read(project.registry, name), name)
    talk = interview.Interview(
        text=text,
        known=loader.parse(text.encode(), name).registry,
        ask=ask,
        tell=tell,
        wrong=lambda whole: [problem for problem in interview.faults(whole, name) if problem.code not in interview.OF_THE_WHOLE],
        remember=lambda answers: files.replace(project.root / ANSWERS, json.dumps(answers, ensure_ascii=False).encode()),
        replay=_offered(project, ask),
    )
    draft = talk.run()
    try:
        return _put_in(loader.read(project.registry, name), draft, name)  # read again: it may have changed meanwhile
    except InvalidRegistry:
        tell(drafts.entry_of(draft))
        raise


def _put_in(data: bytes, draft: Group, name: str) -> Made:
    """Return the registry `data` with a finished draft. Raises InvalidRegistry when that breaks a rule."""
    whole = drafts.whole(_tidy(data, name), draft)
    found = interview.faults(whole, name)
    remarks = tuple(problem for problem in found if problem.code in interview.OF_THE_WHOLE)
    if remarks != found:
        raise InvalidRegistry(found)
    numbers = tuple(route["number"] for route in draft["program"]["contact_routes"] if route["kind"] == "phone")
    return Made(whole, drafts.entry_of(draft), remarks, numbers, data)


def forget(project: Project) -> None:
    """Throw away the answers that were kept, when the entry is where it should be."""
    (project.root / ANSWERS).unlink(missing_ok=True)


def _tidy(data: bytes, name: str) -> str:
    """Return the text of the registry `data`. Raises InvalidRegistry for faults, or lines that no new entry would line up with."""
    laid = layout.repair(data, name)
    if laid.text is None:
        raise InvalidRegistry(laid.problems)
    if drift := layout.difference(data, laid.text, name):
        raise InvalidRegistry([drift])
    if found := interview.faults(laid.text, name):
        raise InvalidRegistry(found)
    return laid.text


def kept(project: Project) -> list[str]:
    """Return the answers of a conversation that was broken off."""
    try:
        answers = json.loads((project.root / ANSWERS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return answers if isinstance(answers, list) and all(isinstance(answer, str) for answer in answers) else []


def _offered(project: Project, ask: Callable[[str], str]) -> list[str]:
    """Return the answers of a conversation that was broken off, if there are any and they are wanted."""
    answers = kept(project)
    wanted = (
        ask(f"Det finns {len(answers)} svar om ”{answers[0]}” som inte blev klara. Fortsätta med dem? (ja/nej) [ja]: ")
        if answers
        else "nej"
    )
    return answers if wanted.strip().lower() in ("", "j", "ja") else []
