# ruff: noqa: E501 -- one fault a line, however long
"""Faults that only show in what is built: planted in a template or a page of the shipped site, and found with their place."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeAlias

import pytest
from builders import ROOT, a_project, a_site
from utvag.problems import Problem, Severity
from utvag.site import build, built, judging

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.guide.journeys import Tree
    from utvag.registry.loader import Loaded

Plant: TypeAlias = Callable[["Path", "Loaded", "Tree"], Iterable[Problem]]
"""Plants a fault in a folder, and returns what was found."""


def spoil(path: Path, old: str, new: str) -> None:
    """Make the first `old` in a file `new`."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} has no {old!r} any more: plant this fault in another way"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def template(name: str, old: str, new: str) -> Plant:
    """Change a template; the checks of the built pages read them."""

    def plant(folder: Path, loaded: Loaded, tree: Tree) -> Iterable[Problem]:
        shutil.copytree(ROOT / "overrides" / "public", folder / "public")
        spoil(folder / "public" / name, old, new)
        return judging.judge(built.read(a_site(folder / "site", loaded, folder / "public")), loaded, tree)

    return plant


def whole(name: str, old: str, new: str) -> Plant:
    """Change any file of the project; the whole build reads it."""

    def plant(folder: Path, _loaded: Loaded, _tree: Tree) -> Iterable[Problem]:
        project = a_project(folder)
        spoil(project.root / name, old, new)
        found = build.build(project)
        assert not project.site.exists()
        return found

    return plant


SABOTAGES: list[tuple[str, Plant, str, str]] = [
    ("the number gone from the endings", template("components/outcome.html", "{{ ending.lifeline|tel }}", "#innehall"), "slut-utan-numret", "guide/index.html"),
    ("the number gone from the bar", template("base.html", "{{ call_button(site.lifeline, lang) }}", ""), "sida-utan-numret", "404.html"),
    ("the number gone from the pages", template("components/lifeline.html", "{{ line|tel }}", "#innehall"), "sida-utan-numret", "404.html"),
    ("the exit gone", template("base.html", "{{ exit_button(site.exit_address, lang) }}", ""), "sida-utan-utgang", "guide/index.html"),
    ("112 gone from the answer that tells of danger", template("components/question.html", "if answer.emergency", "if false"), "fara-112", "nu"),
    ("112 gone from the endings with danger", template("components/outcome.html", "if ending.emergency", "if false"), "slut-utan-numret", "fara: nu"),
    ("what may fit gone from the endings", template("components/question.html", "answer.leads_to|letters(cards)", "'f'"), "guide-mot-trad", "guide/index.html"),
    ("the answer that declines gone", template("components/question.html", "in asked.answers", "in asked.answers[:-1]"), "guide-mot-trad", "vet-inte"),
    ("an image from elsewhere", template("base.html", "<main", '<img src="https://example.se/a.png" alt=""><main'), "a2-hamtning", "example.se"),
    ("an image from elsewhere in the style", template("assets/utvag.css", "{", "{ background: url(https://example.se/a.png);"), "a2-hamtning", "example.se"),
    ("a link inside the site that is broken", template("components/menu.html", "{{ address }}", "{{ address|replace('guide', 'guiden') }}"), "bruten-lank", "guiden/"),
    ("a link that dials an unknown number", template("components/footer.html", "<noscript>", '<a href="tel:+46850825000">x</a><noscript>'), "okant-nummer", "tel:+46850825000"),
    ("a name that does not exist", whole("overrides/public/program.html", "program.provider", "program.provder"), "bygget", "program.html"),
    ("a template that cannot be read", whole("overrides/public/guide.html", "{% endif %}", "{% endiff %}"), "bygget", "guide.html"),
    ("a broken link in a page", whole("content/index.md", "## ", "[x](finns-inte.md)\n\n## "), "bruten-lank", "content/index.md"),
]  # fmt: skip


@pytest.mark.parametrize(("plant", "code", "place"), [row[1:] for row in SABOTAGES], ids=[row[0] for row in SABOTAGES])
def test_what_is_planted_is_found_with_its_place(
    tmp_path: Path, shipped: Loaded, tree: Tree, plant: Plant, code: str, place: str
) -> None:
    found = [problem for problem in plant(tmp_path, shipped, tree) if problem.severity is Severity.ERROR]
    told = [f"{problem.where} {problem.subject} {problem.message}" for problem in found if problem.code == code]
    assert [words for words in told if place in words], found


def test_nothing_is_found_where_nothing_is_planted(tmp_path: Path, shipped: Loaded, tree: Tree) -> None:
    found = judging.judge(built.read(a_site(tmp_path / "site", shipped)), shipped, tree)
    assert [problem for problem in found if problem.severity is Severity.ERROR] == []
