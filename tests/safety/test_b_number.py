"""Safety.md B7 to B9: the number, the guide that ends there, and a bar that covers nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from safety import checks_b as checks
from safety.visit import static
from utvag.guide import journeys
from utvag.registry.model import DECLINED

if TYPE_CHECKING:
    from safety.visit import Visit

pytestmark = [pytest.mark.site, pytest.mark.browser]


def test_b7_the_number_is_on_the_first_screen_and_on_paper(visit: Visit) -> None:
    assert list(checks.b7(visit)) == []
    assert [code for code in static(visit) if code.startswith("b7-")] == []


def test_b8_every_path_of_the_guide_ends_at_the_number(visit: Visit) -> None:
    assert list(checks.b8(visit)) == []
    assert [code for code in static(visit) if code.startswith("b8-")] == []


def test_b8_the_compiled_tree_asks_at_most_four_questions_of_five_answers(visit: Visit) -> None:
    assert max(len(journey.answers) for journey in journeys.walk(visit.tree)) <= 4
    asked = list(journeys.questions(visit.tree))
    assert all(len(question.answers) <= 5 for question in asked)
    assert all(DECLINED in {answer.id for answer in question.answers} for question in asked)


def test_b9_the_bar_covers_nothing_that_has_the_focus(visit: Visit) -> None:
    assert list(checks.b9(visit)) == []
