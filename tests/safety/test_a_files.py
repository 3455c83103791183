"""What stands in the files of the shipped site: checks A2, A3, A6, A10, A11 and A13–A15 of safety.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from safety.visit import static

if TYPE_CHECKING:
    from safety.visit import Visit


@pytest.fixture(scope="module")
def told(visit: Visit) -> set[str]:
    """Return the ids of the checks of the build that say something about the shipped site."""
    return {code.split("-")[0] for code in static(visit)}


def test_a2_no_page_names_anything_to_fetch_or_to_prepare(told: set[str]) -> None:
    assert "a2" not in told


def test_a3_no_script_knows_how_to_keep_anything_and_there_is_no_manifest(told: set[str]) -> None:
    assert "a3" not in told


def test_a6_no_inline_handlers_no_forms_no_frames(told: set[str]) -> None:
    assert "a6" not in told


def test_a10_nothing_to_fill_in_and_no_address_or_name_that_carries_an_answer(told: set[str]) -> None:
    assert "a10" not in told


def test_a11_titles_addresses_and_icons_are_neutral_and_nothing_is_made_for_sharing(told: set[str]) -> None:
    assert "a11" not in told


def test_a13_a_link_that_was_followed_looks_like_one_that_was_not(told: set[str]) -> None:
    assert "a13" not in told


def test_a14_nothing_tells_how_where_or_by_whom_the_site_was_built(told: set[str]) -> None:
    assert "a14" not in told


def test_a15_links_to_other_sites_are_the_registrys_own_and_tell_nothing(told: set[str]) -> None:
    assert "a15" not in told
