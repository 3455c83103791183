"""Safety.md B1 to B6: the way out, and the truth about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import browsing
import pytest
from builders import ROOT
from safety import checks_b as checks
from safety.visit import static
from utvag.site import built

if TYPE_CHECKING:
    from safety.visit import Visit

pytestmark = [pytest.mark.site, pytest.mark.browser]


def test_b1_exit_and_phone_are_always_in_view_and_first_to_reach(visit: Visit) -> None:
    assert list(checks.b1(visit)) == []


def test_b2_without_a_script_the_exit_leaves_and_back_is_explained(visit: Visit) -> None:
    assert list(checks.b2(visit)) == []
    assert [code for code in static(visit) if code.startswith("b2-")] == []


def test_b3_the_screen_is_blank_before_the_neutral_page_answers(visit: Visit) -> None:
    assert list(checks.b3(visit)) == []


def test_b4_back_never_shows_our_pages_after_the_exit(visit: Visit) -> None:
    assert list(checks.b4(visit)) == []


def test_b5_the_exit_is_one_neutral_https_address(visit: Visit) -> None:
    assert [code for code in static(visit) if code.startswith("b5-")] == []


def test_b6_the_text_is_honest(visit: Visit) -> None:
    assert [code for code in static(visit) if code.startswith("b6-")] == []


def test_b4_the_browser_of_this_check_keeps_left_pages(visit: Visit) -> None:
    """Without that, nothing would be proven: a page left by an ordinary address comes back alive."""
    with checks.keeping_left_pages(visit) as page:
        page.add_init_script("addEventListener('pageshow', event => { window.kept = event.persisted; })")
        page.goto(visit.address)
        page.goto(f"{visit.address}kontakt/")
        page.go_back(wait_until="commit")
        browsing.until(page, "window.kept")


def test_b5_the_exit_is_the_one_value_of_the_configuration(visit: Visit) -> None:
    found = re.findall(r"^  exit_address: (\S+)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), flags=re.MULTILINE)
    pages = built.read(visit.folder).pages.values()
    exits = {element.attributes["href"] for page in pages for element in page.elements if "data-exit" in element.attributes}
    assert exits == set(found)
    assert len(found) == 1


def test_b6_the_page_about_surfing_warns_of_programs_before_it_tells_of_the_history(visit: Visit) -> None:
    words = built.read(visit.folder).pages["surfa-tryggare/index.html"].root.text()
    assert 0 < words.index("lagt in ett program") < words.index("Ta bara bort de rader")
