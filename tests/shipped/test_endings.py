"""Twenty-five people besides personas.yaml: what stands open first at their ending, as a social worker would have it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from builders import from_yaml
from utvag.guide import journeys
from utvag.guide.eligibility import Verdict

if TYPE_CHECKING:
    from utvag.guide.journeys import Tree
    from utvag.registry.loader import Loaded


PEOPLE = from_yaml(Path(__file__).with_name("endings.yaml"))["people"]


@pytest.mark.parametrize("row", PEOPLE, ids=lambda row: row["who"])
def test_somebody_sees_first_what_a_social_worker_would_show(row: Any, tree: Tree, shipped: Loaded) -> None:  # noqa: ANN401 -- YAML
    """What is paused or has ended is not asked for, and what is new may be shown: both are everyday edits."""
    offered = {program.id for program in shipped.registry.programs if program.is_offered}
    outcome = journeys.follow(tree, row["answers"]).outcome
    shown = [item.program.id for item in sorted(outcome.shown, key=lambda item: item.verdict is not Verdict.FITS)]
    for seen, expected in (([item.program.id for item in outcome.doors], row["way_in"]), (shown, row["first"])):
        assert [name for name in seen if name in expected] == [name for name in expected if name in offered]
    assert len(shown) <= 3
    assert [item.program.id for item in outcome.shown if item.program.role == "folded"] == []
