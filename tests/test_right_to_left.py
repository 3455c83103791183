"""A language that is read from right to left is a folder, texts and a line: nothing in the code knows of it."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from builders import ROOT, a_project, a_registry, as_yaml, put
from site_checks import site
from translated import add_language, in_language
from utvag import rules
from utvag.site import build

if TYPE_CHECKING:
    from pathlib import Path

    from site_checks.site import Site

pytestmark = pytest.mark.site
SIGN = "ع "
"""Stands before every Swedish word of the language: nobody here writes Arabic, and the machine does not know that it is none."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return a site in Swedish and Arabic, where one programme is not translated."""
    project = a_project(tmp_path_factory.mktemp("rtl"))
    add_language(project, a_registry(), "ar", SIGN)
    data = in_language(a_registry(), "ar", SIGN)
    put(data, "programs.skydd.summary.text", "Bara svenska.")
    project.registry.write_bytes(as_yaml(data))
    assert [problem.code for problem in build.build(project)] == ["oversattning-vantar"]
    return site.read(project.site, *rules.read(project))


def test_every_page_of_it_is_read_from_right_to_left_and_every_promise_is_kept(made: Site) -> None:
    assert {"ar/guide/index.html", "ar/ring/index.html", "ar/stod/index.html", "ar/kontakt/index.html"} <= set(made.pages)
    assert site.judge(made) == []


def test_what_is_missing_leads_to_its_page_about_calling_and_never_to_swedish(made: Site) -> None:
    home, program = (made.pages[name].text for name in ("index.html", "stod/skydd/index.html"))
    assert '<a class="language" lang="ar" hreflang="ar" href="./ar/ring/">العربية</a>' in home
    assert 'href="../../ar/ring/"' in program
    assert "ar/stod/skydd/index.html" not in made.pages
    assert "Bara svenska" not in "".join(page.text for page in made.pages.values() if page.language.prefix)
    for page in made.pages.values():
        if page.language.prefix:
            up = "../" * page.name.count("/")
            assert {link.attributes["hreflang"] for address, link in page.links if address.startswith(up)} == {"sv"}, page.name


def test_a_number_in_a_text_is_not_turned_around(made: Site) -> None:
    assert f'{SIGN}Ring <span dir="ltr">112</span> om någon är i fara nu.' in made.pages["ar/guide/index.html"].text


def test_the_page_that_is_not_there_says_it_in_every_language(made: Site) -> None:
    (part,) = [element for element in made.pages["404.html"].elements[2:] if element.attributes.get("lang") == "ar"]
    assert part.attributes["dir"] == "rtl"
    assert [link.attributes["href"] for link in part.walk() if link.name == "a"] == ["/ar/guide/", "/ar/ring/"]


def test_no_code_and_no_template_knows_the_languages_of_the_site() -> None:
    """Tables of what must be said may name a language; whatever asks which one it is would have to be changed for the next."""
    for path in [*(ROOT / "scripts").rglob("*.py"), *(ROOT / "overrides").rglob("*.html")]:
        text = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.search(r"""(==|!=|\bin\b) ?["'](en|ar)["']""", text), path


@pytest.mark.parametrize(("pages", "has"), [("call", ["ring"]), ("guide", ["guide", "ring"])])
def test_a_language_can_be_offered_a_step_at_a_time_and_leads_nowhere_else(tmp_path: Path, pages: str, has: list[str]) -> None:
    project = a_project(tmp_path / "p")
    add_language(project, a_registry(), "ar", SIGN, pages)
    if pages == "call":
        data = in_language(a_registry(), "ar", SIGN)
        put(data, "declined_answer", "Bara svenska")
        project.registry.write_bytes(as_yaml(data))
    assert build.build(project) == ()
    found = site.read(project.site, *rules.read(project))
    assert [name for name in sorted(found.pages) if name.startswith("ar/")] == [f"ar/{name}/index.html" for name in has]
    assert site.judge(found) == []
    shutil.copy(project.content / "index.md", project.content / "ar" / "sida.md")
    assert [problem.code for problem in build.build(project)] == ["sprak"]
