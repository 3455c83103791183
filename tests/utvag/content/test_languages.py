"""Tests of the languages of the site and of their words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from builders import CONTENT, PUBLIC, ROOT, a_project, as_yaml, in_swedish
from hypothesis import given
from hypothesis import strategies as st
from utvag.content import languages
from utvag.project import Project
from utvag.registry import source
from utvag.swedish import Language

if TYPE_CHECKING:
    from pathlib import Path

SWEDISH = Language("sv", {"call": "Ring {number}", "or": "{one} eller {other}"})
ENGLISH = Language("en", {"call": "Call {number}", "or": "{one} or {other}"})


def told(tmp_path: Path, codes: str, english: str | None = None) -> list[str]:
    """Return in which file what is wrong, each once, when mkdocs.yml has `codes` and the English words are `english`."""
    project = in_swedish(a_project(tmp_path))
    text = project.config.read_text(encoding="utf-8")
    text = text.replace("  signed:\n", "  earlier:\n") if "signed:" in codes else text
    project.config.write_text(re.sub(r"languages: \[.*\]", codes, text), encoding="utf-8")
    (project.content / "words.yaml").write_bytes(as_yaml(dict(SWEDISH.words)))
    if english is not None:
        (project.content / "en").mkdir()
        (project.content / "en" / "words.yaml").write_text(english, encoding="utf-8")
    return list(dict.fromkeys(f"{problem.where.file}: {problem.subject}: {problem.code}" for problem in languages.load(project)[1]))


RIGHT = "call: Call {number}\nor: '{one} or {other}'\n"


def test_the_shipped_languages_have_the_same_words_in_the_same_places() -> None:
    project = Project.at(ROOT)
    original = source.parse((CONTENT / "words.yaml").read_bytes(), "content/words.yaml")
    assert languages.load(project)[1] == []
    for path in CONTENT.glob("*/words.yaml"):
        read = source.parse(path.read_bytes(), project.shown(path))
        assert [*read.problems, *languages.faults(read, original)] == []


def test_every_word_is_used_and_the_templates_have_no_words_of_their_own() -> None:
    code = "".join(
        path.read_text(encoding="utf-8") for path in [*PUBLIC.rglob("*.html"), *(ROOT / "scripts" / "utvag").rglob("*.py")]
    )
    made = {f"{begins}_{ends}" for begins, ends in MADE}
    for key in languages.load(Project.at(ROOT))[0][0].words:
        assert key in made or re.search(rf"\b{key}\b", code), key
    for path in PUBLIC.rglob("*.html"):
        plain = re.sub(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.findall(r"[^\W\d]{2,}", re.sub(r"<[^>]*>", " ", plain)), path


MADE = [
    *(("bill", state) for state in ("shown", "not_shown", "unknown")),
    *(("anonymous", state) for state in ("possible", "not_possible", "unknown")),
    *(("checked", how) for how in ("called", "owner_confirmed", "document", "stated_by_project")),
    ("status", "paused"),
    ("chosen", "by_authorities"),
    ("through", "others"),
]
"""Names of words that templates put together from a value of the registry."""


LIST = "mkdocs.yml: extra.languages: sprak"
WORDS = "content/en/words.yaml"
BOTH = "languages: [sv, en]"
SO_WORDS = "content/so/words.yaml"
SO = "languages: [sv, so]\n  signed:\n    "


@pytest.mark.parametrize(
    ("codes", "english", "problems"),
    [
        ("languages: [sv]", "", []),
        (BOTH, RIGHT, []),
        ("languages: [en, sv]", RIGHT, [LIST]),
        ("languages: sv", None, [LIST]),
        ("languages: []", None, [LIST]),
        ("x: [sv]", None, [LIST]),
        ("languages: [sv, engelska]", None, [LIST]),
        ("languages: [sv, sv]", None, [LIST]),
        ("languages: [sv, [en]]", None, [LIST]),
        ("languages: [sv, so]", None, [LIST]),
        (
            f"{SO}so: {{reviewed_by: tolk, date: 2026-11-30, pages: all}}",
            None,
            ["content/so/words.yaml: content/so/words.yaml: fil"],
        ),
        (f"{SO}so: {{date: 2026-11-30, pages: all}}", None, [LIST]),
        (f"{SO}so: {{reviewed_by: tolk, date: snart, pages: all}}", None, [LIST]),
        (f"{SO}so: {{reviewed_by: tolk, date: 2026-11-30, pages: lite}}", None, [LIST]),
        (f"{SO}so: tolk", None, [LIST]),
        (BOTH, "call: Call {number}\n", [f"{WORDS}: or: ord-fil"]),
        (BOTH, f"{RIGHT}cal: x\n", [f"{WORDS}: cal: ord-fil"]),
        (BOTH, RIGHT.replace("number", "nmber"), [f"{WORDS}: call: ord-fil"]),
        (BOTH, RIGHT.replace(" {number}", ""), [f"{WORDS}: call: ord-fil"]),
        (BOTH, RIGHT.replace("Call", "Call {"), [f"{WORDS}: call: ord-fil"]),
        (BOTH, f"{RIGHT}x: no", [f"{WORDS}: x: ord-fil"]),
        (BOTH, f"{RIGHT}x: [y]", [f"{WORDS}: x: ord-fil"]),
        (BOTH, "", [f"{WORDS}: {WORDS}: fil"]),
        (BOTH, "call: {x\n", [f"{WORDS}: {WORDS}: yaml-parentes"]),
    ],
)
def test_a_fault_in_the_languages_is_told(tmp_path: Path, codes: str, english: str | None, problems: list[str]) -> None:
    assert told(tmp_path, codes, english) == problems


def test_a_fault_is_told_at_its_line() -> None:
    original = source.parse(b"call: Ring {number}\nor: eller", "content/words.yaml")
    (problem,) = languages.faults(source.parse(b"or: or\ncall: Call", WORDS), original)
    assert str(problem.where) == f"{WORDS}:2:7"
    assert "content/words.yaml:1" in problem.remedy


def test_pages_of_a_language_that_is_not_named_are_told(tmp_path: Path) -> None:
    project = in_swedish(a_project(tmp_path))
    (project.content / "so").mkdir()
    (project.content / "so" / "index.md").touch()
    (problem,) = languages.load(project)[1]
    assert (problem.code, str(problem.where)) == ("sprak", "content/so:1:1")


@pytest.mark.parametrize(
    ("address", "code"),
    [("index.html", "sv"), ("en/index.html", "en"), ("en/a/index.html", "en"), ("enkel/index.html", "sv"), ("404.html", "sv")],
)
def test_an_address_says_its_language(address: str, code: str) -> None:
    assert languages.of(address, (SWEDISH, ENGLISH)).code == code


def test_no_word_has_the_name_of_something_else_that_templates_can_ask_a_language_for() -> None:
    assert not [key for key in languages.load(Project.at(ROOT))[0][0].words if hasattr(Language, key)]


@given(st.binary())
def test_no_file_of_words_breaks_the_reader(data: bytes) -> None:
    found = languages.faults(source.parse(data, "words.yaml"), source.parse(b"call: Ring {number}", "content/words.yaml"))
    assert {problem.where.file for problem in found} <= {"words.yaml"}
