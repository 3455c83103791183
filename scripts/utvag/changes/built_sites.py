"""What visitors notice when another version of the program builds the same facts: two built folders, in the words of `diff`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from utvag import changes, rules
from utvag.changes import versions
from utvag.changes.page_lines import lines

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from utvag.changes import Report
    from utvag.changes.versions import Page, VisitorView
    from utvag.project import Project


def compare(project: Project, before: Path, after: Path, on: date) -> Report:
    """Return what differs between two built sites of the project, as on the day `on`. Raises InvalidRegistry and OSError."""
    view = versions.look(project, *rules.read(project, on))
    return changes.compare(replace(view, pages=_pages(before, view)), replace(view, pages=_pages(after, view)))


def _pages(site: Path, view: VisitorView) -> dict[str, Page]:
    """Return every page that the folder of a site has, as it was written there; what the guide says many times is read once."""
    programs = {program.id: program for program in view.loaded.registry.programs}
    called = {program.name: program.id for program in programs.values()}

    def page(address: str, known: Page) -> Page:
        text = (site / address).read_text(encoding="utf-8")
        read = tuple(dict.fromkeys(lines(text, address, called, programs.get(known.about))))
        return replace(known, read=lambda: read, told=None, text=None)

    return {address: page(address, known) for address, known in view.pages.items() if (site / address).is_file()}
