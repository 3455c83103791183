"""Everything that a built site must pass: page by page, some pages at a time on all cores, and what only shows in the whole."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from utvag import process_pool
from utvag.site import built
from utvag.site.checks import (
    access,
    calling,
    choices,
    delivery,
    elements,
    fetching,
    languages,
    leaving,
    outside,
    policy,
    site,
    staff,
    traces,
    weight,
    whole,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from utvag.guide.journeys import Tree
    from utvag.problems import Problem
    from utvag.registry.loader import Loaded
    from utvag.site.built import BuiltSite, Outline

    OfPages: TypeAlias = Callable[[BuiltSite, Loaded, Tree], Iterator[Problem]]
    OfTheWhole: TypeAlias = Callable[[Outline, Loaded, Tree], Iterator[Problem]]

OF_PAGES: tuple[OfPages, ...] = (
    site.check,
    policy.check,
    fetching.check,
    elements.check,
    traces.check,
    outside.check,
    access.check,
    leaving.check,
    calling.check,
    choices.check,
    languages.check,
    delivery.check,
    weight.check,
    whole.check,
)
"""What each page of a public site must pass, in the order it is told; each may be given some of the pages alone."""

OF_THE_WHOLE: tuple[OfTheWhole, ...] = (
    site.whole,
    policy.whole,
    traces.whole,
    leaving.whole,
    delivery.whole,
    weight.whole,
)
"""What a public site must pass that no page shows alone."""

PARTS = 16
"""In how many parts of one size a site is read, judged and forgotten: more need less memory and more looks at the registry."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """What was found in some pages, and what of them is needed to judge the whole."""

    problems: tuple[Problem, ...]
    heads: tuple[built.Head, ...]


def public(folder: Path, loaded: Loaded, tree: Tree) -> Iterator[Problem]:
    """Yield what is wrong with the public site built in `folder` from `loaded`, with the guide `tree`."""
    files, exits = built.files(folder), built.exits(folder)
    parts = [partial(_judge, folder, files, names, exits, loaded, tree) for names in _parts(folder, files, loaded)]
    heads: list[built.Head] = []
    for judged in process_pool.all_of(parts):
        yield from judged.problems
        heads.extend(judged.heads)
    yield from _whole(built.Outline(folder, files, tuple(heads)), loaded, tree)


def judge(made: BuiltSite, loaded: Loaded, tree: Tree) -> Iterator[Problem]:
    """Yield the same for a public site that has been read already."""
    for check in OF_PAGES:
        yield from check(made, loaded, tree)
    yield from _whole(made.outline, loaded, tree)


def edition_for_staff(folder: Path, loaded: Loaded, tree: Tree) -> Iterator[Problem]:
    """Yield what is wrong with the staff edition built in `folder`."""
    yield from staff.check(built.read(folder), loaded, tree)


def _whole(outline: Outline, loaded: Loaded, tree: Tree) -> Iterator[Problem]:
    for check in OF_THE_WHOLE:
        yield from check(outline, loaded, tree)


def _parts(folder: Path, files: Iterable[str], loaded: Loaded) -> Iterator[Sequence[str]]:
    """Yield the pages in parts of about as many bytes: a guide is ten times as large as the page of a programme.

    The same page in every language stands in the same part, since they are held against each other.
    """
    prefixes = [language.prefix for language in loaded.languages if language.prefix]
    sizes = {name: (folder / name).stat().st_size for name in files if name.endswith(built.PAGE)}
    most = sum(sizes.values()) / PARTS
    part: list[str] = []
    size = 0
    for name in sorted(sizes):
        if any(name.startswith(prefix) and name.removeprefix(prefix) in sizes for prefix in prefixes):
            continue
        alike = [name, *(found for prefix in prefixes if (found := f"{prefix}{name}") in sizes)]
        part += alike
        size += sum(sizes[each] for each in alike)
        if size >= most:
            yield part
            part, size = [], 0
    if part:
        yield part


def _judge(
    folder: Path, files: tuple[str, ...], names: Sequence[str], exits: frozenset[str], loaded: Loaded, tree: Tree
) -> Iterator[_Judged]:
    made = built.some(folder, files, names, exits)
    yield _Judged(tuple(problem for check in OF_PAGES for problem in check(made, loaded, tree)), made.outline.heads)
