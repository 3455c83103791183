"""Hand-written Markdown: where it may stand, what it must begin with, which numbers it may name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from utvag import addresses, phones, source
from utvag.problems import Location, Problem
from utvag.rules import TELLING_WORDS, published_numbers
from utvag.swedish import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from utvag.paths import Project
    from utvag.registry import Loaded

REQUIRED = ("title", "description")
"""Front matter that every page needs."""

PROMISES = ("anonymt", "spårlöst", "helt säkert", "inga spår", "raderar historik", "ingen kan se")
"""What no page may promise (safety.md, threat model)."""


def check(project: Project, loaded: Loaded) -> Iterator[Problem]:
    """Yield what is wrong with the pages in the content folder."""
    generated = set(addresses.generated(loaded.registry))
    numbers = published_numbers(loaded)
    for path in sorted(project.content.rglob("*")):
        name = project.shown(path)
        if path.is_file():
            yield from _address(path, project, name, generated)
        if path.suffix == ".md":
            text = path.read_text(encoding="utf-8", errors="replace")
            yield from _front_matter(text, name)
            yield from _words(text, name, numbers)


def _address(path: Path, project: Project, name: str, generated: set[str]) -> Iterator[Problem]:
    """Yield a problem when the built file would stand where a generated page stands."""
    inside = path.relative_to(project.content)
    built = (
        inside.with_suffix("") / "index.html" if inside.suffix == ".md" and inside.stem != "index" else inside.with_suffix(".html")
    )
    if inside.suffix == ".md" and built.as_posix() in generated:
        yield Problem(
            Location(name),
            name,
            f"Sidan {quoted('/' + built.as_posix().removesuffix('index.html'))} görs redan av registret.",
            "Flytta texten till programs.yaml, eller ge filen ett annat namn.",
            "upptagen-adress",
        )


def _front_matter(text: str, name: str) -> Iterator[Problem]:
    found = re.match(r"---\n(.*?\n)---\n", text, flags=re.DOTALL)
    if not found:
        yield Problem(
            Location(name), name, "Sidan börjar inte med sitt huvud.", "Skriv --- , title:, description:, --- överst.", "sidhuvud"
        )
        return
    head = source.parse(f"---\n{found[1]}".encode(), name)
    yield from head.problems
    for key in REQUIRED:
        if head.document is not None and not head.document.get(key):
            yield Problem(Location(name), name, f"Sidhuvudet saknar {key}:.", f"Skriv {key}: och några neutrala ord.", "sidhuvud")
    title = str(head.document.get("title", "") if head.document is not None else "").lower()
    if told := [word for word in TELLING_WORDS if word in title]:
        remedy = "Välj ord som inte säger vad det handlar om: titeln blir kvar i telefonens historik."
        yield Problem(Location(name, 2), name, f"Titeln innehåller {quoted(told[0])}.", remedy, "neutral-adress")


def _words(text: str, name: str, numbers: set[str]) -> Iterator[Problem]:
    for line, words in enumerate(text.splitlines(), 1):
        for number in phones.mentioned(words):
            if number not in numbers:
                yield Problem(
                    Location(name, line, words.index(number) + 1),
                    name,
                    f"Numret {quoted(number)} finns inte i registret.",
                    f"Skriv ett av dessa: {', '.join(sorted(numbers))}",
                    "nummer-i-text",
                )
        for promise in PROMISES:
            if promise in words.lower():
                yield Problem(
                    Location(name, line, words.lower().index(promise) + 1),
                    name,
                    f"Här står {quoted(promise)}. Det kan vi inte lova.",
                    "Skriv vad som händer i stället, även det vi inte kan göra något åt.",
                    "lofte",
                )
