"""The checks of safety.md: the shipped site passes each, and each has been seen red by faults planted in the site's sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from safety.planted import CHECKS, PLANTED, failing, ids
from safety.visit import GUIDE, paths, scenes, spoilt

if TYPE_CHECKING:
    from pathlib import Path

    from safety.visit import Visit

pytestmark = [pytest.mark.site, pytest.mark.browser]

ASKED = {
    *(f"a{number}" for number in range(1, 16)),
    *(f"b{number}" for number in range(1, 10)),
    *(f"c{number}" for number in (*range(1, 11), 12)),
    *(f"d{number}" for number in (1, 2, 3, 4, 5, 7, 8, 9, 10)),
}
"""The checks of safety.md that run here; the others need people (docs/manual-checks.md) or come with the words and the hosting."""

ELSEWHERE = {"a8", "a9", "d7"}
"""What the theme cannot spoil: a server's headers, a browser's cache, a stray file. test_servers.py and test_files.py do."""

TOGETHER = {"d10": "alone", **dict.fromkeys(("a1", "a3", "a5", "a7", "b7", "d1"), "visited"), "a12": "walked", "b8": "walked"}
TOGETHER |= {**dict.fromkeys(("c1", "c5", "c6", "c7", "c10"), "scenes"), "b9": "tabbed", "c2": "tabbed"}
"""What must not run beside its like, and the checks that one look feeds: each group stays in one process."""


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.xdist_group(TOGETHER.get(name, name))) for name in CHECKS])
def test_the_shipped_site_passes(name: str, visit: Visit) -> None:
    assert list(CHECKS[name](visit)) == []


@pytest.mark.timeout(600)
@pytest.mark.xdist_group("scenes")
def test_every_answer_and_every_kind_of_ending_is_among_the_scenes(visit: Visit) -> None:
    told = {where for where, _ in scenes(visit)}
    ways = {where.removesuffix(", allt utfällt") for where in told if where.startswith(GUIDE)}
    for steps in paths(visit.tree):
        way = " → ".join(answer for _, answer in steps)
        assert {f"{GUIDE} {way}", f"{GUIDE} {way} (utan skript)"} <= ways
    assert {(name or "/") for name in visit.pages} <= {where.split(" ")[0] for where in told}


def test_there_is_a_fault_for_every_check_that_the_theme_can_spoil() -> None:
    assert {name for row in PLANTED.values() for name in ids(row)} == ASKED - ELSEWHERE
    in_a_browser = {name for row in PLANTED.values() for name in row.get("browser", ())}
    assert in_a_browser == {name.split("-")[0] for name in CHECKS} - ELSEWHERE


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.xdist_group("planted")
@pytest.mark.parametrize("row", [row for row in PLANTED.values() if "browser" in row], ids=lambda row: row["fault"])
def test_a_planted_fault_fails_exactly_its_checks(row: Any, visit: Visit, tmp_path: Path) -> None:  # noqa: ANN401 -- YAML
    with spoilt(visit, tmp_path, row["in"], row["old"], row["new"], row.get("page", "")) as bad:
        assert failing(bad, row) == set(row["browser"])


def test_only_one_page_of_each_kind_is_looked_at_where_there_is_no_time(visit: Visit) -> None:
    hurried, whole = replace(visit, thorough=False), replace(visit, thorough=True)
    assert whole.some == visit.pages
    assert {"", GUIDE, "404.html", "en/", "en/guide/"} < set(hurried.some) < set(visit.pages)
    for prefix in ("", "en/"):
        assert len([name for name in hurried.some if name.startswith(f"{prefix}stod/") and name != f"{prefix}stod/"]) == 1
    assert len(hurried.ways) < len(whole.ways) / 5
