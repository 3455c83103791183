"""Tests of the pages that are made from the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import Data, a_registry, an_environment, contents, load, pages_of
from utvag.content import html_tree, urls
from utvag.guide import wizard
from utvag.site import pages

if TYPE_CHECKING:
    from pathlib import Path


def test_every_address_gets_its_page_and_no_other() -> None:
    loaded = load(a_registry())
    assert list(pages_of(loaded)) == list(urls.generated(loaded.registry, loaded.languages))


def test_the_same_registry_gives_the_same_bytes() -> None:
    assert pages_of(load(a_registry())) == pages_of(load(a_registry()))


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
        ({}, "Kontrollerad 21 november 2026."),
        ({"programs.skydd.municipality": "uppsala"}, "Gäller: Uppsala."),
        ({}, "Gäller: Hela landet."),
    ],
)
def test_a_programme_page_says_what_one_needs_to_know(changes: Data, words: str) -> None:
    assert words in html_tree.read(pages_of(load(a_registry(changes)))["stod/skydd/index.html"]).text()


def test_a_telephone_link_dials_the_whole_number() -> None:
    found = html_tree.read(pages_of(load(a_registry()))["stod/ungdom/index.html"]).walk()
    assert {item.attributes["href"] for item in found if item.attributes.get("href", "").startswith("tel:")} == {
        *("tel:+46846500400", "tel:112", "tel:116111")
    }


OLD = {"sources.1.date": "2022", "sources.1.date_note": "ungefär"}
NOTE = "Uppgift från 2022. Fråga när du ringer."


def test_what_was_old_when_it_was_checked_says_so_and_what_is_new_or_undated_does_not() -> None:
    address = "stod/vagen-stockholm/index.html"
    page = pages_of(load(a_registry(OLD)))[address]
    assert f'<li>Någon hjälper dig vidare. <span class="age">{NOTE}</span></li>' in page
    assert f'Du kan få hjälp i staden. <span class="age">{NOTE}</span></p>' in page
    assert page.count(NOTE) > page.count("<li>Någon hjälper dig vidare.")
    for date in ("2024", "unknown"):
        assert "Uppgift från" not in pages_of(load(a_registry({"sources.1.date": date})))[address]


def test_several_things_of_one_old_year_under_a_heading_say_so_once() -> None:
    again = [{"text": {"sv": f"Sak {number}."}, "sources": [source]} for number, source in enumerate(("K2", "K2", "K1"))]
    address = "stod/vagen-stockholm/index.html"
    same = pages_of(load(a_registry(OLD | {"programs.vagen-stockholm.description": again[:2]})))[address]
    assert '<li>Sak 1.</li>\n</ul>\n<p class="age">Det här är uppgifter från 2022. Fråga när du ringer.</p>' in same
    mixed = pages_of(load(a_registry(OLD | {"programs.vagen-stockholm.description": again})))[address]
    assert f'<li>Sak 1. <span class="age">{NOTE}</span></li>\n<li>Sak 2.</li>\n</ul>' in mixed
    assert "Det här är uppgifter" not in mixed.partition("Sak 2.")[0]


def test_a_way_in_that_was_old_says_so() -> None:
    page = pages_of(load(a_registry(OLD)))["stod/vagen-stockholm/index.html"]
    assert NOTE in page.partition('<section class="contact-card">')[2]


def test_a_page_names_who_stands_behind_it_once_each_with_the_newest_year() -> None:
    changes = {"programs.skydd.summary.sources": ["K1", "K2"], "sources.0.publisher": "Staden", "sources.1.publisher": "Kommunen"}
    changes |= {"sources.0.date": "unknown", "sources.1.date": "2024-02"}
    page = pages_of(load(a_registry(changes)))["stod/skydd/index.html"]
    assert '<p class="checked">Källor: Kommunen 2024, Staden.</p>' in page
