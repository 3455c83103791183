"""Tests of the lines to change: whatever the layout, what they say can be done and means what it should."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

import pytest
from builders import MINIMAL, NAME, a_registry, as_yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from utvag.registry import loader, source
from utvag.registry.model import PhoneRoute
from utvag.upkeep import edits
from utvag.upkeep.edits import Edit, Editor, apply_edits

if TYPE_CHECKING:
    from random import Random

    from utvag.registry.loader import Loaded

ON = date(2027, 3, 4)
TEXT = MINIMAL.read_text(encoding="utf-8")
PHONE = ("programs", 3, "contact_routes", 0)
NEW = "{date: 2027-03-04, by: redaktionen, how: called}"


def loaded(text: str) -> Loaded:
    return loader.parse(text.encode("utf-8"), NAME)


def after(text: str, *changes: Edit) -> Loaded:
    return loaded(apply_edits(text, changes))


ROWS = st.text("abc\u00e5# :{", max_size=6)


@st.composite
def some_edits(draw: st.DrawFn) -> tuple[list[str], list[Edit]]:
    """Return the lines of a file, and edits that each change lines of their own."""
    lines = draw(st.lists(ROWS, min_size=1, max_size=12))
    made: list[Edit] = []
    last = 0
    while last < len(lines) and draw(st.booleans()):
        first = draw(st.integers(last + 1, len(lines)))
        last = draw(st.integers(first, len(lines)))
        new = tuple(draw(st.lists(ROWS, max_size=3)))
        action: Literal["insert", "replace"] = draw(st.sampled_from(["insert", "replace"]))
        made.append(Edit(NAME, action, last if action == "insert" else first, last, new))
    return lines, made


@given(some_edits(), st.randoms(use_true_random=False), st.sampled_from(["", "\r"]))
def test_in_whatever_order_each_edit_changes_its_own_lines_and_no_other(
    file: tuple[list[str], list[Edit]], chance: Random, end: str
) -> None:
    lines, made = file
    expected, at = [], 0
    for edit in made:
        expected += lines[at : edit.last if edit.action == "insert" else edit.first - 1]
        expected += edit.lines
        at = edit.last
    points = [Edit(NAME, "point", 1, 1, ("x",))]
    shuffled = [*made, *made, *points]
    chance.shuffle(shuffled)
    now = apply_edits("".join(f"{line}{end}\n" for line in lines), shuffled)
    assert now == "".join(f"{line}{end}\n" for line in [*expected, *lines[at:]])


def test_what_is_put_in_at_one_place_stands_in_the_order_it_was_given() -> None:
    both = [Edit(NAME, "insert", 2, 2, ("c",)), Edit(NAME, "insert", 2, 2, ("d",))]
    assert apply_edits("a\nb\n", [*both, Edit(NAME, "replace", 1, 2, ("x",))]) == "x\nc\nd\n"


@pytest.mark.parametrize(
    "wrong",
    [
        (Edit(NAME, "replace", 1, 2), Edit(NAME, "replace", 2, 3)),
        (Edit(NAME, "replace", 1, 3), Edit(NAME, "insert", 2, 2, ("x",))),
        (Edit(NAME, "replace", 2, 2, ("x",)), Edit(NAME, "replace", 2, 2, ("y",))),
        (Edit(NAME, "replace", 2, 2, ("x", "y"), either=True),),
        (Edit(NAME, "replace", 5, 5),),
    ],
    ids=["two that overlap", "into what goes", "twice", "a choice", "below the end"],
)
def test_edits_that_do_not_go_together_are_refused(wrong: tuple[Edit, ...]) -> None:
    with pytest.raises(ValueError, match="choice, or another edit"):
        apply_edits("a\nb\nc\n", wrong)


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


LAYOUTS = {
    "a row each": "  checks:\n    - {date: 2026-11-21, by: redaktionen, how: called}\n",
    "no further in": "  checks:\n  - {date: 2026-11-21, by: redaktionen, how: called}\n",
    "a key each": "  checks:\n    - date: 2026-11-21\n      by: redaktionen\n      how: called\n",
    "a dash alone": "  checks:\n    -\n      date: 2026-11-21\n      by: redaktionen\n      how: called\n",
    "over two lines": "  checks:\n    - date: 2026-11-21\n      how: called\n      by: redaktionen\n        och flera\n",
    "quoted over an empty line": '  checks:\n    - date: 2026-11-21\n      how: called\n      by: "vi\n\n        och flera"\n',
    "braces over two lines": "  checks:\n    - {date: 2026-11-21,\n       by: redaktionen, how: called}\n",
    "all in brackets": "  checks: [{date: 2026-11-21, by: redaktionen, how: called}]\n",
    "brackets on the next line": "  checks:\n    [{date: 2026-11-21, by: redaktionen, how: called}]\n",
    "with comments": "  checks:\n    # först\n    - {date: 2026-11-21, by: redaktionen, how: called}  # så\n    # sist\n",
    "an empty line below": "  checks:\n    - {date: 2026-11-21, by: redaktionen, how: called}\n\n\n",
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_whatever_the_layout_the_check_is_added_and_nothing_else_changes(layout: str, end: str) -> None:
    text = TEXT.replace(LAYOUTS["a row each"], layout, 1).replace("\n", end)
    before = loaded(text)
    now = after(text, Editor(before).checked(("lifeline",), ON, "called")).registry
    days = {check.date for check in now.lifeline.checks}
    assert days == {date(2026, 11, 21), ON}
    same = now.lifeline.model_copy(update={"checks": before.registry.lifeline.checks})
    assert now.model_copy(update={"lifeline": same}).model_dump() == before.registry.model_dump()


def owners(text: str) -> list[tuple[str | int, ...]]:
    found: list[tuple[str | int, ...]] = [("lifeline",), ("emergency",)]
    for place, program in enumerate(loaded(text).registry.programs):
        found.append(("programs", place))
        found += [("programs", place, "contact_routes", number) for number, _ in enumerate(program.contact_routes)]
    return found


@settings(deadline=None)  # each example reads two registries
@given(st.lists(st.sampled_from(owners(TEXT)), unique=True, max_size=6), st.sampled_from([TEXT, as_yaml(a_registry()).decode()]))
def test_many_checks_at_once_are_each_written_where_they_belong(chosen: list[tuple[str | int, ...]], text: str) -> None:
    editor = Editor(loaded(text))
    now = after(text, *(editor.checked(owner, ON, "called") for owner in chosen))
    for owner in owners(text):
        assert str(now.source.value((*owner, "checks"))).count("2027-03-04") == (owner in chosen)


VISIT = ("programs", 2, "contact_routes", 0)


@pytest.mark.parametrize(
    ("owner", "key", "value", "action"),
    [
        (PHONE, "number", "116 000", "replace"),
        (PHONE, "languages", "[so]", "replace"),
        (PHONE, "id", "ring", "replace"),
        (PHONE, "anonymous", "possible", "insert"),
        (VISIT, "opening_hours", "unknown", "replace"),
    ],
)
@pytest.mark.parametrize(
    "text", [TEXT, TEXT.replace("          - {byday", "        - {byday")], ids=["further in", "no further in"]
)
def test_a_key_gets_its_new_value_and_nothing_else_changes(
    text: str, owner: tuple[str | int, ...], key: str, value: str, action: str
) -> None:
    edit = Editor(loaded(text)).written(owner, key, (value,))
    before, now = loaded(text).source.value(owner), after(text, edit).source.value(owner)
    assert isinstance(before, dict)
    assert edit.action == action
    assert now == {**before, key: ["so"] if value == "[so]" else value}


@pytest.mark.parametrize(
    ("old", "new", "spelled", "e164"),
    [
        ("08-465 00 410", "08 465 00 423", "08-465 00 423", "+46846500423"),
        ("08-465 00 410", "116 000", "116 000", None),
        ("114 14", "+46 8 465 00 423", "08-465 00 423", "+46846500423"),
        ("114 14", "116000", "116 000", None),
        ("114 14", "901 01", "90101", None),
    ],
)
def test_a_new_number_is_spelled_as_all_are_and_so_is_what_the_phone_dials(
    old: str, new: str, spelled: str, e164: str | None
) -> None:
    data = a_registry()
    phone = data["programs"][3]["contact_routes"][0]
    phone |= {"number": old} | ({"e164": "+46846500410"} if old.startswith("08") else {})
    text = as_yaml({**data}).decode()
    now = after(text, *Editor(loaded(text)).number(PHONE, new)).registry.programs[3].contact_routes[0]
    was = loaded(text).registry.programs[3].contact_routes[0]
    assert isinstance(now, PhoneRoute)
    assert (now.number, now.e164) == (spelled, e164)
    assert now.model_dump(exclude={"number", "e164"}) == was.model_dump(exclude={"number", "e164"})


ROWS_OF_HOURS = ('{byday: [MO, TU], opens_at: "09:00", closes_at: "12:00"}', '{byday: [SA], opens_at: "10:00", closes_at: "14:00"}')


@pytest.mark.parametrize("rows", [("always",), ROWS_OF_HOURS[:1], ROWS_OF_HOURS])
@pytest.mark.parametrize("owner", [PHONE, VISIT])
def test_new_hours_stand_a_row_each(owner: tuple[str | int, ...], rows: tuple[str, ...]) -> None:
    before = loaded(TEXT).source.value(owner)
    now = after(TEXT, Editor(loaded(TEXT)).hours(owner, rows)).source.value(owner)
    assert isinstance(before, dict)
    document = source.parse(f"a: [{', '.join(rows)}]".encode(), "").document
    assert document is not None
    assert now == {**before, "opening_hours": "always" if rows == ("always",) else document["a"]}


def test_in_braces_hours_and_numbers_are_told_whole() -> None:
    row = "      - {id: t, kind: phone, label: T, status: unconfirmed, status_reason: S., number: 114 14, opening_hours: always, "
    row += "sources: [K2], checks: [{date: 2026-11-21, by: redaktionen, how: document}]}\n"
    text = TEXT.replace("    contact_routes:\n", f"    contact_routes:\n{row}", 1)
    editor, path = Editor(loaded(text)), ("programs", 0, "contact_routes", 0)
    edit = editor.hours(path, ROWS_OF_HOURS)
    assert (edit.action, edit.lines) == ("point", (f"opening_hours: [{', '.join(ROWS_OF_HOURS)}]",))
    assert [(edit.action, edit.lines) for edit in editor.number(path, "116000")] == [("point", ("number: 116 000",))]


def test_alternatives_are_told_as_such_and_a_note_goes_with_them() -> None:
    edit = Editor(loaded(TEXT)).written(("lifeline",), "anonymous", ("possible", "not_possible"), "Fråga.")
    assert (edit.lines, edit.either, edit.note) == (("  anonymous: possible", "  anonymous: not_possible"), True, "Fråga.")


def test_in_braces_only_the_piece_is_told() -> None:
    answer = ("questions", 0, "answers", 0)
    edit = Editor(loaded(TEXT)).written(answer, "text", ("Ja",), "Kort.")
    assert (edit.action, edit.lines) == ("point", ("text: Ja",)), "no whole line"
    assert edit.note == f"Kort. {edits.BRACES}"
    assert Editor(loaded(TEXT)).removed(answer, "text").note == f"Ta bort text. {edits.BRACES}"


def test_what_is_taken_away_is_gone() -> None:
    kept_back = ("programs", 4, "contact_routes", 1)
    text = TEXT.replace("status_reason: Ingen har ringt", "status_reason: Ingen har\n          ringt")
    editor = Editor(loaded(text))
    now = after(text, editor.written(kept_back, "status", ("published",)), editor.removed(kept_back, "status_reason"))
    assert now.registry.programs[4].contact_routes[1].status == "published"
    assert now.registry.programs[4].contact_routes[1].status_reason is None


UNKNOWNS = {
    "in two languages": "  unknowns:\n    - sv: Ett.\n      en: One.\n    - sv: Två.\n      en: Two.\n",
    "a line each": "  unknowns:\n    - Ett.\n    - Två.\n",
    "no further in": "  unknowns:\n  - sv: Ett.\n    en: One.\n  - Två.\n",
    "over two lines": "  unknowns:\n    - Ett\n      och mer.\n    - Två.\n",
    "a dash alone": "  unknowns:\n    -\n      sv: Ett.\n      en: One.\n    -\n      sv: Två.\n",
    "in braces": "  unknowns:\n    - {sv: Ett., en: One.}\n    - Två.\n",
}
KNOWN = "  unknowns:\n    - Vi vet inte om det finns tolk. Fråga när du ringer.\n"


@pytest.mark.parametrize("layout", UNKNOWNS.values(), ids=UNKNOWNS)
@pytest.mark.parametrize("number", [0, 1])
def test_an_item_of_a_list_goes_with_all_its_lines(layout: str, number: int) -> None:
    text = TEXT.replace(KNOWN, layout, 1)
    before = loaded(text).registry.lifeline.unknowns
    edit = Editor(loaded(text)).dropped(("lifeline",), "unknowns", number)
    assert (edit.action, edit.lines) == ("replace", ())
    assert after(text, edit).registry.lifeline.unknowns == (before[1 - number],)


def test_the_last_item_leaves_an_empty_list_and_one_in_brackets_is_pointed_at() -> None:
    edit = Editor(loaded(TEXT)).dropped(("lifeline",), "unknowns", 0)
    assert edit.lines == ("  unknowns: []",)
    assert after(TEXT, edit).registry.lifeline.unknowns == ()
    text = TEXT.replace(KNOWN, "  unknowns: [Ett., Två.]\n", 1)
    edit = Editor(loaded(text)).dropped(("lifeline",), "unknowns", 1)
    assert (edit.action, edit.first, edit.lines) == ("point", line_of(text, "  unknowns: [Ett."), ())
    assert apply_edits(text, (edit,)) == text, "what points changes nothing"


def test_a_place_can_be_pointed_at() -> None:
    edit = Editor(loaded(TEXT)).pointed(("lifeline", "number"), "Ändra inget.")
    assert (edit.first, edit.lines, edit.note) == (line_of(TEXT, "  number: 08"), (), "Ändra inget.")
