"""Tests of reading a page as a visitor does: line by line, each under its heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from edited import a_small_project, seen
from utvag import markup
from utvag.changes.seen import lines

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.changes.seen import Seen


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """Return what visitors see of the small project."""
    return seen(a_small_project(tmp_path_factory.mktemp("seen") / "p"))


def test_a_line_ends_where_a_browser_begins_a_new_one() -> None:
    read = lines(markup.read("<h1>Ett</h1><p>Två <b>tre</b><br>fyra</p><ul><li>Fem</li></ul><script>x</script>"))
    assert [(line.under, line.words) for line in read] == [("", "Ett"), ("Ett", "Två trefyra"), ("Ett", "Fem")]


def test_links_to_other_sites_are_kept_and_others_are_not() -> None:
    first, second = lines(markup.read('<p><a href="https://a.example/">Ut</a></p><p><a href="../guide/">In</a></p>'))
    assert first.links == ("https://a.example/",)
    assert second.links == ()


def test_every_page_is_read(small: Seen) -> None:
    assert {"index.html", "guide/index.html", "stod/skydd/index.html", "404.html"} <= small.pages.keys()
    assert all(page.lines for page in small.pages.values())


def test_a_card_of_the_guide_stands_under_its_name(small: Seen) -> None:
    under = {line.words: line.under for line in small.pages["guide/index.html"].lines}
    assert under["Skydd när någon hotar."] == "Skyddet"


def test_the_guides_questions_are_left_to_the_guide_and_its_endings_read_once(small: Seen) -> None:
    words = [line.words for line in small.pages["guide/index.html"].lines]
    assert "Är någon i fara just nu?" not in words
    assert "Ja, nu" not in words
    assert words.count("Här kan du få hjälp") == 1


def test_marks_of_sources_are_not_seen(small: Seen) -> None:
    words = [line.words for line in small.pages["surfa-tryggare/index.html"].lines]
    assert words[:3] == ["Sidan surfa-tryggare", "Här står en mening.", "Här står en till."]


def test_what_all_pages_have_is_marked(small: Seen, tmp_path: Path) -> None:
    del tmp_path
    numbers = [line.is_frame for line in small.pages["stod/arbete/index.html"].lines if line.words == "08-465 00 400"]
    assert numbers == [True, True]
