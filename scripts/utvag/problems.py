"""A fault in what people wrote: where it is, what it is, what to write instead."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")

MOST = 100
"""So many problems of one kind are told; of further ones only their number."""


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
    """One fault. `subject` names the thing by id, `message` and `remedy` are Swedish, `code` is explained in docs/koder.md."""

    where: Location
    subject: str
    message: str
    remedy: str
    code: str
    severity: Severity = Severity.ERROR


class InvalidRegistry(Exception):  # noqa: N818 -- it is a state of the file, and callers read better with this name
    """The registry cannot be used.

    Raised by `registry.load` and `rules.check`, caught only by the two doors, and where two versions are read.
    `problems` holds every fault found, in the order of the file.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep `problems`."""
        self.problems = tuple(problems)
        super().__init__(f"{len(self.problems)} problems in the registry")


class WrongUsage(Exception):  # noqa: N818 -- what it is, as InvalidRegistry
    """What a command was asked for is not there. Its text is Swedish, for whoever wrote the command; exit status 2."""


def some(found: Iterable[T], problem: Callable[[T], Problem]) -> Iterator[Problem]:
    """Yield the `problem` of each of what was found, at most MOST; the last of them says how many more there are."""
    last, more = None, 0
    for number, one in enumerate(found, 1):
        if number < MOST:
            yield problem(one)
        else:
            last, more = last or problem(one), number - MOST
    if last is not None:
        yield replace(last, message=f"{last.message} Likadant på {more} ställen till.") if more else last


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems in the order of the files' lines, each once, at most MOST of a code."""
    by_code: dict[str, list[Problem]] = {}
    for problem in sorted(dict.fromkeys(problems), key=_place):
        by_code.setdefault(problem.code, []).append(problem)
    return tuple(sorted((told for alike in by_code.values() for told in some(alike, lambda problem: problem)), key=_place))


def _place(problem: Problem) -> tuple[Location, str, str]:
    return problem.where, problem.code, problem.message
