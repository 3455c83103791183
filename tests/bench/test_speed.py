"""The arithmetic of `make bench`; the peers' themes know every key they ask for, and Material says the words of the registry."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import national
import peers
import pytest
import speed
import timer
from timer import Cost
from utvag.changes import html_tree
from utvag.registry.model import Program

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = pytest.mark.slow


def test_a_row_has_the_median_ratio_of_the_pairs_and_the_largest_memory_and_growth_is_the_slope_of_the_logarithms() -> None:
    ours = [Cost(2, 3, 10_000_000), Cost(4, 3, 30_000_000), Cost(9, 3, 20_000_000)]
    its = [Cost(1, 1, 10_000_000), Cost(1, 1, 10_000_000), Cost(3, 1, 10_000_000)]
    more = [Cost(1, 30, 1), Cost(1, 30, 1)]
    table = speed.builds({100: {"ours": ours, "Hugo": its}, 1000: {"ours": more, "Hugo": more}}).splitlines()
    assert table[2:4] == [
        "| 100 ours | 1.00 | 1.00 | 1.00 | 4.00 | 3.00 | 30 |",
        "| 100 Hugo | 3.00 | 3.00 | 3.00 | 1.00 | 1.00 | 10 |",
    ]
    assert table[-1].endswith("ours 1.00, Hugo 1.48")


def test_the_processor_time_and_memory_of_what_a_command_starts_are_counted(tmp_path: Path) -> None:
    busy = "import time; held = bytearray(80_000_000); t = time.process_time()\nwhile time.process_time() - t < 0.3: pass"
    spent = timer.cost(
        [sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}])"], tmp_path
    )
    assert spent.processor > 0.3
    assert spent.memory > 80_000_000


@pytest.mark.parametrize("name", ["hugo/layouts/stod/single.html", "eleventy/pages/program.njk"])
def test_the_themes_show_what_a_programme_has(name: str) -> None:
    asked = set(re.findall(r"(?:\$p|program)\.([a-z_]+)", (peers.THEMES / name).read_text(encoding="utf-8")))
    assert asked <= set(Program.model_fields)
    assert {"description", "for_whom", "helps_with", "asks_of_you", "application_process", "contact_routes"} <= asked


@pytest.mark.site
def test_material_says_what_the_registry_says_of_as_many_programmes_as_asked_for(tmp_path: Path) -> None:
    project = peers.project(tmp_path / "project", 30)
    assert (project / "programs.yaml").read_text(encoding="utf-8").count("\n    slug: ") == 30
    builder = next(builder for builder in peers.PEERS if builder.name == "Material")
    builder.prepare(project, tmp_path / "material")
    assert peers.build(builder, tmp_path / "material").memory > 10_000_000
    shipped = len(national.a_nation(0, 0)["programs"])
    program = national.a_nation(30 - shipped, 3)["programs"][-1]
    page = html_tree.read((tmp_path / "material" / "site" / "stod" / program["slug"] / "index.html").read_text(encoding="utf-8"))
    said = next(element for element in page.walk() if element.name == "article").words()
    texts = [program["summary"], *(claim for part in ("description", "for_whom", "helps_with") for claim in program[part])]
    assert [claim["text"]["sv"] for claim in texts if claim["text"]["sv"] not in said] == []
    assert program["contact_routes"][0]["number"] in said


@pytest.mark.site
def test_every_command_gets_its_row(tmp_path: Path) -> None:
    project = national.write(tmp_path / "project", national.a_nation(8, 7)).root
    found = speed.measure_commands(project, 1)
    assert len(found) == 7
    assert found["build"].seconds > found["plain YAML, C loader"].seconds
    with pytest.raises(RuntimeError, match=r"scripts nonsense(.|\n)*nonsense"):
        timer.cost([*timer.OURS, "nonsense"], tmp_path)
