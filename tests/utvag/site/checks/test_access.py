"""Tests of the checks that keep nobody out: a good page hears nothing, and each fault is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import a_registry, a_site, load
from spoiling import said
from utvag.guide import wizard
from utvag.site.checks import access

if TYPE_CHECKING:
    from pathlib import Path

LOADED = load(a_registry())
TREE = wizard.compile(LOADED.registry)

PAGE = """<!DOCTYPE html><html lang="sv" dir="ltr"><head><title>Sida</title>
<style>p { margin: 0 auto; text-align: start }</style></head>
<body><a href="#mitt">Hoppa</a><header>x</header><main id="mitt"><h1>Sida</h1><details><summary>Svar</summary><h2>Del</h2></details>
<h3>Mer</h3><h2>Igen</h2><p>Ring <a href="tel:11414">114 14</a></p><nav aria-label="Sidor">x</nav>
<section><header>y</header></section></main>
<footer>x</footer></body></html>"""


def codes(folder: Path, text: str) -> set[str]:
    (folder / "sida.html").write_text(text, encoding="utf-8")
    return {problem.code for problem in said(access, folder)}


def test_every_generated_page_is_for_everybody(tmp_path: Path) -> None:
    folder = a_site(tmp_path / "site", LOADED)
    assert said(access, folder) == []


def test_a_good_page_hears_nothing(tmp_path: Path) -> None:
    assert codes(tmp_path, PAGE) == set()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('lang="sv"', "", "c4-sprak"),
        ('lang="sv"', 'lang="svenska"', "c4-sprak"),
        ("<p>", '<p lang="sv_SE">', "c4-sprak"),
        (' dir="ltr"', "", "c4-sprak"),
        ('lang="sv"', 'lang="ar"', "c4-sprak"),
        ("<title>Sida</title>", "", "c4-titel"),
        ("<title>Sida", "<title> ", "c4-titel"),
        ("<h1>Sida</h1>", "", "c4-rubriker"),
        ("<h2>Igen</h2>", "<h1>Igen</h1>", "c4-rubriker"),
        ("<h2>Del</h2>", "", "c4-rubriker"),
        ("<h2>Igen</h2>", "<h2> </h2>", "c4-rubriker"),
        ("<main", "<div", "c4-landmarken"),
        ("</main>", '<nav aria-label="Sidor">y</nav></main>', "c4-landmarken"),
        ("</main>", "<nav>y</nav></main>", "c4-landmarken"),
        ("</main>", '<nav aria-label="Mer">y</nav></main>', ""),
        ("</main>", "</main><header>z</header>", "c4-landmarken"),
        ('href="#mitt"', 'href="#borta"', "c4-hoppa"),
        ("<body>", '<body><a href="/">Hem</a>', "c4-hoppa"),
        ("<h3>", '<h3 tabindex="2">', "c2-tabbordning"),
        ("<h3>", '<h3 tabindex="-1">', ""),
        ("<h3>", '<h3 tabindex="0">', "c2-knapp"),
        ("<p>", '<p role="button">', "c2-knapp"),
        ("<p>", "<label>Meny</label><p>", "c2-knapp"),
        ("<p>", '<label for="a">Meny</label><input id="a"><p>', ""),
        ("<summary>Svar", "<summary><h2>Svar</h2>", "c12-rubrik"),
        ("<summary>Svar", '<summary><b role="heading">Svar</b>', "c12-rubrik"),
        ("text-align: start", "text-align: left", "c10-css"),
        ("text-align: start", "margin-left:1em", "c10-css"),
        ("text-align: start", "border-left-width: 0 ;", "c10-css"),
        ("text-align: start", "left : 0", "c10-css"),
        ("text-align: start", "float: right", "c10-css"),
        ("text-align: start", "border-top-left-radius: 1px", "c10-css"),
        ("text-align: start", "inset: 0 0 0 1px", "c10-css"),
        ("text-align: start", "padding: 0 1px 2px 1px", ""),
        ("text-align: start", "padding: 0 calc(1px + 2px) 2px 1px !important", "c10-css"),
        ("text-align: start", "border-radius: 1px 2px 1px 2px", "c10-css"),
        ("text-align: start", "/* left: 0; */ inset-inline-start: 0", ""),
        ("<h3>", '<h3 style="text-align:right">', "c10-css"),
        ("<style>", "<style>@font-face { font-family: x }", "c10-typsnitt"),
    ],
)
def test_what_keeps_somebody_out_is_named(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert old in PAGE
    assert codes(tmp_path, PAGE.replace(old, new, 1)) == ({code} if code else set())


def test_a_number_that_may_be_read_backwards_is_named(tmp_path: Path) -> None:
    arabic = PAGE.replace('lang="sv" dir="ltr"', 'lang="ar" dir="rtl"')
    assert codes(tmp_path, arabic) == {"c10-nummer"}
    assert codes(tmp_path, arabic.replace("114 14</a>", '<span dir="ltr">114 14</span></a>')) == set()
    assert codes(tmp_path, arabic.replace('href="tel:11414"', 'href="tel:11414" dir="ltr"')) == set()
    outer = arabic.replace("<p>", '<div dir="ltr"><p dir="rtl">').replace("</p>", "</p></div>")
    assert codes(tmp_path, outer) == {"c10-nummer"}
