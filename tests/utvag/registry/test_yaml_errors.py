"""Tests of what a slip of the hand in YAML is called, and where it is said to be."""

from __future__ import annotations

import re

import pytest
from builders import ROOT
from utvag.registry import source

SLIPS = [
    ("tecken", "a:\n\tb: c\n", 2, 1),
    ("tecken", "a:\n  b: c\n \td: e\n", 3, 2),
    ("yaml-citattecken", 'a: "b\nc: d\ne: f\n', 1, 4),
    ("yaml-citattecken", "a: 'b\nc: d\n", 1, 4),
    ("yaml-citattecken", "a:\n  - 'b\n  - c\n", 2, 5),
    ("yaml-kolon", "a: b: c\n", 1, 5),
    ("yaml-indrag", "a: b\n  c: d\n", 2, 3),
    ("yaml-indrag", "a: b\n  - c: d\n", 2, 3),
    ("yaml-indrag", "a:\n  b: c\n  - d: e\n", 3, 3),
    ("yaml-indrag", "a:\n    b: c\n  d: e\n", 2, 5),
    ("yaml-sammanslagning", "a: b\n=======\nc: d\n", 2, 1),
    ("yaml-sammanslagning", "a: b\n||||||| x\nc: d\n", 2, 1),
    ("tecken", "a:\n  - b\n  •c\n", 3, 3),
    ("tecken", "a:\n  – b: c\n    d: e\n", 2, 3),
    ("yaml-citattecken", "a: [b] c\n", 1, 4),
    ("yaml-citattecken", "a: - b\n", 1, 4),
    ("yaml-parentes", "a: [b, c\nd: e\n", 1, 4),
    ("yaml-parentes", "a: {b: c\nd: e\n", 1, 4),
    ("yaml-citattecken", "a: @b\n", 1, 4),
    ("yaml-kolon", "a: b\nc\nd: e\n", 2, 1),
    ("yaml-citattecken", "a: %b\n", 1, 4),
    ("tecken", "a:\u00a0b\nc: d\n", 1, 3),
    ("tecken", "a: \u202fb\n", 1, 4),
    ("tecken", "a:\n  b: c\n\u00a0\u00a0d: e\n", 3, 1),
    ("tecken", "a:\n  -\u00a0b\n", 2, 4),
    ("tecken", "a\u00a0: b\n", 1, 2),
    ("tecken", "a: {b: c,\u00a0d: e}\n", 1, 10),
    ("tecken", "a: {b:\u00a0c}\n", 1, 7),
    ("tecken", "a: blå himmel\u00a0\n", 1, 14),
    ("yaml-kolon", "a: b\nc:d\ne: f\n", 2, 3),
    ("yaml-kolon", "- a:b\n  c: d\n", 1, 5),
    ("yaml-kolon", "a:\n  - b\n  -c: d\n", 3, 4),
    ("yaml-kolon", "a: {b:c, d: e}\n", 1, 5),
    ("yaml-kolon", "a:\n  b:c\n", 2, 3),
    ("yaml-citattecken", 'a: b"\n', 1, 4),
    ("yaml-citattecken", 'a: {b: "c, d: "e"}\n', 1, 8),
    ("yaml-citattecken", 'a: {b: "c", d: "e}\n', 1, 16),
    ("yaml-parentes", "a:\n  - b: c, d: e\n", 2, 5),
    ("yaml-indrag", "a:\n  b: c\n   d: e\n", 3, 4),
    ("yaml-indrag", "a:\n  b:\n     c: d\n    e: f\n", 3, 6),
    ("yaml-indrag", "a:\n  - b: c\n  d: e\n", 3, 3),
]


@pytest.mark.parametrize(("code", "text", "line", "column"), SLIPS)
def test_a_slip_is_told_once_where_the_hand_slipped(code: str, text: str, line: int, column: int) -> None:
    read = source.parse(text.encode(), "f")
    assert read.document is None
    assert [(problem.code, problem.where.line, problem.where.column) for problem in read.problems] == [(code, line, column)]


@pytest.mark.parametrize(
    "text",
    [
        "a:\n  b: c\n",
        'a: "b"\n',
        "a: 'it''s'\n",
        'a: "b: \'c"\n',
        'a: "b: c"\n',
        "a: [b, c]\n",
        "a: tel:112\n",
        "a: b:\u00a0c d\n",
        'a: b "c"\n',
        "a: b's\nc: d\n",
        'a: "@b"\n',
    ],
)
def test_the_same_written_right_gives_no_problem(text: str) -> None:
    assert source.parse(text.encode(), "f").problems == []


@pytest.mark.parametrize("text", ["a: [", 'a: "', "a: {b: [c\n\n\n", "[", "{", '"', "a: [\n\n"])
def test_a_file_that_stops_too_early_points_inside_itself(text: str) -> None:
    lines = text.split("\n")
    (problem,) = source.parse(text.encode(), "f").problems
    assert 1 <= problem.where.line <= len(lines)
    assert 1 <= problem.where.column <= len(lines[problem.where.line - 1]) + 1


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("a: b\nc:d\ne: f\n", "Skriv: c: d"),
        ("a:\n  - b: c, d: e\n", "Skriv: - {b: c, d: e}"),
        ('a: {b: "c, d: "e"}\n', 'Skriv: b: "c"'),
        ('a: c"\n', 'Skriv: "c"'),
        ('a: b c"\n', "Sätt citattecken både före och efter, eller ta bort det som står."),
        ("a:\n  b: c\n   d: e\n", "Den har 3. Ge den 2 eller 4, som raderna runt om."),
        ("a: Hej\n  en: Hi\n", "rakt under sv: en: Hi"),
        ("a:\n  - Hej\n    en: Hi\n", "Skriv efter strecket: sv: Hej – och på nästa rad, rakt under sv: en: Hi"),
    ],
)
def test_what_to_write_instead_is_shown(text: str, instead: str) -> None:
    (problem,) = source.parse(text.encode(), "f").problems
    assert problem.remedy.endswith(instead)


def test_every_slip_has_its_words_and_no_words_are_left_over() -> None:
    room = ROOT / "scripts" / "utvag" / "registry"
    found = {name for path in room.glob("*.py") for name in re.findall(r'Slip\("([^"]+)"', path.read_text(encoding="utf-8"))}
    assert found == set(source.parse((room / "slips.yaml").read_bytes(), "slips.yaml").document or ())
