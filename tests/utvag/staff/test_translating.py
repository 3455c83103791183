"""Tests of drafts: staff see them beside the Swedish of today, on a sheet; visitors never get a byte of them."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from builders import ROOT, a_project, contents
from utvag import cli, rules
from utvag.project import STAFF, Project
from utvag.site import build
from utvag.staff import translating

if TYPE_CHECKING:
    from pathlib import Path

    from commanding import Capture

LANGUAGES = sorted(path.stem for path in (ROOT / translating.DRAFTS).glob("*.po"))
FROM_THE_RIGHT = ("ar", "fa", "ckb")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a copy of the project with its drafts."""
    made = a_project(tmp_path / "p", STAFF)
    shutil.copytree(ROOT / translating.DRAFTS, made.root / translating.DRAFTS)
    return made


def of(project: Project) -> dict[str, translating.Draft]:
    found, wrong = translating.drafts(project, rules.read(project)[0])
    assert wrong == []
    return {one.lang: one for one in found}


def test_a_draft_is_beside_its_swedish_and_one_of_other_swedish_is_not_shown(project: Project) -> None:
    made = of(project)
    assert sorted(made) == LANGUAGES
    lang = LANGUAGES[0]
    (entry, words), *_ = [row for row in made[lang].rows if row[0].context == "declined_answer"]
    assert words
    text = project.registry.read_text(encoding="utf-8")
    project.registry.write_text(text.replace(f"sv: {entry.swedish}\n", "sv: Jag vet inte\n"), encoding="utf-8")
    (new, words), *_ = [row for row in of(project)[lang].rows if row[0].context == "declined_answer"]
    assert (new.swedish, words) == ("Jag vet inte", "")
    assert of(project)[lang].stale == made[lang].stale + 1


def test_a_draft_goes_out_to_whoever_reviews_it_and_not_in_before_somebody_has(project: Project, capsys: Capture) -> None:
    assert cli.main(["translate", "export", LANGUAGES[0]], project.root) == 0
    text = capsys.readouterr().out
    (project.root / "in.po").write_text(text, encoding="utf-8")
    before = contents(project.root)
    for name, status in (("in.po", 0), (f"drafts/{LANGUAGES[0]}.po", 0)):
        assert cli.main(["translate", "import", str(project.root / name)], project.root) == status
    assert contents(project.root) == before
    assert of(project)[LANGUAGES[0]].rows[0][1] in text


def test_the_staff_edition_has_a_sheet_for_each_where_numbers_keep_their_order(project: Project) -> None:
    assert not [problem for problem in build.build(project) if problem.severity == "error"]
    number = rules.read(project)[0].registry.lifeline.number
    for lang in LANGUAGES:
        text = (project.site / "sprak" / lang / "index.html").read_text(encoding="utf-8")
        assert "UTKAST – ingen som kan" in text
        way = "rtl" if lang in FROM_THE_RIGHT else "ltr"
        assert re.search(rf'<p class="call" lang="{lang}" dir="{way}"><a dir="ltr" href="tel:[+\d]+">{number}</a></p>', text)
        assert f'<td>Är någon i fara just nu?</td><td lang="{lang}" dir="{way}">' in text or of(project)[lang].stale
        if way == "rtl":
            assert '<span dir="ltr">112</span>' in text


def test_visitors_get_the_same_bytes_with_and_without_drafts(project: Project) -> None:
    public = Project.at(project.root)
    assert not [problem for problem in build.build(public) if problem.severity == "error"]
    with_drafts = contents(public.site)
    shutil.rmtree(project.root / translating.DRAFTS)
    build.build(public)
    assert contents(public.site) == with_drafts
    assert not any(name.startswith(f"{lang}/") for name in with_drafts for lang in LANGUAGES)


def test_a_file_that_is_no_draft_is_told_where_the_staff_edition_is_built(project: Project) -> None:
    (project.root / translating.DRAFTS / "ar.po").write_text("msgid\n", encoding="utf-8")
    found = build.build(project)
    assert [(problem.where.file, problem.code) for problem in found if problem.severity == "error"] == [("drafts/ar.po", "fil")]
