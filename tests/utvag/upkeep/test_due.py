"""Tests of the report: the same in text, Markdown and JSON; and what alone holds back a release."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

from builders import NAME, a_registry, load, problems_in
from hypothesis import given, settings
from hypothesis import strategies as st
from utvag.upkeep import calls, due, questions
from utvag.upkeep.edits import apply_edits

ON = date(2026, 11, 22)
DUE = date(2026, 12, 19)
LATE = date(2028, 6, 1)


def report(on: date, changes: dict[str, object] | None = None) -> calls.Report:
    return calls.report(load(a_registry(changes or {})), on)


@settings(max_examples=25, deadline=None)
@given(st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31)))
def test_any_day_gives_every_form(on: date) -> None:
    found = report(on)
    assert json.loads(due.render(found, "json"))["on"] == on.isoformat()
    assert due.render(found, "text")
    assert due.render(found, "markdown")


@settings(max_examples=25, deadline=None)
@given(st.integers(-400, 4000))
def test_a_release_is_held_back_by_an_overdue_lifeline_and_by_nothing_else(wait: int) -> None:
    on = date(2026, 11, 21) + timedelta(days=wait)
    problems = list(due.release(report(on)))
    assert bool(problems) == (wait < 0 or wait >= 56)
    assert json.loads(due.render(report(on), "json"))["release_blocked"] == bool(problems)
    only = [{"date": on, "by": "redaktionen", "how": "called"}]
    assert not list(due.release(report(on, {"lifeline.checks": only})))


def test_what_holds_back_a_release_is_told_at_its_line_with_what_to_do() -> None:
    (problem,) = due.release(report(date(2027, 1, 16)))
    assert (problem.where.file, problem.where.line, problem.subject, problem.code) == (
        NAME,
        5,
        "lifeline.number",
        "livlina-forsenad",
    )
    assert problem.message.endswith("Försenat sedan 16 januari 2027.")
    assert "Ring numret i dag" in problem.remedy


def test_the_text_begins_with_the_count_and_ends_with_what_to_read() -> None:
    lines = due.render(report(LATE), "text").split("\n")
    assert lines[0] == "Att kontrollera, som det ser ut den 1 juni 2028"
    assert lines[1].startswith("försenat ")
    first = lines.index("Viktigast först:")
    assert lines[first + 1].startswith("  Försenat: Rådgivningen: 08-465 00 400, dygnet runt (numret som alltid svarar, 4 veckor)")
    assert lines.index("Veckans samtal") < lines.index("Att läsa (här finns inget nummer att ringa)")
    assert "– Larmnumret" in lines
    assert "   Läs, eller skriv till: stod@example.se" in lines


def test_one_call_is_told_whole() -> None:
    text = due.render(report(DUE), "text")
    told = text[text.index("1. Rådgivningen") : text.index("\n\n2. Skyddet")].split("\n")
    assert told[:4] == [
        "1. Rådgivningen: 08-465 00 400",
        (
            "   Varför: Rådgivningen: 08-465 00 400, dygnet runt."
            " Kontrollerat 21 november 2026 (någon ringde). Dags sedan 19 december 2026."
        ),
        "   Fråga:",
        "     – Vi skriver att man når Rådgivningen på 08-465 00 400. Stämmer det?",
    ]
    asked = told.index("     – Måste man säga vem man är? Ser ni vilket nummer som ringer?")
    assert told[asked + 1 : asked + 4] == [
        f"       Sedan: {NAME}:9  byt rad 9 mot en av de här:",
        "  anonymous: possible",
        "  anonymous: not_possible",
    ]
    rows = [number for number, line in enumerate(load(a_registry()).source.text.split("\n"), 1) if "unknowns:" in line]
    assert told[-7:-2] == [
        f"   {questions.WORDS['unknowns']}",
        "     – Vi vet inte om det finns tolk. Fråga när du ringer.",
        f"       {NAME}:{rows[0]}  byt rad {rows[0]}–{rows[0] + 1} mot:",
        "  unknowns: []",
        "   Skriv efteråt (byt dagen om det blev en annan):",
    ]
    assert told[-2].endswith(": (lifeline)")
    assert told[-1] == "    - {date: 2026-12-19, by: redaktionen, how: called}"


PLACEHOLDERS = {"DET NYA NUMRET": "020-50 50 50", "KOD": "so"}
"""What somebody who has called writes instead."""


def test_every_line_that_is_told_can_be_copied_whole_and_pasted_where_it_says() -> None:
    loaded = load(a_registry({"programs.ungdom.unknowns": [{"sv": "Ett.", "en": "One."}, {"sv": "Två.", "en": "Two."}]}))
    found = calls.report(loaded, DUE)
    text = due.render(found, "text")
    told = [edit for call in found.week for edit in (*call.write, *(one.otherwise for one in (*call.ask, *call.unknowns)))]
    tried = set()
    for edit in (edit for edit in told if edit.action != "point"):
        assert f" {edit.told}" in text
        for line in edit.lines or [""]:
            assert f"\n{line}\n" in f"{text}\n"
            for placeholder, written in PLACEHOLDERS.items():
                line = line.replace(placeholder, written)  # noqa: PLW2901 -- as somebody would
            now = apply_edits(loaded.source.text, [replace(edit, lines=(line,) if edit.lines else (), either=False)])
            wrong = {problem.code for problem in problems_in(now.encode())}
            assert not wrong - ALONE, (line, wrong)
            tried.add((edit.action, line.split(":")[0].strip(" -{")))
    assert {("replace", "number"), ("replace", "languages"), ("insert", "date"), ("replace", "unknowns")} <= tried


ALONE = {"telefon-siffror", "telefon-format", "saknas", "nummer-i-adress"}
"""What one of the lines breaks until the others are written too: e164 below number, status_reason below status."""


def test_nothing_to_do_is_said() -> None:
    checks = [{"date": date(2026, 11, 21), "by": "redaktionen", "how": "called"}]
    called = {f"programs.{name}.checks": checks for name in ("skydd.contact_routes.telefon", "ungdom.contact_routes.aldre-nummer")}
    text = due.render(report(ON, dict(called)), "text")
    assert "Allt är kontrollerat, och inget behöver kontrolleras snart." in text
    assert text.endswith("Inget att ringa den här veckan.")


def test_what_rests_on_old_sources_says_so() -> None:
    text = due.render(report(date(2027, 5, 22), {"sources.K2.date": "2020"}), "text")
    assert "Vilar bara på gamla källor, så det är dags tidigare." in text
    assert "Gammal källa, fråga någon om du kan: ”Du kan få hjälp i kommunen.”" in text


def test_the_json_has_the_keys_that_other_tools_rely_on() -> None:
    document = json.loads(due.render(report(LATE), "json"))
    assert document.keys() == {"on", "release_blocked", "sources", "turns", "facts", "week", "later", "readings"}
    assert {key for fact in document["facts"] for key in fact} == {
        *("id", "what", "kind", "step", "checked", "how", "old_sources_alone", "soon", "due", "overdue", "file", "line"),
        *("newest_source", "aged_statements"),
    }
    for call in document["week"]:
        assert call.keys() == {
            *("id", "name", "number", "tel", "shown", "why", "facts", "say_first", "ask", "waiting", "unknowns", "write"),
            "next_due",
        }
        assert {key for asked in (*call["ask"], *call["unknowns"]) for key in asked} == {"about", "words", "known", "otherwise"}
        assert {key for edit in call["write"] for key in edit} == {"file", "action", "first", "last", "lines", "either", "note"}
    assert {key for reading in document["readings"] for key in reading} == {"id", "name", "addresses", "facts", "write", "next_due"}


def test_markdown_has_a_box_for_each_call_and_the_lines_to_write_as_they_are() -> None:
    found = report(LATE)
    text = due.render(found, "markdown")
    assert found.week
    assert text.count("\n- [ ] Ringt") == len(found.week)
    assert text.count("\n- [ ] Läst") == sum(line.startswith("### Läs om ") for line in text.splitlines())
    assert text.count("  ```") % 2 == 0
    for call in found.week:
        assert f"### {call.name}: {call.number}" in text
        for line in (line for edit in call.write for line in edit.lines):
            assert f"\n  {line}\n" in text, "in a block of code, with its indent"
    assert "\n\n\n" not in text


def test_markdown_of_a_quiet_week_has_no_box() -> None:
    text = due.render(replace(report(ON), week=(), readings=()), "markdown")
    assert "- [ ] " not in text
    assert "Inget att ringa den här veckan." in text
