"""A built site with one thing changed in one page, for the tests of what every build checks."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from builders import a_registry, load
from utvag.guide import wizard
from utvag.site import built

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from utvag.guide.journeys import Tree
    from utvag.problems import Problem
    from utvag.registry.loader import Loaded

LOADED = load(a_registry())
TREE = wizard.compile(LOADED.registry)


def said(checks: ModuleType, folder: Path, loaded: Loaded = LOADED, tree: Tree = TREE) -> list[Problem]:
    """Return what a module of checks says of the site in `folder`: of its pages, and of the whole if it looks at that."""
    made = built.read(folder)
    of_the_whole = [checks.whole] if hasattr(checks, "whole") else []
    return [*checks.check(made, loaded, tree), *(found for whole in of_the_whole for found in whole(made.outline, loaded, tree))]


class Spoiling:
    """Copies a good site, spoils a page, and asks a module of checks what it says."""

    def __init__(self, good: Path, work: Path, checks: ModuleType) -> None:
        """Spoil copies of `good` below `work`; ask `checks`."""
        self.folder = shutil.copytree(good, work / "site")
        self.checks = checks

    def problems(self) -> list[Problem]:
        """Return what the checks say of the site as it is now."""
        return said(self.checks, self.folder)

    def codes(self, page: str, old: str, new: str) -> set[str]:
        """Return the codes of what the check says when every `old` in `page` is `new`."""
        text = (self.folder / page).read_text(encoding="utf-8")
        assert old in text
        (self.folder / page).write_text(text.replace(old, new), encoding="utf-8")
        found = self.problems()
        assert {problem.where.file for problem in found} <= {f"site/{page}"}
        return {problem.code for problem in found}
