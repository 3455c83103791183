"""Tests of pages held against each other."""

from __future__ import annotations

from utvag.changes import line_changes
from utvag.changes.visitor_view import Line, Link, Page


def nobody(address: str, under: str, was: Line | None, now: Line | None) -> str:
    """Take every line for one that is about no programme."""
    del address, under, was, now
    return ""


def headings(address: str, under: str, was: Line | None, now: Line | None) -> str:
    """Take every heading for a programme."""
    del address, was, now
    return under


def page(*words: str) -> Page:
    return Page("Sida", "sv", tuple(Line(line) for line in words))


def told(before: dict[str, Page], after: dict[str, Page]) -> list[tuple[str | None, str | None, list[str]]]:
    found = line_changes.compare(before, after, nobody)
    return [(words(item.before), words(item.after), item.pages) for item in found]


def words(line: Line | None) -> str | None:
    return line.words if line is not None else None


def test_the_same_change_on_two_pages_is_told_once() -> None:
    old, new = page("a", "Ring 1"), page("a", "Ring 2")
    assert told({"x": old, "y": old}, {"x": new, "y": new}) == [("Ring 1", "Ring 2", ["x", "y"])]


def test_a_line_that_is_not_alike_is_one_gone_and_one_new() -> None:
    one, other = Line("Ett två tre", "A"), Line("Zzz qqq", "B")
    found = line_changes.compare({"x": Page("", "sv", (one,))}, {"x": Page("", "sv", (other,))}, nobody)
    assert [(item.before, item.after) for item in found] == [(one, None), (None, other)]


def test_a_change_inside_a_longer_line_is_told_as_the_shorter() -> None:
    before, after = page("08-1 23", "Ring 08-1 23 nu"), page("08-1 24", "Ring 08-1 24 nu")
    assert told({"x": before}, {"x": after}) == [("08-1 23", "08-1 24", ["x"])]


def test_a_line_that_has_moved_is_neither_new_nor_gone() -> None:
    found = line_changes.compare({"x": page("a", "b", "c")}, {"x": page("c", "a", "b")}, nobody)
    assert [item.is_moved for item in found] == [True]


def test_what_is_said_of_one_programme_is_not_taken_for_the_same_said_of_another() -> None:
    old = (Line("Öppet", "A"), Line("Öppet", "C"))
    new = (Line("Öppet", "A"), Line("Öppet", "B"), Line("Stängt", "C"))
    found = line_changes.compare({"x": Page("", "sv", old)}, {"x": Page("", "sv", new)}, headings)
    assert {(item.about, words(item.before), words(item.after)) for item in found} == {
        ("B", None, "Öppet"),
        ("C", "Öppet", "Stängt"),
    }


def test_pages_that_are_the_same_say_nothing() -> None:
    assert told({"x": page("a")}, {"x": page("a")}) == []
    assert list(line_changes.different({"x": page("a"), "z": page()}, {"x": page("a"), "y": page("b")})) == ["y", "z"]


def linked(words: str, *links: str) -> Page:
    return Page("", "sv", (Line(words, links=tuple(Link(leads_to, "a") for leads_to in links)),))


def test_the_same_change_is_one_though_a_link_leads_elsewhere_from_each_page() -> None:
    before, after = ({"x": linked(words, "/en/x/"), "y": linked(words, "/en/y/")} for words in ("English", "In English"))
    assert told(before, after) == [("English", "In English", ["x", "y"])]


def test_a_line_that_has_moved_does_not_hide_in_a_link_that_leads_elsewhere() -> None:
    before = {"x": linked("Ring nu", "tel:112"), "y": page("a", "Ring nu genast")}
    after = {"x": linked("Ring nu", "tel:11414"), "y": page("Ring nu genast", "a")}
    assert ("Ring nu", "Ring nu", ["x"]) in told(before, after)


def test_a_page_that_has_moved_is_the_same_and_so_are_links_to_it() -> None:
    before, after = {"a/index.html": page("a"), "x": linked("Se", "/a/")}, {"b/index.html": page("a"), "x": linked("Se", "/b/")}
    now = line_changes.moved(before, {"a/index.html": "b/index.html"})
    assert not told(now, after)
    assert not list(line_changes.different(now, after))
    assert list(line_changes.different(before, after)) == ["b/index.html", "x", "a/index.html"]
