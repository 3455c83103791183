"""Tests of building: a strict build of the whole site, and what is left when one fails."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
from builders import MINIMAL, ROOT, a_project, contents, in_swedish
from translated import PAGES
from utvag import problems, reports, rules
from utvag.print import paper
from utvag.project import PUBLIC, STAFF
from utvag.site import atomic_folder, build, manifest, pack

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.project import Project

pytestmark = pytest.mark.site

DAY = date(2026, 11, 22)

SUICIDE = "import os\nimport signal\n\n\ndef on_post_build(**_):\n    os.kill(os.getpid(), signal.SIGKILL)\n"


def old_site(project: Project) -> dict[str, bytes]:
    project.site.mkdir()
    (project.site / "index.html").write_bytes(b"den f\xf6rra")
    (project.site / "404.html").write_bytes(b"")
    (project.site / "stod").mkdir()
    (project.site / "stod" / "index.html").write_bytes(b"\x00")
    return contents(project.site)


def left_over(project: Project) -> list[str]:
    return [path.name for path in project.root.iterdir() if path.name.startswith(".site-")]


def spoil(project: Project, name: str, old: str, new: str) -> None:
    path = project.root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_good_project_becomes_a_whole_site(built: Path) -> None:
    found = contents(built)
    assert {"index.html", "404.html", "guide/index.html", "stod/index.html", "kontakt/index.html"} <= found.keys()
    assert not [name for name in found if not name.endswith(".html") and not name.startswith(".headers/") and name != manifest.NAME]


def test_a_build_replaces_the_whole_old_site_with_the_same_bytes_each_time(built: Path, tmp_path: Path) -> None:
    project = a_project(tmp_path)
    old_site(project)
    pack.pack(project.site)  # nothing packed stays, nor the list of it
    assert not build.build(project)
    new, other = contents(project.site), contents(built)
    lists = [manifest.parse(files.pop(manifest.NAME)) for files in (new, other)]  # one of them stands in a repository
    assert lists[0].files == lists[1].files
    assert new == other
    assert left_over(project) == []


FAILS = [
    ("programs.yaml", "slug: sig-stockholm", "slug: socialtjanst-stockholm", "dubbelt"),
    ("content/index.md", "title:", "titel:", "sidhuvud"),
    ("content/index.md", "## ", "[x](finns-inte.md)\n\n## ", "bruten-lank"),
    ("overrides/public/base.html", "{{ title }}", "{{ titel }}", "bygget"),
    ("overrides/public/program.html", "{{ program.name }}", "{{ program.namn }}", "bygget"),
    ("overrides/public/components/call_button.html", "{{ line|tel }}", "#", "sida-utan-numret"),
    ("mkdocs.yml", "strict: true", "strict: true\nokand: true", "bygget"),
    ("mkdocs.yml", "docs_dir: content", "docs_dir: finns-inte", "bygget"),
]


@pytest.mark.parametrize(("name", "old", "new", "code"), FAILS)
def test_a_build_that_fails_leaves_the_old_site_byte_for_byte(tmp_path: Path, name: str, old: str, new: str, code: str) -> None:
    project = a_project(tmp_path)
    before = old_site(project)
    spoil(project, name, old, new)
    found = build.build(project)
    assert code in {problem.code for problem in found}
    assert "Traceback" not in reports.of_problems(found)
    assert contents(project.site) == before
    assert left_over(project) == []


TEMPLATES = [
    ("public/base.html", "{{ title }}", "{{ titel }}", "overrides/public/base.html:"),
    ("public/main.html", "{{ (heading", "{{ (hading", "overrides/public/main.html:"),
    ("public/404.html", "{{ w.lost_words }}", "{{ w.lost_words|okand }}", "overrides/public/404.html:"),
    ("public/program.html", "{{ program.name }}", "{{ program.namn }}", "overrides/public/program.html:"),
    ("public/components/footer.html", "{{", "{{ finns.inte ~", "overrides/public/components/footer.html:"),
    ("staff/pages/program.html", "it.program.name", "it.program.namn", "overrides/staff/pages/program.html:"),
    ("staff/main.html", "{{", "{{ finns.inte ~", "overrides/staff/main.html:"),
]


@pytest.mark.parametrize(("name", "old", "new", "place"), TEMPLATES)
def test_a_fault_in_a_template_is_told_with_its_file_and_line(tmp_path: Path, name: str, old: str, new: str, place: str) -> None:
    """Whoever renders it: our own pages, MkDocs the hand-written ones and the page for lost addresses, Material the staff's."""
    project = a_project(tmp_path, STAFF if name.startswith("staff") else PUBLIC)
    spoil(project, f"overrides/{name}", old, new)
    (found,) = (problem for problem in build.build(project, DAY) if problem.severity is problems.Severity.ERROR)
    assert str(found.where).startswith(place)
    assert found.where.line > 1
    assert found.message.startswith("Bygget stannade: ")
    assert not re.search(r"Warning|Error:|Traceback", found.message), found.message


def test_a_plain_build_that_fails_leaves_no_empty_page(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    spoil(project, "overrides/public/program.html", "{{ program.name }}", "{{ program.namn }}")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(project.settings), "-d", str(project.site)]
    assert subprocess.run(command, capture_output=True, check=False).returncode  # noqa: S603 -- our own interpreter
    assert all(page.stat().st_size for page in project.site.rglob("*"))


def test_a_killed_build_leaves_the_old_site_byte_for_byte(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    before = old_site(project)
    (project.root / "kill.py").write_text(SUICIDE, encoding="utf-8")
    spoil(project, "mkdocs.yml", "hooks: [scripts/mkdocs_hooks.py]", "hooks: [scripts/mkdocs_hooks.py, kill.py]")
    command = "import sys; from pathlib import Path; from utvag import cli; cli.main(['build'], Path(sys.argv[1]))"
    done = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-c", command, str(tmp_path)], cwd=ROOT / "scripts", capture_output=True, check=False
    )
    assert done.returncode < 0
    assert contents(project.site) == before


def test_the_staff_edition_is_whole_and_the_same_each_time_on_the_same_day(tmp_path: Path) -> None:
    project = a_project(tmp_path, STAFF)
    assert not build.build(project, DAY)
    first = contents(project.site)
    assert {"index.html", "404.html", "search/search_index.json", "vid-telefonen/index.html"} <= first.keys()
    assert "sitemap.xml" not in first
    assert not build.build(project, DAY)
    assert contents(project.site) == first
    assert left_over(project) == []
    assert not (tmp_path / "site").exists()


def test_the_staff_edition_has_the_papers_to_print(tmp_path: Path) -> None:
    project = a_project(tmp_path, STAFF)
    assert not build.build(project, DAY)
    sheets, found = paper.make(project, *rules.check(project)[:2])
    assert not found
    assert sheets == {path.name: path.read_bytes() for path in (project.site / "papper").glob("*.pdf")}
    page = (project.site / "papper" / "index.html").read_text(encoding="utf-8")
    assert all(f"papper/{name}" in page for name in sheets)


def test_a_paper_without_room_for_its_words_does_not_keep_facts_from_staff(tmp_path: Path) -> None:
    project = a_project(tmp_path, STAFF)
    spoil(project, "content/words.yaml", "paper_heading: Vill du", f"paper_heading: Vill du nu?{' Vill du nu?' * 100}")
    assert not build.build(project, DAY)
    assert not list(project.site.rglob("*.pdf"))
    assert "någon text får inte plats" in (project.site / "papper" / "index.html").read_text(encoding="utf-8")


STAFF_FAILS = [
    ("personas.yaml", "emergency: false", "emergency: nej", "fel-sort"),
    ("personas.yaml", "vem: ung", "vem: unge", "okand-hanvisning"),
    ("programs.yaml", "slug: sig-stockholm", "slug: socialtjanst-stockholm", "dubbelt"),
    ("mkdocs.staff.yml", 'edit_link: ""', "edit_link: programs.yaml", "andra-lank"),
    ("mkdocs.staff.yml", "  name: material", "  name: finns-inte", "bygget"),
    ("overrides/staff/main.html", "tel:{{ line.dialled }}", "#", "sida-utan-numret"),
    ("overrides/staff/pages/program.html", "it.program.name", "it.program.namn", "bygget"),
    ("content/fragor.md", "## ", "[x](finns-inte.md)\n\n## ", "bruten-lank"),
]


@pytest.mark.parametrize(("name", "old", "new", "code"), STAFF_FAILS)
def test_a_staff_edition_that_fails_leaves_the_old_one_byte_for_byte(
    tmp_path: Path, name: str, old: str, new: str, code: str
) -> None:
    project = a_project(tmp_path, STAFF)
    before = old_site(project)
    spoil(project, name, old, new)
    found = build.build(project, DAY)
    assert code in {problem.code for problem in found}
    assert "Traceback" not in reports.of_problems(found)
    assert contents(project.site) == before
    assert left_over(project) == []


def test_the_staff_edition_of_another_registry_is_built_although_the_personas_do_not_fit_it(tmp_path: Path) -> None:
    root = in_swedish(a_project(tmp_path / "p")).root
    for path in (root / "content").rglob("*.md"):
        path.unlink()
    shutil.copytree(PAGES, root / "content", dirs_exist_ok=True)
    shutil.copy(MINIMAL, tmp_path / "annat.yaml")
    project = type(a_project(tmp_path / "q")).at(root, tmp_path / "annat.yaml", edition=STAFF)
    found = build.build(project, DAY)
    assert not [problem for problem in found if problem.severity is problems.Severity.ERROR], reports.of_problems(found)
    assert "P1" in (project.site / "personer" / "index.html").read_text(encoding="utf-8")


def test_a_theme_or_a_typesetter_that_is_not_installed_is_told_with_the_command_that_gets_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("material", "typst", "fontpkg_lexend"):
        monkeypatch.setattr(build, "find_spec", lambda name, module=module: None if name == module else name)
        (problem,) = build.build(a_project(tmp_path / module, STAFF), DAY)
        assert "make staff" in problem.remedy


@pytest.mark.parametrize("target", [".", "content", "overrides", "mina-bilder", "programs.yaml", "content/sajt"])
def test_a_target_that_holds_something_else_is_refused_and_kept(tmp_path: Path, target: str) -> None:
    project = a_project(tmp_path / "p")
    (project.root / "mina-bilder").mkdir()
    (project.root / "mina-bilder" / "semester.jpg").write_bytes(b"\xff\xd8")
    before = contents(project.root)
    found = build.build(type(project).at(project.root, site=project.root / target))
    assert contents(project.root) == before
    assert any(problem.severity is problems.Severity.ERROR for problem in found)


def test_a_target_that_holds_the_project_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "p" / "q").mkdir(parents=True)
    project = a_project(tmp_path / "p" / "q")
    for name in ("index.html", "404.html"):
        (tmp_path / "p" / name).touch()
    before = contents(tmp_path / "p")
    found = build.build(type(project).at(project.root, site=tmp_path / "p"))
    assert contents(tmp_path / "p") == before
    assert any(problem.severity is problems.Severity.ERROR for problem in found)


def test_a_folder_that_cannot_be_written_is_a_problem_and_no_exception(tmp_path: Path) -> None:
    project = a_project(tmp_path / "p")
    (tmp_path / "fil").touch()
    assert build.build(type(project).at(project.root, site=tmp_path / "fil" / "site"))


def test_a_build_that_would_have_to_wait_too_long_for_another_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic_folder, "PATIENCE", 0)
    project = a_project(tmp_path)
    with atomic_folder.held(project.site):
        (problem,) = (problem for problem in build.build(project) if problem.severity is problems.Severity.ERROR)
    assert problem.message == "Ett annat bygge håller på i samma mapp."


def test_a_page_that_cannot_be_read_is_a_problem_and_no_exception(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    (tmp_path / "content" / "trasig.md").symlink_to("/proc/self/mem")  # a file that the system refuses to read
    with pytest.raises(problems.InvalidRegistry) as fault:
        rules.check(project)
    assert [problem.code for problem in fault.value.problems] == ["disk"]
