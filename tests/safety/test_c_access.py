"""C1 to C10 and a part of C12 of safety.md: nobody is kept out by eyes, hands, ears, language or screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from safety import checks_c
from safety.opening import GUIDE
from safety.scenes import paths, scenes
from safety.visit import static

if TYPE_CHECKING:
    from safety.visit import Visit

pytestmark = pytest.mark.browser


def of(visit: Visit, name: str) -> set[str]:
    """Return the codes of what the checks of the build say about the check `name`."""
    return {code for code in static(visit) if code.startswith(f"{name}-")}


def test_every_answer_and_every_kind_of_ending_is_among_the_scenes(visit: Visit) -> None:
    ways = {where.removesuffix(", allt utfällt") for where in scenes(visit) if where.startswith(GUIDE)}
    for steps in paths(visit.tree):
        told = " → ".join(answer for _, answer in steps)
        assert {f"{GUIDE} {told}", f"{GUIDE} {told} (utan skript)"} <= ways
    assert {(name or "/") for name in visit.pages} <= {where.split(" ")[0] for where in scenes(visit)}


def test_c1_axe_finds_nothing_and_leaves_nothing_undecided(visit: Visit) -> None:
    assert list(checks_c.c1(visit)) == []


def test_c2_tab_reaches_everything_that_is_seen_in_order_and_nothing_else(visit: Visit) -> None:
    assert list(checks_c.c2(visit)) == []


def test_c2_nothing_plays_a_button_or_has_a_place_of_its_own_in_the_order(visit: Visit) -> None:
    assert of(visit, "c2") == set()


def test_c3_the_nu_checker_and_html_validate_find_no_error(visit: Visit) -> None:
    assert list(checks_c.c3(visit)) == []


def test_c4_headings_landmarks_language_title_and_skip_link_are_right(visit: Visit) -> None:
    assert of(visit, "c4") == set()


def test_c5_what_is_pressed_is_large_enough(visit: Visit) -> None:
    assert list(checks_c.c5(visit)) == []


def test_c6_no_text_is_lost_on_a_small_screen_with_wide_spacing_or_with_large_text(visit: Visit) -> None:
    assert list(checks_c.c6(visit)) == []


def test_c7_everything_can_be_seen_in_light_dark_and_forced_colours_and_nothing_moves(visit: Visit) -> None:
    assert list(checks_c.c7(visit)) == []


def test_c8_the_focus_follows_the_guide_there_and_back(visit: Visit) -> None:
    assert list(checks_c.c8(visit)) == []


def test_c9_no_single_key_does_anything(visit: Visit) -> None:
    assert list(checks_c.c9(visit)) == []


def test_c10_a_page_read_from_right_to_left_is_mirrored_and_its_numbers_are_not(visit: Visit) -> None:
    assert list(checks_c.c10(visit)) == []


def test_c10_no_style_knows_left_from_right_and_no_typeface_is_brought(visit: Visit) -> None:
    assert of(visit, "c10") == set()


def test_c12_no_heading_stands_in_a_summary(visit: Visit) -> None:
    assert of(visit, "c12") == set()
