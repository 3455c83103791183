"""What visitors see of one version: every page as lines of words, each with the heading it stands under."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from utvag.content import html_tree, page_source, urls
from utvag.registry import source
from utvag.site import pages, templates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from utvag.content.html_tree import Element
    from utvag.content.page_source import WrittenPage
    from utvag.guide.journeys import Tree
    from utvag.project import Project
    from utvag.registry.loader import Loaded
    from utvag.site.templates import Environment
    from utvag.swedish import Languages

NOWHERE = "https://www.example.com/"
"""Where the exit leads on a page that is only read here."""

_DAYS = ("reviewed", "assessed")
"""Front matter that is a day; MkDocs reads it as one."""

_INLINE = frozenset(["a", "abbr", "b", "bdi", "br", "code", "em", "i", "q", "small", "span", "strong"])
_UNSEEN = frozenset(["head", "script", "style", "template"])
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])


@dataclass(frozen=True, slots=True)
class Link:
    """One link: where it leads ("/guide/", "#del" on its own page, "tel:112", "https://…"), and its words."""

    leads_to: str
    words: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: its words, the heading above it, the links in it; whether all pages have it."""

    words: str
    under: str = field(default="", compare=False)
    links: tuple[Link, ...] = ()
    is_frame: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its title, the code of its language, and its lines in order."""

    title: str
    lang: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class VisitorView:
    """One version: its registry, its guide, and its pages by the file of each below the site's root.

    `exit_address` is where "Lämna sidan" leads, `is_light` whether links inside the site leave no rows in the history.
    `manuscripts` are the hand-written pages as their authors see them, by file.
    """

    loaded: Loaded
    tree: Tree
    pages: Mapping[str, Page]
    exit_address: str
    is_light: bool
    manuscripts: Mapping[str, WrittenPage]

    @property
    def languages(self) -> Languages:
        """The languages of the site, the root's first."""
        return self.loaded.languages


def look(project: Project, loaded: Loaded, tree: Tree) -> VisitorView:
    """Return what visitors see of a registry, its guide and the hand-written pages of `project`, none of which has a fault."""
    extra = _extra(project)
    shown = {name: str(extra.get(name, "")) for name in ("owner", "feedback")}
    env = pages.environment(project, loaded, tree, {**shown, "exit_address": NOWHERE})
    plan = templates.sitemap(env)
    written = page_source.load(project)[0]
    found = {page.address: lines(html_tree.read(page.text), page.address) for page in pages.generate(loaded.registry, tree, env)}
    found.update(_written(written, env))
    found[urls.LOST] = lines(html_tree.read(templates.render(env, "404.html", base_url="/")), urls.LOST)
    for address in (f"{language.prefix}{guide}" for language in loaded.languages for guide in urls.guides(loaded.registry)):
        # The endings of the guide repeat the same words hundreds of times.
        found[address] = tuple({(line.words, line.under, line.links): line for line in found[address]}.values())
    titles = {**plan.titles, urls.LOST: loaded.languages[0]["lost_title"]}
    return VisitorView(
        loaded,
        tree,
        {address: Page(titles[address], plan.language(address).code, read) for address, read in found.items()},
        str(extra.get("exit_address", "")),
        str(extra.get("history_light", "true")).lower() == "true",
        {page.name: page for page in written},
    )


def _extra(project: Project) -> Mapping[str, object]:
    """Return what mkdocs.yml says under `extra`."""
    config = source.parse(project.config.read_bytes(), project.shown(project.config)).document
    extra = config.get("extra") if config is not None else None
    return extra if isinstance(extra, Mapping) else {}


def _written(pages: Iterable[WrittenPage], env: Environment) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """Yield the address and the lines of every hand-written page: its own words, then what the template puts around them."""
    for written in pages:
        meta: dict[str, Any] = dict(written.head)
        meta.update({key: date.fromisoformat(str(meta[key])) for key in _DAYS if meta.get(key)})
        page = SimpleNamespace(
            title=str(meta.get("title", "")),
            meta={**meta, "description": str(meta.get("description", ""))},
            content="",
            file=SimpleNamespace(dest_uri=written.address),
        )
        body = lines(html_tree.read(written.html), written.address, written.inside.as_posix())
        around = html_tree.read(templates.render(env, "main.html", page=page))
        yield written.address, (*_sentences(body), *lines(around, written.address))


def _sentences(read: Iterable[Line]) -> Iterator[Line]:
    """Yield each sentence of a text as a line of its own, so that a change is told as one sentence and not as a paragraph."""
    for line in read:
        left = list(line.links)
        *parts, last = re.split(r"(?<=[.!?…]) (?=[A-ZÅÄÖ0-9”\"(])", line.words)
        for words in parts:
            here = [link for link in left if link.words in words]
            left = [link for link in left if link not in here]
            yield Line(words, line.under, tuple(here))
        yield Line(last, line.under, tuple(left))


def lines(tree: Element, address: str, file: str = "") -> tuple[Line, ...]:
    """Return the lines of the page at `address`. Questions and answers of the guide are left out: `guide` compares them.

    `file` is the file of Markdown below content/ that it is made of, if it is.
    """
    reader = _Reader(address, file)
    reader.go(tree)
    reader.end()
    return tuple(reader.lines)


class _Reader:
    """Goes through a page and ends a line where a browser would begin a new one; what is inside a link is one line."""

    def __init__(self, address: str, file: str) -> None:
        self.address, self.file = address, file
        self.lines: list[Line] = []
        self.under = ""
        self.words: list[str] = []
        self.links: list[Link] = []
        self.in_frame = self.in_link = False

    def end(self) -> str:
        """End the line that is being read; return its words."""
        words = " ".join("".join(self.words).split())
        if words:
            self.lines.append(Line(words, self.under, tuple(self.links), self.in_frame))
        self.words, self.links = [], []
        return words

    def go(self, element: Element, *, alone: bool = False) -> None:
        """Read what is inside `element`; `alone` is whether it is a name that stands above what follows, though it is a link."""
        if element.name in _UNSEEN or _is_asked(element):
            return
        outside, around = self.in_frame, self.in_link
        above, is_plain = self.under, not alone and not element.attributes.get("class")
        is_inline = self.in_link or (element.name in _INLINE and is_plain)
        is_heading = alone or element.name in _HEADINGS
        if not is_inline:
            self.end()
        if element.name == "a" and element.attributes.get("href", NOWHERE) != NOWHERE:
            self.in_link = True
            self.links.append(Link(_goal(element.attributes["href"], self.address, self.file), element.words()))
        self.in_frame = outside or element.name in _FRAME or element.attributes.get("class") == "lifeline"
        names_itself = element.attributes.get("class") in _NAMED
        for part in element.inside:
            if isinstance(part, str):
                self.words.append(part)
            elif not ("data-question" in element.attributes and part.name == "h2"):
                self.go(part, alone=names_itself and part.name == "a" and "class" not in part.attributes)
        if not is_inline:
            words = self.end()
            self.under = words if is_heading and words else above if element.name in _PARTS else self.under
        self.in_frame, self.in_link = outside, around


_PARTS = frozenset(["section", "li", "main", "header", "footer", "nav"])
"""What a heading inside does not reach out of."""

_FRAME = frozenset(["header", "footer"])
"""What is the same on every page; so is the section with the number."""

_NAMED = ("card", "program-link")
"""List items whose link is the name of the programme that the rest of them is about."""


def _is_asked(element: Element) -> bool:
    """Return whether this is an answer of the guide, or why a question is asked; its question is left out by `go`."""
    return "data-answer" in element.attributes or element.attributes.get("class") == "question-why"


def _goal(href: str, address: str, file: str) -> str:
    """Return where a link leads, spelled in one way. One to a file leads from `file`, as in Markdown; others from `address`."""
    if href.startswith("#") or ":" in href.partition("/")[0]:
        return href
    path = re.split(r"[?#]", href)[0]
    goal = PurePosixPath(urls.goal(file if file and PurePosixPath(path).suffix else address, path))
    return f"{urls.absolute(page_source.address(goal))}{href.removeprefix(path)}"
