"""Tests of pages held against each other: their lines, and programmes, pages and languages as a whole.

Most of what is told stands in the fixture of edits (test_report.py).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from edited import a_small_project, seen
from utvag import changes
from utvag.changes import page_changes
from utvag.changes.page_changes import Change, Comparison
from utvag.changes.page_lines import Line
from utvag.changes.versions import Page

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.changes.versions import VisitorView

Told = tuple[str | None, str | None, list[str]]


def page(*lines: str | Line) -> Page:
    read = tuple(Line(line) if isinstance(line, str) else line for line in lines)
    return Page("Sida", "Sida", "sv", lambda: read)


def told(before: dict[str, Page], after: dict[str, Page]) -> list[Told]:
    found = page_changes.compare(before, after)
    words = [[line.words if line else None for line in (item.was, item.now)] for item in found]
    return [(was, now, item.pages) for (was, now), item in zip(words, found, strict=True)]


LANGUAGES = [{name: page(Line(words, (f"/en/{name}/",))) for name in "xy"} for words in ("English", "In English")]
"""Two pages with a link to the same page in another language."""

COMPARED = [
    (
        {"x": page("a", "Ring 1"), "y": page("Ring 1")},
        {"x": page("a", "Ring 2"), "y": page("Ring 2")},
        [("Ring 1", "Ring 2", ["x", "y"])],
    ),
    ({"x": page("08-1 23", "Ring 08-1 23 nu")}, {"x": page("08-1 24", "Ring 08-1 24 nu")}, [("08-1 23", "08-1 24", ["x"])]),
    (
        {"x": page("08-1 23"), "y": page(Line("Ring", ("numret 08-1 23",)))},
        {"x": page("08-1 24"), "y": page(Line("Ring", ("numret 08-1 24",)))},
        [("08-1 23", "08-1 24", ["x", "y"])],
    ),
    (
        {"x": page(Line("Ett två tre", under="A"))},
        {"x": page(Line("Zzz qqq", under="B"))},
        [("Ett två tre", None, ["x"]), (None, "Zzz qqq", ["x"])],
    ),
    ({"x": page(Line("Ett två tre", under="A"))}, {"x": page(Line("Zzz qqq", under="A"))}, [("Ett två tre", "Zzz qqq", ["x"])]),
    ({"x": page("a", "b", "c")}, {"x": page("c", "a", "b")}, []),
    (*LANGUAGES, [("English", "In English", ["x", "y"])]),
    ({name: page() for name in "xy"}, LANGUAGES[0], [(None, "English", ["x", "y"])]),
    (
        {"x": page(Line("Ring nu", ("numret 112",))), "y": page("a", "Ring nu genast")},
        {"x": page(Line("Ring nu", ("numret 114 14",))), "y": page("Ring nu genast", "a")},
        [("Ring nu", "Ring nu", ["x"])],
    ),
    (
        {"x": page(Line("Öppet", about="a"), Line("Öppet", about="c"))},
        {"x": page(Line("Öppet", about="a"), Line("Öppet", about="b"), Line("Stängt", about="c"))},
        [("Öppet", "Stängt", ["x"]), (None, "Öppet", ["x"])],
    ),
]


@pytest.mark.parametrize(("before", "after", "expected"), COMPARED)
def test_each_change_is_told_once_as_the_shortest_line_that_is_changed(
    before: dict[str, Page], after: dict[str, Page], expected: list[Told]
) -> None:
    assert told(before, after) == expected


def test_places_are_named_as_staff_know_them(small: VisitorView) -> None:
    both = Comparison(small, small)
    assert both.on(["stod/skydd/index.html"], "sv") == "På sidan ”Skyddet”"
    assert both.on(["guide/index.html", "kontakt/index.html"], "sv") == "På sidorna ”Guiden” och ”Kontakt”"
    assert both.on(list(small.pages), "sv") == "På alla sidor"
    assert both.on(sorted(small.pages)[:7], "sv") == "På 7 sidor"


HERE = "På sidan ”Skyddet”:"
IN, OUT, CALL, ELSE = ("/guide/",), ("https://a.example/",), ("numret 112",), ("numret 114 14",)
CASES = [
    (Line("114 14"), Line("116 111"), "numret 114 14 blir 116 111."),
    (Line("Måndag 09:00–16:00."), Line("Måndag 09:00–15:00."), "öppettiderna ”Måndag 09:00–16:00.” blir ”Måndag 09:00–15:00.”"),
    (Line("Ett"), Line("Två"), "”Ett” blir ”Två”."),
    (Line("Ett."), Line("Två."), "”Ett.” blir ”Två.”"),
    (None, Line("Två"), "”Två” är nytt."),
    (Line("Ett"), None, "”Ett” är borta."),
    (Line("a", OUT), Line("a", IN), "länken i ”a” leder till /guide/ i stället för https://a.example/."),
    (Line("a"), Line("a", IN), "länken i ”a” leder till /guide/ i stället för ingenting."),
    (Line("a", CALL), Line("a"), "länken i ”a” leder till ingenting i stället för numret 112."),
    (Line("a", IN + OUT), Line("a", CALL), "länken i ”a” leder till numret 112 i stället för /guide/ och https://a.example/."),
    (Line("a", CALL), Line("112"), "”a” blir ”112”."),
    (Line("a", CALL), Line("b", ELSE), "”a” blir ”b”, och länken i ”b” leder till numret 114 14 i stället för numret 112."),
    (None, Line("Se här", OUT), "”Se här” är nytt, och länken i ”Se här” leder till https://a.example/."),
]


@pytest.mark.parametrize(("before", "after", "words"), CASES)
def test_a_changed_line_is_told_as_what_it_is(small: VisitorView, before: Line | None, after: Line | None, words: str) -> None:
    change = Change(before, after, "sv", "skydd", "", ["stod/skydd/index.html"])
    assert [sentence.words for sentence in page_changes.of_lines([change], Comparison(small, small))] == [f"{HERE} {words}"]


def test_a_programme_with_another_id_and_the_same_address_is_the_same(tmp_path: Path) -> None:
    project = a_small_project(tmp_path / "p")
    before = seen(project)
    text = project.registry.read_text(encoding="utf-8")
    project.registry.write_text(text.replace("- id: familj\n", "- id: familjestodet\n"), encoding="utf-8")
    after = seen(project)
    assert Comparison(before, after).same["familj"] == "familjestodet"
    assert changes.compare(before, after).visitors == []


def test_a_page_that_is_new_and_one_that_is_gone_are_told(tmp_path: Path) -> None:
    project = a_small_project(tmp_path / "p")
    before = seen(project)
    (project.content / "surfa-tryggare.md").rename(project.content / "lugnt.md")
    words = [sentence.words for sentence in changes.compare(before, seen(project)).visitors]
    assert "Sidan ”Sida surfa-tryggare” är ny: /lugnt/" in words
    assert "Sidan ”Sida surfa-tryggare” är borta: /surfa-tryggare/" in words


def test_a_language_that_is_new_is_told_once(tmp_path: Path) -> None:
    project = a_small_project(tmp_path / "p", "en")
    after = seen(project)
    config = project.config.read_text(encoding="utf-8")
    project.config.write_text(re.sub(r"languages: \[.*\]", "languages: [sv]", config), encoding="utf-8")
    for path in (project.content / "en").rglob("*.md"):
        path.unlink()
    found = [sentence.words for sentence in changes.compare(seen(project), after).visitors]
    pages = sum(page.lang == "en" for page in after.pages.values())
    assert f"Webbplatsen finns nu också på engelska: {pages} sidor." in found
    assert not any(words.startswith("På engelska") for words in found)


def test_a_programme_that_is_no_longer_paused_is_told_so(tmp_path: Path) -> None:
    project = a_small_project(tmp_path / "p")
    text = project.registry.read_text(encoding="utf-8")
    summary = "    summary: {text: För dig som bryr dig om någon."
    paused = text.replace(f"    status: active\n{summary}", f"    status: paused\n    status_reason: De flyttar.\n{summary}")
    project.registry.write_text(paused, encoding="utf-8")
    before = seen(project)
    project.registry.write_text(text, encoding="utf-8")
    found = [sentence.words for sentence in changes.compare(before, seen(project)).visitors]
    assert found == [
        "”Familjestödet” har inte paus längre.",
        "En anhörig eller den som inte säger vem det gäller ser nu också ”Familjestödet”.",
    ]
