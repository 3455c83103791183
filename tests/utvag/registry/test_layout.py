"""Tests of laying out the registry: nothing is lost, nothing means something else, and once is enough."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
import untidy
from builders import MINIMAL, ROOT
from utvag.registry import layout, mending, roundtrip, source

if TYPE_CHECKING:
    from pathlib import Path


def laid_out(text: str) -> str:
    laid = layout.repair(text.encode(), "r.yaml")
    assert laid.problems == ()
    assert laid.text is not None
    return laid.text


UNTIDY = """\


lifeline:   # vid namnet
    # före namnet
    name:   "A"   # efter namnet
    list:
    - ett   # vid ett
      # inne i ett
    - två
    # efter listan
    flow: [a, b,   # i listan
      # ensam i listan
      c]
    map: {a:   1, b: "2"}



    time: 12:30
    text: Orden
      fortsätter här.
    lit: | # vid strecket
      rad # ingen anmärkning

      rad
    # efter rutan
  # sist i gruppen
# mellan grupperna
programs:
- id: x
  # i posten
  name: y

- id: z
# allra sist


"""
TIDY = """\
lifeline:  # vid namnet
  # före namnet
  name: "A"  # efter namnet
  list:
    - ett  # vid ett
      # inne i ett
    - två
  # efter listan
  # i listan
  # ensam i listan
  flow: [a, b, c]
  map: {a: 1, b: "2"}


  time: 12:30
  text: Orden fortsätter här.
  # vid strecket
  lit: |
    rad # ingen anmärkning

    rad
  # efter rutan
# sist i gruppen
# mellan grupperna
programs:
  - id: x
    # i posten
    name: y

  - id: z
# allra sist
"""


def test_indents_spaces_and_empty_lines_are_put_in_order_and_comments_follow() -> None:
    assert laid_out(UNTIDY) == TIDY
    assert laid_out(TIDY) == TIDY


@pytest.mark.parametrize("path", [ROOT / "programs.yaml", MINIMAL], ids=lambda path: path.stem)
def test_a_tidy_file_is_left_as_it_is(path: Path) -> None:
    assert laid_out(path.read_text(encoding="utf-8")).encode() == path.read_bytes()


@pytest.mark.parametrize("seed", range(200))
def test_an_untidy_file_loses_no_comment_and_keeps_its_meaning(seed: int) -> None:
    data, comments = untidy.a_file(Random(seed))  # noqa: S311 -- the same files each time
    before = source.parse(data, "r.yaml")
    assert before.document is not None, before.problems
    assert before.problems == []
    text = laid_out(data.decode("utf-8-sig"))
    after = source.parse(text.encode(), "r.yaml")
    assert after.document is not None
    assert mending.same(before.document, after.document)
    for comment in comments:
        assert text.count(f"{comment}\n") == 1, comment
    assert laid_out(text) == text


def test_what_cannot_be_read_is_told_and_not_guessed_at() -> None:
    laid = layout.repair(b"a:\n  b:\n    c: d\n   e: f\n", "r.yaml")
    assert laid.text is None
    assert [(problem.code, problem.where.line) for problem in laid.problems] == [("yaml-indrag", 4)]


def test_a_file_that_a_slip_of_the_hand_keeps_from_being_read_is_mended_and_its_rows_are_told() -> None:
    laid = layout.repair("a:  # ett\n\tb: c\n  d:\u00a0e  # två\n".encode(), "r.yaml")
    assert (laid.text, laid.mended) == ("a:  # ett\n  b: c\n  d: e  # två\n", (2, 3))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("12:30", "12:31"),
        ("112", '"112"'),
        ("  b: 2", "  c2: 2"),
        ("  b: 2\n  c: 112", "  c: 112\n  b: 2"),
        ("112", "112\n  d: e"),
        ("tid", "["),
    ],
)
def test_a_layout_that_would_change_anything_is_refused(monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> None:
    real = roundtrip.laid_out
    text = "a:\n  tid: 12:30\n  b: 2\n  c: 112\n"
    assert laid_out(text) == text
    monkeypatch.setattr(roundtrip, "laid_out", lambda bare: real(bare).replace(old, new))
    laid = layout.repair(text.encode(), "r.yaml")
    assert laid.text is None
    assert [problem.code for problem in laid.problems] == ["uppstallning-nej"]


def test_a_layout_that_would_lose_a_comment_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    real = vars(layout)["_with_comments"]
    monkeypatch.setattr(layout, "_with_comments", lambda old, new: real(old, new).replace("# sant", ""))
    laid = layout.repair(b"a: b\n# sant\n", "r.yaml")
    assert [problem.code for problem in laid.problems] == ["uppstallning-nej"]


def test_the_first_line_that_moves_is_told() -> None:
    assert layout.difference(b"a:\n  b: c\n", "a:\n  b: c\n", "r.yaml") is None
    for before, line in ((b"a:\n   b: c\n", 2), (b"a:\n  b: c", 2), (b"\xef\xbb\xbfa:\n  b: c\n", 1), (b"a:\n  b: c\n\n", 3)):
        problem = layout.difference(before, "a:\n  b: c\n", "r.yaml")
        assert problem is not None
        assert (problem.where.line, problem.code) == (line, "uppstallning")
