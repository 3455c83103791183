"""A built site with one thing changed in one page, for the tests of what every build checks."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from builders import a_registry, load
from utvag import built, wizard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from utvag.built import BuiltSite
    from utvag.journeys import Tree
    from utvag.problems import Problem
    from utvag.registry import Loaded

LOADED = load(a_registry())
TREE = wizard.compile(LOADED.registry)


class Spoiling:
    """Copies a good site, spoils a page, and asks a check what it says."""

    def __init__(self, good: Path, work: Path, check: Callable[[BuiltSite, Loaded, Tree], Iterator[Problem]]) -> None:
        """Spoil copies of `good` below `work`; ask `check`."""
        self.folder = shutil.copytree(good, work / "site")
        self.check = check

    def problems(self) -> list[Problem]:
        """Return what the check says of the site as it is now."""
        return list(self.check(built.read(self.folder), LOADED, TREE))

    def codes(self, page: str, old: str, new: str) -> set[str]:
        """Return the codes of what the check says when every `old` in `page` is `new`."""
        text = (self.folder / page).read_text(encoding="utf-8")
        assert old in text
        (self.folder / page).write_text(text.replace(old, new), encoding="utf-8")
        found = self.problems()
        assert {problem.where.file for problem in found} <= {f"site/{page}"}
        return {problem.code for problem in found}
