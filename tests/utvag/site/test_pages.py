"""Tests of the pages that are made from the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import GONE, Data, a_registry, an_environment, contents, load, pages_of
from utvag.changes import html_tree
from utvag.content import urls
from utvag.guide import wizard
from utvag.site import pages

if TYPE_CHECKING:
    from pathlib import Path


def test_every_address_gets_its_page_and_no_other() -> None:
    loaded = load(a_registry())
    assert list(pages_of(loaded)) == list(urls.generated(loaded.registry, loaded.languages))


def test_the_pages_are_written_as_they_are_rendered_over_what_stood_there(tmp_path: Path) -> None:
    loaded = load(a_registry())
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide" / "index.html").write_text("empty so far" * 10_000, encoding="utf-8")
    read: dict[str, str] = {}
    made = pages.generate(loaded.registry, wizard.compile(loaded.registry), an_environment(loaded))
    pages.write(tmp_path, made, read.__setitem__)
    assert read == pages_of(loaded)
    assert {name: data.decode() for name, data in contents(tmp_path).items()} == pages_of(loaded)


def test_a_page_that_cannot_be_written_is_not_passed_over(tmp_path: Path) -> None:
    loaded = load(a_registry())
    (tmp_path / "kontakt").mkdir()
    (tmp_path / "kontakt" / "index.html").mkdir()
    with pytest.raises(IsADirectoryError):
        pages.write(
            tmp_path, pages.generate(loaded.registry, wizard.compile(loaded.registry), an_environment(loaded)), lambda *_: None
        )


def test_what_is_kept_back_stands_on_no_page() -> None:
    text = "".join(
        pages_of(load(a_registry({"programs.familj.status": "withdrawn", "programs.familj.status_reason": "Hemligt."}))).values()
    )
    for kept_back in ("08-465 00 499", "+46846500499", "Äldre nummer", "Ingen har ringt", "Familjestödet", "Hemligt"):
        assert kept_back not in text
    assert "Ungdomslinjen" in text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"programs.skydd.status": "paused", "programs.skydd.status_reason": "Stängt i juli."}, "Stängt i juli."),
        ({}, "Vi läste källorna 21 november 2026."),
        ({"programs.skydd.municipality": "uppsala"}, "Gäller: Uppsala."),
        ({}, "Gäller: Hela landet."),
    ],
)
def test_a_programme_page_says_what_one_needs_to_know(changes: Data, words: str) -> None:
    assert words in html_tree.read(pages_of(load(a_registry(changes)))["stod/skydd/index.html"]).words()


def test_a_telephone_link_dials_the_whole_number() -> None:
    found = html_tree.read(pages_of(load(a_registry()))["stod/ungdom/index.html"]).walk()
    assert {item.attributes["href"] for item in found if item.attributes.get("href", "").startswith("tel:")} == {
        *("tel:+46846500400", "tel:112", "tel:116111")
    }


def test_a_page_says_once_how_old_its_sources_are() -> None:
    address = "stod/vagen-stockholm/index.html"
    for date, note, told in (
        ("2022", "ungefär", "Källorna är från ungefär 2022–2026. Fråga vad som gäller i dag."),
        ("2024", None, "Källorna är från 2024–2026. Fråga vad som gäller i dag."),
        ("unknown", None, "Källorna är från 2026. Några är utan datum. Fråga vad som gäller i dag."),
    ):
        both = {
            "sources.1.date": date,
            "sources.1.date_note": note or GONE,
            "programs.vagen-stockholm.summary.sources": ["K1", "K2"],
        }
        page = pages_of(load(a_registry(both)))[address]
        assert f'<p class="checked">{told}</p>' in page
        assert page.count("Källorna är från") == 1
    undated = {"sources.0.date": "unknown", "sources.1.date": "unknown", "sources.1.date_note": GONE}
    assert "Källorna är utan datum. Fråga vad som gäller i dag." in pages_of(load(a_registry(undated)))[address]


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("called", "Någon ringde och frågade 21 november 2026."),
        ("owner_confirmed", "De som svarar bekräftade det 21 november 2026."),
        ("stated_by_project", "Uppgift från den som står bakom sidan, 21 november 2026."),
    ],
)
def test_a_page_says_how_it_was_checked(how: str, words: str) -> None:
    changes = {"programs.skydd.checks.0.how": how}
    assert f'<p class="checked">{words}</p>' in pages_of(load(a_registry(changes)))["stod/skydd/index.html"]


def test_a_page_names_who_stands_behind_it_once_each_with_the_newest_year() -> None:
    changes: Data = {
        "programs.skydd.summary.sources": ["K1", "K2"],
        "sources.0.publisher": "Staden",
        "sources.1.publisher": "Kommunen",
    }
    changes |= {"sources.0.date": "unknown", "sources.1.date": "2024-02", "sources.1.date_note": GONE}
    page = pages_of(load(a_registry(changes)))["stod/skydd/index.html"]
    assert '<p class="checked">Källor: Kommunen (2024), Staden (utan datum).</p>' in page
