"""Tests of the door to the library that lays out YAML."""

from __future__ import annotations

import pytest
from utvag.registry import roundtrip


def test_values_stay_the_text_that_was_written() -> None:
    text = "no: 012\ntid: 12:30\ndag: 2026-11-21\ntom:\ncitat: \"112\"\nenkla: 'ja'\n"
    assert roundtrip.laid_out(text) == text


def test_lists_stand_two_spaces_in_and_long_texts_on_one_line() -> None:
    long = "ord " * 100 + "slut"
    assert roundtrip.laid_out(f"a:\n- {long}\n-    {{b:   c}}\n") == f"a:\n  - {long}\n  - {{b: c}}\n"


def test_the_parts_of_a_text_leave_white_space_and_comments_between_them() -> None:
    text = "# ett\na: b  # två\nc: |\n  rad # tre\n"
    spans = roundtrip.spans(text)
    assert [text[span.start : span.end] for span in spans if span.is_scalar] == ["a", "b", "c", "|\n  rad # tre\n"]
    assert [span.block for span in spans if span.is_scalar] == [False, False, False, True]


@pytest.mark.parametrize("read", [roundtrip.spans, roundtrip.laid_out])
def test_what_is_no_yaml_is_said_to_be_unreadable(read: type) -> None:
    with pytest.raises(roundtrip.CannotRead):
        read('a: "b\n')
