"""Tests of replies: what is read for certain becomes lines, all else is told, what cannot be trusted changes nothing."""

from __future__ import annotations

import contextlib
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import letters
import pytest
from builders import contents
from edited import a_small_project
from hypothesis import given, settings
from hypothesis import strategies as st
from utvag import files, rules
from utvag.changes.reply import take_in
from utvag.problems import InvalidRegistry
from utvag.registry import loader
from utvag.upkeep.edits import Editor, apply_edits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from utvag.problems import Problem
    from utvag.project import Project
    from utvag.registry.loader import Loaded

TODAY = date(2027, 3, 4)
PHONE = "contact_routes.0"
MARKED = "ja: {a: [*b, !!python/object:os.system"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a small project that no test may change."""
    return a_small_project(tmp_path_factory.mktemp("replied") / "p")


@pytest.fixture(scope="module")
def loaded(project: Project) -> Loaded:
    """Return its registry."""
    return rules.read(project, TODAY)[0]


def taken(project: Project, loaded: Loaded, text: str | bytes, *, write: bool = False) -> tuple[str, list[Problem]]:
    """Return what is told of a reply, and what is wrong with it or with what it would make; it changes nothing unless it may."""
    file = project.root.parent / "svar.txt"
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    before = contents(project.root)
    try:
        told, found = take_in(project, loaded, file, TODAY, write=write)
    except InvalidRegistry as fault:
        told, found = "", fault.problems
    if not write or found:
        assert contents(project.root) == before
    return told, list(found)


def replied(loaded: Loaded, name: str, changes: Mapping[str, str], day: date = TODAY) -> str:
    """Return a reply that agrees with all but `changes`."""
    return letters.reply(loaded, name, letters.agreed(loaded, name) | dict(changes), day)


@contextlib.contextmanager
def changed(project: Project, text: str) -> Iterator[Loaded]:
    """Give the registry of `project` with another text, and put the old one back."""
    before = project.registry.read_bytes()
    project.registry.write_text(text, encoding="utf-8")
    try:
        yield rules.read(project, TODAY)[0]
    finally:
        project.registry.write_bytes(before)


def dumped(loaded: Loaded, name: str) -> dict[str, Any]:
    return next(program for program in loaded.registry.programs if program.id == name).model_dump()


def test_who_agrees_with_all_has_checked_all_and_changed_nothing(project: Project, loaded: Loaded) -> None:
    with changed(project, loaded.source.text):
        told, found = taken(project, loaded, replied(loaded, "jobb", {}, TODAY - timedelta(3)), write=True)
        now = loader.load(project.registry, "programs.yaml")
    assert found == []
    assert "Skrivet i programs.yaml." in told
    was, program = dumped(loaded, "jobb"), dumped(now, "jobb")
    for old, new in ((was, program), *zip(was["contact_routes"], program["contact_routes"], strict=True)):
        assert new.pop("checks") == (*old.pop("checks"), new_check(TODAY - timedelta(3)))
    assert program == was
    assert dumped(now, "skydd") == dumped(loaded, "skydd")


def new_check(day: date, by: str = "de som driver stödet") -> dict[str, object]:
    return {"date": day, "by": by, "how": "owner_confirmed"}


def test_a_new_number_new_hours_and_a_new_address_become_lines_and_are_told(project: Project, loaded: Loaded) -> None:
    anew = {f"{PHONE}.number": "stämmer inte: 08 465 00 423", f"{PHONE}.opening_hours": "så här: mån-fre 9-12 och 13-16"}
    told, found = taken(project, loaded, replied(loaded, "jobb", anew))
    assert found == []
    for words in ("number: 08-465 00 423", 'e164: "+46846500423"', "Det här ändras för besökare", "Inget är skrivet än."):
        assert words in told
    assert '- {byday: [MO, TU, WE, TH, FR], opens_at: "13:00", closes_at: "16:00"}' in told
    told, found = taken(project, loaded, replied(loaded, "familj", {f"{PHONE}.address": "stämmer inte: vi@example.org"}))
    assert found == []
    assert "address: vi@example.org" in told


@pytest.mark.parametrize(
    "answer",
    ["stämmer inte: Det är en annan sak.", "stämmer inte", "stämmer: Men bara ibland.", "vet inte", "vet inte: Fråga någon annan."],
)
def test_what_a_person_must_decide_is_told_and_not_written_and_its_page_is_not_checked(
    project: Project, loaded: Loaded, answer: str
) -> None:
    told, found = taken(project, loaded, replied(loaded, "jobb", {"summary": answer}))
    assert found == []
    point = letters.points(loaded, "jobb")["summary"]
    words = answer.partition(": ")[2]
    assert (point.asked.words in told) == (answer != "vet inte")
    assert words in told
    assert f"programs.yaml:{point.asked.otherwise.first}" in told or answer == "vet inte"
    assert told.count("how: owner_confirmed") == 1, "that of the number"
    assert "\n  programs[jobb]\n" in told


@pytest.mark.parametrize(
    ("name", "key", "words"),
    [
        ("jobb", "number", "08-465 00 423 eller växeln"),
        ("jobb", "number", "Ring 08-465 00 423"),
        ("jobb", "opening_hours", "vardagar utom i juli"),
        ("familj", "address", "stod@example.se eller info@example.se"),
        ("familj", "address", "https://example.org"),
        ("vagen-uppsala", "address", "https://example.org/:"),
        ("vagen-uppsala", "address", "https://example.org/#a"),
    ],
)
def test_what_cannot_be_read_for_certain_is_told(project: Project, loaded: Loaded, name: str, key: str, words: str) -> None:
    point = letters.points(loaded, name)[f"{PHONE}.{key}"]
    said = "stämmer inte" if point.asked.known else "så här"
    told, found = taken(project, loaded, replied(loaded, name, {point.id: f"{said}: {words}"}))
    assert found == []
    assert f"”{words}”" in told
    assert "Det här avgör en människa" in told


def test_hours_of_a_season_are_for_a_person(project: Project, loaded: Loaded) -> None:
    season = 'opening_hours: [{valid_to: 2027-08-15, byday: [MO], opens_at: "09:00", closes_at: "12:00"}]'
    text = loaded.source.text.replace('+46846500410"\n        opening_hours: unknown', f'+46846500410"\n        {season}')
    with changed(project, text) as now:
        told, _ = taken(project, now, replied(now, "jobb", {f"{PHONE}.opening_hours": "stämmer inte: mån 9-16"}))
    assert "”mån 9-16”" in told


def test_a_translation_is_named_where_its_swedish_is_for_a_person(project: Project, loaded: Loaded) -> None:
    text = loaded.source.text.replace("{text: Ring., sources: [K2]}", "{text: {sv: Ring., en: Call.}, sources: [K2]}", 1)
    with changed(project, text) as now:
        name = next(program.id for program in now.registry.programs for claim in program.application_process if claim.text.others)
        told, _ = taken(project, now, replied(now, name, {"application_process.0": "stämmer inte: Kom hit."}))
    assert "översättningen efter den: en." in told


@pytest.mark.parametrize("office", ["registratorn", MARKED, "a: b, c}", '"'])
def test_the_office_that_was_asked_is_who_has_checked_whatever_it_is_called(project: Project, loaded: Loaded, office: str) -> None:
    value = f"{{office: '{office}', email: x@example.se}}"
    place = next(n for n, program in enumerate(loaded.registry.programs) if program.id == "jobb")
    edit = Editor(loaded).written(("programs", place), "ask", (value,))
    with changed(project, apply_edits(loaded.source.text, [edit])) as now:
        assert taken(project, now, replied(now, "jobb", {}), write=True)[1] == []
        after = dumped(loader.load(project.registry, "programs.yaml"), "jobb")
    assert after["checks"][-1] == new_check(TODAY, office)


def test_the_same_reply_twice_is_the_same_as_once(project: Project, loaded: Loaded) -> None:
    with changed(project, loaded.source.text) as now:
        taken(project, now, replied(now, "jobb", {}), write=True)
        again = rules.read(project, TODAY)[0]
        told, found = taken(project, again, replied(now, "jobb", {}))
    assert (found, told.endswith("Inget går att skriva av sig självt.")) == ([], True)


def test_what_the_rules_refuse_is_told_at_its_line_of_the_reply(project: Project, loaded: Loaded) -> None:
    text = replied(loaded, "jobb", {f"{PHONE}.number": "stämmer inte: 0900-123 45 67"})
    told, found = taken(project, loaded, text, write=True)
    (problem,) = found
    assert (problem.code, problem.where.file.endswith("svar.txt")) == ("telefon-format", True)
    assert text.split("\n")[problem.where.line - 1] == f"{PHONE}.number: stämmer inte"
    assert told.endswith("så inget är ändrat:")


def test_a_reply_to_what_is_no_longer_said_is_refused_and_so_is_one_about_nothing(project: Project, loaded: Loaded) -> None:
    text = replied(loaded, "jobb", {})
    with changed(project, loaded.source.text.replace("Du som söker ett arbete.", "Du som vill arbeta.")) as now:
        (problem,) = taken(project, now, text, write=True)[1]
    assert (problem.code, "letter jobb" in problem.remedy) == ("svar", True)
    with changed(project, loaded.source.text.replace("Vuxna som lyssnar på barn.", "Vuxna som lyssnar.")) as now:
        assert taken(project, now, text)[1] == [], "another programme"


def test_somebody_who_saves_meanwhile_loses_nothing(project: Project, loaded: Loaded) -> None:
    file = project.root.parent / "svar.txt"
    file.write_text(replied(loaded, "jobb", {}), encoding="utf-8")
    with changed(project, f"# ny rad\n{loaded.source.text}"), pytest.raises(files.NotWritten):
        take_in(project, loaded, file, TODAY, write=True)


@settings(max_examples=300)
@given(st.data())
def test_one_byte_changed_taken_away_or_put_in_is_seen(project: Project, loaded: Loaded, data: st.DataObject) -> None:
    text = replied(loaded, "jobb", {"summary": "stämmer inte: Så är det, å nej."}).encode()
    at = data.draw(st.integers(0, len(text) - 1))
    new = data.draw(st.binary(max_size=2).filter(lambda piece: piece not in (text[at : at + 1], b"\r\n")))
    if text[:at] + new + text[at + 1 :] != text and not (new.endswith(text[at : at + 1]) and at == 0 and new[:1] == b"\n"):
        assert taken(project, loaded, text[:at] + new + text[at + 1 :], write=True)[1] != []


@pytest.mark.parametrize("around", ["{}", "Hej!\n\n{}\n\nMed vänlig hälsning", "\ufeff{}", "{}\n"])
def test_a_mail_around_it_and_other_ends_of_lines_do_no_harm(project: Project, loaded: Loaded, around: str) -> None:
    text = around.format(replied(loaded, "jobb", {}))
    for ended in (text, text.replace("\n", "\r\n")):
        assert taken(project, loaded, ended)[1] == []


def crafted(loaded: Loaded) -> dict[str, str | bytes]:
    """Return replies as somebody would make them who wants to do harm, and knows how the sum is made."""
    right = replied(loaded, "jobb", {})
    reference, today = right.split("\n")[1].removeprefix("referens: "), f"dag: {TODAY}"

    def of(*lines: str, head: str = f"referens: {reference}", day: str = today) -> str:
        return letters.sealed("\n".join([head, day, *lines]))

    sum_of = reference.partition(" ")[2]
    return {
        "nothing": b"",
        "a picture": bytes(range(256)) * 40,
        "another encoding": right.encode("utf-16"),
        "latin-1": right.encode("latin-1"),
        "two of them": f"{right}\n{right}",
        "half of it": right[: len(right) // 2],
        "a bomb": "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(40)),
        "a path for a programme": of("status: stämmer", head=f"referens: ../../etc/passwd {sum_of}"),
        "no programme": of("status: stämmer", head=f"referens: finns-inte {sum_of}"),
        "another sum": of("status: stämmer", head="referens: jobb 0000000000000000"),
        "no reference": of("status: stämmer", head=""),
        "a path for a question": of("../../programs.yaml: stämmer"),
        "another programme's question": of("contact_routes.7.number: stämmer"),
        "what nobody can answer": of("status: !!python/object/apply:os.system"),
        "an answer for something else": of("status: så här"),
        "the same twice": of("status: stämmer", "status: vet inte"),
        "words before any answer": of("  ord"),
        "a line of YAML": of("status: stämmer", "programs: []"),
        "an escape of a screen": of("status: stämmer inte", "  \x1b[2J"),
        "a mark that turns text around": of("status: stämmer inte", "  \u202eord"),
        "half a sign": of("status: stämmer inte", "  \udc80"),
        "very many words": of("status: stämmer inte", *["  ord ord ord ord"] * 90),
        "a day to come": of("status: stämmer", day=f"dag: {TODAY + timedelta(1)}"),
        "a day long ago": of("status: stämmer", day="dag: 1970-01-01"),
        "no day": of("status: stämmer", day="dag: 2027-02-30"),
    }


def test_whoever_knows_how_a_reply_is_made_can_do_no_harm_with_one(project: Project, loaded: Loaded) -> None:
    for name, text in crafted(loaded).items():
        told, found = taken(project, loaded, text, write=True)
        assert [problem.code for problem in found] in (["svar"], ["fil"], ["tecken"]), name
        assert found[0].remedy, name
        assert (told, "\x1b" in found[0].message) == ("", False), name


WORDS = st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(
    [
        MARKED,
        "114 14",
        "mån 9-16",
        "https://example.org/:",
        "a@b.se",
        "- x",
        "'",
        '"',
        "[]",
        "{}",
        "<script>",
        "${{ github.token }}",
        "#",
    ]
)


@settings(max_examples=25)
@given(st.data())
def test_whatever_is_answered_only_what_was_asked_about_changes(project: Project, loaded: Loaded, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["jobb", "familj", "vagen-uppsala", "vagen-annan"]))
    points = letters.points(loaded, name)
    key = data.draw(st.sampled_from(sorted(points)))
    words = " ".join(data.draw(WORDS).split())
    said = "stämmer inte" if points[key].asked.known else "så här"
    with changed(project, loaded.source.text):
        found = taken(project, loaded, replied(loaded, name, {key: f"{said}: {words}"}), write=True)[1]
        now = loader.load(project.registry, "programs.yaml")
    if not found:
        for old, new in zip(loaded.registry.programs, now.registry.programs, strict=True):
            was, program = old.model_dump(exclude={"checks"}), new.model_dump(exclude={"checks"})
            for route in (*was["contact_routes"], *program["contact_routes"]):
                route.pop("checks")
            if old.id == name and key.startswith("contact_routes"):
                _, place, field = key.split(".", 2)
                for one in (was, program):
                    for changing in (field, "e164"):
                        one["contact_routes"][int(place)].pop(changing, None)
            assert program == was
