"""Tests of what can be compared, and of reading a page as a visitor does: line by line, each under its heading."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from edited import BEFORE, a_small_project
from utvag.changes import versions
from utvag.changes.page_lines import lines
from utvag.changes.versions import NoSuchVersion

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.changes.versions import Version, VisitorView
    from utvag.project import Project

HERE = "fragor/index.html"


def git(project: Project, *arguments: str) -> None:
    names = ("-c", "user.name=n", "-c", "user.email=n@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(project.root), *names, *arguments], check=True, capture_output=True)  # noqa: S603, S607 -- no shell


def files(version: Version) -> list[str]:
    """Return the files of the problems that keep a version from being shown."""
    found = versions.read(version)
    assert isinstance(found, list)
    return [problem.where.file for problem in found]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a small project with one commit."""
    made = a_small_project(tmp_path / "p")
    (made.root / "scripts").unlink()  # it leads to the real ones
    git(made, "init", "--quiet")
    git(made, "add", "programs.yaml", "content", "overrides", "mkdocs.yml")
    git(made, "commit", "--quiet", "-m", "one")
    return made


def test_a_revision_is_read_as_it_was(project: Project) -> None:
    page = project.content / "surfa-tryggare.md"
    page.write_text(page.read_text(encoding="utf-8").replace("Här står en till.", "Här står en annan."), encoding="utf-8")
    (project.content / "ny.md").write_text(
        page.read_text(encoding="utf-8").replace("Sida surfa-tryggare", "Sida ny"), encoding="utf-8"
    )
    with versions.opened(project, "HEAD") as before, versions.opened(project, None) as after:
        old, new = versions.read(before), versions.read(after)
    assert not isinstance(old, list)
    assert not isinstance(new, list)
    assert new.pages.keys() - old.pages.keys() == {"ny/index.html"}
    assert "Här står en till." in {line.words for line in old.pages["surfa-tryggare/index.html"].lines}


def test_a_revision_without_the_file_of_words_is_worded_as_today(project: Project) -> None:
    git(project, "rm", "--cached", "--quiet", "content/words.yaml")
    git(project, "commit", "--quiet", "-m", "two")
    with versions.opened(project, "HEAD") as before:
        assert not isinstance(versions.read(before), list)


def test_a_project_in_a_folder_of_its_repository_is_read_too_but_not_from_before_it_was_there(tmp_path: Path) -> None:
    project = a_small_project(tmp_path / "r" / "p")
    subprocess.run(["git", "init", "--quiet", str(tmp_path / "r")], check=True)  # noqa: S603, S607 -- no shell
    git(project, "commit", "--quiet", "--allow-empty", "-m", "none")
    git(project, "add", "programs.yaml", "content", "mkdocs.yml")
    git(project, "commit", "--quiet", "-m", "one")
    with versions.opened(project, "HEAD") as now, versions.opened(project, "HEAD~1") as before:
        assert not isinstance(versions.read(now), list)
        assert files(before) == ["HEAD~1:programs.yaml"]


def test_a_file_is_compared_beside_the_pages_of_today(project: Project, tmp_path: Path) -> None:
    other = tmp_path / "annat.yaml"
    other.write_bytes(BEFORE.encode())
    with versions.opened(project, str(other)) as version:
        assert version.is_file
        assert not isinstance(versions.read(version), list)


def test_a_faulty_revision_gives_its_problems_with_its_name(project: Project) -> None:
    project.registry.write_bytes(BEFORE.encode().replace(b"116 111", b"116 11"))
    git(project, "commit", "--quiet", "-am", "two")
    with versions.opened(project, "HEAD") as before:
        assert set(files(before)) == {"HEAD:programs.yaml"}


def test_a_file_with_a_fault_that_only_rules_see_is_not_shown(project: Project, tmp_path: Path) -> None:
    other = tmp_path / "annat.yaml"
    other.write_bytes(BEFORE.encode().replace(b"slug: familj", b"slug: polis"))
    with versions.opened(project, str(other)) as version:
        assert set(files(version)) == {str(other)}


@pytest.mark.parametrize("name", ["finns-inte", "--all", "", "HEAD:programs.yaml", "content", "a\0b", "main~99"])
def test_what_is_neither_file_nor_revision_is_said_so(project: Project, name: str) -> None:
    with pytest.raises(NoSuchVersion, match="varken en fil här eller en version i git"), versions.opened(project, name):
        pass


def is_reworked(project: Project, base: str | None, head: str | None = None) -> bool:
    with versions.opened(project, base) as before, versions.opened(project, head) as after:
        return versions.is_reworked(project, before, after)


@pytest.mark.parametrize("name", ["overrides/public/base.html", "scripts/utvag/site/pages.py"])
def test_templates_or_code_that_are_not_the_same_are_known_of_between_revisions_and_files(project: Project, name: str) -> None:
    file = project.root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    assert not is_reworked(project, "HEAD")
    file.write_text("one", encoding="utf-8")
    assert is_reworked(project, "HEAD")
    git(project, "add", name)
    git(project, "commit", "--quiet", "-m", "two")
    assert is_reworked(project, "HEAD~1", "HEAD")
    assert not is_reworked(project, "HEAD")
    file.write_text("two", encoding="utf-8")
    assert is_reworked(project, "HEAD")
    assert not is_reworked(project, "HEAD", "HEAD")


def test_what_is_not_in_git_or_is_no_template_and_no_code_is_not_said_to_be(project: Project, tmp_path: Path) -> None:
    (project.root / "programs.yaml").write_bytes(BEFORE.encode() + b"# a\n")
    assert not is_reworked(project, "HEAD")
    other = tmp_path / "annat.yaml"
    other.write_bytes(BEFORE.encode())
    (project.templates / "ny.html").write_text("one", encoding="utf-8")
    assert not is_reworked(project, str(other))
    assert not is_reworked(project, "HEAD", str(other))
    assert not is_reworked(project, None)


def test_a_line_ends_where_a_browser_begins_a_new_one() -> None:
    read = lines("<h1>Ett</h1><p>Två <b>tre</b><br>fyra</p><ul><li>Fem</li></ul><script>x</script>", HERE, {})
    assert [(line.under, line.words) for line in read] == [("", "Ett"), ("Ett", "Två trefyra"), ("Ett", "Fem")]


LINKS = [
    ("https://a.example/", "https://a.example/"),
    ("https://a.example/", "Se https://a.example/"),
    ("tel:112", "numret 112"),
    ("tel:+46850825600", "numret 08-508 25 600"),
    ("tel:11414", "Ring 114 14"),
    ("../guide/", "/guide/"),
    ("../guide/index.html", "/guide/"),
    ("/guide/?a#b", "/guide/?a#b"),
    ("..", "/"),
    ("#del", "#del"),
]


@pytest.mark.parametrize(("href", "told"), LINKS)
def test_where_a_link_leads_is_kept_however_it_is_spelled_if_its_words_do_not_say_so(href: str, told: str) -> None:
    words = told if told.startswith(("Ring", "Se")) else "Hit"
    (line,) = lines(f'<p><a class="button" href="{href}"><span class="x">{words}</span></a></p>', HERE, {})
    assert (line.words, line.goals) == (words, () if words == told else (told,))


def test_in_markdown_a_link_to_a_file_leads_from_the_file() -> None:
    body = '<p><a href="om.md">Om</a> <a href="../kontakt/index.html">K</a> <a href="../guide/">G</a></p>'
    (line,) = lines(body, "en/fragor/index.html", {}, file="en/fragor.md")
    assert line.goals == ("/en/om/", "/kontakt/", "/en/guide/")


def test_each_sentence_of_a_written_page_is_a_line_with_its_own_links_and_no_marks_of_sources(small: VisitorView) -> None:
    read = small.pages["surfa-tryggare/index.html"].lines
    assert [(line.words, line.goals) for line in read[:7]] == [
        ("Sidan surfa-tryggare", ()),
        ("Här står en mening.", ()),
        ("Här står en till.", ()),
        ("Vill du veta mer?", ()),
        ("Läs om stöden.", ("/stod/",)),
        ("Är det bråttom?", ()),
        ("Då kan du ringa larmnumret.", ("numret 112",)),
    ]


def test_every_page_is_read(small: VisitorView) -> None:
    assert {"index.html", "guide/index.html", "stod/skydd/index.html", "404.html"} <= small.pages.keys()
    assert all(page.lines for page in small.pages.values())


def test_a_line_is_about_the_programme_of_its_page_or_of_its_heading(small: VisitorView) -> None:
    read = [line for page in ("guide", "stod") for line in small.pages[f"{page}/index.html"].lines]
    assert {(line.under, line.about) for line in read if line.words == "Skydd när någon hotar."} == {("Skyddet", "skydd")}
    assert {line.about for line in small.pages["stod/skydd/index.html"].lines if line.words == "Du kan få skydd."} == {"skydd"}
    frame = {line.about for line in small.pages["stod/arbete/index.html"].lines if line.words == "Ring 08-465 00 400"}
    assert frame == {""}


def test_each_question_and_ending_of_the_guide_is_read_once_in_the_order_they_are_asked(small: VisitorView) -> None:
    read = small.pages["guide/index.html"].lines
    assert [line.words for line in read].count("Ring först") == 1
    asked = [line.words for line in read if line.words == line.under]
    assert asked == [
        "Är någon i fara just nu?",
        "Vem gäller det?",
        "Var är du mest?",
        "Var bor den du tänker på?",
        "Vad handlar det om?",
    ]
    assert [line.words for line in read if line.under == "Vad handlar det om?"][-2:] == ["Kriminalitet", "Extremism"]
