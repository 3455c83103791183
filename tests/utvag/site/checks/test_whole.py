"""Tests of how hard a built page is to read with everything that stands on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spoiling import Spoiling
from utvag.rules import readability
from utvag.rules.plain_words import EASY_PAGES
from utvag.site import built
from utvag.site.checks import whole

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def spoiling(good: Path, tmp_path: Path) -> Spoiling:
    return Spoiling(good, tmp_path, whole)


def test_a_good_site_hears_nothing(spoiling: Spoiling) -> None:
    assert spoiling.problems() == []


def differing(count: int) -> str:
    return "".join(f"<p>Myndighetsgemensamma handläggningsrutiner förutsätter samordning {number}.</p>" for number in range(count))


@pytest.mark.parametrize("page", ["index.html", "guide/index.html", "404.html", "kontakt/index.html"])
def test_words_of_a_template_count(spoiling: Spoiling, page: str) -> None:
    assert spoiling.codes(page, "</main>", differing(60) + "</main>") == {"lix-sidan"}


def test_a_page_of_a_few_words_is_not_measured(spoiling: Spoiling) -> None:
    assert spoiling.codes("404.html", "</main>", differing(2) + "</main>") == set()


def test_what_is_outside_the_main_part_or_said_again_does_not_count(spoiling: Spoiling) -> None:
    assert spoiling.codes("index.html", "</main>", f"</main>{differing(60)}") == set()
    assert (
        spoiling.codes(
            "guide/index.html",
            "</main>",
            "<p>Myndighetsgemensamma handläggningsrutiner förutsätter samordning.</p>" * 60 + "</main>",
        )
        == set()
    )


def test_the_problem_tells_the_limit_and_the_worst_sentence(spoiling: Spoiling) -> None:
    assert spoiling.codes("guide/index.html", "</main>", differing(60) + "</main>")
    (problem,) = spoiling.problems()
    assert f"högst {readability.EASY}" in problem.message
    assert "Myndighetsgemensamma" in problem.remedy


def test_a_sentence_runs_through_links_and_ends_with_its_block(tmp_path: Path) -> None:
    body = "<h1>Ett</h1><p>Ring <a href='#'>det <b>här</b></a> numret. Nu.</p><ul><li>Två<li>Tre</ul><button>Fyra</button>"
    (tmp_path / "index.html").write_text(f"<p>Nej</p><main>{body}<style>fem</style></main>", encoding="utf-8")
    (page,) = built.read(tmp_path).pages.values()
    assert whole.sentences(page) == ["Ett", "Ring det här numret.", "Nu.", "Två", "Tre", "Fyra"]


def test_the_pages_for_those_in_a_hurry_are_all_held_to_the_lower_limit() -> None:
    for page in (*EASY_PAGES, "guide.md"):
        assert whole.limit("index.html" if page == "index.md" else f"{page.removesuffix('.md')}/index.html") == readability.EASY
    for name in ("om/index.html", "stod/index.html", "404.html", "stod/guide/index.html"):
        assert whole.limit(name) == readability.PLAIN
