"""Rows of a YAML file that say how a text is changed: `replace` and `by`, perhaps `after`, or several such under `edits`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from builders import plain
from utvag import reports
from utvag.registry import source

if TYPE_CHECKING:
    from pathlib import Path


class CannotPatch(Exception):  # noqa: N818 -- it says what is so
    """The words that are to be replaced stand nowhere, or in more than one place."""


def rows(path: Path) -> list[dict[str, Any]]:
    """Return the list that a YAML file holds, as plain data."""
    read = source.parse(b"all:\n" + path.read_bytes(), path.name)
    assert read.document is not None, reports.of_problems(read.problems)
    assert not read.problems, reports.of_problems(read.problems)
    found: list[dict[str, Any]] = plain(read.document)["all"]
    return found


def patched(text: str, row: dict[str, Any]) -> str:
    """Return `text` as `row` changes it: the one place that reads `replace`, or the first after the words `after`, reads `by`."""
    for edit in row.get("edits", [row]):
        before, mark, rest = text.partition(edit["after"]) if "after" in edit else ("", "", text)
        if edit["replace"] not in rest or ("after" not in edit and text.count(edit["replace"]) > 1):
            raise CannotPatch(edit)
        text = before + mark + rest.replace(edit["replace"], edit["by"], 1)
    return text
