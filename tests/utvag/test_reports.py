"""Tests of reports: the same rows in every form, and no words that become anything else than words."""

from __future__ import annotations

import json
from dataclasses import replace

import markdown  # noqa: TID251 -- what a code host makes of our words
from hypothesis import given
from hypothesis import strategies as st
from utvag import reports
from utvag.changes import html_tree
from utvag.problems import Location, Problem, Severity
from utvag.reports import Mark, Row, Section

REPORT = (
    Section("Allt", level=2),
    Section(rows=(Row("Först."), Row("Sedan *det*."))),
    Section(
        "1. Ring",
        (Row("Fråga:"), Row("Vem?", Mark.QUESTION), Row("Om inte: byt", Mark.ANSWER), Row("  a_b: 1", Mark.COPIED), Row("Klart.")),
        indent=3,
    ),
    Section(
        "Borta", (Row("https://a_b", Mark.ADDRESS_TASK), Row("404", Mark.NOTE), Row("f:1", Mark.DETAIL), Row("x", Mark.COPIED))
    ),
)


def test_text_indents_all_but_lines_to_copy() -> None:
    assert reports.as_text(REPORT) == (
        "Allt\n\nFörst.\nSedan *det*.\n\n"
        "1. Ring\n   Fråga:\n     – Vem?\n       Om inte: byt\n  a_b: 1\n   Klart.\n\n"
        "Borta\n  https://a_b\n      404\n      f:1\nx"
    )


def test_markdown_sets_paragraphs_apart_and_lines_to_copy_in_code() -> None:
    assert reports.as_markdown(REPORT) == (
        "## Allt\n\nFörst.\n\nSedan \\*det\\*.\n\n"
        "### 1. Ring\n\nFråga:\n- Vem?\n  - Om inte: byt\n  ```\n    a_b: 1\n  ```\n\nKlart.\n\n"
        "### Borta\n\n- [ ] `https://a_b`\n  404\n  - f:1\n  ```\n  x\n  ```"
    )


def test_markdown_shows_signs_as_they_are() -> None:
    assert reports.escape_markdown("a*b <c> @d #1") == r"a\*b \<c\> &#64;d \#1"


# Not < | ~: a code host's Markdown lets a stroke stand before them, ours shows the stroke too.
@given(st.text(alphabet="ab*_`>[]()# \\@", max_size=20).map(lambda words: f"x{words}x"))
def test_no_words_become_anything_else_than_words(words: str) -> None:
    tree = html_tree.read(markdown.markdown(reports.escape_markdown(words)))
    assert [element.name for element in tree.walk() if element is not tree] == ["p"]
    assert tree.words() == " ".join(words.split())


ERROR = Problem(Location("f", 10, 2), "programs[a]", "Fel.", "Rätta.", "kod")
WARNING = Problem(Location("a,b: 5 %.yaml", 9, 30), "x", "50 %\nfel.", "Gör: så, här.", "annan", Severity.WARNING)


def test_a_problem_has_its_place_first_and_its_code_last_with_its_page_once() -> None:
    told = "f:10:2: error: programs[a]: Fel.\n    Rätta.  [kod]"
    other = "a,b: 5 %.yaml:9:30: warning: x: 50 %\nfel.\n    Gör: så, här.  [annan] docs/koder.md#annan"
    assert reports.of_problems([ERROR, WARNING, ERROR]) == f"{told} docs/koder.md#kod\n{other}\n{told}"
    assert reports.of_problems([]) == ""


def test_an_annotation_is_one_line_that_the_runner_can_undo_whatever_the_file_is_called() -> None:
    assert reports.of_problems([WARNING], "github") == (
        "::warning file=a%2Cb%3A 5 %25.yaml,line=9,col=30,title=annan::x: 50 %25%0Afel. Gör: så, här. docs/koder.md#annan"
    )


def test_where_the_host_would_show_only_some_it_is_said_and_all_stand_below() -> None:
    """Of each severity GitHub shows ten of a step."""
    many = [replace(ERROR, where=Location("f", line)) for line in range(1, 17)]
    told = reports.of_problems([*many, WARNING], "github").splitlines()
    assert sum(line.startswith("::error ") for line in told) == 16
    assert told[17] == "::notice title=fler-fel::Här visas bara de första. Alla 17 står i körningens logg, sist i steget."
    assert "\n".join(told[18:]) == reports.of_problems([*many, WARNING])
    for few in ([*many[:10], WARNING], many[:10], [WARNING]):
        assert len(reports.of_problems(few, "github").splitlines()) == len(few)


def test_the_json_of_a_problem_holds_every_part() -> None:
    (found,) = json.loads(reports.of_problems([ERROR], "json"))
    assert found == {
        "file": "f",
        "line": 10,
        "column": 2,
        "severity": "error",
        "subject": "programs[a]",
        "message": "Fel.",
        "remedy": "Rätta.",
        "code": "kod",
        "explained": "docs/koder.md#kod",
    }
    assert json.loads(reports.of_problems([], "json")) == []
