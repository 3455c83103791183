"""Tests of what holds each page against the same page in Swedish."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import a_registry, a_site, load, put, spoil
from translated import in_language, speaking
from utvag.guide import wizard
from utvag.site import built, judging
from utvag.site.checks import languages

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.registry.loader import Loaded

DATA = in_language(a_registry({"programs.utvalda.unknowns": ["Det finns 3 sätt, kl. 09:30 till 16:00, sedan 2019."]}), "en", "eng ")
WHOLE = load(DATA, speaking("en", "eng "))
WAITING_DATA = in_language(a_registry(), "en", "eng ")
put(WAITING_DATA, "programs.skydd.summary.text", "Bara svenska, 17 år.")
WAITING = load(WAITING_DATA, speaking("en", "eng "))


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site in Swedish and English."""
    return a_site(tmp_path_factory.mktemp("both"), WHOLE)


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the same site where a programme waits for its translator."""
    return a_site(tmp_path_factory.mktemp("waiting"), WAITING)


def codes(folder: Path, loaded: Loaded = WHOLE) -> list[str]:
    return [problem.code for problem in languages.check(built.read(folder), loaded, wizard.compile(loaded.registry))]


def test_a_site_in_two_languages_passes_every_check(both: Path, waiting: Path) -> None:
    for folder, loaded in ((both, WHOLE), (waiting, WAITING)):
        assert list(judging.judge(built.read(folder), loaded, wizard.compile(loaded.registry))) == []


PAGE = "en/stod/utvalda/index.html"
FAULTS = [
    (PAGE, 'lang="en"', 'lang="sv"', "sprak-sida"),
    (PAGE, 'dir="ltr">\n<head>', 'dir="rtl">\n<head>', "sprak-sida"),
    (PAGE, 'href="tel:112"', 'href="tel:116111"', "sprak-nummer"),
    ("en/guide/index.html", 'href="tel:116111"', 'href="tel:11414"', "sprak-nummer"),
    ("en/kontakt/index.html", 'href="tel:116111"', 'href="tel:11414"', "sprak-nummer"),
    (PAGE, "3 sätt", "4 sätt", "sprak-siffror"),
    (PAGE, "09:30", "9.30", "sprak-siffror"),
    (PAGE, "2019", "2018", "sprak-siffror"),
    (PAGE, "21 November 2026", "22 November 2026", "sprak-siffror"),
    (PAGE, "21 November 2026", "November 2026", "sprak-siffror"),
    ("en/stod/index.html", "18", "17", "sprak-siffror"),
    ("en/stod/vagen-uppsala/index.html", "https://www.example.se/stod", "https://www.example.se/", "sprak-lankar-ut"),
    ("en/stod/index.html", 'href="../stod/utvalda/"', 'href="../stod/arbete/"', "sprak-lankar"),
    ("en/stod/index.html", 'href="../stod/utvalda/"', 'href="../ring/"', "sprak-lankar"),
    ("en/stod/index.html", 'href="../stod/utvalda/"', 'href="../../stod/utvalda/"', "sprak-lankar"),
]


@pytest.mark.parametrize(("page", "old", "new", "code"), FAULTS)
def test_a_page_that_says_another_thing_than_the_swedish_is_told(
    both: Path, tmp_path: Path, page: str, old: str, new: str, code: str
) -> None:
    assert set(codes(spoil(both, tmp_path / "site", page, old, new))) == {code}


def test_what_waits_for_its_translator_leads_to_the_page_about_calling(waiting: Path) -> None:
    assert not (waiting / "en/stod/skydd").exists()
    for page in ("en/guide", "en/stod", "en/kontakt"):
        text = (waiting / page / "index.html").read_text(encoding="utf-8")
        assert '<a href="../ring/">Skyddet</a>' in text
        assert "Not translated yet. Call and ask." in text
        assert 'href="tel:11414"' in text
        assert "Bara svenska" not in text
    assert 'hreflang="en" href="../../en/ring/"' in (waiting / "stod/skydd/index.html").read_text(encoding="utf-8")


def test_the_guide_is_held_against_the_swedish_though_a_programme_waits(waiting: Path, tmp_path: Path) -> None:
    folder = spoil(waiting, tmp_path / "site", "en/guide/index.html", 'href="tel:116111"', 'href="tel:11414"')
    assert codes(folder, WAITING) == ["sprak-nummer"]


def test_digits_of_another_script_are_the_same(both: Path, tmp_path: Path) -> None:
    assert codes(spoil(both, tmp_path / "site", PAGE, "2019", "٢٠١٩")) == []
