"""Tests of the letter to an office: what stands in it, and that nothing in it can fetch, run or be taken for markup."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import TYPE_CHECKING

import letters
import pytest
from builders import ROOT, a_registry, load
from utvag import rules
from utvag.problems import WrongUsage
from utvag.project import Project
from utvag.registry import phones
from utvag.site import headers
from utvag.staff import letter
from utvag.upkeep import written_hours

if TYPE_CHECKING:
    from pathlib import Path

PROJECT = Project.at(ROOT)
LOADED = load(a_registry({"programs.skydd.ask": {"office": "Kontoret & co", "address": "Box 1"}}))
ON = date(2027, 3, 4)


def written(folder: Path, name: str) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in letter.write(PROJECT, LOADED, name, ON, folder)]


def test_both_ask_all_and_carry_the_reference(tmp_path: Path) -> None:
    asked = letters.points(LOADED, "skydd")
    for text in written(tmp_path / "a" / "b", "skydd"):
        assert [html.unescape(words) for words in re.findall(r"<legend>(.*?)</legend>", text)] == [
            p.asked.words for p in asked.values()
        ]
        assert re.findall(r'data-point="(.*?)"', text) == [*asked]
        assert text.count("Referens: skydd ") == 1
        assert "Kontoret &amp; co<br>Box 1" in text
        assert "4 mars 2027" in text
        assert "Skriv aldrig något om en person" in text


def test_nothing_can_be_fetched_and_only_its_own_script_runs(tmp_path: Path) -> None:
    paper, form = written(tmp_path, "skydd")
    (script,) = re.findall(r"<script>(.*?)</script>", form, flags=re.DOTALL)
    (style,) = re.findall(r"<style>(.*?)</style>", form, flags=re.DOTALL)
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="(.*?)"', form)
    said = html.unescape(policy)
    assert said.startswith("default-src 'none'; ")
    assert f"script-src {headers.digest(script)};" in said
    assert f"style-src {headers.digest(style)};" in said
    assert "unsafe" not in said
    assert "<script" not in paper
    for text in (paper, form):
        assert re.findall(r"\b(?:src|action|srcset|on\w+)=", text) == []
        assert set(re.findall(r'href="(.*?)"', text)) == {"data:,"}
        assert "url(" not in text


def test_a_programme_that_nobody_can_be_asked_about_is_wrong_usage(tmp_path: Path) -> None:
    for name in ("skyd", "../skydd", "", "lifeline"):
        with pytest.raises(WrongUsage, match="skydd"):
            written(tmp_path, name)
    assert [*tmp_path.iterdir()] == []


def test_every_programme_that_has_a_page_has_a_letter(tmp_path: Path) -> None:
    loaded = rules.read(PROJECT)[0]
    for program in loaded.registry.programs:
        if program.has_page:
            assert len(letter.write(PROJECT, loaded, program.id, ON, tmp_path)) == 2


def test_the_examples_are_answers_that_a_program_can_read() -> None:
    said = {about: hint.removeprefix("Till exempel: ") for about, hint in letter.HINTS.items()}
    assert written_hours.read(said["hours"])
    assert said["open"] == said["hours"]
    assert phones.suggestion(said["number"]) == said["number"]
