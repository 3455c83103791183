"""Tests of the way out and the words about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spoiling import Spoiling
from utvag.site.checks import leaving

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def spoiling(good: Path, tmp_path: Path) -> Spoiling:
    return Spoiling(good, tmp_path, leaving)


def test_a_good_site_hears_nothing(spoiling: Spoiling) -> None:
    assert spoiling.problems() == []


STORY = "<main><p>Ta bort historiken.</p><p>Någon kan ha lagt in ett program.</p>"


@pytest.mark.parametrize(
    ("code", "page", "old", "new"),
    [
        ("b2-utan-skript", "404.html", "<noscript>", "<noscript hidden></noscript><div>"),
        ("b2-utan-skript", "404.html", "Stäng därför fliken", "Gör så"),
        ("b5-samma-utgang", "404.html", "https://www.example.com/", "https://www.example.org/"),
        ("b5-samma-utgang", "404.html", "https://www.example.com/", "http://www.example.com/"),
        ("b6-historiken", "index.html", "tar inte bort historiken", "byter sida"),
        ("b6-historiken", "guide/index.html", "tar inte bort historiken", "byter sida"),
        ("b6-surfa-tryggare", "404.html", "surfa-tryggare/", "kontakt/"),
        ("b6-program-forst", "surfa-tryggare/index.html", "<main", f"{STORY}<main"),
        ("b6-lofte", "stod/index.html", "</main>", "<p>Du är alltid\n anonym.</p></main>"),
        ("b6-lofte", "stod/index.html", "</main>", "<p>Det är helt <b>säkert</b>.</p></main>"),
        ("b6-lofte", "stod/index.html", "</main>", '<a href="../" aria-label="Surfa spårlöst">x</a></main>'),
        ("b6-lofte", "stod/index.html", 'name="description" content="', 'name="description" content="Inga spår. '),
    ],
)
def test_an_exit_that_fails_or_promises_too_much_is_found(spoiling: Spoiling, code: str, page: str, old: str, new: str) -> None:
    assert spoiling.codes(page, old, new) == {code}


def test_advice_about_the_history_after_the_warning_hears_nothing(spoiling: Spoiling) -> None:
    assert spoiling.codes("surfa-tryggare/index.html", "<h1>", "<p>Någon kan ha lagt in ett program. Historiken …</p><h1>") == set()


def test_an_exit_to_somebody_who_gives_support_is_found_on_every_page(spoiling: Spoiling) -> None:
    for page in spoiling.folder.rglob("*.html"):
        page.write_text(page.read_text(encoding="utf-8").replace("//www.example.com/", "//vader.example.se/"), encoding="utf-8")
    found = spoiling.problems()
    assert {problem.code for problem in found} == {"b5-annan-doman"}
    assert len(found) > 5


def test_the_registered_part_of_an_address() -> None:
    assert leaving.domain("https://www.sub.example.se:80/x?y") == "example.se"
    assert leaving.domain("mailto:x") == ""
