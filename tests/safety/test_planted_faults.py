"""Each check has been seen red: a fault planted in the site's sources fails exactly the checks that are about it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from safety import planted
from safety.visit import spoilt

if TYPE_CHECKING:
    from safety.planted import Planted
    from safety.visit import Visit

FAULTS = planted.faults()


ASKED = {
    *(f"a{number}" for number in range(1, 16)),
    *(f"b{number}" for number in range(1, 10)),
    *(f"c{number}" for number in (*range(1, 11), 12)),
    *(f"d{number}" for number in (1, 2, 3, 4, 5, 7, 8, 9, 10)),
}
"""The checks of safety.md that run here; the others need people (docs/manual-checks.md) or come with the words and the hosting."""

ELSEWHERE = {"a8", "a9", "d7"}
"""What the theme cannot spoil: a server's headers, a browser's cache, a stray file. test_a_headers and test_d_delivery do."""


def test_there_is_a_fault_for_every_check_that_the_theme_can_spoil() -> None:
    assert {name for fault in FAULTS for name in fault.fails} == ASKED - ELSEWHERE
    assert set(planted.checks("CHECKS")) | set(planted.checks("SLOW")) <= ASKED


def test_every_check_has_a_test_of_its_name() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert {name for name in ASKED if f"def test_{name}_" not in tests} == set()


def test_no_two_faults_have_one_name() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_planted_fault_fails_exactly_its_checks(fault: Planted, visit: Visit, tmp_path: Path) -> None:
    with spoilt(visit, tmp_path, fault.edits, fault.pages) as bad:
        assert planted.failing(bad, fault.fails) == fault.fails
