"""The checks of safety.md in a browser or of a server, and which of them a planted fault (site_checks/faults.yaml) must fail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safety import checks_a, checks_b, checks_c, checks_d
from safety.visit import GUIDE, faults_of
from site_checks.faults import FAULTS

if TYPE_CHECKING:
    from safety.visit import Check, Visit

CHECKS: dict[str, Check] = {
    **{name: faults_of(name, checks_a.visited) for name in ("a1", "a3", "a5", "a7", "b7", "d1")},
    **{name: faults_of(name, checks_a.walked) for name in ("a12", "b8")},
    **{name: faults_of(name, checks_b.tabbed) for name in ("b9", "c2")},
    "a8": checks_a.a8,
    "a9": checks_a.a9,
    **{name: getattr(checks_b, name) for name in ("b1", "b2", "b3", "b4")},
    **{name: getattr(checks_c, name) for name in ("c1", "c3", "c5", "c6", "c7", "c8", "c9", "c10")},
    **{name.replace("_", "-"): getattr(checks_d, name) for name in ("d3", "d4_files", "d4_below", "d4_unstyled", "d5", "d8")},
    **{name.replace("_", "-"): getattr(checks_d, name) for name in ("d9_es5", "d9_used", "d10")},
}
"""The checks in a browser or of a server, by their id in safety.md. The rest is asked of the files, by the build itself."""

SLOW = frozenset(CHECKS) - {"a1", "a3", "a5", "a7", "b1", "b2", "b7", "b8", "c5", "c6", "c7", "c8", "c9", "c10", "d1", "d5"}
"""Asked only of a fault that they are expected to find."""

HEAVY = {"a1", "a3", "b1", "b7", "b8", "c5", "c6", "c7", "c8", "c10"}
"""The same for faults in the guide, for these look at all its states."""

READINGS = {"sida-utan-numret": "b7", "okant-nummer": "b7", "bruten-lank": "d5", "guide-mot-trad": "b8", "d1-sidans-vikt": "d1"}
"""What the codes of the build's readings are in safety.md."""

PLANTED: dict[str, Any] = {row["fault"]: row for row in FAULTS["in_a_template"]}
"""The faults by their names."""


def ids(row: Any) -> set[str]:  # noqa: ANN401 -- YAML
    """Return the ids of the checks that a fault fails, in the files or in a browser."""
    return {READINGS.get(code, code) for code in (*row.get("files", ()), *row.get("browser", ()))} - {"languages"}


def failing(visit: Visit, row: Any) -> set[str]:  # noqa: ANN401 -- YAML
    """Return the ids of the checks in a browser that find a planted fault: those that should are asked, and their quick kin."""
    dear = SLOW | HEAVY if GUIDE in visit.pages else SLOW
    kin = {name for name in CHECKS if name[0] in {one[0] for one in ids(row)}} - dear
    asked = kin | {name for name in CHECKS if name.split("-")[0] in ids(row)}
    # Each check is heard to its end: one that is left half-way would hold a browser open that nobody can close.
    return {name.split("-")[0] for name in asked if list(CHECKS[name](visit))}
