"""Tests of what is read of an issue's form: what the host writes is read back, whatever else is written is refused."""

from __future__ import annotations

import re

import pytest
from builders import ROOT
from hypothesis import assume, given
from hypothesis import strategies as st
from utvag.upkeep import issue_forms
from utvag.upkeep.issue_forms import Form, Unclear

FORMS = issue_forms.load(ROOT / ".github" / "ISSUE_TEMPLATE")
(NUMBER,) = (form for form in FORMS if form.id == "4-nummer")
GIVEN = {
    "stod": "Exempelstödet",
    "nummer": "070-174 06 05",
    "nytt": "070-174 06 55",
    "hur": "Jag ringde och frågade",
    "roll": "Redaktionen",
    "dag": "2026-11-21",
    "person": "- [x] Jag har inte skrivit något om en enskild person.",
}


def written(form: Form, given: dict[str, str]) -> str:
    """Return the issue that the host makes of answers; "" is no answer."""
    return "\n\n".join(f"### {form.label(field)}\n\n{given[field] or '_No response_'}" for field in form.fields)


def test_what_the_host_writes_is_read_and_no_two_forms_are_taken_for_each_other() -> None:
    assert issue_forms.answers(FORMS, written(NUMBER, GIVEN)) == (NUMBER, GIVEN)
    assert issue_forms.answers(FORMS, written(NUMBER, GIVEN).replace("\n", "\r\n").replace("[x]", "[X]"))[0] == NUMBER
    assert len({tuple(form.label(field) for field in form.fields) for form in FORMS}) == len(FORMS)


REFUSED = {
    "nothing": ("", "Rubrikerna är inte"),
    "words before": (f"Hej!\n\n{written(NUMBER, GIVEN)}", "Rubrikerna är inte"),
    "a heading of one's own": (written(NUMBER, {**GIVEN, "nytt": "1\n\n### Vilken dag?\n\n2026-11-20"}), "Rubrikerna är inte"),
    "a heading taken away": (written(NUMBER, GIVEN).replace("### Hur vet du det?", "Hur vet du det?"), "Rubrikerna är inte"),
    "too much": (written(NUMBER, {**GIVEN, "nytt": "1" * 1_000_000}), "längre än 10000 tecken"),
    "a long line": (written(NUMBER, {**GIVEN, "stod": "x" * 201}), "”Vilket stöd?”: Svaret är mer än en kort rad."),
    "two lines": (written(NUMBER, {**GIVEN, "nytt": "070-174 06 55\nstatus: ended"}), "mer än en kort rad"),
    "no answer": (written(NUMBER, {**GIVEN, "stod": ""}), "”Vilket stöd?”: Här står inget."),
    "no such option": (
        written(NUMBER, {**GIVEN, "roll": "Chefen"}),
        "”Chefen” går inte att välja. Skriv ett av dessa: Redaktionen",
    ),
    "no tick": (written(NUMBER, {**GIVEN, "person": GIVEN["person"].replace("x", " ")}), "Rutan är inte kryssad."),
    "read from the right": (written(NUMBER, {**GIVEN, "stod": "\u202eExempel"}), "(U+202E)"),
    "a line that is none": (written(NUMBER, {**GIVEN, "stod": "Exempel\u2028### x"}), "(U+2028)"),
    "a control sign": (written(NUMBER, {**GIVEN, "stod": "Exempel\x00"}), "(U+0000)"),
    "a lonely return": (written(NUMBER, {**GIVEN, "stod": "Exempel\rx"}), "(U+000D)"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_the_form_would_not_have_taken_is_refused_with_its_reason(why: str) -> None:
    body, told = REFUSED[why]
    with pytest.raises(Unclear, match=re.escape(told)) as refused:
        issue_forms.answers(FORMS, body)
    assert len(str(refused.value)) < 300, "an answer is never told whole"


WORDS = st.text(st.characters(codec="utf-8") | st.sampled_from("#`${}<>@\n\r/.[]_"), max_size=40)


@given(WORDS)
def test_whatever_stands_in_an_issue_is_answers_or_refused(body: str) -> None:
    try:
        issue_forms.answers(FORMS, body)
    except Unclear:
        return
    pytest.fail("it has not the headings of a form")


@given(st.sampled_from(["stod", "nummer", "nytt", "dag"]), WORDS)
def test_an_answer_is_read_as_it_stands_and_touches_no_other(field: str, words: str) -> None:
    try:
        form, said = issue_forms.answers(FORMS, written(NUMBER, {**GIVEN, field: words}))
    except Unclear:
        return
    assert form == NUMBER
    assert {**said, field: ""} == {**GIVEN, field: ""}
    assert "\n" not in said[field]
    assume(words.isascii())  # others can be spelled in two ways
    assert said[field] == words.strip()
