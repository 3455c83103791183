"""Tests of laying out the registry: nothing is lost, nothing means something else, and once is enough."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
import untidy
from builders import MINIMAL, ROOT, plain
from utvag.problems import InvalidRegistry
from utvag.registry import format as layout
from utvag.registry import source

if TYPE_CHECKING:
    from pathlib import Path


def tidy(text: str) -> str:
    return layout.tidy(text.encode(), "r.yaml")


def refused(text: str) -> list[tuple[str, int]]:
    """Return the code and line of each problem that keeps a text from being laid out."""
    with pytest.raises(InvalidRegistry) as found:
        tidy(text)
    return [(problem.code, problem.where.line) for problem in found.value.problems]


LISTS = """\
# mellan grupperna
programs:
- id: x
  name: y

- id: z
# allra sist
"""
UNTIDY = """\


lifeline:   # vid namnet
  # före namnet
    name:   "A"   # efter namnet
    list:
    - ett   # vid ett
    # efter ett
    - två
    flow: [a, b,
      c]
    map: {a:   1, b: "2"}


    time: 12:30
    text: Orden
      fortsätter här.
    lit: | # vid strecket
      rad # ingen anmärkning

      rad
"""
TIDY = """\
lifeline:   # vid namnet
  # före namnet
  name: "A"       # efter namnet
  list:
    - ett   # vid ett
    # efter ett
    - två
  flow: [a, b, c]
  map: {a: 1, b: "2"}


  time: 12:30
  text: Orden fortsätter här.
  lit: | # vid strecket
    rad # ingen anmärkning

    rad
"""


def test_indents_spaces_and_empty_lines_are_put_in_order_and_comments_stay() -> None:
    tidied = TIDY + LISTS.replace("- id", "  - id").replace("  name", "    name")
    assert tidy(f"{UNTIDY}{LISTS}\n\n") == tidied
    assert tidy(tidied) == tidied


@pytest.mark.parametrize("path", [ROOT / "programs.yaml", MINIMAL], ids=lambda path: path.stem)
def test_a_tidy_file_is_left_as_it_is(path: Path) -> None:
    assert tidy(path.read_text(encoding="utf-8")).encode() == path.read_bytes()


def test_an_untidy_file_loses_no_comment_and_keeps_its_meaning_or_is_refused() -> None:
    laid, kept = 0, []
    for seed in range(100):
        data, comments = untidy.a_file(Random(seed))  # noqa: S311 -- the same files each time
        try:
            text = layout.tidy(data, "r.yaml")
        except InvalidRegistry as fault:
            kept += [problem.code for problem in fault.problems]
            continue
        laid += 1
        assert plain(source.parse(text.encode(), "r.yaml").document) == plain(source.parse(data, "r.yaml").document)
        assert all(text.count(f"{comment}\n") == 1 for comment in comments), seed
        assert tidy(text) == text
    assert laid > 40
    assert set(kept) == {"uppstallning"}


def test_what_cannot_be_read_is_told_and_not_guessed_at() -> None:
    assert refused("a:\n  b:\n    c: d\n   e: f\n") == [("yaml-indrag", 4)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: b\nc: [d, # ett\n  e]\n", 2),
        ("a: b\nc:\n  d: [e,\n   # ensam\n   f]\n", 4),
        ('a: b\nc: "\\u00e5"\n', 2),
        ("a: b\nc: {d: e,\n  # allra sist\n  }\n", 2),
    ],
)
def test_a_comment_or_a_sign_that_would_be_lost_is_told_with_its_line(text: str, line: int) -> None:
    assert refused(text) == [("uppstallning", line)]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("12:30", "12:31", 2),
        ("112", '"112"', 4),
        ("  b: två ord", "  b: tvåord", 3),
        ("  b: två ord\n  c: 112", "  c: 112\n  b: två ord", 3),
        ("112", "112\n  d: e", 4),
        ("112 # sant", "112\n  # sant", 4),
        ("112 # sant", "112", 4),
    ],
)
def test_a_layout_that_would_change_anything_is_refused(monkeypatch: pytest.MonkeyPatch, old: str, new: str, line: int) -> None:
    text = "a:\n  tid: 12:30\n  b: två ord\n  c: 112 # sant\n"
    assert tidy(text) == text
    monkeypatch.setattr(layout, "_laid_out", lambda text: text.replace(old, new))
    assert refused(text) == [("uppstallning", line)]


def test_the_first_line_that_moves_is_told() -> None:
    assert layout.difference(b"a:\n  b: c\n", "a:\n  b: c\n", "r.yaml") is None
    for before, line in ((b"a:\n   b: c\n", 2), (b"a:\n  b: c", 2), (b"\xef\xbb\xbfa:\n  b: c\n", 1), (b"a:\n  b: c\n\n", 3)):
        problem = layout.difference(before, "a:\n  b: c\n", "r.yaml")
        assert problem is not None
        assert (problem.where.line, problem.code) == (line, "uppstallning")
