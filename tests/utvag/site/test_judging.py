"""A built site judged in parts: the same is found as in one, wherever a fault stands and however many parts there are."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from builders import a_registry, a_site, load
from translated import in_language, speaking
from utvag.guide import wizard
from utvag.problems import in_order
from utvag.site import built, judging

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.problems import Problem

LOADED = load(in_language(a_registry(), "en", "eng "), speaking("en", "eng "))
TREE = wizard.compile(LOADED.registry)

FAULTS = [
    ("sprak-nummer", "en/stod/utvalda/index.html", 'href="tel:112"', 'href="tel:116111"'),
    ("bruten-lank", "stod/utvalda/index.html", 'href="#', 'href="../../guide/#finns-inte'),
    ("bruten-lank", "stod/index.html", 'href="../stod/utvalda/', 'href="../stod/finns-inte/'),
    ("b5-samma-utgang", "stod/utvalda/index.html", "https://www.example.com/", "https://www.example.org/"),
    ("a15-okand-lank", "stod/utvalda/index.html", "https://www.example.com/", "https://www.example.org/"),
    ("b6-lofte", "en/stod/utvalda/index.html", "</main>", "<p>Du är helt <b>anonym</b>.</p></main>"),
    ("a11-titel", "stod/utvalda/index.html", "<title>", "<title>Ring</title><title>"),
    ("a4-policy-block", "stod/utvalda/index.html", "</main>", "<style>b{}</style></main>"),
    ("guide-mot-trad", "en/guide/index.html", "data-outcome=", "data-utfall="),
    ("okant-nummer", "index.html", "</main>", "<p>Ring 08-465 00 499</p></main>"),
]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_site(tmp_path_factory.mktemp("good"), LOADED)


def in_parts(folder: Path) -> tuple[Problem, ...]:
    return in_order(judging.public(folder, LOADED, TREE))


def in_one(folder: Path) -> tuple[Problem, ...]:
    return in_order(judging.judge(built.read(folder), LOADED, TREE))


@pytest.mark.parametrize("parts", [1, judging.PARTS, 1000])
@pytest.mark.parametrize(("code", "page", "old", "new"), FAULTS)
def test_any_number_of_parts_finds_what_the_whole_finds(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, parts: int, code: str, page: str, old: str, new: str
) -> None:
    folder = shutil.copytree(good, tmp_path / "site")
    text = (folder / page).read_text(encoding="utf-8")
    assert old in text
    (folder / page).write_text(text.replace(old, new), encoding="utf-8")
    monkeypatch.setattr(judging, "PARTS", parts)
    found = in_parts(folder)
    assert code in {problem.code for problem in found}
    assert found == in_one(folder)


def test_titles_that_two_pages_share_are_found_across_parts(good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = shutil.copytree(good, tmp_path / "site")
    for page in ("stod/utvalda/index.html", "index.html"):
        head, _, rest = (folder / page).read_text(encoding="utf-8").partition("<title>")
        (folder / page).write_text(f"{head}<title>Samma</title>{rest.partition('</title>')[2]}", encoding="utf-8")
    monkeypatch.setattr(judging, "PARTS", 1000)
    assert "a11-titel" in {problem.code for problem in in_parts(folder)}


def test_what_stands_on_no_page_is_found_too(good: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(good, tmp_path / "site")
    (folder / "bild.png").write_bytes(b"")
    shutil.rmtree(folder / "guide")
    shutil.rmtree(folder / ".headers")
    codes = {problem.code for problem in in_parts(folder)}
    assert {"d7-okand-fil", "sida-saknas", "a4-policy-saknas"} <= codes


def test_a_good_site_hears_nothing(good: Path) -> None:
    assert in_parts(good) == ()
