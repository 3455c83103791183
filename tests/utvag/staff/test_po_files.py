"""Tests of PO files: out and in again changes nothing, what is new lands in its place, and what is wrong changes nothing at all."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from builders import a_project, a_registry, contents
from hypothesis import given, settings
from hypothesis import strategies as st
from translated import add_language, sign
from utvag import cli, rules
from utvag.content import translation_marks
from utvag.problems import Problem
from utvag.registry import source
from utvag.staff import po_files
from utvag.staff.po_files import Entry

if TYPE_CHECKING:
    from pathlib import Path

    from commanding import Capture
    from utvag.project import Project

DAY = date(2026, 11, 21)
PAGE = "content/sida.md"
HEAD = "---\ntitle: {0}\ndescription: En sida.\naudience: [leaver]\nowner: redaktionen\nreviewed: 2026-11-21\n---\n"
WRITTEN = HEAD + "# {0}\n\nDu får ringa {{nummer: lifeline}}. {{råd}}\n\nVälj själv. {{råd}}\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a small project in Swedish and German, with a page in both."""
    made = a_project(tmp_path / "p")
    add_language(made, a_registry(), "de", "tysk ")
    for name, title in ((PAGE, "Att tala"), ("content/de/sida.md", "tysk tala")):
        (made.root / name).write_text(WRITTEN.format(title), encoding="utf-8")
    sign(made)
    return made


def exported(project: Project, capsys: Capture, lang: str = "de") -> str:
    capsys.readouterr()
    assert cli.main(["translate", "export", lang], project.root) == 0
    return capsys.readouterr().out


def take_in(project: Project, text: str) -> int:
    (project.root.parent / "in.po").write_text(text, encoding="utf-8")
    return cli.main(["translate", "import", str(project.root.parent / "in.po")], project.root)


def put(text: str, context: str, words: str) -> str:
    """Return a PO file in which the text at `context` is translated with `words`."""
    made, count = re.subn(
        rf'(msgctxt "{re.escape(context)}"\nmsgid (?:".*"\n)+msgstr )(?:".*"\n?)+', lambda found: f'{found[1]}"{words}"\n', text
    )
    assert count == 1, context
    return made


SUMMARY = "programs[skydd].description[1].text"


@pytest.mark.parametrize("lang", ["de", "ar"])
def test_out_and_in_again_changes_nothing(project: Project, capsys: Capture, lang: str) -> None:
    before = contents(project.root)
    assert take_in(project, exported(project, capsys, lang)) == 0
    assert contents(project.root) == before


def test_every_translation_of_the_shipped_site_goes_out_and_nothing_changes_when_it_comes_in(tmp_path: Path) -> None:
    shipped = a_project(tmp_path / "p")
    loaded = rules.read(shipped)[0]
    found = po_files.entries(shipped, loaded, "en")
    told = read_back(tmp_path, po_files.export(found, "en", DAY))
    for text, _ in rules.written(shipped, loaded).translations:
        assert po_files.has_read(told, found, text), text
    assert po_files.written(shipped, told, found) == ({}, [])


def read_back(folder: Path, text: str) -> po_files.Translated:
    (folder / "x.po").write_text(text, encoding="utf-8", newline="\n")
    told = po_files.read(folder / "x.po", "x.po")
    assert not isinstance(told, Problem), told
    return told


ODD = st.text(st.characters(exclude_categories=["Cs"]), min_size=1) | st.sampled_from(
    [
        "no",
        "12:30",
        '"',
        "\\n",
        "a: b",
        "# x",
        "- x",
        "%s {x}",
        "\r",
        "\u2028x",
        "\x85",
        "'",
        "لا 112",
        " x ",
        "\tx\n\n",
        "msgid",
        "\\",
    ]
)


WORDS = ODD.map(lambda words: unicodedata.normalize("NFC", words))
"""As every file of ours is read."""


@settings(deadline=None, max_examples=150)
@given(one=WORDS, other=WORDS)
def test_odd_words_come_back_as_they_went_out(tmp_path_factory: pytest.TempPathFactory, one: str, other: str) -> None:
    folder = tmp_path_factory.getbasetemp()
    found = [Entry("a.b", one, other, "f", ("a",)), Entry('c"\n', other, one, "f", ("c",)), Entry("d", one, "", "f", ("d",))]
    told = read_back(folder, po_files.export(found, "de", DAY, {"a.b"}))
    assert [row[1:] for row in told.messages.values()] == [(one, other, True), (other, one, False), (one, "", False)]


@settings(deadline=None, max_examples=150)
@given(words=WORDS.map(str.strip).filter(bool))
def test_odd_words_are_written_as_they_are_or_the_file_cannot_be_read(words: str) -> None:
    for before in ("a:\n  sv: Ja.\nz: x\n", "a:\n  sv: Ja.\n  de: Nej # !\nz: x\n", "a: Ja.\nz: x\n", "a:\n  - Ja.\nz: x\n"):
        path: tuple[str | int, ...] = ("a", 0) if "- " in before else ("a",)
        read = source.parse(before.encode(), "p.yaml")
        after = source.parse(po_files.with_words(read, "de", {path: words}).encode(), "p.yaml")
        there = [after.value(where) for where in ((*path, "de"), (*path, "sv"), ("z",))]
        assert after.problems or there == [words, "Ja.", "x"]


def test_new_words_land_in_their_place_with_a_mark_and_nothing_else_changes(project: Project, capsys: Capture) -> None:
    text = exported(project, capsys)
    for context, words in (
        (SUMMARY, "Schutz: ja"),
        ("words.lost_words", "Nicht schuld."),
        ("sida.md[2]", "Du wählst. {råd}"),
        ("sida.md[title]", "Reden"),
    ):
        text = put(text, context, words)
    before = project.registry.read_text(encoding="utf-8")
    assert take_in(project, text) == 0
    assert project.registry.read_text(encoding="utf-8") == before.replace('"tysk Du kan få skydd."', '"Schutz: ja"')
    page = (project.root / "content/de/sida.md").read_text(encoding="utf-8")
    assert page == WRITTEN.format("tysk tala").replace("Välj själv.", "Du wählst.").replace("title: tysk tala", "title: Reden")
    assert "lost_words: Nicht schuld." in (project.root / "content/de/words.yaml").read_text(encoding="utf-8").splitlines()
    assert [problem.code for problem in rules.check(project)[2]] == []
    assert exported(project, capsys) == text


def test_whoever_has_seen_the_new_swedish_and_leaves_the_translation_marks_it(project: Project, capsys: Capture) -> None:
    text = project.registry.read_text(encoding="utf-8")
    project.registry.write_text(text.replace('sv: "Du kan få skydd."', 'sv: "Du får skydd."'), encoding="utf-8")
    assert [problem.code for problem in rules.check(project)[2]] == ["oversattning-gammal"]
    assert take_in(project, exported(project, capsys)) == 0
    assert rules.check(project)[2] == ()


def test_a_draft_and_what_is_left_empty_are_never_taken_in(project: Project, capsys: Capture) -> None:
    before = contents(project.root)
    text = put(put(exported(project, capsys), SUMMARY, "Schutz."), "words.lost_words", "")
    assert take_in(project, text.replace(f'msgctxt "{SUMMARY}"', f'#, fuzzy\nmsgctxt "{SUMMARY}"')) == 0
    assert contents(project.root) == before


def test_a_page_is_written_when_all_of_it_is_translated(project: Project, capsys: Capture) -> None:
    (project.root / "content/de/sida.md").unlink()
    text = exported(project, capsys)
    parts = {
        "title": "Reden",
        "description": "Seite",
        "0": "# Reden",
        "1": "Ruf {nummer: lifeline} an. {råd}",
        "2": "Du wählst. {råd}",
    }
    for name, words in parts.items():
        if name == "2":
            assert take_in(project, text) == 0
            assert "content/de/sida.md väntar" in capsys.readouterr().out
            assert not (project.root / "content/de/sida.md").exists()
        text = put(text, f"sida.md[{name}]", words)
    assert take_in(project, text) == 0
    page = (project.root / "content/de/sida.md").read_text(encoding="utf-8")
    assert page == HEAD.format("Reden").replace("En sida.", "Seite") + f"{parts['0']}\n\n{parts['1']}\n\n{parts['2']}\n"


def test_a_language_that_is_not_offered_can_be_taken_in_and_changes_no_page(project: Project, capsys: Capture) -> None:
    text = put(put(exported(project, capsys, "tr"), SUMMARY, "Koruma var."), "words.call", "Ara")
    assert take_in(project, text) == 0
    assert (project.root / "content/tr/words.yaml").read_text(encoding="utf-8") == "call: Ara\n"
    assert "      tr: Koruma var.\n" in project.registry.read_text(encoding="utf-8")
    assert rules.check(project)[2] == ()


ELSEWHERE = ("words.call_number", "sida.md[1]", "programs[x].y", "trasig", "programs:")
"""What else stands where something is wrong in WRONG."""

WRONG = [
    (lambda text: text.replace(f'msgctxt "{SUMMARY}"', 'msgctxt "programs[x].y"'), "Platsen finns inte", "okand-hanvisning"),
    (
        lambda text: text.replace('msgid "Du kan få skydd."', 'msgid "Du kan inte få skydd."'),
        "Svenskan är en annan",
        "oversattning-gammal",
    ),
    (lambda text: put(text, "words.call_number", "Ruf an"), "Här saknas {number}.", "ord-fil"),
    (lambda text: put(text, "sida.md[1]", "Du darfst anrufen. {råd}"), "Här saknas {nummer: lifeline}.", "ord-fil"),
    (lambda text: put(text, SUMMARY, "Ring 08-123 45 67."), "08-123 45 67", "nummer-i-text"),
    (lambda text: put(text, SUMMARY, "Schutz ab 17."), "Siffrorna", "sprak-olika"),
    (lambda text: text.replace('"Language: de\\n"\n', ""), "är inget språk", "sprak"),
    (lambda text: text.replace("Language: de", "Language: sv"), "är inget språk", "sprak"),
    (lambda text: f"{text}\nmsgstr trasig\n", "Raden går inte att läsa", "fil"),
    (lambda _: "programs:\n  - id: x\n", "går inte att läsa", "fil"),
]


@pytest.mark.parametrize(("spoil", "message", "code"), WRONG, ids=range(len(WRONG)))
def test_what_is_wrong_old_or_tampered_with_is_told_at_its_line_and_changes_nothing(
    project: Project, capsys: Capture, spoil: object, message: str, code: str
) -> None:
    before = contents(project.root)
    assert callable(spoil)
    spoilt = spoil(exported(project, capsys))
    assert take_in(project, spoilt) == 1
    out = capsys.readouterr().out
    assert message in out
    assert f"[{code}]" in out
    lines, line = spoilt.splitlines(), int(re.findall(r"in\.po:(\d+):", out)[0])
    assert code == "sprak" or any(words in "\n".join(lines[max(line - 2, 0) : line + 1]) for words in (SUMMARY, *ELSEWHERE))
    assert contents(project.root) == before


def test_a_file_that_is_not_there_is_told_and_a_language_that_is_none(project: Project, capsys: Capture) -> None:
    assert cli.main(["translate", "import", "finns-inte.po"], project.root) == 1
    assert "finns-inte.po:1:1: error: finns-inte.po: Filen går inte att läsa: den finns inte." in capsys.readouterr().out
    for name in ("sv", "svenska", ""):
        assert cli.main(["translate", "export", *[name] * bool(name)], project.root) == 2
        assert "är inget språk" in capsys.readouterr().err


def test_what_cannot_be_written_line_by_line_is_left_to_people(project: Project, capsys: Capture) -> None:
    text = project.registry.read_text(encoding="utf-8")
    rows = re.compile(r'text:\n +sv: ("Du kan få skydd.")\n +de: (".*")\n')
    flow, count = rows.subn(r"text: {sv: \1, de: \2}\n", text)
    assert count == 1
    project.registry.write_text(flow, encoding="utf-8")
    assert take_in(project, put(exported(project, capsys), SUMMARY, "Schutz.")) == 1
    assert "Inget är ändrat." in capsys.readouterr().out
    assert project.registry.read_text(encoding="utf-8") == flow


def test_marks_of_the_file_are_for_what_it_holds(project: Project, capsys: Capture) -> None:
    told = read_back(project.root.parent, exported(project, capsys))
    found = po_files.entries(project, rules.read(project)[0], "de")
    text = next(text for text, _ in rules.written(project, rules.read(project)[0]).translations if text.lang == "de")
    assert po_files.has_read(told, found, text)
    assert not po_files.has_read(replace(told, messages={}), found, text)
    assert not po_files.has_read(replace(told, lang="en"), found, text)
    assert translation_marks.name("de") == "content/de/translated.txt"
