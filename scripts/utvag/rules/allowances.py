"""Exceptions to the rules about words: `tillåt KOD: skäl`, in a comment on the line before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from utvag.problems import Location, Problem
from utvag.swedish import did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from utvag.content.page_source import WrittenPage
    from utvag.registry.source import Source

CODES = ("lang-mening", "langa-meningar", "langt-ord", "lanktext", "lix", "myndighetsord", "rubriknivaer")
"""What may be allowed: rules that measure words cannot know when a sentence is good all the same. No other rule is for sale."""

_YAML_COMMENT = re.compile(r"\s*#\s*(tillåt\b.*)$")
_TOLD = re.compile(r"tillåt\s*(?P<code>[^\s:]*)\s*:?\s*(?P<reason>.*?)\s*$")


@dataclass(frozen=True, slots=True)
class Allowance:
    """That somebody lets a rule be broken: the rule's code, why, where it is said, and the lines it is said of."""

    code: str
    reason: str
    file: str
    line: int
    covers: range


def on_page(page: WrittenPage) -> Iterator[Allowance]:
    """Yield what the comments of a page allow: each is about the next block."""
    for number, words in page.comments:
        block = next((block for block in page.blocks if block.line > number), None)
        covered = range(block.line, block.line + len(block.lines)) if block else range(0)
        yield from _read(words, page.name, number, covered)


def in_yaml(source: Source) -> Iterator[Allowance]:
    """Yield what the comments of a YAML file allow: each is about the next line that is no comment."""
    lines = source.text.splitlines() if "tillåt" in source.text else []
    for number, line in enumerate(lines, 1):
        if "tillåt" in line and (found := _YAML_COMMENT.match(line)):
            following = (at for at, below in enumerate(lines[number:], number + 1) if below.strip() and below.lstrip()[0] != "#")
            at = next(following, 0)
            yield from _read(found[1], source.name, number, range(at, at + 1))


def _read(words: str, file: str, line: int, covers: range) -> Iterator[Allowance]:
    if told := _TOLD.match(words):
        yield Allowance(told["code"], told["reason"], file, line, covers)


def apply(problems: Iterable[Problem], allowances: Iterable[Allowance]) -> Iterator[Problem]:
    """Yield the problems that nobody allows, and what is wrong with the allowances themselves."""
    used: set[Allowance] = set()
    given = list(allowances)
    for problem in problems:
        hits = [
            item
            for item in given
            if (item.file, item.code) == (problem.where.file, problem.code) and problem.where.line in item.covers and item.reason
        ]
        used.update(hits)
        if not hits or problem.code not in CODES:
            yield problem
    for item in given:
        where = Location(item.file, item.line)
        if item.code not in CODES:
            message = f"{quoted(item.code)} går inte att tillåta.{did_you_mean(item.code, CODES)}"
            yield Problem(where, item.file, message, f"Skriv en av dessa, eller ta bort raden: {', '.join(CODES)}", "tillat")
        elif not item.reason:
            yield Problem(where, item.file, "Här står inget skäl.", f"Skriv varför: tillåt {item.code}: och en mening.", "tillat")
        elif item not in used:
            yield Problem(where, item.file, f"Inget här behöver tillåtas med {quoted(item.code)}.", "Ta bort raden.", "tillat")
