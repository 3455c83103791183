"""A language that is read from right to left is a folder, texts and a line: nothing in the code knows of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from builders import ROOT, a_project, a_registry, as_yaml, put
from translated import add_language, in_language
from utvag.site import build, built

if TYPE_CHECKING:
    from utvag.problems import Problem
    from utvag.site.built import BuiltSite

pytestmark = pytest.mark.site
SIGN = "ع "
"""Stands before every Swedish word of the language: nobody here writes Arabic, and the machine does not know that it is none."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[BuiltSite, tuple[Problem, ...]]:
    """Return a site in Swedish and Arabic, where one programme is not translated, and what its build says."""
    project = a_project(tmp_path_factory.mktemp("rtl"))
    add_language(project, a_registry(), "ar", SIGN)
    data = in_language(a_registry(), "ar", SIGN)
    put(data, "programs.skydd.summary.text", "Bara svenska.")
    project.registry.write_bytes(as_yaml(data))
    told = build.build(project)
    return built.read(project.site), told


def test_it_builds_and_every_check_holds(made: tuple[BuiltSite, tuple[Problem, ...]]) -> None:
    assert [problem.code for problem in made[1]] == ["oversattning-vantar"]


def test_every_page_of_it_is_read_from_right_to_left_and_no_other_is(made: tuple[BuiltSite, tuple[Problem, ...]]) -> None:
    for name, page in made[0].pages.items():
        (html,) = [element for element in page.elements if element.name == "html"]
        arabic = name.startswith("ar/")
        assert (html.attributes["lang"], html.attributes["dir"]) == (("ar", "rtl") if arabic else ("sv", "ltr")), name
    assert {"ar/guide/index.html", "ar/ring/index.html", "ar/stod/index.html", "ar/kontakt/index.html"} <= set(made[0].pages)


def test_what_is_missing_leads_to_its_page_about_calling_and_never_to_swedish(made: tuple[BuiltSite, tuple[Problem, ...]]) -> None:
    home, program = (made[0].pages[name].text for name in ("index.html", "stod/skydd/index.html"))
    assert '<a class="language" lang="ar" hreflang="ar" href="./ar/ring/">العربية</a>' in home
    assert 'href="../../ar/ring/"' in program
    for name, page in made[0].pages.items():
        if name.startswith("ar/"):
            links = [element.attributes for element in page.elements if element.name == "a"]
            up = "../" * (name.count("/"))
            assert {link["hreflang"] for link in links if link.get("href", "").startswith(up)} == {"sv"}, name


def test_a_number_in_a_text_is_not_turned_around(made: tuple[BuiltSite, tuple[Problem, ...]]) -> None:
    text = made[0].pages["ar/guide/index.html"].text
    assert f'{SIGN}Ring <span dir="ltr">112</span> om någon är i fara nu.' in text


def test_the_page_that_is_not_there_says_it_in_every_language(made: tuple[BuiltSite, tuple[Problem, ...]]) -> None:
    (part,) = [element for element in made[0].pages["404.html"].elements if element.attributes.get("lang") == "ar"]
    assert part.attributes["dir"] == "rtl"
    assert [link.attributes["href"] for link in part.walk() if link.name == "a"] == ["/ar/guide/", "/ar/ring/"]


def test_no_file_of_words_reaches_the_site(made: tuple[BuiltSite, tuple[Problem, ...]]) -> None:
    assert not [name for name in made[0].files if "words" in name]


def test_no_code_and_no_template_knows_the_languages_of_the_site() -> None:
    """Tables of what must be said may name a language; whatever asks which one it is would have to be changed for the next."""
    for path in [*(ROOT / "scripts").rglob("*.py"), *(ROOT / "overrides").rglob("*.html")]:
        text = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.search(r"""(==|!=|\bin\b) ?["'](en|ar)["']""", text), path
