"""What a message tells to do is done, word for word: then nothing is wrong, and visitors read what they read before.

remedies.yaml holds the remedies that ask for a decision, and faults besides those of mistakes.yaml and test_plants.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from builders import FIXTURES, MINIMAL, ROOT, from_yaml
from edited import a_small_project, patched, rows
from test_plants import HEAD, RIGHT
from utvag import rules
from utvag.content import page_source
from utvag.problems import InvalidRegistry, Problem
from utvag.project import Project
from utvag.rules import codes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Row: TypeAlias = dict[str, Any]
DATA: Any = from_yaml(ROOT / "tests" / "fixtures" / "remedies.yaml")
MISTAKES: dict[str, Row] = {row["name"]: row for row in rows(FIXTURES / "mistakes.yaml")[:-1]}
PAGE = f"{HEAD}\n# Hem\n\nDu kan ringa nu. {{K1}}\n\nDet är så det är för dig nu. {{råd}}\n"
PERSONAS = """personas:
- id: P1
  person: Någon
  situation: Vill sluta.
  answers: {fara: nej, vem: vuxen, plats: uppsala, vad: kriminalitet}
  emergency: false
  reaches: [skydd]
  also_says:
    - {program: skydd, words: Skydd}
  note: Inget.
"""
FILES = {
    **RIGHT,
    "programs.yaml": MINIMAL.read_text(encoding="utf-8"),
    "personas.yaml": PERSONAS,
    "content/sida.md": PAGE,
}
MOST_STEPS = 4
"""So many messages are obeyed one after the other."""


# What a remedy says, as new lines instead of the one that it is about, which the fault parts in two: each way to understand it.
Ways: TypeAlias = list[str]
STEPS: list[tuple[str, Callable[[str, str, re.Match[str]], Ways]]] = [
    (r"a bort (?:den ena )?raden(?: med ---)?\.", lambda _before, _rest, _said: []),
    (
        r"Den har \d+\. Ge den (\d+) eller (\d+)",
        lambda one, rest, said: [" " * int(said[n]) + f"{one}{rest}".lstrip() for n in (1, 2)],
    ),
    (r"tryck på mellanslagstangenten", lambda one, rest, _said: [f"{one} {rest[1:]}", one + rest[1:]]),
    (r"Byt tabben mot mellanslag", lambda one, rest, _said: [one + " " * steps + rest[1:] for steps in (2, 4, 6)]),
    (r"Ta bort tecknet", lambda one, rest, _said: [one + rest[1:]]),
    (r"Sätt (\]) eller (\}) där den slutar", lambda one, rest, said: [one + rest.rstrip() + said[n] for n in (1, 2)]),
    (
        r"Sätt ett likadant citattecken där",
        lambda one, rest, _said: [f'{one}{n}"{rest[len(n) :]}' for n in (re.split(r", [a-z_]+:", rest)[0], rest)],
    ),
    (r"Sätt citattecken runt hela texten", lambda one, rest, _said: [f'{one}"{rest}"']),
    (r"Skriv två mellanslag till före den", lambda one, rest, _said: [f"  {one}{rest}"]),
    (
        r"Skriv (\w+:) på en egen rad här ovanför",
        lambda one, rest, said: [f"{' ' * n}{said[1]}\n{one}{rest}" for n in range(0, 9, 2)],
    ),
    (
        r"(?:[Ss]kriv|skriver du|så här|Menar du|runt|exempel|Annars)(?: till exempel)?: (.+)$",
        lambda one, rest, said: written(one, rest, said[1]),
    ),
    (r"^(?:Skriv|Lägg till) (\w+: .+?)\.?(?: Stämmer|$)", lambda one, rest, said: written(one, rest, said[1])),
    (r"Skriv (\{\w+\}) i stället för (\{\w+\})", lambda one, rest, said: [one + rest.replace(said[2], said[1])]),
    (r"Skriv (\[.*\]\(tel:\d+\))", lambda one, rest, said: [one + re.sub(r"\[.*?\]\(.*?\)", said[1], rest)]),
]


def written(one: str, rest: str, right: str) -> Ways:
    """Return a line with `right` in the place of what stands there: a row, a name with its value, or a value alone."""
    line, name = one + rest, re.match(r"(\w+):", right)
    indent = line[: len(line) - len(line.lstrip())]
    if right.startswith("- "):
        return [indent + right]
    if name:
        return [re.sub(rf"\b{name[1]}:?{end}", lambda _: right, line, count=1) for end in (r".*$", r".*?(?=, *[a-z_]+:|\}|$)")]
    return [one + re.sub(value, lambda _: right, rest, count=1) for value in (r'^"?[^\s,}\]"]+"?', r"^[^,}\]]+", r"^.*$")]


def ways(problem: Problem, text: str) -> Iterator[str]:
    """Yield the text of the file of a problem after its remedy, in each way to understand it."""
    lines = text.split("\n")
    row, column = problem.where.line - 1, problem.where.column - 1
    one, rest = lines[row][:column], lines[row][column:]
    changed = [new for pattern, do in STEPS if (said := re.search(pattern, problem.remedy)) for new in do(one, rest, said)]
    meant = re.search(r"”(?P<wrong>[^”]+)”.*(?:Menade du|heter) ”(?P<right>[^”]+)”", problem.message)
    changed += [one + rest.replace(meant["wrong"], meant["right"], 1)] if meant else []
    yield from ("\n".join([*lines[:row], new, *lines[row + 1 :]]) for new in changed)
    if re.search(STEPS[0][0], problem.remedy):
        yield "\n".join([*lines[:row], *lines[row + 1 :]])


def read_by_visitors(folder: Path) -> Any:  # noqa: ANN401 -- whatever they read
    """Return all that a project without faults says."""
    project = Project.at(folder)
    loaded, _, problems = rules.check(project)
    assert not [problem for problem in problems if problem.severity == "error"]
    pages = [(page.inside, page.html, dict(page.head)) for page in page_source.load(project, loaded)]
    return loaded.registry, [dict(language.words) for language in loaded.languages], pages


def found_in(folder: Path) -> list[Problem]:
    try:
        found = rules.check(Project.at(folder))[2]
        return [problem for problem in found if problem.code != "oversattning-ny"]  # only that a new text waits for its mark
    except InvalidRegistry as fault:
        return list(fault.problems)


def obeyed(folder: Path, found: list[Problem], steps: int = MOST_STEPS) -> Iterator[Any]:
    """Yield what visitors read after the first problem, and whatever is then found, has been obeyed, in each way that is right."""
    if not found:
        yield read_by_visitors(folder)
    if not found or not steps or not (file := folder / found[0].where.file).is_file():
        return
    text = file.read_text(encoding="utf-8")
    for new in dict.fromkeys(ways(found[0], text)):
        file.write_text(new, encoding="utf-8")
        yield from obeyed(folder, found_in(folder), steps - 1 if new != text else 0)
    file.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> dict[str | None, tuple[dict[str, str], Any]]:
    """Return the files of a project without faults and what visitors read there, in Swedish alone and in English too."""
    english = a_small_project(tmp_path_factory.mktemp("en"), "en")
    texts = {"mkdocs.yml": english.config, "programs.yaml": english.registry}
    texts |= {path.relative_to(english.root).as_posix(): path for path in english.content.rglob("*") if path.is_file()}
    both = {name: path.read_text(encoding="utf-8") for name, path in texts.items()}
    folder = tmp_path_factory.mktemp("sv")
    return {None: (FILES, read_by_visitors(put(folder, FILES))), "en": (both, read_by_visitors(english.root))}


def put(folder: Path, files: dict[str, str]) -> Path:
    """Write files; return their folder, which also has the code that uses words."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    for name in ("scripts", "overrides"):
        if not (folder / name).exists():
            (folder / name).symlink_to(ROOT / name)
    return folder


def of_mistake(name: str) -> str:
    """Return the code at the end of the first answer to a mistake."""
    return str(re.findall(r"\[([a-z0-9-]+)\](?: docs|$)", MISTAKES[name]["answer"])[0])


OBEYED = [name for name in MISTAKES if of_mistake(name) not in DATA["decisions"] and name not in DATA["mistakes_that_ask"]]


ROWS = [*(MISTAKES[name] for name in OBEYED), *DATA["faults"]]


@pytest.mark.parametrize("row", ROWS, ids=range(len(ROWS)))
def test_obeying_gives_a_green_check_and_the_same_pages(tmp_path: Path, bases: Any, row: Row) -> None:  # noqa: ANN401 -- as it is
    files, right = bases[row.get("language")]
    name = row.get("file", "programs.yaml")
    spoilt = patched(files[name], row)
    if "meant" in row:
        right = read_by_visitors(put(tmp_path, {**files, name: patched(files[name], {**row, "by": row["meant"]})}))
    found = found_in(put(tmp_path, {**files, name: spoilt}))
    assert [(problem.code, problem.where.file) for problem in found] == [(row.get("code") or of_mistake(row["name"]), name)], found
    if "says" not in row:
        after = list(obeyed(tmp_path, found))
    else:
        assert row["says"] in found[0].remedy
        after = []
        if "old" in row:
            (tmp_path / name).write_text(patched(spoilt, {"replace": row["old"], "by": row["new"]}), encoding="utf-8")
            after = [read_by_visitors(tmp_path)]
    assert bool(after) == ("says" not in row or "old" in row), found
    assert all(one == right for one in after), found  # no way to understand it changes what visitors read


def test_every_remedy_is_carried_out_or_asks_for_a_decision() -> None:
    by_hand = [row for row in DATA["faults"] if "says" in row and "old" not in row]
    carried_out = {row["code"] for row in DATA["faults"] if row not in by_hand} | {of_mistake(name) for name in OBEYED}
    assert carried_out | DATA["decisions"].keys() == codes.rules().keys()
    assert not carried_out & DATA["decisions"].keys()
    assert set(DATA["mistakes_that_ask"]) <= MISTAKES.keys()


def test_no_remedy_proposes_a_source_or_drops_a_language() -> None:
    for row in MISTAKES.values():
        assert not re.search(r"sources: \[|ur languages", row["answer"]), row["name"]
