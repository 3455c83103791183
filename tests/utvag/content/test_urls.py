"""Tests of where pages stand, which there are in which language, and where links between them lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import SWEDISH, Data, a_registry, load, put
from translated import in_language, speaking
from utvag.content import urls

if TYPE_CHECKING:
    from utvag.content.urls import Sitemap

DATA = in_language(a_registry(), "en", "eng ")
put(DATA, "programs.skydd.summary.text", "Bara svenska.")
WRITTEN = {
    "index.html": "Hem",
    "fragor/index.html": "Frågor",
    "nar-du-ringer/index.html": "När du ringer",
    "en/index.html": "First",
}


def a_map() -> Sitemap:
    loaded = load(DATA, speaking("en", "eng "))
    return urls.sitemap(loaded.registry, loaded.languages, WRITTEN)


def test_a_page_has_its_title_in_its_language() -> None:
    titles = a_map().titles
    assert titles["stod/skydd/index.html"] == "Trygghet för dig"
    assert titles["en/stod/ungdom/index.html"] == "eng Någon att prata med"
    assert (titles["guide/index.html"], titles["en/guide/index.html"]) == ("Guiden", "The guide")
    assert "en/stod/skydd/index.html" not in titles
    assert "ring/index.html" not in titles


@pytest.mark.parametrize(
    ("path", "lang", "leads"),
    [
        ("guide/", "sv", "../guide/"),
        ("finns-inte/", "sv", "../finns-inte/"),
        ("guide/", "en", "../guide/"),
        ("", "en", "../"),
        ("fragor/", "en", "../ring/"),
        ("stod/skydd/", "en", "../ring/"),
    ],
)
def test_a_link_to_what_a_language_lacks_leads_to_its_page_about_calling(path: str, lang: str, leads: str) -> None:
    assert a_map().link(path, lang, "../") == leads


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("index.html", "./en/"),
        ("guide/index.html", "../en/guide/"),
        ("fragor/index.html", "../en/ring/"),
        ("stod/skydd/index.html", "../../en/ring/"),
        ("en/index.html", "../"),
        ("en/guide/index.html", "../../guide/"),
        ("en/ring/index.html", "../../nar-du-ringer/"),
    ],
)
def test_a_page_leads_to_itself_in_the_other_language(address: str, leads: str) -> None:
    assert [goal for _, goal in a_map().others(address)] == [leads]


def test_the_menu_has_the_pages_that_there_are_in_one_order() -> None:
    assert [title for _, title in a_map().menu("sv")] == ["Hem", "Guiden", "När du ringer", "Stöd", "Kontakt", "Frågor"]
    assert [path for path, _ in a_map().menu("en")] == ["", "guide/", "ring/", "stod/", "kontakt/"]
    assert len(set(urls.MENU)) == len(urls.MENU)


@pytest.mark.parametrize(
    ("address", "root"),
    [("index.html", "./"), ("guide/index.html", "../"), ("en/index.html", "./"), ("en/stod/a/index.html", "../../")],
)
def test_the_first_page_of_its_language_is_as_far_up_as_the_page_is_deep(address: str, root: str) -> None:
    assert a_map().root(address) == root


def test_only_what_has_a_page_has_an_address() -> None:
    paused: Data = {"programs.skydd.status": "paused", "programs.skydd.status_reason": "x"}
    ended: Data = {"programs.familj.status": "ended", "programs.familj.status_reason": "x"}
    hidden: Data = {
        "programs.arbete.status": "unconfirmed",
        "programs.arbete.status_reason": "x",
        "programs.skydd.former_slugs": ["x"],
    }
    found = urls.generated(load(a_registry(paused | ended | hidden)).registry, SWEDISH)
    assert {"guide/index.html", "stod/index.html", "kontakt/index.html", "stod/skydd/index.html"} <= found.keys()
    assert "stod/arbete/index.html" not in found
    moved, gone = (SWEDISH[0][f"{key}_title"] for key in ("moved", "gone"))
    assert (found["stod/x/index.html"], found["stod/familj/index.html"]) == (moved, gone), "no address is lost"
