"""Small registries, guides, sites and projects for tests, with one thing changed in each."""

from __future__ import annotations

import copy
import dataclasses
import json
import re
import shutil
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import TYPE_CHECKING, Any, TypeAlias

from frozen import THEN
from utvag import project as paths
from utvag import rules
from utvag.content import languages, page_source, urls
from utvag.guide import proof, result_cards, wizard
from utvag.problems import InvalidRegistry, Problem, in_order
from utvag.project import Edition, Project
from utvag.registry import loader, source
from utvag.registry.source import Bare
from utvag.rules.written_site import WrittenSite
from utvag.site import headers, pages, templates

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from utvag.guide.journeys import Tree
    from utvag.registry.loader import Loaded
    from utvag.swedish import Languages

Data: TypeAlias = dict[str, Any]

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "tests" / "fixtures" / "registry"
PUBLIC = ROOT / "overrides" / "public"
CONTENT = THEN / "content"
MINIMAL = FIXTURES / "minimal.yaml"
NAME = "programs.yaml"
"""What problems call the file of a registry that has none."""

SWEDISH = languages.load(Project.at(THEN))[0][:1]
"""The language at the root of the site, with the words it had then."""

GONE = ...
"""The value that takes a key or an item away."""

NO_CHANGES: Mapping[str, object] = MappingProxyType({})


def a_registry(changes: Mapping[str, object] = NO_CHANGES) -> Data:
    """Return the registry of minimal.yaml as plain data, with `changes`.

    A key is a path: names, ids and numbers with dots between; `+` adds to a list. A value is plain data, `Bare("no")` for a word
    without quotation marks, or GONE.
    """
    data = copy.deepcopy(_minimal())
    for path, value in changes.items():
        put(data, path, value)
    return data


def a_program(name: str, **changes: object) -> Data:
    """Return one more programme for the registry: the way in for Stockholm under another name."""
    program: Data = copy.deepcopy(_minimal()["programs"][0])
    return {**program, "id": name, "slug": name, "title": name, **changes}


def a_question(name: str, *answers: str) -> Data:
    """Return one more question for the registry, about the environment."""
    said = [{"id": answer, "text": answer, "reason": "vid detta"} for answer in answers]
    words = {"sensitivity": "low", "text": f"Hur är det med {name}?", "why": "Det kan vara olika."}
    return {"id": name, "criterion": "environment", **words, "answers": said}


def asking(question: str, *answers: str) -> Data:
    """Return the eligibility of somebody who gives one of `answers` to `question`."""
    return {"conditions": [{"question": question, "answers": list(answers), "sources": ["K2"]}], "depends_on": []}


@cache
def _minimal() -> Data:
    data: Data = from_yaml(MINIMAL)
    return data


def from_yaml(path: Path) -> Any:  # noqa: ANN401 -- data as it was written
    """Return what a YAML file without faults says as plain data."""
    read = source.parse(path.read_bytes(), path.name)
    assert not read.problems, read.problems
    return plain(read.document)


def plain(value: Any) -> Any:  # noqa: ANN401 -- data as it was written
    """Return what `source.parse` read as dicts and lists that can be changed."""
    if isinstance(value, dict):
        return {key: plain(inside) for key, inside in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value


def put(data: Data, path: str, value: object) -> None:
    """Change `data` in place, as `a_registry` says."""
    *above, last = path.split(".")
    here: Any = data
    for part in above:
        here = here[_step(here, part)]
    if last == "+":
        here.append(value)
    elif value is GONE:
        del here[_step(here, last)]
    else:
        here[_step(here, last)] = value


def _step(here: Any, part: str) -> str | int:  # noqa: ANN401 -- data as it was written
    if isinstance(here, dict):
        return part
    ids = [item.get("id") if isinstance(item, dict) else None for item in here]
    return ids.index(part) if part in ids else int(part)


def as_yaml(data: Data) -> bytes:
    """Return `data` as YAML: every text in quotation marks; numbers, days, yes and no bare."""
    return ("\n".join(_lines(data)) + "\n").encode("utf-8", errors="surrogatepass")


def _lines(value: Any) -> list[str]:  # noqa: ANN401 -- data as it was written
    if isinstance(value, dict) and value:
        lines = []
        for key, inside in value.items():
            below = _lines(inside)
            name = key if re.fullmatch(r"[a-z_][a-z_0-9]*", key) else json.dumps(key, ensure_ascii=False)
            nested = isinstance(inside, dict | list) and inside
            lines += [f"{name}:", *(f"  {line}" for line in below)] if nested else [f"{name}: {below[0]}"]
        return lines
    if isinstance(value, list) and value:
        return [("  " if number else "- ") + line for item in value for number, line in enumerate(_lines(item))]
    return [_scalar(value)]


def _scalar(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: ""}[value]
    return str(value) if isinstance(value, Bare | int | date) else json.dumps(value, ensure_ascii=False)


def load(data: Data, spoken: Languages = SWEDISH) -> Loaded:
    """Return the registry that `data` says, shown in the languages `spoken`."""
    return loader.parse(as_yaml(data), NAME, spoken)


def examined(text: bytes) -> tuple[tuple[Problem, ...], Loaded | None]:
    """Return everything that is wrong with a registry and its guide (no hand-written pages), and the registry if it can be read."""
    try:
        loaded = loader.parse(text, NAME, SWEDISH)
    except InvalidRegistry as fault:
        return fault.problems, None
    return in_order([*rules.found_by_rules(WrittenSite(loaded)), *proof.prove(loaded, wizard.compile(loaded.registry))]), loaded


def problems_in(registry: bytes | Data) -> tuple[Problem, ...]:
    """Return everything that is wrong with a registry and its guide."""
    return examined(registry if isinstance(registry, bytes) else as_yaml(registry))[0]


def codes_of(data: Data) -> set[str]:
    """Return the rule codes of everything that is wrong with the registry `data` and its guide."""
    return {problem.code for problem in problems_in(data)}


def replanted(tree: Tree, behind: tuple[str, ...], edit: Callable[[Tree], Any]) -> Tree:
    """Return `tree` with what stands after the answers `behind` put through `edit`."""
    if not behind:
        changed: Tree = edit(tree)
        return changed
    assert isinstance(tree, wizard.Question)
    first, rest = behind[0], behind[1:]
    below = {answer.id: replanted(answer.leads_to, rest, edit) for answer in tree.answers if answer.id == first}
    answers = (dataclasses.replace(answer, leads_to=below.get(answer.id, answer.leads_to)) for answer in tree.answers)
    return dataclasses.replace(tree, answers=tuple(answers))


def an_environment(loaded: Loaded, folder: Path = PUBLIC, content: Path = CONTENT) -> templates.Environment:
    """Return the environment that renders the pages of `loaded` with the templates in `folder`, beside the pages of `content`."""
    registry = loaded.registry
    plan = urls.sitemap(registry, loaded.languages, page_source.titles(content))
    site = templates.Site(registry.lifeline, registry.emergency, "https://www.example.com/", plan, sources=registry.sources_by_id)
    style = result_cards.filters(registry, wizard.compile(registry))
    return templates.environment(folder, site, {"guide.css": style})


def pages_of(loaded: Loaded, folder: Path = PUBLIC, content: Path = CONTENT) -> dict[str, str]:
    """Return every generated page by its address."""
    made = pages.generate(loaded.registry, wizard.compile(loaded.registry), an_environment(loaded, folder, content))
    return {page.address: page.text for page in made}


def a_site(target: Path, loaded: Loaded, folder: Path = PUBLIC, content: Path = CONTENT) -> Path:
    """Write a whole site without MkDocs: the generated pages, 404, and an empty page for each that people write by hand."""
    env = an_environment(loaded, folder, content)
    made = pages_of(loaded, folder, content) | {"404.html": templates.render(env, "404.html", base_url="/")}
    for path in (path for language in loaded.languages for path in (content / language.prefix).glob("*.md")):
        file = SimpleNamespace(dest_uri=page_source.address(path.relative_to(content)))
        head = {"title": f"Sida: {path.stem}", "meta": {"description": "En sida."}}
        page = SimpleNamespace(**head, content="<h1>Sida</h1>", file=file)
        made[file.dest_uri] = templates.render(env, "main.html", page=page)
    for address, text in made.items():
        (target / address).parent.mkdir(parents=True, exist_ok=True)
        (target / address).write_text(text, encoding="utf-8")
    headers.write(target, templates.policy(env))
    return target


def a_project(folder: Path, edition: Edition = paths.PUBLIC, written: Path = THEN) -> Project:
    """Return a copy of the whole project in `folder`, to be spoilt; the code is shared.

    It says what editors had `written` then (tests/frozen.py). What is about today's words copies ROOT.
    """
    for name in ("content", "overrides"):
        shutil.copytree(written / name, folder / name)
    for name in ("programs.yaml", "personas.yaml", "mkdocs.yml", "mkdocs.staff.yml"):
        shutil.copy(written / name, folder / name)
    (folder / "scripts").symlink_to(ROOT / "scripts")
    return Project.at(folder, edition=edition)


def in_swedish(project: Project) -> Project:
    """Make the copied `project` a Swedish one, for a registry that nobody has translated; return it."""
    for folder in (path for path in project.content.iterdir() if path.is_dir()):
        shutil.rmtree(folder)
    config = project.config.read_text(encoding="utf-8")
    project.config.write_text(re.sub(r"languages: \[.*\]", "languages: [sv]", config), encoding="utf-8")
    return project


@cache
def a_day() -> date:
    """Return a day on which every check of the registry of then has been made."""
    return loader.load(THEN / "programs.yaml", "programs.yaml").registry.last_checked


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder` with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
