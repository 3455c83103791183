"""A fault in what people wrote: where it is, what it is, what to write instead."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Severity(StrEnum):
    """How much a problem weighs: an error stops publication and review, a warning only asks for attention."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file; line and column count from 1, in characters."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        """Return the form that editors and code hosts turn into a link."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault. `subject` names the thing by id, `message` and `remedy` are Swedish, `code` is explained in CONTRIBUTING.md."""

    where: Location
    subject: str
    message: str
    remedy: str
    code: str
    severity: Severity = Severity.ERROR


class InvalidRegistry(Exception):  # noqa: N818 -- it is a state of the file, and callers read better with this name
    """The registry cannot be used.

    Raised by `registry.load` and `build.prepare`, caught only by the two doors, and where two versions are read.
    `problems` holds every fault found, in the order of the file.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep `problems`."""
        self.problems = tuple(problems)
        super().__init__(f"{len(self.problems)} problems in the registry")


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems in the order of the files' lines, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: (problem.where, problem.code, problem.message)))


def render(problems: Iterable[Problem], form: str = "text") -> str:
    """Return the problems as text for people, `github` annotations, or one `json` document; ends without a newline."""
    if form == "json":
        return json.dumps([_as_dict(problem) for problem in problems], ensure_ascii=False, indent=2)
    line = _github if form == "github" else _text
    return "\n".join(line(problem) for problem in problems)


def _text(problem: Problem) -> str:
    return f"{problem.where}: {problem.severity}: {problem.subject}: {problem.message}\n    {problem.remedy}  [{problem.code}]"


def _github(problem: Problem) -> str:
    """Return one workflow command; the percent-escapes are those that the runner undoes."""
    where = problem.where
    body = f"{problem.subject}: {problem.message} {problem.remedy}"
    for raw, escaped in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        body = body.replace(raw, escaped)
    return f"::{problem.severity} file={where.file},line={where.line},col={where.column},title={problem.code}::{body}"


def _as_dict(problem: Problem) -> dict[str, object]:
    where = problem.where
    return {
        "file": where.file,
        "line": where.line,
        "column": where.column,
        "severity": problem.severity.value,
        "subject": problem.subject,
        "message": problem.message,
        "remedy": problem.remedy,
        "code": problem.code,
    }
