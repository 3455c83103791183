"""Safety.md D1 to D10: what is sent, and that it works where little else does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from builders import a_project
from safety import checks_d as checks
from safety.visit import static
from utvag.site import build, built
from utvag.site.checks import weight

if TYPE_CHECKING:
    from pathlib import Path

    from safety.visit import Visit
    from utvag.problems import Problem

pytestmark = [pytest.mark.site, pytest.mark.browser]


def _too_heavy(visit: Visit, name: str) -> list[Problem]:
    found = weight.check(built.read(visit.folder), visit.loaded, visit.tree)
    return [problem for problem in found if problem.code.startswith(f"{name}-")]


def test_d1_a_page_is_one_request(visit: Visit) -> None:
    assert list(checks.d1(visit)) == []


def test_d1_pages_style_and_scripts_are_light(visit: Visit) -> None:
    assert [
        problem for problem in weight.check(built.read(visit.folder), visit.loaded, visit.tree) if problem.code[:2] == "d1"
    ] == []


def test_d2_no_fonts_and_pictures(visit: Visit) -> None:
    assert [code for code in static(visit) if code.startswith("d2-")] == []


def test_d3_the_same_words_and_links_without_the_script(visit: Visit) -> None:
    assert list(checks.d3(visit)) == []


def test_d3_broken_scripts_leave_links_and_answers(visit: Visit) -> None:
    assert list(checks.d3_broken(visit)) == []


def test_d4_the_pages_work_as_files(visit: Visit) -> None:
    assert list(checks.d4(visit)) == []


def test_d4_the_site_works_below_another_address(visit: Visit) -> None:
    assert list(checks.d4_below(visit)) == []


def test_d4_the_order_makes_sense_without_style(visit: Visit) -> None:
    assert list(checks.d4_unstyled(visit)) == []


def test_d5_links_are_answered_at_once(visit: Visit) -> None:
    assert list(checks.d5(visit)) == []
    assert [code for code in static(visit) if code.startswith("d5-")] == []


def test_d7_only_pages_are_sent_and_they_are_small(visit: Visit) -> None:
    assert [code for code in static(visit) if code.startswith("d7-")] == []
    outline = built.read(visit.folder).outline
    assert [problem for problem in weight.whole(outline, visit.loaded, visit.tree) if problem.code[:2] == "d7"] == []


def test_d8_paper_has_everything_on_one_sheet(visit: Visit) -> None:
    assert list(checks.d8(visit)) == []


def test_d9_scripts_and_style_are_for_old_browsers(visit: Visit) -> None:
    assert list(checks.d9(visit)) == []
    assert [code for code in static(visit) if code.startswith("d9-")] == []


def test_d9_the_pages_work_without_what_is_newer(visit: Visit) -> None:
    assert list(checks.d9_used(visit)) == []


@pytest.mark.xdist_group("alone")
def test_d10_the_number_is_painted_soon_on_a_slow_network(visit: Visit) -> None:
    assert list(checks.d10(visit)) == []


def test_d1_pages_of_programmes_weigh_about_the_same(visit: Visit) -> None:
    """Whoever sees only how much is sent cannot tell them apart; the guide is the only page of its kind."""
    pages = built.read(visit.folder).pages
    for language in visit.loaded.languages:
        own = [page for name, page in pages.items() if re.fullmatch(f"{language.prefix}stod/[^/]+/index.html", name)]
        sizes = [weight.compressed(page.text) for page in own]
        assert max(sizes) <= 1.3 * min(sizes)


def test_d7_a_file_that_an_editor_leaves_among_the_pages_stops_the_build(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    (project.content / "bild.png").write_bytes(b"x")
    assert [problem.code for problem in build.build(project)] == ["d7-okand-fil"]
    assert not project.site.exists()
