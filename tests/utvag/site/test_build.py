"""Tests of building: a strict build of the whole site, and what is left when one fails."""

from __future__ import annotations

import dataclasses
import errno
import logging
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from builders import MINIMAL, ROOT, a_day, a_project, a_registry, contents, in_swedish, load
from commanding import a_quiet_project
from translated import PAGES
from utvag import problems, reports, rules
from utvag.guide import wizard
from utvag.print import paper
from utvag.project import EDITIONS, STAFF, Project
from utvag.registry import loader
from utvag.site import atomic_folder, build, manifest, pack, readings

if TYPE_CHECKING:
    from typing import NoReturn

    from utvag.problems import Problem

pytestmark = pytest.mark.site

DAY = a_day()


def old_site(project: Project) -> dict[str, bytes]:
    (project.site / "stod").mkdir(parents=True)
    for name, data in {"index.html": b"den f\xf6rra", "404.html": b"", "stod/index.html": b"\x00"}.items():
        (project.site / name).write_bytes(data)
    return contents(project.site)


def left_over(project: Project) -> list[str]:
    return [path.name for path in project.root.iterdir() if path.name.startswith(".site-")]


def spoil(project: Project, name: str, old: str, new: str) -> None:
    path = project.root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def errors(found: tuple[Problem, ...]) -> list[Problem]:
    return [problem for problem in found if problem.severity is problems.Severity.ERROR]


def test_a_build_replaces_the_whole_old_site_with_pages_and_what_is_written_for_servers(built: Path, tmp_path: Path) -> None:
    project = a_project(tmp_path, written=ROOT)  # as what is `built`
    old_site(project)
    pack.pack(project.site)  # nothing packed stays, nor the list of it
    assert not errors(build.build(project))
    new, other = contents(project.site), contents(built)
    assert {"index.html", "404.html", "guide/index.html", "stod/index.html", "kontakt/index.html"} <= new.keys()
    servers = {manifest.NAME, *(f".headers/{name}" for name in ("headers.json", "nginx.conf", "Caddyfile"))}
    assert {name for name in new if not name.endswith(".html")} == servers
    lists = [manifest.parse(files.pop(manifest.NAME)) for files in (new, other)]  # one of them stands in a repository
    assert lists[0].files == lists[1].files
    assert new == other
    assert left_over(project) == []


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.EBUSY, "den är monterad för sig, eller används av något annat"), (errno.EXDEV, "den ligger på en annan disk")],
)
def test_a_folder_that_is_a_disk_of_its_own_is_told_with_a_way_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def mounted(self: Path, to: Path) -> NoReturn:
        raise OSError(number, os.strerror(number), str(self), None, str(to))

    project = a_project(tmp_path)
    old = old_site(project)
    monkeypatch.setattr(atomic_folder, "_exchange", lambda _one, _other: False)
    monkeypatch.setattr(Path, "rename", mounted)
    (problem,) = build.build(project)
    assert (problem.code, problem.message) == ("malmapp", f"Mappen kan inte byta plats med en ny: {words}.")
    assert problem.remedy == "Låt bygget ha en mapp inne i den: --site-dir site/sidor"
    monkeypatch.undo()
    assert contents(project.site) == old
    assert left_over(project) == []
    inside = dataclasses.replace(project, site=project.site / "sidor")
    assert not build.build(inside), "obeying works"
    assert (project.site / "sidor" / "index.html").is_file()


FAILS = [
    ("public", "programs.yaml", "slug: sig-stockholm", "slug: socialtjanst-stockholm", "dubbelt", "programs.yaml:"),
    ("public", "content/index.md", "title:", "titel:", "sidhuvud", "content/index.md:"),
    ("public", "mkdocs.yml", "strict: true", "strict: true\nokand: true", "bygget", "mkdocs.yml:"),
    ("public", "mkdocs.yml", "docs_dir: content", "docs_dir: finns-inte", "bygget", "mkdocs.yml:"),
    (
        "public",
        "overrides/public/components/call_button.html",
        "{{ line|tel }}",
        "#",
        "sida-utan-numret",
        "overrides/public/base.html:",
    ),
    ("staff", "personas.yaml", "vem: ung", "vem: unge", "okand-hanvisning", "personas.yaml:"),
    ("staff", "mkdocs.staff.yml", 'edit_link: ""', "edit_link: programs.yaml", "andra-lank", "mkdocs.staff.yml:"),
    ("staff", "mkdocs.staff.yml", "  name: material", "  name: finns-inte", "bygget", "mkdocs.staff.yml:"),
    ("staff", "overrides/staff/main.html", "tel:{{ line.dialled }}", "#", "sida-utan-numret", "overrides/staff/main.html:"),
]
TEMPLATES = [  # whoever renders it: we, MkDocs (hand-written pages, the one for lost addresses), Material
    ("public", "overrides/public/program.html", "program.summary|told", "program.sumary|told"),
    ("public", "overrides/public/main.html", "{{ (heading", "{{ (hading"),
    ("public", "overrides/public/404.html", "{{ w.lost_words }}", "{{ w.lost_words|okand }}"),
    ("public", "overrides/public/components/footer.html", "{{", "{{ finns.inte ~"),
    ("staff", "overrides/staff/pages/program.html", "{{ program.name|", "{{ program.namn|"),
    ("staff", "overrides/staff/main.html", "{{", "{{ finns.inte ~"),
]
FAILS += [(edition, name, old, new, "bygget", f"{name}:") for edition, name, old, new in TEMPLATES]


@pytest.mark.parametrize(("edition", "name", "old", "new", "code", "place"), FAILS)
def test_a_build_that_fails_says_where_and_leaves_the_old_site_byte_for_byte(
    tmp_path: Path, edition: str, name: str, old: str, new: str, code: str, place: str
) -> None:
    project = a_project(tmp_path, EDITIONS[edition])
    before = old_site(project)
    spoil(project, name, old, new)
    found = next(problem for problem in errors(build.build(project, DAY)) if problem.code == code)
    assert str(found.where).startswith(place)
    if place.startswith("overrides") and code == "bygget":
        assert found.where.line > 1
        assert found.message.startswith("Bygget stannade: ")
    assert not any(words in reports.of_problems([found]) for words in ("Warning", "Error:", "Traceback")), found.message
    assert contents(project.site) == before
    assert left_over(project) == []


@pytest.mark.parametrize(
    ("page", "place"),
    [
        ("index.html", "content/index.md:1:1"),
        ("en/fragor/index.html", "content/en/fragor.md:1:1"),
        ("404.html", "overrides/public/404.html:1:1"),
        ("stod/skydd/index.html", "skydd"),
        ("kontakt/index.html", "programs.yaml:"),
    ],
)
def test_what_is_wrong_on_a_page_is_told_where_somebody_can_mend_it(page: str, place: str) -> None:
    loaded = load(a_registry())
    reader = readings.Reader("site", loaded, wizard.compile(loaded.registry), {page})
    reader.read(page, '<header></header><main><a href="finns-inte/">x</a></main>')
    told = {problem.code: str(problem.where) for problem in reader.end()}
    assert told.pop("sida-utan-numret") == "overrides/public/base.html:1:1"
    number = next(number for number, program in enumerate(loaded.registry.programs) if program.id == "skydd")
    assert told["bruten-lank"].startswith(str(loaded.where("programs", number)) if place == "skydd" else place)


HOOKS = [
    (
        "import logging\n\ndef on_post_build(**_):\n    logging.getLogger('mkdocs').warning(\"Doc file 'fragor.md' has a fault\")",
        ("content/fragor.md", "bygget", "Bygget stannade: Doc file 'fragor.md' has a fault"),
    ),
    (
        "def on_page_content(html, page, **_):\n    return html + '<a href=\"../guide/#nej\">x</a>' * (page.file.name == 'fragor')",
        ("content/fragor.md", "bruten-lank", "Länken ”../guide/#nej” leder ingenstans."),
    ),
    (
        "from pathlib import Path\n\ndef on_config(config):\n    Path(config.docs_dir, 'guide.md').write_text('# Guide')",
        ("mkdocs.yml", "bygget", "Bygget stannade: guide/index.html is both generated and hand-written"),
    ),
    ("def on_post_build(**_):\n    raise LookupError('ours')", None),
]
"""What can go wrong while MkDocs runs that no rule has seen: hooks beside ours, and what is told. A fault of the code is raised."""


@pytest.mark.parametrize(("hook", "told"), HOOKS, ids=range(len(HOOKS)))
def test_what_happens_while_mkdocs_runs_is_told_once_and_nothing_of_it_is_left_behind(
    tmp_path: Path, hook: str, told: tuple[str, str, str] | None
) -> None:
    project = Project.at(a_quiet_project(tmp_path))
    (project.root / "other.py").write_text(hook, encoding="utf-8")
    spoil(project, "mkdocs.yml", "mkdocs_hooks.py]", "mkdocs_hooks.py, other.py]")
    handlers = list(logging.getLogger("mkdocs").handlers)
    if told is None:
        with pytest.raises(LookupError, match="ours"):
            build.build(project)
    else:
        assert [(found.where.file, found.code, found.message) for found in build.build(project)] == [told]
    assert logging.getLogger("mkdocs").handlers == handlers
    assert not project.site.exists()
    assert left_over(project) == []


def test_search_engines_are_told_every_page_in_every_language_and_no_day(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    config = project.config.read_text(encoding="utf-8")
    project.config.write_text(f"site_url: https://example.org/ut/\n{config}", encoding="utf-8")
    assert not build.build(project, DAY)
    text = (project.site / "sitemap.xml").read_text(encoding="utf-8")
    entries = ET.fromstring(text)  # noqa: S314 -- our own
    told = {entry.findtext("{*}loc"): {link.get("href") for link in entry.iter("{*}link")} for entry in entries}
    programs = loader.load(project.registry, "programs.yaml").registry.programs
    left = [[slug] for one in programs for slug in (*one.former_slugs, *([] if one.has_page else [one.slug]))]
    shown = [name for name in contents(project.site) if name.endswith("index.html") and name.split("/")[-2:-1] not in left]
    assert told.keys() == {f"https://example.org/ut/{name.removesuffix('index.html')}" for name in shown}
    assert all(address in others and others == told[other] for address, others in told.items() for other in others)
    assert not re.search(r"lastmod|\d{4}-\d\d", text)


@pytest.fixture(scope="module")
def staff(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project with its staff edition, built once for all tests; no test changes it."""
    project = a_project(tmp_path_factory.mktemp("staff"), STAFF)
    assert not build.build(project, DAY)
    return project


def test_the_staff_edition_is_whole_and_has_the_papers_to_print(staff: Project) -> None:
    made = contents(staff.site)
    assert {"index.html", "404.html", "assets/search_index.js", "vid-telefonen/index.html"} <= made.keys()
    assert "sitemap.xml" not in made
    assert not (staff.root / "site").exists()
    sheets, found = paper.make(staff, *rules.check(staff)[:2])
    assert not found
    assert {f"papper/{name}": data for name, data in sheets.items()} == {
        name: data for name, data in made.items() if name.endswith(".pdf")
    }
    assert all(f"papper/{name}" in made["papper/index.html"].decode() for name in sheets)


def test_a_paper_without_room_for_its_words_does_not_keep_facts_from_staff(tmp_path: Path) -> None:
    """Of another registry, too, which the personas do not fit."""
    root = in_swedish(a_project(tmp_path / "p")).root
    for path in (root / "content").rglob("*.md"):
        path.unlink()
    shutil.copytree(PAGES, root / "content", dirs_exist_ok=True)
    shutil.copy(MINIMAL, tmp_path / "annat.yaml")
    project = Project.at(root, tmp_path / "annat.yaml", edition=STAFF)
    spoil(project, "content/words.yaml", "paper_heading: Vill du", f"paper_heading: Vill du nu?{' Vill du nu?' * 100}")
    assert not errors(build.build(project, DAY))
    assert not list(project.site.rglob("*.pdf"))
    assert "någon text får inte plats" in (project.site / "papper" / "index.html").read_text(encoding="utf-8")
    assert "P1" in (project.site / "personer" / "index.html").read_text(encoding="utf-8")


def test_a_theme_or_a_typesetter_that_is_not_installed_is_told_with_the_command_that_gets_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = a_project(tmp_path, STAFF)
    for module in ("material", "typst", "fontpkg_lexend"):
        monkeypatch.setattr(build, "find_spec", lambda name, module=module: None if name == module else name)
        (problem,) = build.build(project, DAY)
        assert "make staff" in problem.remedy


@pytest.mark.parametrize("target", ["..", ".", "content", "overrides", "mina-bilder", "programs.yaml", "content/sajt"])
def test_a_target_that_holds_something_else_is_refused_and_kept(tmp_path: Path, target: str) -> None:
    project = a_project(tmp_path / "p" / "q")
    for name in ("p/index.html", "p/404.html", "p/q/mina-bilder/semester.jpg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"\xff\xd8")
    before = contents(tmp_path)
    (found,) = build.build(Project.at(project.root, site=project.root / target))
    assert found.code == "malmapp"
    assert contents(tmp_path) == before


def test_a_folder_that_cannot_be_written_or_is_held_for_too_long_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = a_project(tmp_path / "p")
    (tmp_path / "fil").touch()
    (found,) = build.build(Project.at(project.root, site=tmp_path / "fil" / "site"))
    assert found.code == "disk"
    monkeypatch.setattr(atomic_folder, "PATIENCE", 0)
    with atomic_folder.held(project.site):
        (found,) = build.build(project)
    assert found.message == "Ett annat bygge håller på i samma mapp."


def test_a_site_below_a_folder_is_built_and_its_404_leads_back_into_that_folder(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    project.settings.write_text(
        f"site_url: https://host.example/utvag/\n{project.settings.read_text(encoding='utf-8')}", encoding="utf-8"
    )
    assert reports.of_problems(build.build(project)) == ""
    lost = (project.site / "404.html").read_text(encoding="utf-8")
    assert 'href="/utvag/guide/"' in lost
    assert 'href="/guide/"' not in lost
