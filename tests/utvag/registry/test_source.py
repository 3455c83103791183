"""Tests of reading YAML as text with places."""

from __future__ import annotations

import re
import time

import pytest
from utvag.problems import in_order
from utvag.registry import source
from utvag.registry.source import Bare, Mapping, Sequence


@pytest.mark.parametrize("text", ["no", "yes", "off", "12:30", "112", "012", "0x1F", "~", "null", "", "2026-11-21", "true"])
def test_an_ambiguous_value_stays_text_and_is_marked_as_bare(text: str) -> None:
    document = source.parse(f"a: {text}\n".encode(), "f").document
    assert document == {"a": text}
    assert isinstance(document["a"], Bare)


@pytest.mark.parametrize("text", ['"no"', "'12:30'", '"112"', '""', "08-508", "nej", "114 14", "+46 8", "1 av 2", ">-\n  112"])
def test_a_quoted_or_plain_word_is_not_marked_as_bare(text: str) -> None:
    document = source.parse(f"a: {text}\n".encode(), "f").document
    assert document is not None
    assert not isinstance(document["a"], Bare)


def test_every_key_and_value_knows_its_place() -> None:
    read = source.parse("# å\nett: 1\ntvå:\n  - x: [ä, 'b']\n".encode(), "f")
    assert isinstance(read.document, Mapping)
    assert isinstance(read.document["två"], Sequence)
    places = {path: str(read.locate(path)) for path in [("ett",), ("två",), ("två", 0, "x"), ("två", 0, "x", 1)]}
    assert list(places.values()) == ["f:2:6", "f:4:3", "f:4:8", "f:4:12"]
    assert str(read.locate(("två", 0, "x"), key=True)) == "f:4:5"


@pytest.mark.parametrize("path", [("finns-inte",), ("a", "b"), ("a", 7), (0,)])
def test_a_path_that_does_not_exist_gives_the_nearest_place(path: source.Path) -> None:
    assert source.parse(b"\na:\n  - 1\n", "f").locate(path).line in (2, 3)


REFUSED = [
    ("fil", b"", 1, 1),
    ("fil", b"# bara en kommentar\n", 1, 1),
    ("fil", b"- en lista\n", 1, 1),
    ("fil", b"en rad\n", 1, 1),
    ("fil", "a: b\nnamn: på".encode("latin-1"), 2, 8),
    ("tecken", "a: b\nc: d\u202ee\n".encode(), 2, 5),
    ("tecken", "a: b\u200b\n".encode(), 1, 5),
    ("tecken", b"a: b\x07\n", 1, 5),
    ("tecken", b"a: b\x00\n", 1, 5),
    ("tecken", b"a: b\rc: d\n", 1, 5),
    ("tecken", "a: b\u061c\n".encode(), 1, 5),
    ("tecken", "a: b\U000e0041\n".encode(), 1, 5),
    ("tecken", b'a: "b\\u202e"\n', 1, 4),
    ("yaml-onodigt", b"a: &x [1]\nb: *x\n", 1, 4),
    ("yaml-onodigt", b"a: *x\n", 1, 4),
    ("yaml-onodigt", b"a: !!python/object/apply:os.system [ls]\n", 1, 4),
    ("yaml-onodigt", b"a: b\n---\nc: d\n", 2, 1),
    ("yaml-onodigt", b"a: " + b"[" * 30 + b"]" * 30, 1, 23),
    ("yaml-onodigt", b"? [a, b]\n: c\n", 1, 3),
    ("dubbel-nyckel", b"a: 1\nb: 2\na: 3\n", 3, 1),
    ("dubbel-nyckel", b"p:\n  - {x: 1, y: 2, x: 3}\n", 2, 18),
    ("dubbel-nyckel", b'a: 1\n"a": 3\n', 2, 1),
]


@pytest.mark.parametrize(("code", "text", "line", "column"), REFUSED)
def test_what_a_registry_never_holds_is_told_with_its_place(code: str, text: bytes, line: int, column: int) -> None:
    problems = source.parse(text, "f").problems
    assert [problem.code for problem in problems] == [code]
    assert (problems[0].where.line, problems[0].where.column) == (line, column)


@pytest.mark.parametrize(
    "text",
    [
        b"\xef\xbb\xbfa: b\n",
        b"a: b\r\nc: d\r\n",
        b"---\na: b\n",
        "a: blå\u00a0himmel 🙂\n".encode(),
        b'a: "&x *y !z"\nb: x & y\n',
        b"a: " + b"[" * 19 + b"]" * 19,
        b"p:\n  - {x: 1}\n  - {x: 2}\n",
        b"a: b\t# tabb\n",
    ],
)
def test_what_a_registry_may_hold_gives_no_problem(text: bytes) -> None:
    read = source.parse(text, "f")
    assert read.problems == []
    assert read.document


def test_a_bomb_of_references_is_refused_before_it_grows() -> None:
    levels = "\n".join(f"l{n}: &l{n} [{', '.join(f'*l{n - 1}' for _ in range(9))}]" for n in range(1, 12))
    read = source.parse(f"l0: &l0 [x]\n{levels}\n".encode(), "f")
    assert read.document is None
    assert [(problem.code, problem.where.line) for problem in read.problems] == [("yaml-onodigt", 1)]


@pytest.mark.parametrize(
    ("line", "code"),
    [("a: b\u200b", "tecken"), ("\u00a0a: b", "tecken"), ('- b"', "yaml-citattecken"), ("a: b # c d", "dubbel-nyckel")],
)
def test_a_million_faults_are_told_in_a_hundred_and_soon(line: str, code: str) -> None:
    start = time.process_time()
    found = in_order(source.parse(f"{line}\n".encode() * 100_000, "f").problems)
    told = [problem for problem in found if problem.code == code]
    assert len(told) <= 100
    assert len(told) == 1 or re.search(r"Likadant på [0-9]+ ställen till\.$", told[-1].message)
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    "text",
    [
        "a: [" + "b c, " * 100_000 + "d] # e",
        "a: b" + "\u00a0" * 200_000 + "c",
        'a: "b' + ": " * 100_000,
        "a: {" + "b: c, " * 50_000 + 'd: "e',
        "- " * 20 + "a: b, " * 50_000,
        "a" * 500_000,
        "a:b" * 100_000,
    ],
    ids=range(7),
)
def test_no_line_takes_longer_than_its_length(text: str) -> None:
    start = time.process_time()
    source.parse(text.encode(), "f")
    assert time.process_time() - start < 5
