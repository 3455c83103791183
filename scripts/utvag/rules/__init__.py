"""All that must hold of registry, guide, pages and words, and the one place that finds what does not."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from utvag import files
from utvag.content.languages import load as load_languages
from utvag.guide import personas, proof, wizard
from utvag.problems import InvalidRegistry, Location, Problem, in_order
from utvag.project import Project
from utvag.registry import loader
from utvag.rules import page_rules, plain_words, registry_rules

if TYPE_CHECKING:
    from utvag.guide.journeys import Tree
    from utvag.registry.loader import Loaded


def check(project: Project) -> tuple[Loaded, Tree, tuple[Problem, ...]]:
    """Return the registry, its guide, and every problem of both, of the hand-written pages and of the personas.

    Raises InvalidRegistry when there is no registry, or no words in some language, to go on with, or a file cannot be read.
    """
    try:
        loaded, tree = read(project)
        return loaded, tree, judge(project, loaded, tree)
    except OSError as fault:
        raise InvalidRegistry([unreadable(project, fault)]) from fault


def read(project: Project) -> tuple[Loaded, Tree]:
    """Return the registry and its guide. Raises InvalidRegistry and OSError."""
    spoken, faults = load_languages(project)
    if faults:
        raise InvalidRegistry(in_order(faults))
    loaded = loader.load(project.registry, project.shown(project.registry), spoken)
    if any(True for _ in registry_rules.check(loaded, [registry_rules.PROVABLE])):
        raise InvalidRegistry(in_order(registry_rules.check(loaded)))
    return loaded, wizard.compile(loaded.registry)


def judge(project: Project, loaded: Loaded, tree: Tree) -> tuple[Problem, ...]:
    """Return every problem of what `read` has read. Raises OSError."""
    is_own = project.registry == Project.at(project.root).registry  # people are not held against another registry
    return in_order(
        [
            *registry_rules.check(loaded),
            *proof.prove(loaded, tree),
            *plain_words.in_registry(loaded),
            *page_rules.check(project, loaded),
            *personas.load(project, loaded.registry if is_own else None)[1],
        ]
    )


def unreadable(project: Project, fault: OSError) -> Problem:
    """Return the problem of a file that could not be read or written."""
    name = project.shown(Path(os.fsdecode(fault.filename))) if fault.filename else project.shown(project.site)
    message = f"Filen eller mappen går inte att läsa eller skriva: {files.reason(fault)}."
    return Problem(Location(name), name, message, "Rätta det och bygg igen. Den förra webbplatsen är kvar som den var.", "disk")
