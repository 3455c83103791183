"""Tests of hand-written pages as their authors see them: which there are, where they are built, what their heads say."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from builders import ROOT, SWEDISH, a_registry, load
from utvag.content import page_source
from utvag.project import Project
from utvag.swedish import Language

TOP = "---\ntitle: Hem\n---\n# Hem\n"


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("index.md", "index.html"),
        ("README.md", "index.html"),
        ("fragor.md", "fragor/index.html"),
        ("en/index.md", "en/index.html"),
        ("en/a.md", "en/a/index.html"),
        ("bild.png", "bild.png"),
    ],
)
def test_a_file_is_built_where_its_name_says(path: str, address: str) -> None:
    assert page_source.address(PurePosixPath(path)) == address


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (b"---\ntitle: Hem\naudience: [leaver]\n---\n# x", "Hem"),
        (b"\xef\xbb\xbf---\ntitle: Hem\n---\n", "Hem"),
        (b"---\r\ntitle: Hem\r\n---\r\n", "Hem"),
        (b"# Hem", ""),
        (b"---\ntitle: [\n---\n", ""),
        (b"---\nowner: x\n---\n", ""),
        (b"\xff", ""),
    ],
)
def test_a_page_is_called_what_it_says(tmp_path: Path, text: bytes, title: str) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "x.md").write_bytes(text)
    assert page_source.titles(tmp_path) == {"en/x/index.html": title}


def test_every_page_that_can_be_read_is_read_and_told_is_one_that_cannot(tmp_path: Path) -> None:
    content = tmp_path / "content"
    (content / "en").mkdir(parents=True)
    (content / "mapp.md").mkdir()
    (content / ".#sida.md").symlink_to("nina@dator.1234")
    (content / "en" / "sida.md").write_bytes(TOP.replace("\n", "\r\n").encode())
    (content / "trasig.md").write_bytes("å".encode("latin-1"))
    page, torn = page_source.load(Project.at(tmp_path), load(a_registry()))
    (problem,) = torn.torn
    assert (page.name, page.address, page.head["title"], page.top) == ("content/en/sida.md", "en/sida/index.html", "Hem", 4)
    assert (page.torn, torn.source, problem.code, problem.where.file) == ((), None, "fil", "content/trasig.md")


@pytest.mark.parametrize(
    ("to", "goal"),
    [
        ("b.md", "en/b.md"),
        ("../b.md#x", "b.md"),
        ("guide/index.html", "en/guide/index.html"),
        ("#x", "en/a.md"),
        ("../../x", "../x"),
    ],
)
def test_a_link_means_a_file_seen_from_its_own(to: str, goal: str) -> None:
    assert page_source.read(TOP, "content/en/a.md", PurePosixPath("en/a.md")).goal(to) == goal


def test_a_page_without_a_head_that_can_be_read_says_nothing_and_keeps_its_lines() -> None:
    for text, line in (("# Hem\n", 1), ("---\ntitle: [\n---\n# Hem\n", 4), ("---\ntitle: Hem\n# Hem\n", 2)):
        page = page_source.read(text, "sida.md")
        assert (dict(page.head), page.top) == ({}, line)


def test_our_own_pages_are_read_whole() -> None:
    for path in (ROOT / "content").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        page, lines = page_source.read(text, path.name), text.split("\n")
        assert all(tuple(lines[block.line - 1 : block.line - 1 + len(block.lines)]) == block.lines for block in page.blocks)
        assert sum(block.mark is not None for block in page.blocks) == sum(
            line.endswith("}") and "{." not in line for line in lines
        )


@pytest.mark.parametrize(
    ("place", "html"),
    [
        ("{nummer: skydd}", '<a href="tel:11414">114 14</a>'),
        ("{tider: skydd}", "öppet jämt"),
        ("{tider:lifeline}", "öppet jämt"),
        ("{tider: familj}", "måndag–torsdag 09:00–16:00"),
        ("{tider: ungdom}", "{tider: ungdom}"),
        ("{tider: x}", "{tider: x}"),
    ],
)
def test_a_page_says_numbers_and_hours_of_the_registry(place: str, html: str) -> None:
    phone = a_registry()["programs"][3]["contact_routes"][0]
    hours = [{"byday": ["MO", "TU", "WE", "TH"], "opens_at": "09:00", "closes_at": "16:00"}]
    number = {"number": "08-465 00 450", "e164": "+46846500450", "opening_hours": hours}
    words = Language("sv", {"always_open": "Öppet jämt."})
    loaded = load(a_registry({"programs.familj.contact_routes.0": {**phone, **number}}), (words,))
    page = page_source.read(f"Svar: {place} {{K1}}", "sida.md", known=page_source.said(PurePosixPath("sida.md"), loaded))
    assert page.html == f"<p>Svar: {html}</p>"


def test_a_page_says_hours_in_its_own_language() -> None:
    loaded = load(a_registry(), (*SWEDISH, Language("en", {"always_open": "At all hours."})))
    assert page_source.said(PurePosixPath("en/sida.md"), loaded)["tider: skydd"] == "at all hours"


def test_what_pages_cite_is_what_their_marks_name_once_each(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    words = "# Om\n\nEtt. {A1, råd}\n\n- Två {mitt i} raden. {N2,A1}\n\n[x](y){.button}\n"
    (tmp_path / "en" / "om.md").write_text(words, encoding="utf-8")
    (tmp_path / "index.md").write_text("# Hem\n", encoding="utf-8")
    found = page_source.cited(tmp_path)
    assert found == {"en/om/index.html": ("A1", "råd", "N2", ".button"), "index.html": ()}
