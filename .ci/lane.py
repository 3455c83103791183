"""Tells a workflow whether a change takes numbers away and touches nothing else that runs: then the quick tests are enough.

BEFORE, in the environment, is the commit that the change came after. Prints `fast=true` or `fast=false`; in doubt it is false.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from utvag import git
from utvag.problems import InvalidRegistry
from utvag.registry import loader

if TYPE_CHECKING:
    from utvag.registry.model import Registry

REGISTRY = "programs.yaml"


def is_fast(root: Path, before: str) -> bool:
    """Return whether, from the commit `before` to HEAD, pages only lose numbers, and no other file has changed."""
    changed = git.ask(root, "diff", "--name-only", "--no-renames", git.commit(root, before), "HEAD") if before else None
    if changed is None or changed.decode().split() != [REGISTRY]:
        return False
    try:
        old, new = (_registry(root, revision) for revision in (before, "HEAD"))
    except InvalidRegistry:
        return False
    same = ("lifeline", "emergency", "questions", "municipalities", "declined_answer")
    return all(getattr(old, part) == getattr(new, part) for part in same) and _numbers(new) < _numbers(old)


def _registry(root: Path, revision: str) -> Registry:
    return loader.parse(git.ask(root, "show", f"{revision}:{REGISTRY}") or b"", REGISTRY).registry


def _numbers(registry: Registry) -> set[tuple[str, str]]:
    """Return each number that visitors read, with whose it is: the same number elsewhere is another fact."""
    shown = (program for program in registry.programs if program.has_page)
    return {(one.id, route.dialled) for one in shown for route in one.published_routes if route.kind == "phone"}


if __name__ == "__main__":
    print(f"fast={str(is_fast(Path.cwd(), os.environ.get('BEFORE', ''))).lower()}")
