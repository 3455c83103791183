"""Tests of the checks of built HTML: a good site hears nothing, and each thing taken away is missed."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from builders import a_registry, a_site, load, spoil
from spoiling import said
from utvag.guide import wizard
from utvag.site import built
from utvag.site.checks import site

if TYPE_CHECKING:
    from pathlib import Path

LOADED = load(a_registry())
TREE = wizard.compile(LOADED.registry)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_site(tmp_path_factory.mktemp("good"), LOADED)


def codes(folder: Path) -> set[str]:
    return {problem.code for problem in said(site, folder)}


SPOILS = [
    ("sida-saknas", "404.html", None, ""),
    ("sida-saknas", "guide/index.html", None, ""),
    ("sida-saknas", "index.html", None, ""),
    ("sida-utan-numret", "404.html", "tel:+46846500400", "tel:+46846500401"),
    ("sida-utan-numret", "404.html", "08-465 00 400", "vårt nummer"),
    ("sida-utan-numret", "index.html", "<main", "<div"),
    ("sida-utan-numret", "index.html", "<header", "<div"),
    ("sida-utan-utgang", "stod/index.html", "data-exit", "data-x"),
    ("sida-utan-utgang", "stod/index.html", "Lämna sidan", "Gå"),
    ("sida-utan-utgang", "stod/index.html", 'href="https://www.example.com/"', 'href="#"'),
    ("okant-nummer", "stod/skydd/index.html", "</main>", "<p>Ring 08-465 00 499</p></main>"),
    ("annat-nummer", "stod/skydd/index.html", "</main>", '<a href="tel:+46846500400">112</a></main>'),
    ("annat-nummer", "stod/skydd/index.html", "</main>", '<p>Ring <a href="tel:112"><b>08-465 00 400</b></a></p></main>'),
    ("okant-nummer", "stod/skydd/index.html", "</main>", '<a href="tel:+46846500499">Ring</a></main>'),
    ("okant-nummer", "stod/skydd/index.html", "</main>", '<a href="TEL:+46846500499">Ring</a></main>'),
    ("okant-nummer", "stod/skydd/index.html", "</main>", '<a href="sms:+46846500499">Skriv</a></main>'),
    ("okant-nummer", "stod/skydd/index.html", "<title>", "<title>Ring 116 000. "),
    ("bruten-lank", "stod/skydd/index.html", "</main>", '<a href="../finns-inte/">x</a></main>'),
    ("bruten-lank", "stod/skydd/index.html", "</main>", '<a href="#finns-inte">x</a></main>'),
    ("bruten-lank", "stod/skydd/index.html", "</main>", '<a href="../../../../x">x</a></main>'),
    ("bruten-lank", "stod/skydd/index.html", "</main>", '<a href="http://[x">x</a></main>'),
    ("bruten-lank", "stod/skydd/index.html", "</main>", '<a href="javascript:alert(1)">x</a></main>'),
    ("guide-mot-trad", "guide/index.html", 'data-answer="hot"', 'data-answer="annat"'),
    ("guide-mot-trad", "guide/index.html", 'data-program="skydd"', 'data-program="utvalda"'),
    ("guide-mot-trad", "guide/index.html", "data-outcome", "data-x"),
    ("guide-mot-trad", "guide/index.html", 'data-outcome="f', 'data-outcome="-'),
    ("guide-mot-trad", "guide/index.html", 'data-outcome="f', 'data-outcome="m'),
    ("slut-utan-numret", "guide/index.html", "tel:+46846500400", "tel:116111"),
    ("slut-utan-numret", "guide/index.html", 'href="tel:112">Ring', 'href="#">Ring'),
]


@pytest.mark.parametrize(("code", "page", "old", "new"), SPOILS)
def test_what_is_wrong_in_a_built_page_is_found(
    good: Path, tmp_path: Path, code: str, page: str, old: str | None, new: str
) -> None:
    folder = spoil(good, tmp_path / "site", page, old or "", new)
    if old is None:
        (folder / page).unlink()
    found = [problem for problem in said(site, folder) if problem.code == code]
    assert found
    assert found[0].where.file == f"site/{page}"


@pytest.mark.parametrize(
    "new",
    [
        '<a href="../">x</a><a href="../../guide/">x</a><a href="#innehall">x</a><a href="/stod/skydd/">x</a>',
        '<a href="https://www.polisen.se/">x</a><a href="tel:112">x</a><p>Ring 114 14, öppet 09:00–17:00.</p>',
        '<h3>Ring 114 14</h3><p><a href="tel:116111">116 111</a> <a href="tel:112">112</a></p>',
        "<style>p { color: red }</style><script>var a = 'https://x.se/08-465 00 499';</script>",
    ],
)
def test_what_is_right_in_a_built_page_hears_nothing(good: Path, tmp_path: Path, new: str) -> None:
    assert codes(spoil(good, tmp_path / "site", "stod/skydd/index.html", "</main>", f"{new}</main>")) == set()


def test_a_page_that_is_not_utf_8_is_a_problem_and_no_exception(good: Path, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    shutil.copytree(good, folder)
    (folder / "ny.html").write_bytes("<p>på".encode("latin-1"))
    assert codes(folder)


def test_an_empty_folder_misses_every_page(tmp_path: Path) -> None:
    assert codes(tmp_path) == {"sida-saknas"}


def test_the_guide_of_another_registry_is_found_out(good: Path) -> None:
    other = load(a_registry({"programs.arbete.status": "paused", "programs.arbete.status_reason": "x"}))
    assert "guide-mot-trad" in {problem.code for problem in site.check(built.read(good), other, wizard.compile(other.registry))}
