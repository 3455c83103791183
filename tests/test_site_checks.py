"""Sites of every kind keep what safety.md promises, and every fault planted in one is found by exactly one check.

The readings of the build are among the checks. The faults stand in site_checks/faults.yaml.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import national
import pytest
from builders import a_registry, a_site, load
from site_checks import blocks
from site_checks.faults import FAULTS, planted, spelt
from site_checks.site import Page, Site, judge, read
from translated import in_language, speaking
from utvag.content import urls
from utvag.guide import wizard
from utvag.site import headers

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.guide.journeys import Tree
    from utvag.registry.loader import Loaded

OLD = {"sources.1.date": "2022", "sources.1.date_note": "ungefär"}
PAUSED = {"programs.skydd.status": "paused", "programs.skydd.status_reason": "Stängt i juli."}
PAGE, GUIDE = "fragor/index.html", "guide/index.html"


def a_little_of_everything(lang: str = "") -> Loaded:
    """Return a registry with a paused programme and an old fact, in one more language if asked."""
    data = a_registry(OLD | PAUSED)
    return load(in_language(data, lang, f"{lang} "), speaking(lang, f"{lang} ")) if lang else load(data)


def made(folder: Path, loaded: Loaded) -> Site:
    return read(folder, loaded, wizard.compile(loaded.registry))


def told(site: Site) -> set[str]:
    return {fault.code for fault in judge(site)}


def test_the_shipped_site_keeps_its_promises(built: Path, shipped: Loaded, tree: Tree) -> None:
    """What a guide weighs depends on how many answers it has: tests/test_golden.py holds it."""
    site = read(built, shipped, tree)
    assert {fault.code for fault in judge(site)} <= {"d1-sidans-vikt"}
    reached = {urls.goal(page.name, address) for page in site.pages.values() for address, _ in page.links}
    assert site.pages.keys() - reached == {"404.html"}, "every page can be reached by links"


@pytest.mark.parametrize("lang", ["", "en"])
def test_a_small_site_keeps_them_in_any_language(tmp_path: Path, lang: str) -> None:
    loaded = a_little_of_everything(lang)
    assert judge(made(a_site(tmp_path, loaded), loaded)) == []


def test_a_site_of_many_municipalities_keeps_them(tmp_path: Path) -> None:
    loaded = load(national.a_nation(13, 12), speaking("en", ""))
    assert loaded.registry.lists_places
    assert judge(made(a_site(tmp_path, loaded), loaded)) == []


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return a good site in Swedish and Arabic-to-be, read from right to left."""
    loaded = a_little_of_everything("ar")
    site = made(a_site(tmp_path_factory.mktemp("good"), loaded), loaded)
    assert judge(site) == []
    return site


def changed(good: Site, name: str, old: str, new: str) -> Site:
    """Return the good site with every `old` on a page made `new`; "*" means every page."""
    pages = {page.name: page.text.replace(old, new) if name in (page.name, "*") else page.text for page in good.pages.values()}
    assert any(text != good.pages[page].text for page, text in pages.items()), f"{name} has no {old!r}"
    return replace(good, pages={name: Page(name, good.pages[name].language, text) for name, text in pages.items()})


@pytest.mark.parametrize(
    ("code", "words"), [(code, words) for code, all_words in FAULTS["last_on_a_page"].items() for words in all_words]
)
def test_what_does_not_belong_on_a_page_is_found_once(good: Site, code: str, words: str) -> None:
    assert told(changed(good, PAGE, "</main>", f"{spelt(words)}</main>")) == {code}


def test_what_belongs_on_a_page_hears_nothing(good: Site) -> None:
    words = (
        '<h2>Rubrik</h2><ul class="a"><li><strong>x</strong></li></ul><a KNOWN REL>example.se</a>'
        "<table><tr><td>x</td></tr></table><details><summary>x</summary>y</details>"
        '<a href="../">x</a><a href="/stod/skydd/#innehall">x</a><a href="tel:112">112</a>'
        "<p>Öppet 09:00–17:00, 08-465 00 400 år 2026.</p><p>onclick=&quot;x&quot; localStorage url(x) &lt;!-- @</p>"
    )
    assert told(changed(good, PAGE, "</main>", f"{spelt(words)}</main>")) == set()


@pytest.mark.parametrize(("code", "page", "old", "new"), FAULTS["on_a_page"])
def test_what_is_wrong_on_a_page_is_found_once(good: Site, code: str, page: str, old: str, new: str) -> None:
    assert told(changed(good, page, old, spelt(new))) == {code}


@pytest.mark.parametrize("row", [row for row in FAULTS["in_a_template"] if "files" in row], ids=lambda row: row["fault"])
def test_what_is_wrong_in_a_template_is_found_once(tmp_path: Path, good: Site, row: Any) -> None:  # noqa: ANN401 -- YAML
    site = planted(tmp_path, good.loaded, row["in"], row["old"], row["new"])
    assert told(made(site, good.loaded)) == set(row["files"])


@pytest.mark.parametrize(
    "name", ["bild.png", "anteckning.html", "stod/index.html.bak", "Stod/index.html", "assets/utvag.css", "a.map"]
)
def test_a_file_that_is_no_page_of_the_site_is_found_once(good: Site, name: str) -> None:
    assert told(replace(good, files=(*good.files, name))) == ({"d7", "bruten-lank"} if name.endswith(".html") else {"d7"})


def test_what_is_missing_or_of_another_registry_is_found(good: Site) -> None:
    assert told(replace(good, pages={name: page for name, page in good.pages.items() if name != GUIDE})) == {"bruten-lank"}
    assert told(replace(good, files=tuple(name for name in good.files if name != headers.LIST))) == {"a4"}
    other = load(a_registry({"programs.arbete.status": "paused", "programs.arbete.status_reason": "x"}))
    assert "guide-mot-trad" in told(replace(good, tree=wizard.compile(other.registry)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("default-src 'none'", "default-src 'self'"),
        ("script-src '", "script-src https: '"),
        ("style-src '", "style-src * '"),
        ("base-uri 'none'; ", ""),
        ("frame-ancestors 'none'; ", ""),
        ("trusted-types 'none'", "trusted-types 'none'; report-uri /x"),
        ("style-src '", f"style-src {headers.digest('b{}')} '"),
    ],
)
def test_a_policy_of_the_server_that_allows_more_is_found_once(good: Site, tmp_path: Path, old: str, new: str) -> None:
    folder = shutil.copytree(good.folder, tmp_path / "site")
    text = (folder / headers.LIST).read_text(encoding="utf-8")
    assert old in text
    (folder / headers.LIST).write_text(text.replace(old, new), encoding="utf-8")
    assert told(replace(good, folder=folder)) == {"a4"}


def test_what_a_style_or_a_script_does_is_known_and_what_it_does_not() -> None:
    styles = [*FAULTS["in_a_style"].items(), ("", FAULTS["right"]["style"])]
    for code, css in ((code, css) for code, rules in styles for css in rules):
        assert {found for found, _ in blocks.in_style(f"a{{color:red}} p {{{css}}}")} == {code} - {""}, css
    scripts = [*FAULTS["in_a_script"].items(), ("", FAULTS["right"]["script"])]
    for code, text in ((code, text) for code, texts in scripts for text in texts):
        assert code in {"", *(found for found, _ in blocks.in_script(text))}, text
        assert code or not list(blocks.in_script(text)), text
    assert [code for code, _ in blocks.in_style("b{color:red}")] == ["a13"]
