"""The arithmetic of `make bench`, that the peers' themes know every key they ask the registry for, and Material its words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import national
import peers
import pytest
import saved
import scale
from peers import THEMES, Cost
from utvag.content import html_tree
from utvag.registry.model import Program

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


class Quick(peers.Ours):
    """Builds nothing."""

    name = "quick"

    def prepare(self, project: Path, folder: Path) -> None:
        """Copy nothing."""


def test_growth_is_the_slope_of_the_logarithms() -> None:
    assert scale.exponent((100, 300, 1000), (1, 3, 10)) == pytest.approx(1)
    assert scale.exponent((10, 100), (1, 100)) == pytest.approx(2)


def test_a_row_has_medians_the_largest_memory_and_the_median_of_the_pairs() -> None:
    costs = {
        "ours": [Cost(2, 2, 10_000_000), Cost(4, 4, 30_000_000), Cost(9, 9, 20_000_000)],
        "Hugo": [Cost(1, 1, 10_000_000), Cost(1, 1, 10_000_000), Cost(3, 1, 10_000_000)],
    }
    ours, hugo = scale.rows(1000, costs)
    assert ours == "| 1,000 | ours | 3 | 4.00 | 30 | 1 | 1.00 |"
    assert hugo == "| 1,000 | Hugo | 3 | 1.00 | 10 | 3.00 (2.00–4.00) | 3.00 |"


def test_turns_end_after_a_while_where_they_are_long_and_never_where_they_are_short(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(peers, "project", lambda *_: tmp_path)
    monkeypatch.setattr(peers, "build", lambda *_: Cost(1, 1, 1))
    monkeypatch.setattr(scale, "BUILDERS", (Quick(),))
    monkeypatch.setattr(scale, "ENOUGH", -1)
    assert len(scale.measure(1000, 5, tmp_path)["quick"]) == 5
    assert len(scale.measure(1001, 5, tmp_path)["quick"]) == 1


@pytest.mark.parametrize("name", ["hugo/layouts/stod/single.html", "eleventy/pages/program.njk"])
def test_the_themes_show_what_a_programme_has(name: str) -> None:
    asked = set(re.findall(r"(?:\$p|program)\.([a-z_]+)", (THEMES / name).read_text(encoding="utf-8")))
    assert asked <= set(Program.model_fields)
    assert {"description", "for_whom", "helps_with", "asks_of_you", "application_process", "contact_routes"} <= asked


@pytest.mark.scale
@pytest.mark.parametrize("size", [min(*saved.SIZES, *scale.SIZES), max(*saved.SIZES, *scale.SIZES)])
def test_the_smallest_and_the_largest_registry_have_as_many_programmes_as_asked_for(size: int, tmp_path: Path) -> None:
    project = peers.project(tmp_path / "project", size)
    assert (project / "programs.yaml").read_text(encoding="utf-8").count("\n    slug: ") == size


@pytest.mark.site
def test_material_says_what_the_registry_says_of_a_programme(tmp_path: Path) -> None:
    data = national.a_nation(2, 3)
    project, builder = national.write(tmp_path / "project", data), peers.Material()
    builder.prepare(project.root, tmp_path / "material")
    cost = peers.build(builder, tmp_path / "material")
    assert cost.wall > 0
    assert cost.memory > 10_000_000
    stod = builder.site(tmp_path / "material") / "stod"
    program = data["programs"][-1]
    page = html_tree.read((stod / program["slug"] / "index.html").read_text(encoding="utf-8"))
    said = next(element for element in page.walk() if element.name == "article").text()
    texts = [program["summary"], *(claim for part in ("description", "for_whom", "helps_with") for claim in program[part])]
    assert [claim["text"]["sv"] for claim in texts if claim["text"]["sv"] not in said] == []
    assert program["contact_routes"][0]["number"] in said
    assert f'"{program["slug"]}/"' in (stod / "index.html").read_text(encoding="utf-8").replace("../", "")


@pytest.mark.site
def test_where_our_time_goes_is_told_in_parts_that_are_no_more_than_all_of_it(tmp_path: Path) -> None:
    spent = scale.phases(national.write(tmp_path / "project", national.a_nation(2, 3)))
    assert len(spent) > 5
    assert all(seconds > 0 for seconds in spent.values())
    assert sum(spent.values()) < 2 * spent["all of it"]


def test_a_build_that_fails_says_why(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: [", encoding="utf-8")
    with pytest.raises(RuntimeError, match=r"Material: .*while parsing"):
        peers.build(peers.Material(), tmp_path)
