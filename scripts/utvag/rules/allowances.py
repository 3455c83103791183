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
    from utvag.rules.written_site import WrittenSite

CODES = ("lang-mening", "langa-meningar", "langt-ord", "lanktext", "lix", "myndighetsord", "rubriknivaer")
"""What may be allowed: rules that measure words cannot know when a sentence is good all the same. No other rule is for sale."""

_YAML_COMMENT = re.compile(r"\s*#\s*(tillåt\b.*)$")
_TOLD = re.compile(r"tillåt\s*(?P<code>[^\s:]*)\s*:?\s*(?P<reason>.*?)\s*$")


@dataclass(frozen=True, slots=True)
class Allowance:
    """That somebody lets a rule be broken: the rule's code, why, where it is said, and the lines it is said of."""

    code: str
    reason: str
    where: Location
    covers: range

    def is_about(self, problem: Problem) -> bool:
        """Return whether this allows what `problem` tells."""
        is_here = problem.where.file == self.where.file and problem.where.line in self.covers
        return is_here and bool(self.reason) and problem.code == self.code and self.code in CODES


def of(site: WrittenSite) -> Iterator[Allowance]:
    """Yield what comments in the registry, in the files of words and on pages allow."""
    for source in (site.loaded.source, *site.words.values()):
        yield from in_yaml(source)
    for page in site.pages:
        yield from on_page(page)


def on_page(page: WrittenPage) -> Iterator[Allowance]:
    """Yield what the comments of a page allow: each is about the next block."""
    for number, words in page.comments:
        block = next((block for block in page.blocks if block.line > number), None)
        yield from _read(
            words, Location(page.name, number), range(block.line, block.line + len(block.lines)) if block else range(0)
        )


def in_yaml(source: Source) -> Iterator[Allowance]:
    """Yield what the comments of a YAML file allow: each is about the next line that is no comment."""
    lines = source.text.splitlines() if "tillåt" in source.text else []
    for number, line in enumerate(lines, 1):
        if "tillåt" in line and (found := _YAML_COMMENT.match(line)):
            following = (at for at, below in enumerate(lines[number:], number + 1) if below.strip() and below.lstrip()[0] != "#")
            at = next(following, 0)
            yield from _read(found[1], Location(source.name, number), range(at, at + 1))


def _read(words: str, where: Location, covers: range) -> Iterator[Allowance]:
    if told := _TOLD.match(words):
        yield Allowance(told["code"], told["reason"], where, covers)


def apply(problems: Iterable[Problem], given: Iterable[Allowance]) -> Iterator[Problem]:
    """Yield the problems that nobody allows, and what is wrong with what is `given` leave for."""
    every = list(given)
    unused = dict.fromkeys(every)
    for problem in problems:
        hits = [item for item in every if item.is_about(problem)]
        if not hits:
            yield problem
        for item in hits:
            unused.pop(item, None)
    for item in unused:
        name = item.where.file
        if item.code not in CODES:
            message = f"{quoted(item.code)} går inte att tillåta.{did_you_mean(item.code, CODES)}"
            yield Problem(item.where, name, message, f"Skriv en av dessa, eller ta bort raden: {', '.join(CODES)}", "tillat")
        elif not item.reason:
            yield Problem(item.where, name, "Här står inget skäl.", f"Skriv varför: tillåt {item.code}: och en mening.", "tillat")
        else:
            yield Problem(item.where, name, f"Inget här behöver tillåtas med {quoted(item.code)}.", "Ta bort raden.", "tillat")
