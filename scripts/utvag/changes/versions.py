"""The versions to compare, each opened as a project of its own, and what visitors see of it: every page as lines of words."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import tarfile
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from utvag import git, rules
from utvag.changes.page_lines import NOWHERE, Line, lines
from utvag.content import page_source, urls
from utvag.content.languages import WORDS
from utvag.problems import InvalidRegistry, Severity, WrongUsage
from utvag.project import Project
from utvag.registry import source, walk
from utvag.registry.model import Text
from utvag.site import pages, templates
from utvag.swedish import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.content.page_source import WrittenPage
    from utvag.guide.journeys import Tree
    from utvag.problems import Problem
    from utvag.registry.loader import Loaded
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


def read(version: Version, on: date | None = None, beside: VisitorView | None = None) -> VisitorView | list[Problem]:
    """Return what visitors see of a version, or the errors that keep it from being shown, those of a revision under its name.

    It stands as on the day `on`, or that of its latest check. Of a file alone no faults of pages about another registry count.
    It is compared sooner with the version that was read `beside` it.
    """
    file = version.project.shown(version.project.registry)
    try:
        loaded, tree, problems = rules.check(version.project, on, beside.loaded if beside else None)
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


_DAYS = ("reviewed", "assessed")
"""Front matter that is a day; MkDocs reads it as one."""


@dataclass(frozen=True, eq=False)
class Page:
    """One page: its title, what staff call it, the code of its language, the programme whose page it is ("": none).

    `told` is all that its text follows from, `text` makes that, and `read` its lines: nothing is made of a page that is told the
    same in both versions, and nothing read where the text is the same.
    """

    title: str
    name: str
    lang: str
    read: Callable[[], tuple[Line, ...]]
    about: str = ""
    told: object = None
    text: Callable[[], str] | None = None

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """What stands on it."""
        return self.read()

    def __eq__(self, other: object) -> bool:
        """Return whether visitors can tell neither page from the other."""
        if not isinstance(other, Page) or (self.title, self.name, self.about) != (other.title, other.name, other.about):
            return False
        if self.text and other.text and (self.told == other.told or self.text() == other.text()):
            return True
        return self.lines == other.lines

    __hash__ = None  # type: ignore[assignment]  # as of whatever is equal by what it says


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
    texts = (found.value for found in walk.texts(registry, only=("questions",)) if isinstance(found.value, Text))
    asked = {words: place for place, text in enumerate(texts, 1) for words in (text.sv, *text.others.values())}
    guides = {f"{language.prefix}{guide}" for language in languages for guide in urls.guides(registry)}
    titles, seen = {**plan.titles, urls.LOST: languages[0]["lost_title"]}, dict[str, Page]()

    def add(address: str, told: object, text: Callable[[], str], read: Callable[[], tuple[Line, ...]]) -> None:
        owner, title = owners.get(address), titles[address]
        about = (title, owner.name if owner else title, plan.language(address).code, read, owner.id if owner else "")
        seen[address] = Page(*about, (templates.told(env), told), text)

    def of_generated(address: str, text: Callable[[], str]) -> tuple[Line, ...]:
        found = lines(text(), address, called, owner=owners.get(address))
        # The guide repeats the same questions and endings hundreds of times, and what is asked depends on what is answered.
        return tuple(dict.fromkeys(sorted(found, key=lambda line: asked.get(line.under, 0)))) if address in guides else found

    def of_written(page: WrittenPage) -> tuple[Line, ...]:
        return (
            *lines(page.html, page.address, called, file=page.inside.as_posix()),
            *lines(_around(page, env), page.address, called),
        )

    for address, told in pages.tell(registry, tree, env).items():
        if address not in left:
            text = partial(pages.render, env, told)
            add(address, told, text, partial(of_generated, address, text))
    for page in written:
        add(page.address, (page.html, page.head), partial(_whole, page, env), partial(of_written, page))
    lost = partial(templates.render, env, "404.html", base_url="/")
    add(urls.LOST, None, lost, partial(of_generated, urls.LOST, lost))
    is_light = str(extra.get("history_light", "true")).lower() == "true"
    return VisitorView(loaded, tree, seen, {page.name: page for page in written}, str(extra.get("exit_address", "")), is_light)


def _whole(page: WrittenPage, env: Environment) -> str:
    """Return all of a hand-written page: its words, and what is around them."""
    return f"{page.html}{_around(page, env)}"


def _around(page: WrittenPage, env: Environment) -> str:
    """Return what the template puts around the words of a hand-written page."""
    meta: dict[str, Any] = {**page.head, "description": str(page.head.get("description", ""))}
    meta |= {key: date.fromisoformat(str(meta[key])) for key in _DAYS if meta.get(key)}
    title, file = str(meta.get("title", "")), SimpleNamespace(dest_uri=page.address)
    return templates.render(env, "main.html", page=SimpleNamespace(title=title, meta=meta, content="", file=file))
