"""The house keeps its shape: layers, one door per library, a test for every module, the number written once."""

from __future__ import annotations

import ast
import graphlib
import re
from functools import cache
from pathlib import Path

import pytest
from utvag.registry import loader

ROOT = Path(__file__).parent.parent
SCRIPTS = ROOT / "scripts"

LAYERS: tuple[tuple[str, ...], ...] = (
    ("git", "files", "problems", "project", "reports", "swedish"),
    ("registry",),
    ("guide", "content"),
    ("upkeep",),
    ("rules",),
    ("site",),
    ("print", "staff", "changes", "data", "city"),
    ("commands", "city_commands", "cli", "mkdocs_hooks", "__main__"),
)
"""The rooms of the house, the ground first: a room imports from rooms above its row here, and within a room there is no circle."""

NOT_YET: dict[str, set[str]] = {}
"""Imports against the order that are still to go."""

DOORS = {
    "mkdocs": ("site.build",),
    "yaml": ("registry.source",),
    "pydantic": tuple(
        f"registry.{name}" for name in ("scalars", "days", "texts", "hours", "contact", "questions", "model", "schema")
    ),
    "pydantic_core": ("registry.scalars",),
    "jinja2": ("site.templates",),
    "phonenumbers": ("registry.phones",),
    "babel": ("swedish", "staff.po_files"),
    "holidays": ("swedish",),
    "markdown": ("content.page_markdown",),
    "ruamel": ("registry.format",),
    "typst": ("print.typesetting",),
    "brotli": ("site.pack",),
    "watchdog": ("site.serve",),
    "fontpkg_lexend": ("print.typesetting",),
}
"""Each library has one door."""


def _module(path: Path) -> str:
    return path.relative_to(SCRIPTS).with_suffix("").as_posix().removeprefix("utvag/").replace("/", ".")


MODULES = {_module(path): path for path in SCRIPTS.rglob("*.py")}


def _name(module: str) -> str:
    return module.removesuffix(".__init__")


@cache
def _imports(path: Path) -> set[str]:
    """Return every module that a file names in an import, those for type checking included; not the room a module is taken from."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            is_room = all(name.removeprefix("utvag.") in MODULES for name in names)
            found |= names if is_room else {*names, node.module}
    return found


@cache
def _ours(module: str) -> set[str]:
    """Return the modules of ours that a module imports."""
    known = {_name(other) for other in MODULES} - {""}
    return {name for item in _imports(MODULES[module]) if (name := item.removeprefix("utvag.")) in known and name != _name(module)}


def _room(module: str) -> str:
    return module.split(".", maxsplit=1)[0]


ROW = {room: number for number, row in enumerate(LAYERS) for room in row}


def test_every_room_has_its_place_and_there_are_at_most_eight_rows() -> None:
    assert {_room(module) for module in MODULES} - {"__init__"} == set(ROW)
    assert len(LAYERS) <= 8


@pytest.mark.parametrize("room", sorted(ROW))
def test_a_room_imports_only_from_rooms_below_it(room: str) -> None:
    imported = {_room(other) for module in MODULES if _room(module) == room for other in _ours(module)} - {room}
    wrong = {other for other in imported if ROW[other] >= ROW[room] and room not in LAYERS[0] + LAYERS[-1]}
    assert wrong == NOT_YET.get(room, set())


def test_no_module_imports_itself_by_way_of_others() -> None:
    named = {_name(module): module for module in MODULES}
    graph = {module: {named[other] for other in _ours(module)} for module in MODULES}
    order = tuple(graphlib.TopologicalSorter(graph).static_order())
    assert set(order) == set(MODULES)


@pytest.mark.parametrize("library", sorted(DOORS))
def test_a_library_has_one_door(library: str) -> None:
    users = {module for module, path in MODULES.items() if any(item.split(".")[0] == library for item in _imports(path))}
    assert users == set(DOORS[library])


def test_one_module_runs_the_link_checker() -> None:
    assert {module for module, path in MODULES.items() if "linkcheck" in path.read_text(encoding="utf-8")} == {"upkeep.links"}


def test_only_commands_print_and_only_the_hook_logs() -> None:
    calls = {
        module
        for module, path in MODULES.items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    }
    assert calls == {"commands", "city_commands"}
    loggers = {module for module, path in MODULES.items() if "get_plugin_logger" in path.read_text(encoding="utf-8")}
    assert loggers == {"site.build"}


def test_only_a_command_knows_what_day_it_is() -> None:
    clocks = re.compile(r"\b(today|now|utcnow|time_ns|localtime|gmtime|strftime)\(|\btime\.time\(")
    readers = {module for module, path in MODULES.items() if clocks.search(path.read_text(encoding="utf-8"))}
    assert readers == {"commands", "city_commands"}


def test_every_module_begins_with_a_sentence_and_stays_small() -> None:
    for module, path in MODULES.items():
        text = path.read_text(encoding="utf-8")
        first = (ast.get_docstring(ast.parse(text)) or "").split("\n")[0]
        assert first.endswith((".", ":")), f"{module}: {first!r}"
        assert len(text.splitlines()) <= 310, f"{module} is more than one thing"


def test_the_number_is_written_in_no_program_and_no_template() -> None:
    """One spelling: it stands in `programs.yaml`, and examples in messages must not be taken for it elsewhere."""
    loaded = loader.load(ROOT / "programs.yaml", "programs.yaml")
    digits = re.sub(r"\D", "", loaded.registry.lifeline.number)[1:]
    allowed = {
        "contact.py",
        "phones.py",
        "templates.py",
        "problems.py",
        "server.py",
    }  # examples of form, in messages and docstrings
    found = set()
    for path in [*SCRIPTS.rglob("*.py"), *(ROOT / "overrides").rglob("*.*")]:
        if digits in re.sub(r"[ +-]", "", path.read_text(encoding="utf-8")):
            found.add(path.name)
    assert found <= allowed, found - allowed


def test_only_templates_and_assets_stand_in_the_public_theme() -> None:
    """MkDocs copies whatever else it finds there to the site."""
    folder = ROOT / "overrides" / "public"
    for path in filter(Path.is_file, folder.rglob("*")):
        assert path.suffix == ".html" or path.parent == folder / "assets", path


def test_no_file_names_a_registry_host_or_a_path_of_a_machine() -> None:
    words = ("python" + "hosted", "py" + r"pi\.org", "registry" + r"\.npmjs", "deb" + r"\.debian", "/" + "work/", "/" + "root/")
    telling = re.compile("|".join(words))
    made = (".git", ".venv", "site", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache")
    files = {path: path.relative_to(ROOT).parts for path in filter(Path.is_file, ROOT.rglob("*"))}
    ours = [path for path, inside in files.items() if inside[0] not in made and "node_modules" not in inside]
    assert len(ours) > 400
    for path in (path for path in ours if path.suffix not in {".png", ".pyc"}):
        assert not telling.search(path.read_text(encoding="utf-8", errors="replace")), path
