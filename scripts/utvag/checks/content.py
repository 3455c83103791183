"""Hand-written Markdown: where it may stand, what it must begin with, which numbers it may name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from utvag import addresses, phones, source
from utvag.problems import Location, Problem
from utvag.swedish import quoted
from utvag.wording import PROMISES, TELLING, published_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from utvag.paths import Project
    from utvag.registry import Loaded

REQUIRED = ("title", "description")
"""Front matter that every page needs."""


def check(project: Project, loaded: Loaded) -> Iterator[Problem]:
    """Yield what is wrong with the pages in the content folder."""
    generated = set(addresses.generated(loaded.registry))
    numbers = published_numbers(loaded)
    for path in sorted(project.content.rglob("*")):
        if path.is_file():
            name = project.shown(path)
            yield from _address(path.relative_to(project.content), name, generated)
            if path.suffix == ".md":
                yield from _page(path.read_bytes(), name, numbers)


def _address(path: Path, name: str, generated: set[str]) -> Iterator[Problem]:
    """Yield a problem when the built file would stand where a generated page stands, or its address tells too much."""
    built = path
    if path.suffix == ".md":
        built = path.parent / "index.html" if path.stem in ("index", "README") else path.with_suffix("") / "index.html"
    address = "/" + built.as_posix().removesuffix("index.html")
    if built.as_posix() in generated:
        remedy = "Flytta texten till programs.yaml, eller ge filen ett annat namn."
        yield Problem(Location(name), name, f"Sidan {quoted(address)} görs redan av registret.", remedy, "upptagen-adress")
    if told := TELLING.search(address):
        remedy = "Ge filen ett namn som inte säger vad det handlar om: adressen blir kvar i telefonens historik."
        yield Problem(Location(name), name, f"Adressen {quoted(address)} innehåller {quoted(told[0])}.", remedy, "neutral-adress")


def _page(data: bytes, name: str, numbers: set[str]) -> Iterator[Problem]:
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        yield source.not_utf8(data, fault, name)
        return
    yield from _front_matter(text, name)
    yield from _words(text, name, numbers)


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
    if told := TELLING.search(title):
        remedy = "Välj ord som inte säger vad det handlar om: titeln blir kvar i telefonens historik."
        yield Problem(Location(name, 2), name, f"Titeln innehåller {quoted(told[0])}.", remedy, "neutral-adress")


def _words(text: str, name: str, numbers: set[str]) -> Iterator[Problem]:
    allowed = numbers | {dialled for number in numbers if (dialled := phones.e164(number))}
    for line, words in enumerate(text.splitlines(), 1):
        for number in phones.mentioned(words):
            if number not in allowed:
                yield Problem(
                    Location(name, line, words.index(number) + 1),
                    name,
                    f"Numret {quoted(number)} finns inte i registret.",
                    f"Skriv ett av dessa: {', '.join(sorted(numbers))}",
                    "nummer-i-text",
                )
        if promise := PROMISES.search(words):
            yield Problem(
                Location(name, line, promise.start() + 1),
                name,
                f"Här står {quoted(promise[0])}. Det kan vi inte lova.",
                "Skriv vad som händer i stället, även det vi inte kan göra något åt.",
                "lofte",
            )
