"""Two versions to compare, each as a project of its own: a registry file, a git revision, or the files as they stand."""

from __future__ import annotations

import contextlib
import dataclasses
import io
import os
import shutil
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from utvag import git, rules
from utvag.changes import visitor_view
from utvag.content.languages import WORDS
from utvag.problems import InvalidRegistry, Problem, Severity, WrongUsage
from utvag.project import Project
from utvag.swedish import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from utvag.changes.visitor_view import VisitorView

READ = ("programs.yaml", "mkdocs.yml", "content")
"""What is taken from a revision; templates and code are those of today for both versions."""

MADE_BY = ("overrides", "scripts")
"""The templates and the code: what a change of them does to the pages cannot be told from what is read."""


class NoSuchVersion(WrongUsage):
    """Nothing is called what the person wrote. Raised by `opened`."""


@dataclasses.dataclass(frozen=True, slots=True)
class Version:
    """One version: what problems call it ("" for the files as they stand), its files, and whether it is one file alone.

    `commit` is the commit that a revision means, "" for files.
    """

    name: str
    project: Project
    is_file: bool = False
    commit: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Read:
    """What visitors see of a version, or None and the problems that keep it from being shown."""

    view: VisitorView | None
    problems: tuple[Problem, ...] = ()


def read(version: Version) -> Read:
    """Return what visitors see of `version`. Of a file alone only its own faults count, not what pages say of another registry."""
    try:
        loaded, tree, problems = rules.check(version.project)
    except InvalidRegistry as fault:
        return Read(None, _named(version, fault.problems))
    if version.is_file:
        name = version.project.shown(version.project.registry)
        problems = tuple(problem for problem in problems if problem.where.file == name)
    errors = tuple(problem for problem in problems if problem.severity is Severity.ERROR)
    return Read(None, _named(version, errors)) if errors else Read(visitor_view.look(version.project, loaded, tree))


def _named(version: Version, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return the problems with the revision before the file's name: "main:programs.yaml"."""
    before = f"{version.name}:" if version.name else ""
    return tuple(
        dataclasses.replace(problem, where=dataclasses.replace(problem.where, file=f"{before}{problem.where.file}"))
        for problem in problems
    )


@contextlib.contextmanager
def opened(project: Project, name: str | None) -> Iterator[Version]:
    """Give the version called `name`: a file that exists, else a git revision; None is the files of `project` as they stand.

    A file is compared beside the hand-written pages of today. Raises NoSuchVersion.
    """
    if name is None:
        yield Version("", project)
    elif os.path.isfile(name):  # noqa: PTH113 -- unlike a Path's, it takes a name longer than any file's
        yield Version("", dataclasses.replace(project, registry=Path(name).resolve()), is_file=True)
    else:
        commit = _commit(project.root, name)
        with tempfile.TemporaryDirectory(prefix="utvag-") as folder:
            yield Version(name, _unpacked(project, commit, Path(folder)), commit=commit)


def is_reworked(project: Project, *both: Version) -> bool:
    """Return whether templates or code are not the same in both versions; of a file alone nobody knows, and it is not said."""
    commits = [version.commit for version in both if version.commit]
    if not commits or any(version.is_file for version in both):
        return False
    changed = git.ask(project.root, "diff", "--name-only", *commits, "--", *MADE_BY)
    is_here = len(commits) < len(both)
    new = git.ask(project.root, "ls-files", "--others", "--exclude-standard", "--", *MADE_BY) if is_here else None
    return bool(changed or new)


def _commit(root: Path, name: str) -> str:
    found = git.ask(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if found is None:
        message = (
            f"{quoted(name)} är varken en fil här eller en version i git. Skriv till exempel main, HEAD~1 eller programs.yaml."
        )
        raise NoSuchVersion(message)
    return found.decode().strip()


def _unpacked(project: Project, commit: str, folder: Path) -> Project:
    """Write the files of `commit` to `folder`. One from before the words had a file of their own is worded as today."""
    if packed := git.ask(project.root, "archive", "--format=tar", commit):  # it names files as seen from the project's folder
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            files = [file for file in archive if file.isfile() and file.name.split("/")[0] in READ]
            archive.extractall(folder, files, filter="data")
    old = dataclasses.replace(Project.at(folder), templates=project.templates)
    if not (old.content / WORDS).exists():
        old.content.mkdir(exist_ok=True)
        shutil.copyfile(project.config, old.config)
        shutil.copyfile(project.content / WORDS, old.content / WORDS)
    return old
