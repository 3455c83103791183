"""Each check has been seen red: a fault planted in the site's sources fails exactly the checks that are about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from safety import planted
from safety.visit import spoilt

if TYPE_CHECKING:
    from pathlib import Path

    from safety.planted import Planted
    from safety.visit import Visit

FAULTS = planted.faults()


def test_there_is_a_fault_for_every_check_that_a_fault_in_the_theme_can_fail() -> None:
    known = set(planted.checks("CHECKS")) | set(planted.checks("SLOW"))
    assert len(known) > 20
    assert known <= {name for fault in FAULTS for name in fault.fails}


def test_no_two_faults_have_one_name() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_planted_fault_fails_exactly_its_checks(fault: Planted, visit: Visit, tmp_path: Path) -> None:
    with spoilt(visit, tmp_path, fault.edits, fault.pages) as bad:
        assert planted.failing(bad, fault.fails) == fault.fails
