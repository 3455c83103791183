"""Tests of the whole report: every planted edit gives exactly the sentences in the fixture, and nothing visible goes untold."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest
from edited import EDITS, go_together, told
from utvag import changes
from utvag.changes.page_changes import Comparison
from utvag.content import urls
from utvag.site import templates

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.changes.versions import VisitorView


def named(change: dict[str, Any]) -> str:
    return str(change["name"])


@pytest.mark.parametrize("change", EDITS, ids=named)
def test_an_edit_is_told_exactly_as_the_fixture_says(tmp_path: Path, change: dict[str, Any]) -> None:
    before, after, found = told(tmp_path / "p", change)
    assert [sentence.words for sentence in found.visitors] == change["visitors"]
    assert found.reviewers == change["reviewers"]
    expected = map(urls.absolute, after.pages) if change["pages"] == "alla" else change["pages"]
    assert {urls.absolute(page) for page in found.pages} == set(expected)
    both = [(was, after.pages[address]) for address, was in before.pages.items() if address in after.pages]
    alike = [(was, now) for was, now in both if was.told == now.told]
    assert all(was.text and now.text and was.text() == now.text() for was, now in alike)


def test_nothing_is_made_of_pages_that_are_told_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change = next(change for change in EDITS if change["name"] == "Ett ord i en text är rättat")
    made: set[object] = set()
    render = templates.render

    def counted(env: templates.Environment, name: str, **context: Any) -> str:  # noqa: ANN401 -- as the real one
        made.add(context.get("address", name))
        return render(env, name, **context)

    monkeypatch.setattr(templates, "render", counted)
    found = told(tmp_path / "p", change)[-1]
    assert {*found.pages} == {"stod/skydd/index.html"} < made
    assert not made & {"stod/familj/index.html", "stod/ungdom/index.html", "main.html"}


def changed(before: VisitorView, after: VisitorView) -> set[str]:
    """Return the pages that are not as they were, told from their text, links and titles and where the exit of all leads."""
    addresses = before.pages.keys() | after.pages.keys()
    if (before.exit_address, before.is_light) != (after.exit_address, after.is_light):
        return set(addresses)
    old = {**before.pages, **Comparison(before, after).pages}
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


SHOWN = """Det här ändras för besökare

Stöd
- ”Familjestödet” har nu paus: De flyttar till nya lokaler. Det är borta ur guiden och ur listan över kontakter.

Vem som ser något annat i guiden
- En anhörig eller den som inte säger vem det gäller ser inte längre ”Familjestödet”.

Sidor
- Länkar mellan sidorna lämnar nu rader i historiken.

Ord, nummer och tider
- På sidan ”Skyddet” under ”Kontakt”: ”Källorna är från ungefär 2025. Fråga vad som gäller i dag.” blir \
”Källorna är från ungefär 2025–2026. Fråga vad som gäller i dag.”
- På sidan ”Skyddet” under ”Kontakt”: ”Källor: Myndigheten (ungefär 2025).” blir \
”Källor: Myndigheten (ungefär 2025), Staden (2026).”

Sidor som inte är som förut
- Alla sidor.

Det här ser bara den som granskar
- programs[skydd].description[1].sources: K2 blir K1."""


def test_the_report_has_each_kind_under_its_heading(tmp_path: Path) -> None:
    names = ("En insats har paus", "Länkarna lämnar spår", "En källa är utbytt mot en annan")
    before, after, found = told(tmp_path / "p", *(change for change in EDITS if change["name"] in names))
    assert changes.render(found) == SHOWN
    reworked = changes.render(changes.compare(before, after, is_reworked=True))
    assert reworked == SHOWN.replace("besökare\n", f"besökare\n\n{changes.REWORKED}\n", 1)
    assert changes.render(changes.compare(after, after)) == "Inget ändras för besökare."
    assert changes.render(changes.compare(after, after, is_reworked=True)) == changes.ONLY_REWORKED
