"""Tests of the drawing of the guide: every way is in it, ends at the number, and can be followed by keyboard and by ear."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from builders import MINIMAL, ROOT, Data, a_program, a_registry, load
from hypothesis import given, settings
from staffed import alike, environment, registries
from utvag.content import html_tree
from utvag.guide import journeys, wizard
from utvag.guide.eligibility import Verdict
from utvag.staff import drawing, layout, ways

if TYPE_CHECKING:
    from utvag.guide.journeys import Tree
    from utvag.registry.loader import Loaded
    from utvag.registry.model import Registry

NS = "{http://www.w3.org/2000/svg}"
LOADED = load(a_registry())
REGISTRY = LOADED.registry
TREE = wizard.compile(REGISTRY)

DRAW = """
import sys
from pathlib import Path
from utvag.guide import wizard
from utvag.registry import loader
from utvag.staff import drawing
read = loader.load(Path(sys.argv[1]), "").registry
sys.stdout.write(drawing.svg(read, wizard.compile(read)))
"""


def drawn(registry: Registry, tree: Tree) -> ET.Element:
    return ET.fromstring(drawing.svg(registry, tree))  # noqa: S314 -- our own


def words(element: ET.Element) -> list[str]:
    """Return the words of the texts that are drawn, without what is only told (`title`)."""
    texts = element.iter(f"{NS}text")
    return ["".join(text.itertext()).removeprefix(text.findtext(f"{NS}title") or "") for text in texts]


def endings(svg: ET.Element) -> dict[str, ET.Element]:
    return {link.attrib["href"].removeprefix("#"): link for link in svg.iter(f"{NS}a")}


def check_endings(registry: Registry, tree: Tree) -> None:
    """Every journey reaches an ending that shows 112 first for danger, its programmes as they are judged, and the number last."""
    found = endings(drawn(registry, tree))
    shown = drawing.shown(registry, tree)
    nodes = [node for node in layout.merged(tree) if not node.leads_to]
    assert len(found) == len(nodes)
    for node in nodes:
        (journey,) = (one for one in journeys.walk(tree) if one.answers == node.steps)
        link = found[drawing.row(node.steps)]
        told = [(text.text, text.attrib.get("class")) for text in link.iter(f"{NS}text")]
        assert told[-1] == (registry.lifeline.number, "line")
        assert ((registry.emergency.number, "danger") == told[0]) is (journey.outcome.emergency is not None)
        wanted = {
            name: "on-fits" if verdict is Verdict.FITS else "may" for name, verdict in journeys.results(journey.outcome).items()
        }
        assert {shown[int(number or 0) - 1].id: kind for number, kind in told if kind in ("on-fits", "may")} == wanted


def test_every_ending_shows_what_the_guide_shows_and_ends_at_the_number(shipped: Loaded, tree: Tree) -> None:
    check_endings(shipped.registry, tree)


@settings(max_examples=12, deadline=None)
@given(registries())
def test_so_does_every_ending_of_any_guide(data: Data) -> None:
    registry = load(data).registry
    check_endings(registry, wizard.compile(registry))


def test_an_ending_is_a_link_to_its_row_in_the_table_and_every_row_has_a_name_of_its_own() -> None:
    every = [drawing.row(journey.answers) for journey in journeys.walk(TREE)]
    assert len(set(every)) == len(every)
    assert set(endings(drawn(REGISTRY, TREE))) <= set(every)
    assert every == [way.id for way in ways.walk(TREE)]


def test_an_ending_is_told_in_words_to_who_cannot_see_it() -> None:
    link = endings(drawn(REGISTRY, TREE))["vag--nu--ung--stockholm--kriminalitet"]
    told = link.findtext(f"{NS}title") or ""
    choices = {(name, choice.id): choice.reason.sv for name, several in REGISTRY.choices.items() for choice in several}
    assert told.startswith(f"{choices['fara', 'nu']}, {choices['vem', 'ung']}, {choices['plats', 'stockholm']}, ")
    assert ". Ring 112. Passar: " in told
    assert told.endswith(f". Sist: {REGISTRY.lifeline.number}.")


def test_every_answer_has_its_words_at_its_line() -> None:
    svg = drawn(REGISTRY, TREE)
    picture = layout.place(REGISTRY, TREE)
    said = words(svg)
    assert all(said.count(row.words) >= 1 for row in picture.rows)
    path = next(svg.iter(f"{NS}path")).attrib["d"]
    assert path.count("M") == 2 * len(picture.rows)


def test_the_drawing_has_a_name_and_says_what_it_is() -> None:
    svg = drawn(REGISTRY, TREE)
    by_id = {element.attrib["id"]: element for element in svg.iter() if "id" in element.attrib}
    assert by_id[svg.attrib["aria-labelledby"]].text == "Alla vägar genom guiden"
    assert f"Varje väg slutar på {REGISTRY.lifeline.number}." in (by_id[svg.attrib["aria-describedby"]].text or "")


def test_what_is_the_same_is_drawn_once() -> None:
    registry, tree = alike()
    assert len(endings(drawn(registry, tree))) < len(list(journeys.walk(tree)))
    check_endings(registry, tree)
    assert "C" in next(drawn(registry, tree).iter(f"{NS}path")).attrib["d"]


def test_with_more_programmes_than_numbers_can_be_told_apart_an_ending_counts_them() -> None:
    data = a_registry()
    data["programs"] += [a_program(f"p{number}") for number in range(drawing.MOST)]
    registry = load(data).registry
    svg = drawn(registry, wizard.compile(registry))
    assert all(any(" passar, " in text for text in words(link)) for link in svg.iter(f"{NS}a"))
    assert int(svg.attrib["width"]) < 4000


def test_the_legend_names_every_number_and_the_drawing_can_be_scrolled_and_skipped_by_keyboard() -> None:
    page = html_tree.read(drawing.figure(REGISTRY, TREE, environment(LOADED)))
    elements = list(page.walk())
    (legend,) = (item for item in elements if item.name == "ol")
    names = [item.text() for item in legend.walk() if item.name == "li"]
    assert names == [program.name for program in drawing.shown(REGISTRY, TREE)]
    (scrolled,) = (item for item in elements if item.name == "section")
    assert (scrolled.attributes["tabindex"], bool(scrolled.attributes["aria-label"])) == ("0", True)
    ids = {item.attributes["id"] for item in elements if "id" in item.attributes}
    assert f"{drawing.DRAWING}-slut" in ids
    assert any(item.attributes.get("href") == f"#{drawing.DRAWING}-slut" for item in elements)


def test_the_same_guide_gives_the_same_bytes() -> None:
    command = [sys.executable, "-c", DRAW, str(MINIMAL)]
    setting = {**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "PYTHONHASHSEED": "7"}
    done = subprocess.run(command, capture_output=True, check=True, env=setting)  # noqa: S603 -- our own program
    assert done.stdout.decode() == drawing.svg(REGISTRY, TREE)


@pytest.mark.parametrize("spoilt", ["<b>&", "\"'>"])
def test_words_cannot_break_out_of_the_drawing(spoilt: str) -> None:
    data = a_registry({"questions.vad.text": f"Vad {spoilt}?", "programs.arbete.name": f"A {spoilt}"})
    registry = load(data).registry
    assert any(spoilt in text for text in words(drawn(registry, wizard.compile(registry))))
