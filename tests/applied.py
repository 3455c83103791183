"""The lines that somebody is told to change, changed as they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from utvag.upkeep.edits import Edit


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return the file's `text` with the edits that leave no choice, from the bottom up; what only points changes nothing."""
    lines = text.split("\n")
    for edit in sorted((edit for edit in edits if edit.action != "point"), key=lambda edit: edit.last, reverse=True):
        lines[edit.where.line if edit.action == "insert" else edit.first - 1 : edit.last] = edit.lines
    return "\n".join(lines)
