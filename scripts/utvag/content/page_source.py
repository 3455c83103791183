"""Hand-written pages as their authors see them: the head between two lines of ---, and the Markdown below it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePath
from posixpath import normpath
from types import MappingProxyType
from typing import TYPE_CHECKING

from utvag import files
from utvag.content import languages, page_markdown
from utvag.problems import InvalidRegistry
from utvag.registry import loader, phones, source

if TYPE_CHECKING:
    from collections import abc
    from pathlib import Path

    from utvag.content.page_markdown import Block
    from utvag.problems import Problem
    from utvag.project import Project
    from utvag.registry.loader import Loaded
    from utvag.registry.source import Mapping, Source

WORDS = {
    "råd": "råd eller ord av oss, inga fakta om hjälp",
    "okänt": "det här vet ingen",
    "teknik": "hur webbplatsen, mobilen eller webbläsaren fungerar",
}
"""What the mark of a block may say instead of a source, and what it means."""

_MARK = re.compile(r"\{([^{}\n]*)\}\s*$", flags=re.MULTILINE)
NOTHING: abc.Mapping[str, str] = MappingProxyType({})
_NOT_TYPED = re.compile(rf"{loader.PLACE.pattern}|\]\([^)\s]*\)")  # where a link leads is held against its words
_HEAD = re.compile(r"---\n(.*?\n)---\n", flags=re.DOTALL)


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """One page: its file as problems name it and below content/, what its head says (None without one), its blocks, its HTML.

    `comments` are the lines and words of comments that allow something, `ids` what a link to a part of the page can name, `typed`
    the numbers that somebody typed there, with their lines. Where it is `torn`, that alone is told: it has no head then.
    """

    name: str
    inside: PurePath
    source: Source | None
    blocks: tuple[Block, ...]
    comments: tuple[tuple[int, str], ...]
    ids: frozenset[str]
    html: str
    typed: tuple[tuple[int, str], ...] = ()
    torn: tuple[Problem, ...] = ()

    @property
    def address(self) -> str:
        """Where it is built: "en/fragor/index.html"."""
        return address(self.inside)

    @property
    def top(self) -> int:
        """The line where its text begins."""
        return self.blocks[0].line if self.blocks else 1

    @property
    def head(self) -> Mapping:
        """What its head says, nothing when it has none that can be read."""
        return (self.source and self.source.document) or source.Mapping((1, 1))

    def goal(self, to: str) -> str:
        """Return the file below content/ that a link to a page of ours means."""
        path = to.partition("#")[0]
        return normpath(f"{self.inside.parent}/{path}") if path else self.inside.as_posix()


def address(inside: PurePath) -> str:
    """Return where the file `inside` below content/ is built: "en/fragor.md" → "en/fragor/index.html"."""
    if inside.suffix != ".md":
        return inside.as_posix()
    folder = inside.parent if inside.stem in ("index", "README") else inside.with_suffix("")
    return (folder / "index.html").as_posix()


def load(project: Project, loaded: Loaded | None) -> tuple[WrittenPage, ...]:
    """Return every hand-written page of the project in the order of their names; `loaded` says what numbers and hours are."""
    pages = []
    for path in _files(project.content):
        name, inside, data = project.shown(path), path.relative_to(project.content), b""
        try:
            data = loader.read(path, name)
            torn = tuple(source.astray(files.text(data), name))
        except InvalidRegistry as fault:
            torn = fault.problems
        except UnicodeDecodeError as fault:
            torn = (source.not_utf8(data, fault, name),)
        text = files.text(data, "replace")
        page = read(text, name, inside, said(inside, loaded) if loaded and loader.PLACE.search(text) else NOTHING)
        pages.append(replace(page, source=None, torn=torn) if torn else page)
    return tuple(pages)


def _files(content: Path) -> list[Path]:
    return [path for path in files.below(content) if path.suffix == ".md"]


def read(text: str, name: str, inside: PurePath | None = None, known: abc.Mapping[str, str] = NOTHING) -> WrittenPage:
    """Return the page that `text` says; `name` is what problems call the file, `inside` the file below content/.

    `known` is what numbers and hours are (`said`).
    """
    head, below, first = _parted(text, name)
    lines = enumerate(_NOT_TYPED.sub("", below).split("\n"), first)
    typed = ((line, number) for line, words in lines for number in phones.mentioned(words))
    html, blocks, comments, ids = page_markdown.read(with_facts(below, known), first)
    return WrittenPage(name, inside or PurePath(name), head, blocks, comments, ids, html, tuple(typed))


def said(inside: PurePath, loaded: Loaded) -> dict[str, str]:
    """Return what places on the page `inside` content/ stand for, in its language (`Loaded.said`)."""
    return loaded.said(languages.of(address(inside), loaded.languages))


def with_facts(markdown: str, known: abc.Mapping[str, str]) -> str:
    """Return the text of a page with a link that calls in the place of each number, and words in that of hours."""
    return loader.put(markdown, known, "[{0}](tel:{1})")


def cited(content: Path) -> dict[str, tuple[str, ...]]:
    """Return what the marks of every page below the folder `content` name, by address, each once."""
    found = {path: _MARK.findall(files.read(path).decode("utf-8-sig", errors="replace")) for path in _files(content)}
    return {
        address(path.relative_to(content)): tuple(dict.fromkeys(name.strip() for mark in marks for name in mark.split(",")))
        for path, marks in found.items()
    }


def titles(content: Path) -> dict[str, str]:
    """Return the title of every page below the folder `content`, by address; an empty one where a page does not say."""
    found = {}
    for path in _files(content):
        head = _parted(files.text(files.read(path), "replace"), path.name)[0]
        found[address(path.relative_to(content))] = str(head.document.get("title", "")) if head and head.document else ""
    return found


def _parted(text: str, name: str) -> tuple[Source | None, str, int]:
    """Return what the head of a page says, the text below it and the number of its first line."""
    plain = text.replace("\r\n", "\n")
    if not (head := _HEAD.match(plain)):
        return None, plain, 1
    return source.parse(f"---\n{head[1]}".encode(), name), plain[head.end() :], plain.count("\n", 0, head.end()) + 1
