"""Tests of the whole report: every planted edit gives exactly the sentences in the fixture, and nothing visible goes untold."""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING, Any

import pytest
from edited import EDITS, go_together, told
from utvag import changes
from utvag.changes import line_changes
from utvag.changes.sentences import Comparison
from utvag.content import urls

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.changes.visitor_view import VisitorView


def named(change: dict[str, Any]) -> str:
    return str(change["name"])


@pytest.mark.parametrize("change", EDITS, ids=named)
def test_an_edit_is_told_exactly_as_the_fixture_says(tmp_path: Path, change: dict[str, Any]) -> None:
    _, after, found = told(tmp_path / "p", change)
    assert [sentence.words for sentence in found.visitors] == change["visitors"]
    assert list(found.reviewers) == change["reviewers"]
    expected = map(urls.absolute, after.pages) if change["pages"] == "alla" else change["pages"]
    assert {urls.absolute(page) for page in found.pages} == set(expected)


def changed(before: VisitorView, after: VisitorView) -> set[str]:
    """Return the pages that are not as they were, told from their text, links and titles and where the exit of all leads."""
    addresses = before.pages.keys() | after.pages.keys()
    if (before.exit_address, before.is_light) != (after.exit_address, after.is_light):
        return set(addresses)
    old = {**before.pages, **line_changes.moved(before.pages, Comparison(before, after).moved)}
    return {address for address in addresses if old.get(address) != after.pages.get(address)}


SWEDISH = [edit for edit in EDITS if "language" not in edit]
PAIRS = [pair for pair in itertools.combinations(SWEDISH, 2) if go_together(*pair)][::40]


@pytest.mark.parametrize("changes", PAIRS, ids=lambda pair: " + ".join(map(named, pair)))
def test_every_page_that_changes_is_in_a_sentence_and_no_other_page_is(tmp_path: Path, changes: tuple[dict[str, Any], ...]) -> None:
    before, after, found = told(tmp_path / "p", *changes)
    spoken_of = {page for sentence in found.visitors for page in sentence.pages}
    assert spoken_of >= changed(before, after)
    assert set(found.pages) == spoken_of | changed(before, after)
    assert bool(found.visitors) == bool(changed(before, after))


def test_nothing_for_visitors_is_said_in_every_form(tmp_path: Path) -> None:
    comment = next(change for change in EDITS if not change["visitors"] and not change["reviewers"])
    _, _, found = told(tmp_path / "p", comment)
    assert changes.render(found, "text") == "Inget ändras för besökare."
    assert changes.render(found, "markdown") == "## Det här ändras för besökare\n\nInget ändras för besökare."
    assert json.loads(changes.render(found, "json")) == {
        "changes": False,
        "reworked": False,
        "visitors": [],
        "pages": [],
        "reviewers": [],
    }


def test_templates_that_are_not_the_same_are_told_once_in_every_form(tmp_path: Path) -> None:
    before, after, found = told(tmp_path / "p", EDITS[0])
    both, alone = (changes.compare(old, after, is_reworked=True) for old in (before, after))
    title, said = "Det här ändras för besökare", changes.REWORKED
    assert changes.render(both, "text") == changes.render(found, "text").replace(title, f"{title}\n\n{said}")
    assert changes.render(both, "markdown") == changes.render(found, "markdown").replace(title, f"{title}\n\n{said}")
    assert json.loads(changes.render(both, "json"))["reworked"]
    assert changes.render(alone, "text") == changes.ONLY_REWORKED
    assert changes.render(alone, "markdown") == f"## {title}\n\n{changes.ONLY_REWORKED}"
