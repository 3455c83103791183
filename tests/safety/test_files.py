"""What the files of the shipped site say: parts of B5, B6, B8, D1 and D7 of safety.md, and that B4's browser keeps left pages."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import browsing
import pytest
from builders import ROOT
from safety.checks_b import keeping_left_pages
from site_checks import site
from utvag.guide import journeys
from utvag.registry.model import DECLINED

if TYPE_CHECKING:
    from safety.visit import Visit

pytestmark = [pytest.mark.site, pytest.mark.browser]


def test_b4_the_browser_of_this_check_keeps_left_pages(visit: Visit) -> None:
    """Without that, nothing would be proven: a page left by an ordinary address comes back alive."""
    with keeping_left_pages(visit) as page:
        page.add_init_script("addEventListener('pageshow', event => { window.kept = event.persisted; })")
        page.goto(visit.address)
        page.goto(f"{visit.address}kontakt/")
        page.go_back(wait_until="commit")
        browsing.until(page, "window.kept")


def test_b5_the_exit_is_the_one_value_of_the_configuration(visit: Visit) -> None:
    (configured,) = re.findall(r"^  exit_address: (\S+)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), flags=re.MULTILINE)
    pages = site.pages(visit.folder, visit.loaded.languages).values()
    exits = {element.attributes["href"] for page in pages for element in page.elements if "data-exit" in element.attributes}
    assert exits == {configured}


def test_b6_the_page_about_surfing_warns_of_programs_before_it_tells_of_the_history(visit: Visit) -> None:
    words = site.pages(visit.folder, visit.loaded.languages)["surfa-tryggare/index.html"].root.words()
    assert 0 < words.index("lagt in ett program") < words.index("Ta bara bort de rader")


def test_b8_the_compiled_tree_asks_at_most_four_questions_of_five_answers(visit: Visit) -> None:
    assert max(len(journey.answers) for journey in journeys.walk(visit.tree)) <= 4
    asked = list(journeys.questions(visit.tree))
    assert all(len(question.answers) <= 5 for question in asked)
    assert all(DECLINED in {answer.id for answer in question.answers} for question in asked)


def test_d1_pages_of_programmes_weigh_about_the_same(visit: Visit) -> None:
    """Whoever sees only how much is sent cannot tell them apart; the guide is the only page of its kind."""
    pages = site.pages(visit.folder, visit.loaded.languages)
    for language in visit.loaded.languages:
        own = [page for name, page in pages.items() if re.fullmatch(f"{language.prefix}stod/[^/]+/index.html", name)]
        sizes = [len(gzip.compress(page.text.encode())) for page in own]
        assert max(sizes) <= 1.3 * min(sizes)
