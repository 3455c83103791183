"""Tests of what becomes of whole programmes, pages and languages; most of it stands in the fixture of edits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edited import a_small_project, seen
from utvag import changes
from utvag.changes.sentences import Comparison

if TYPE_CHECKING:
    from pathlib import Path


def test_a_programme_with_another_id_and_the_same_address_is_the_same(tmp_path: Path) -> None:
    project = a_small_project(tmp_path / "p")
    before = seen(project)
    text = project.registry.read_text(encoding="utf-8")
    project.registry.write_text(text.replace("- id: familj\n", "- id: familjestodet\n"), encoding="utf-8")
    after = seen(project)
    assert Comparison(before, after).same["familj"] == "familjestodet"
    assert changes.compare(before, after).visitors == ()


def test_a_page_that_is_new_and_one_that_is_gone_are_told(tmp_path: Path) -> None:
    project = a_small_project(tmp_path / "p")
    before = seen(project)
    (project.content / "surfa-tryggare.md").rename(project.content / "lugnt.md")
    words = [sentence.words for sentence in changes.compare(before, seen(project)).visitors]
    assert "Sidan ”Sida surfa-tryggare” är ny: /lugnt/" in words
    assert "Sidan ”Sida surfa-tryggare” är borta: /surfa-tryggare/" in words


def test_a_language_that_is_new_is_told_once(tmp_path: Path) -> None:
    project = a_small_project(tmp_path / "p", "en")
    after = seen(project)
    config = project.config.read_text(encoding="utf-8")
    project.config.write_text(re.sub(r"languages: \[.*\]", "languages: [sv]", config), encoding="utf-8")
    for path in (project.content / "en").rglob("*.md"):
        path.unlink()
    found = [sentence.words for sentence in changes.compare(seen(project), after).visitors]
    pages = sum(page.lang == "en" for page in after.pages.values())
    assert f"Webbplatsen finns nu också på engelska: {pages} sidor." in found
    assert not any(words.startswith("På engelska") for words in found)


def test_a_programme_that_is_no_longer_paused_is_told_so(tmp_path: Path) -> None:
    project = a_small_project(tmp_path / "p")
    text = project.registry.read_text(encoding="utf-8")
    summary = "    summary: {text: För dig som bryr dig om någon."
    paused = text.replace(f"    status: active\n{summary}", f"    status: paused\n    status_reason: De flyttar.\n{summary}")
    project.registry.write_text(paused, encoding="utf-8")
    before = seen(project)
    project.registry.write_text(text, encoding="utf-8")
    found = [sentence.words for sentence in changes.compare(before, seen(project)).visitors]
    assert found == [
        "”Familjestödet” har inte paus längre.",
        "En anhörig eller den som inte säger vem det gäller ser nu också ”Familjestödet”.",
    ]
