"""Tests of the one table of codes, of what `check` reads, and of exceptions: they silence what they name and nothing else."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest
from builders import ROOT, a_project, from_yaml, load, plain
from utvag import rules
from utvag.content import page_source
from utvag.problems import InvalidRegistry, Location, Problem, Severity
from utvag.registry import source
from utvag.rules import Allowance, but_for, codes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from utvag.project import Project

SCRIPTS = ROOT / "scripts" / "utvag"
RULES = codes.rules()
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z-]+)?")
TELLS = {"Problem", "problem", "_problem", "_told", "_at", "_counter", "_at_question", "_at_program", "fault"}
"""What a code is handed to."""


def _modules() -> dict[Path, ast.Module]:
    """Return every module that can emit a code; what is proven in tests alone has codes of its own."""
    paths = [path for path in SCRIPTS.rglob("*.py") if path.parent.name != "checks"]
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def test_every_code_that_is_emitted_has_a_row_and_every_row_can_be_emitted() -> None:
    slips = plain(source.parse((SCRIPTS / "registry" / "slips.yaml").read_bytes(), "slips.yaml").document)
    handed = {slip["code"] for slip in slips.values()}
    written = set(handed)
    for node in (node for tree in _modules().values() for node in ast.walk(tree)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            written.add(node.value)
        name = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
        if isinstance(node, ast.Call) and name in TELLS:
            said = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            handed |= {words.partition("/")[0] for words in said[-1:] + said[:1] if "-" in words and CODE.fullmatch(words)}
    assert handed <= RULES.keys()
    assert {words.partition("/")[0] for words in written} >= RULES.keys()
    names = {name for rule in RULES.values() for name in rule.says}
    assert {part for words in written for part in words.split("/")} >= names, "every message is told somewhere"


def test_a_code_stands_once_says_its_rule_in_a_swedish_sentence_and_what_to_do() -> None:
    assert not source.parse((SCRIPTS / "rules" / "codes.yaml").read_bytes(), "codes.yaml").problems
    assert len(RULES) <= 100
    for code, rule in RULES.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
        assert re.fullmatch(r"[A-ZÅÄÖ`112].*[.]", rule.rule), rule
        assert rule.do.endswith((".", "`", "?"))


def test_the_page_of_codes_is_current() -> None:
    page = (ROOT / "docs" / "koder.md").read_text(encoding="utf-8")
    assert page == codes.page(), "skriv: .venv/bin/python scripts docs"
    assert re.findall(r"^## (.*)$", page, flags=re.MULTILINE) == sorted(RULES)


def test_whatever_stands_in_the_project_is_checked(tmp_path: Path) -> None:
    """One fault in each file that people write: `check` tells them all, each once."""
    assert told_of(a_project(tmp_path), PLANTED) == sorted(TOLD)


TORN = {
    "a merge": (lambda path: path.write_text(f"{path.read_text(encoding='utf-8')}\n<<<<<<< HEAD\n"), "yaml-sammanslagning"),
    "letters": (lambda path: path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1", "replace")), "fil"),
    "no file": (lambda path: path.unlink() or path.symlink_to("/proc/self/mem"), "fil"),  # the system refuses to read it
}


@pytest.mark.parametrize(("tear", "code"), TORN.values(), ids=TORN)
@pytest.mark.parametrize("page", ["content/anhoriga.md", "content/en/anhoriga.md"])
def test_a_page_that_cannot_be_read_hides_nothing_and_is_told_once(
    tmp_path: Path, page: str, tear: Callable[[Path], object], code: str
) -> None:
    project = a_project(tmp_path)
    tear(tmp_path / page)
    assert told_of(project, PLANTED) == sorted([*TOLD, (page, code)])


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("programs.yaml", "programs:\n", "program:\n", [("programs.yaml", "okant-namn")]),
        ("content/words.yaml", "lost_words: ", "lost_word: ", [("content/words.yaml", "ord-fil")]),
        ("mkdocs.yml", "languages: [sv, en]", "languages: [en]", [("mkdocs.yml", "sprak")]),
    ],
)
def test_what_nothing_can_be_judged_without_hides_no_fault_of_form(
    tmp_path: Path, file: str, old: str, new: str, told: list[tuple[str, str]]
) -> None:
    """A number in the registry, the head of a page, another page in two versions, a line of a person."""
    faults = [
        ("programs.yaml", "lifeline:\n", "lifeline:\n  numer: 1\n") if file != "programs.yaml" else (file, old, new),
        ("content/fragor.md", "title: ", "titl: "),
        ("content/en/fragor.md", "\n# ", "\n=======\n# "),
        ("personas.yaml", "emergency: ", "emergensy: "),
    ]
    others = [("programs.yaml", "okant-namn"), ("content/fragor.md", "sidhuvud"), ("personas.yaml", "okant-namn")]
    wanted = {*told, *others, ("content/en/fragor.md", "yaml-sammanslagning")}
    assert told_of(a_project(tmp_path), [*faults, *([(file, old, new)] if file != "programs.yaml" else [])]) == sorted(wanted)


def told_of(project: Project, faults: Iterable[tuple[str, str, str]]) -> list[tuple[str, str]]:
    """Return the file and the code of everything that is told of `project` with `faults`."""
    for name, old, new in faults:
        path = project.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text, name
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    try:
        found = rules.check(project)[2]
    except InvalidRegistry as fault:
        found = fault.problems
    return sorted({(problem.where.file, problem.code) for problem in found})


PLANTED = [
    ("programs.yaml", "    summary:\n", "    summary:\n      # tillåt lofte: nej\n"),
    ("personas.yaml", "vem: ung", "vem: unge"),
    ("mkdocs.yml", "history_light: true", "history_light: ja"),
    ("content/words.yaml", "lost_words: Det", "lost_words: Spårlöst. Det"),
    ("content/fragor.md", "{A1, A3}", "{A1, A333}"),
    ("content/en/fragor.md", "(tel:112)", "(tel:116111)"),
]
TOLD = [
    ("programs.yaml", "tillat"),
    ("personas.yaml", "okand-hanvisning"),
    ("mkdocs.yml", "installning"),
    ("content/words.yaml", "lofte"),
    ("content/en/words.yaml", "oversattning-gammal"),
    ("content/fragor.md", "kallmarke"),
    ("content/en/fragor.md", "annat-nummer"),
]


def test_a_file_that_cannot_be_read_is_a_problem_and_no_exception(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    (tmp_path / "content" / "mapp").symlink_to(tmp_path)
    with pytest.raises(InvalidRegistry) as fault:
        rules.check(project)
    assert [problem.code for problem in fault.value.problems] == ["disk"]


LONG = Problem(Location("sida.md", 5), "sida.md", "Meningen har 25 ord.", "Dela den.", "lang-mening")
PROMISE = Problem(Location("sida.md", 5), "sida.md", "Det kan vi inte lova.", "Ändra.", "lofte")


def given(code: str = "lang-mening", reason: str = "namnet", line: int = 5, file: str = "sida.md") -> Allowance:
    return Allowance(code, reason, Location(file, 4), range(line, line + 1))


def left(problems: list[Problem], *allowances: Allowance) -> list[str]:
    return [problem.code for problem in but_for(problems, allowances)]


def test_what_is_allowed_with_a_reason_on_its_line_is_silent() -> None:
    assert left([LONG], given()) == []


@pytest.mark.parametrize("allowance", [given(reason=""), given(line=6), given("langt-ord"), given(file="annan.md")])
def test_an_exception_without_reason_or_place_silences_nothing_and_is_told(allowance: Allowance) -> None:
    assert left([LONG], allowance) == ["lang-mening", "tillat"]


def test_only_rules_about_words_can_be_allowed() -> None:
    assert left([PROMISE], given("lofte")) == ["lofte", "tillat"]
    assert left([], given("lang-meningar")) == ["tillat"]


def test_an_exception_that_matches_nothing_is_told() -> None:
    (problem,) = but_for([], [given()])
    assert (problem.where, problem.code) == (Location("sida.md", 4), "tillat")


COMMENTS = [
    ("<!-- tillåt lix: så är det -->", [("lix", "så är det", range(2, 4))]),
    ("  <!--tillåt lix:-->", [("lix", "", range(2, 4))]),
    ("<!-- tillåt -->", [("", "", range(2, 4))]),
    ("<!-- tillåtet -->", []),
    ("tillåt lix: nej", []),
    ("Ord <!-- tillåt lix: nej -->", []),
]


@pytest.mark.parametrize(("line", "told"), COMMENTS)
def test_a_comment_on_a_page_is_about_the_block_after_it(line: str, told: list[tuple[str, str, range]]) -> None:
    page = page_source.read(f"{line}\nEtt stycke\npå två rader.\n\nEtt till.\n", "sida.md")
    assert [(item.code, item.reason, item.covers) for item in rules.allowed_on(page)] == told
    (last,) = rules.allowed_on(page_source.read("<!-- tillåt lix: slut -->", "sida.md"))
    assert not last.covers


def test_a_comment_in_yaml_is_about_the_next_line_that_is_none() -> None:
    text = "a: b\n# tillåt lix: så är det\n\n# mer\nc: d\n  # tillåt langt-ord: ett namn"
    assert [(item.code, item.where.line, item.covers) for item in rules.allowed_in(source.parse(text.encode(), "r.yaml"))] == [
        ("lix", 2, range(5, 6)),
        ("langt-ord", 6, range(1)),
    ]


def test_what_will_be_wrong_on_a_day_to_come_is_told_now(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    text = project.registry.read_text(encoding="utf-8")
    place = load(from_yaml(project.registry)).registry.municipalities[0].default_programs[0]
    at = text.index(f"  - id: {place}\n") + len(f"  - id: {place}\n")
    project.registry.write_text(f"{text[:at]}    valid_to: 2077-08-15\n{text[at:]}", encoding="utf-8")
    found = [problem for problem in rules.check(project)[2] if problem.severity is Severity.ERROR]
    assert found
    assert all(problem.message.startswith("Från 16 augusti 2077: ") for problem in found)
    assert "vag-in-for-alla" in {problem.code for problem in found}
