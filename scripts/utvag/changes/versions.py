"""The versions to compare, each opened as a project of its own, and what visitors see of it: every page as lines of words."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from utvag import git, rules
from utvag.changes import html_tree
from utvag.content import page_source, urls
from utvag.content.languages import WORDS
from utvag.problems import InvalidRegistry, Severity, WrongUsage
from utvag.project import Project
from utvag.registry import phones, source, walk
from utvag.registry.model import Text
from utvag.site import pages, templates
from utvag.swedish import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.changes.html_tree import Element
    from utvag.content.page_source import WrittenPage
    from utvag.guide.journeys import Tree
    from utvag.problems import Problem
    from utvag.registry.loader import Loaded
    from utvag.registry.model import Program
    from utvag.site.templates import Environment

READ = ("programs.yaml", "mkdocs.yml", "content")
"""What is taken from a revision; templates and code are those of today for both versions."""

MADE_BY = ("overrides", "scripts")
"""The templates and the code: what a change of them does to the pages cannot be told from what is read."""


class NoSuchVersion(WrongUsage):
    """Nothing is called what the person wrote. Raised by `opened`."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version: its files, whether it is one file alone, and of a revision what the person called it, and its commit."""

    project: Project
    is_file: bool = False
    name: str = ""
    commit: str = ""


def read(version: Version, on: date | None = None) -> VisitorView | list[Problem]:
    """Return what visitors see of a version, or the errors that keep it from being shown, those of a revision under its name.

    It stands as on the day `on`, or that of its latest check. Of a file alone no faults of pages about another registry count.
    """
    file = version.project.shown(version.project.registry)
    try:
        loaded, tree, problems = rules.check(version.project, on)
    except InvalidRegistry as fault:
        errors = list(fault.problems)
    else:
        told = [problem for problem in problems if not version.is_file or problem.where.file == file]
        errors = [problem for problem in told if problem.severity is Severity.ERROR]
        if not errors:
            return look(version.project, loaded, tree)
    before = f"{version.name}:" if version.name else ""
    places = (replace(problem.where, file=f"{before}{problem.where.file}") for problem in errors)
    return [replace(problem, where=where) for problem, where in zip(errors, places, strict=True)]


def is_file(name: str) -> bool:
    """Return whether `name` is a file, of whatever length; then it is that and no revision."""
    return os.path.isfile(name)  # noqa: PTH113 -- a Path raises at a name longer than any file's


@contextlib.contextmanager
def opened(project: Project, name: str | None) -> Iterator[Version]:
    """Give the version called `name`: a file that exists, else a git revision; None is the files of `project` as they stand.

    A file is compared beside the hand-written pages of today. Raises NoSuchVersion.
    """
    if name is None:
        yield Version(project)
    elif is_file(name):
        yield Version(replace(project, registry=Path(name).resolve()), is_file=True)
    elif sha := git.commit(project.root, name):
        with tempfile.TemporaryDirectory(prefix="utvag-") as folder:
            yield Version(_unpacked(project, sha, Path(folder)), name=name, commit=sha)
    else:
        why = git.silence(project.root) or "Skriv till exempel main, HEAD~1 eller programs.yaml."
        message = f"{quoted(name)} är varken en fil här eller en version i git. {why}"
        raise NoSuchVersion(message)


def is_reworked(project: Project, *both: Version) -> bool:
    """Return whether templates or code are not the same in both versions; of a file alone nobody knows, and it is not said."""
    commits = [version.commit for version in both if version.commit]
    if not commits or any(version.is_file for version in both):
        return False
    changed = git.ask(project.root, "diff", "--name-only", *commits, "--", *MADE_BY)
    is_here = len(commits) < len(both)
    new = git.ask(project.root, "ls-files", "--others", "--exclude-standard", "--", *MADE_BY) if is_here else None
    return bool(changed or new)


def _unpacked(project: Project, commit: str, folder: Path) -> Project:
    """Write the files of `commit` to `folder`. One from before the words had a file of their own is worded as today."""
    if packed := git.ask(project.root, "archive", "--format=tar", commit):  # it names files as seen from the project's folder
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            files = [file for file in archive if file.isfile() and file.name.split("/")[0] in READ]
            archive.extractall(folder, files, filter="data")
    old = replace(Project.at(folder), templates=project.templates)
    if not (old.content / WORDS).exists():
        old.content.mkdir(exist_ok=True)
        shutil.copyfile(project.config, old.config)
        shutil.copyfile(project.content / WORDS, old.content / WORDS)
    return old


NOWHERE = "https://www.example.com/"
"""Where the exit leads on a page that is only read here."""

_DAYS = ("reviewed", "assessed")
"""Front matter that is a day; MkDocs reads it as one."""

_SENTENCE = re.compile(r"(?<=[.!?…]) (?=[\0A-ZÅÄÖ0-9”\"(])")
"""Where a sentence of a hand-written page ends: a change is told as one sentence and not as a paragraph."""

_GOAL = re.compile("\0(.*?)\0")
"""Where the reader notes in the words of a line that a link begins, and where it leads."""

_INLINE = frozenset(["a", "abbr", "b", "bdi", "br", "code", "em", "i", "q", "small", "span", "strong"])
_UNSEEN = frozenset(["head", "script", "style", "template"])
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_PARTS = frozenset(["section", "li", "main", "header", "footer", "nav"])
"""What a heading inside does not reach out of."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: its words, where its links lead when the words do not say so, the programme it is about ("": none).

    `under` is the heading above it. What all pages have is about no programme.
    """

    words: str
    goals: tuple[str, ...] = ()
    about: str = ""
    under: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its title, what staff call it, the code of its language, its lines, the programme whose page it is ("": none)."""

    title: str
    name: str
    lang: str
    lines: tuple[Line, ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class VisitorView:
    """One version: its registry, its guide, its pages by the file of each, the hand-written ones as their authors see them.

    `exit_address` is where "Lämna sidan" leads, `is_light` whether links inside the site leave no rows in the history.
    """

    loaded: Loaded
    tree: Tree
    pages: Mapping[str, Page]
    manuscripts: Mapping[str, WrittenPage]
    exit_address: str
    is_light: bool


def look(project: Project, loaded: Loaded, tree: Tree) -> VisitorView:
    """Return what visitors see of a registry, its guide and the hand-written pages of `project`, none of which has a fault."""
    registry, languages = loaded.registry, loaded.languages
    config = source.parse(project.config.read_bytes(), project.shown(project.config)).document
    said = config.get("extra") if config is not None else None
    extra: Mapping[str, object] = said if isinstance(said, Mapping) else {}
    shown = {name: str(extra.get(name, "")) for name in ("owner", "feedback")}
    env = pages.environment(project, loaded, tree, {**shown, "exit_address": NOWHERE})
    plan = templates.sitemap(env)
    written = page_source.load(project, loaded)
    called = {program.name: program.id for program in registry.programs}
    owners = {f"{language.prefix}{urls.of_program(program)}": program for language in languages for program in registry.programs}
    left = {f"{language.prefix}{address}" for language in languages for address in urls.moved(registry)}  # nobody reads there
    made = {
        page.address: lines(page.text, page.address, called, owner=owners.get(page.address))
        for page in pages.generate(registry, tree, env)
        if page.address not in left
    }
    for page in written:
        around = lines(_around(page, env), page.address, called)
        made[page.address] = (*lines(page.html, page.address, called, file=page.inside.as_posix()), *around)
    made[urls.LOST] = lines(templates.render(env, "404.html", base_url="/"), urls.LOST, called)
    texts = (found.value for found in walk.texts(registry, only=("questions",)) if isinstance(found.value, Text))
    asked = {words: place for place, text in enumerate(texts, 1) for words in (text.sv, *text.others.values())}
    for address in made.keys() & {f"{language.prefix}{guide}" for language in languages for guide in urls.guides(registry)}:
        # The guide repeats the same questions and endings hundreds of times, and what is asked depends on what is answered.
        made[address] = tuple(dict.fromkeys(sorted(made[address], key=lambda line: asked.get(line.under, 0))))
    titles = {**plan.titles, urls.LOST: languages[0]["lost_title"]}
    seen = {}
    for address, read in made.items():
        owner, title = owners.get(address), titles[address]
        seen[address] = Page(title, owner.name if owner else title, plan.language(address).code, read, owner.id if owner else "")
    is_light = str(extra.get("history_light", "true")).lower() == "true"
    return VisitorView(loaded, tree, seen, {page.name: page for page in written}, str(extra.get("exit_address", "")), is_light)


def _around(page: WrittenPage, env: Environment) -> str:
    """Return what the template puts around the words of a hand-written page."""
    meta: dict[str, Any] = {**page.head, "description": str(page.head.get("description", ""))}
    meta |= {key: date.fromisoformat(str(meta[key])) for key in _DAYS if meta.get(key)}
    title, file = str(meta.get("title", "")), SimpleNamespace(dest_uri=page.address)
    return templates.render(env, "main.html", page=SimpleNamespace(title=title, meta=meta, content="", file=file))


def lines(html: str, address: str, called: Mapping[str, str], owner: Program | None = None, file: str = "") -> tuple[Line, ...]:
    """Return the lines of the page at `address`, which is about the programme `owner`. `called` are the programmes by their names.

    `file` is the file of Markdown below content/ that it is made of: then each sentence is a line.
    """
    reader = _Reader(address, called, owner, file)
    reader.go(html_tree.read(html))
    reader.end()
    return tuple(reader.lines)


def _names_its_owner(element: Element) -> bool:
    """Return whether this is the name that only the ear needs, beside a number or a link that stands with whose it is."""
    return element.attributes.get("class") == "unseen" and any("translate" in part.attributes for part in element.walk())


class _Reader:
    """Goes through a page and ends a line where a browser would begin a new one; what is inside a link is one line."""

    def __init__(self, address: str, called: Mapping[str, str], owner: Program | None, file: str) -> None:
        self.address, self.called, self.owner, self.file = address, called, owner, file
        self.lines: list[Line] = []
        self.under = ""
        self.words: list[str] = []
        self.in_frame = self.in_link = False

    def end(self) -> str:
        """End the line that is being read; return its words."""
        whole = " ".join("".join(self.words).split())
        self.words = []
        for part in _SENTENCE.split(whole) if self.file else (whole,):
            words, goals = _GOAL.sub("", part), tuple(_GOAL.findall(part))
            about = self.called.get(words) or (self.owner.id if self.owner else self.called.get(self.under, ""))
            if words:
                self.lines.append(Line(words, goals, "" if self.in_frame else about, self.under))
        return _GOAL.sub("", whole)

    def go(self, element: Element, *, is_name: bool = False) -> None:
        """Read what is inside `element`; `is_name` is whether it is the link of a list item that is about a programme."""
        if element.name in _UNSEEN or _names_its_owner(element):
            return
        above, outside, around = self.under, self.in_frame, self.in_link
        classes = element.attributes.get("class")
        if {"data-question", "data-outcome"} & element.attributes.keys():  # it stands inside the answer that leads there
            self.under = (
                "" if "data-outcome" in element.attributes else next(part.words() for part in element.walk() if part.name == "h2")
            )
        is_inline = self.in_link or (element.name in _INLINE and not classes and not is_name)
        if not is_inline:
            self.end()
        if element.name == "a" and element.attributes.get("href", NOWHERE) != NOWHERE:
            self.in_link = True
            if goal := self._goal(element.attributes["href"], element.words()):
                self.words.append(f"\0{goal}\0")
        self.in_frame = outside or element.name in ("header", "footer") or classes == "lifeline"
        for part in element.inside:
            if isinstance(part, str):
                self.words.append(part)
            else:
                self.go(part, is_name=(element.name, part.name) == ("li", "a") and part.words() in self.called)
        if not is_inline:
            words = self.end()
            is_heading = words and (is_name or element.name in _HEADINGS)
            self.under = words if is_heading else above if element.name in _PARTS else self.under
        self.in_frame, self.in_link = outside, around

    def _goal(self, href: str, words: str) -> str:
        """Return where a link leads, spelled in one way: "/guide/", "numret 114 14"; nothing when its words say so."""
        if href.startswith("tel:"):
            dialled = href.removeprefix("tel:")
            number = phones.suggestion(dialled) or dialled
            return "" if number in words else f"numret {number}"
        if not (href.startswith("#") or ":" in href.partition("/")[0]):
            path = re.split(r"[?#]", href)[0]
            # One to a file leads from the file, as in Markdown; others from the address.
            goal = PurePosixPath(urls.goal(self.file if self.file and PurePosixPath(path).suffix else self.address, path))
            href = f"{urls.absolute(page_source.address(goal))}{href.removeprefix(path)}"
        return "" if href in words else href
