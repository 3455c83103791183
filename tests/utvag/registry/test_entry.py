"""Tests of writing an entry and putting it in: it says what it should, and every other line is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders import MINIMAL, ROOT
from hypothesis import given
from hypothesis import strategies as st
from utvag.registry import entry, layout, source
from utvag.registry.entry import OneLine, Raw

if TYPE_CHECKING:
    from pathlib import Path

ITEM: dict[str, entry.Draft] = {
    "id": "ny",
    "text": "Ring: vi svarar.",
    "number": "112",
    "day": Raw("2026-11-21"),
    "none": [],
    "sources": ("A1", "012"),
    "claims": [{"text": "Ett.", "sources": ("A1",)}, {"text": "Två, tre.", "sources": ("A1",)}],
    "say": ["Hej.", "# nej"],
    "group": {"inside": [{"a": "b"}]},
    "checks": [OneLine({"date": Raw("2026-11-21"), "by": "redaktionen, vi", "how": "called"})],
}
LINES = """\
  - id: ny
    text: "Ring: vi svarar."
    number: "112"
    day: 2026-11-21
    none: []
    sources: [A1, "012"]
    claims:
      - text: Ett.
        sources: [A1]
      - text: Två, tre.
        sources: [A1]
    say:
      - Hej.
      - "# nej"
    group:
      inside:
        - a: b
    checks:
      - {date: 2026-11-21, by: "redaktionen, vi", how: called}"""


def test_an_entry_is_written_as_the_rest_of_the_file_is() -> None:
    assert "\n".join(entry.lines(ITEM)) == LINES
    text = f"a:\n{LINES}\n"
    assert layout.repair(text.encode(), "").text == text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"]), min_size=1))
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    words = " ".join(text.split()) or "x"
    written = "\n".join(entry.lines({"a": words, "b": (words,), "c": OneLine({"d": words})}))
    read = source.parse(f"l:\n{written}\n".encode(), "")
    if not read.problems:  # some marks are refused in every text, quoted or not
        assert read.document == {"l": [{"a": words, "b": [words], "c": {"d": words}}]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l:\n  - id: a\n  - id: b\n", "l:\n  - id: a\n  - id: ny\n  - id: b\n"),
        ("l:\n  - id: a\n\n  - id: b\n", "l:\n  - id: a\n\n  - id: ny\n\n  - id: b\n"),
        ("l:\n  - id: a\n", "l:\n  - id: a\n  - id: ny\n"),
        (
            "l:\n  - id: a\n    # sist i a\n\n  # ── b ──\n\n  - id: b\n",
            "l:\n  - id: a\n    # sist i a\n\n  - id: ny\n\n  # ── b ──\n\n  - id: b\n",
        ),
        (
            "l:\n  - id: a\n    t: >-\n      ett\n      två\n  - id: b\n",
            "l:\n  - id: a\n    t: >-\n      ett\n      två\n  - id: ny\n  - id: b\n",
        ),
        ("l:\n  - id: a\n    s: [x,\n      y]\nm: n\n", "l:\n  - id: a\n    s: [x,\n      y]\n  - id: ny\nm: n\n"),
    ],
)
def test_it_comes_after_the_item_and_before_what_belongs_to_the_next(text: str, expected: str) -> None:
    assert entry.inserted(text, source.parse(text.encode(), ""), ("l", 0), ["  - id: ny"]) == expected


@pytest.mark.parametrize("path", [ROOT / "programs.yaml", MINIMAL], ids=lambda path: path.stem)
@pytest.mark.parametrize("name", ["programs", "sources"])
def test_every_place_in_a_real_file_keeps_all_other_lines(path: Path, name: str) -> None:
    text = path.read_text(encoding="utf-8")
    read = source.parse(text.encode(), "")
    assert read.document is not None
    items: Any = read.document[name]
    for number in range(len(items)):
        new = entry.inserted(text, read, (name, number), ["  - id: ny"])
        after = source.parse(new.encode(), "")
        assert after.document is not None
        assert after.document == {**read.document, name: [*items[: number + 1], {"id": "ny"}, *items[number + 1 :]]}
        rest = new.split("\n")
        rest.remove("  - id: ny")
        assert [line for line in rest if line] == [line for line in text.split("\n") if line]
