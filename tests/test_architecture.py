"""The house keeps its shape: layers, one door per library, a test for every module, the number written once."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from utvag import registry

ROOT = Path(__file__).parent.parent
SCRIPTS = ROOT / "scripts"

LAYERS: tuple[tuple[str, ...], ...] = (
    (
        "paths",
        "swedish",
        "problems",
        "markup",
        "headers",
        "hrefs",
        "stylesheets",
        "files",
        "together",
        "roundtrip",
        "halflives",
        "ics",
        "typesetting",
        "target",
        "manifest",
        "revisions",
        "engine",
    ),
    ("phones", "hours", "syntax", "readability", "jargon", "allowed", "prose", "literal", "packing", "visits"),
    ("manuscript", "answers"),
    ("source", "deployed"),
    ("languages", "mending", "entry", "written"),
    ("layout",),
    ("finding",),
    ("model.scalars",),
    ("model.words",),
    ("model.contact", "model.questions"),
    ("model.registry",),
    ("model",),
    ("faults", "schema"),
    ("keys",),
    ("references",),
    ("registry",),
    ("eligibility", "wording", "translations"),
    ("addresses", "statements", "freshness", "edits"),
    ("rules", "facts"),
    ("wizard", "asking", "contacts"),
    ("journeys", "calls"),
    ("proof", "cards", "built", "sitemap", "due", "flowchart", "staff.layout"),
    ("templates", "staff.editing", "staff.conditions", "staff.personas", "staff.ages", "staff.ways"),
    (
        "pages",
        "paper",
        "staff.told",
        "checks.marks",
        "checks.paused",
        "checks.plain",
        "checks.shape",
        "checks.site",
        "checks.access",
        "checks.elements",
        "checks.fetching",
        "checks.outside",
        "checks.policy",
        "checks.traces",
        "staff.drawing",
        "staff.phone_view",
    ),
    (
        "checks.calling",
        "checks.choices",
        "checks.content",
        "checks.delivery",
        "checks.languages",
        "checks.leaving",
        "checks.staff",
        "checks.weight",
        "checks.whole",
        "staff.pages",
    ),
    ("judging", "ledger", "drafts", "prompts", "links"),
    ("build",),
    ("staff.handwritten",),
    ("changes.boxes", "changes.seen"),
    ("changes.lines", "changes.people", "changes.versions"),
    ("changes.who",),
    ("changes.marked", "changes.reviewed", "changes.sentences"),
    ("changes.guide", "changes.wholes", "changes.wording"),
    ("changes.report",),
    ("server", "interview"),
    ("dialogue",),
    ("commands.days", "commands.telling"),
    ("commands.comparing", "commands.delivery", "commands.editing", "commands.printing", "commands.site", "commands.weekly"),
    ("cli", "mkdocs_hooks"),
)
"""The architecture: a module imports only from rows above its own."""

DOORS = {
    "mkdocs": ("mkdocs_hooks",),
    "yaml": ("source",),
    "pydantic": ("model.scalars", "model.words", "model.contact", "model.questions", "model.registry"),
    "pydantic_core": ("model.scalars",),
    "jinja2": ("templates",),
    "phonenumbers": ("phones",),
    "babel": ("swedish",),
    "tinycss2": ("stylesheets",),
    "markdown": ("prose",),
    "ruamel": ("roundtrip",),
    "typst": ("typesetting",),
    "fontpkg_lexend": ("typesetting",),
}
"""Each library has one door."""

NO_LAYER = {"__main__", "__init__", "checks.__init__", "changes.__init__", "commands.__init__", "staff.__init__"}


def _module(path: Path) -> str:
    return path.relative_to(SCRIPTS).with_suffix("").as_posix().removeprefix("utvag/").replace("/", ".")


MODULES = {_module(path): path for path in SCRIPTS.rglob("*.py")}


def _name(module: str) -> str:
    return module.removesuffix(".__init__")


def _imports(path: Path) -> set[str]:
    """Return every module that a file names in an import, those for type checking included."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def _ours(path: Path) -> set[str]:
    known = {_name(module) for module in set(MODULES) - NO_LAYER}
    return {name for item in _imports(path) if (name := item.removeprefix("utvag.")) in known and item.startswith("utvag.")}


def _row(module: str) -> int:
    return next(number for number, row in enumerate(LAYERS) if module in row)


def test_every_module_has_a_layer_and_every_layer_has_its_modules() -> None:
    assert {_name(module) for module in MODULES if module not in NO_LAYER} == {module for row in LAYERS for module in row}


@pytest.mark.parametrize("module", sorted(set(MODULES) - NO_LAYER))
def test_a_module_imports_only_from_rows_above_its_own(module: str) -> None:
    wrong = {other for other in _ours(MODULES[module]) if other != _name(module) and _row(other) >= _row(_name(module))}
    assert not wrong


def test_a_module_that_imports_from_below_would_be_seen() -> None:
    assert "wizard" in _ours(MODULES["journeys"])
    assert _row("journeys") > _row("wizard")


@pytest.mark.parametrize("library", sorted(DOORS))
def test_a_library_has_one_door(library: str) -> None:
    users = {module for module, path in MODULES.items() if any(item.split(".")[0] == library for item in _imports(path))}
    assert users == set(DOORS[library])


def test_one_module_runs_the_link_checker() -> None:
    assert {module for module, path in MODULES.items() if "linkcheck" in path.read_text(encoding="utf-8")} == {"visits"}


def test_only_commands_print_and_only_the_hook_logs() -> None:
    calls = {
        module
        for module, path in MODULES.items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    }
    assert calls == {f"commands.{name}" for name in ("comparing", "delivery", "editing", "printing", "site", "telling", "weekly")}
    loggers = {module for module, path in MODULES.items() if "get_plugin_logger" in path.read_text(encoding="utf-8")}
    assert loggers == {"mkdocs_hooks"}


def test_only_a_command_knows_what_day_it_is() -> None:
    clocks = re.compile(r"\b(today|now|utcnow|time_ns|localtime|gmtime|strftime)\(|\btime\.time\(")
    readers = {module for module, path in MODULES.items() if clocks.search(path.read_text(encoding="utf-8"))}
    assert readers == {"commands.days"}


def test_every_module_begins_with_a_sentence_and_stays_small() -> None:
    for module, path in MODULES.items():
        text = path.read_text(encoding="utf-8")
        first = (ast.get_docstring(ast.parse(text)) or "").split("\n")[0]
        assert first.endswith((".", ":")), f"{module}: {first!r}"
        assert len(text.splitlines()) <= 300, f"{module} is more than one thing"


def test_every_module_has_a_mirror_among_the_tests() -> None:
    untested = set()
    packages = {module for module in MODULES if module.endswith("__init__")}
    for module in set(MODULES) - packages - {"mkdocs_hooks", "__main__"}:
        *folders, name = module.split(".")
        if not (ROOT / "tests" / "utvag" / "/".join(folders) / f"test_{name}.py").exists():
            untested.add(module)
    assert not untested
    assert (ROOT / "tests" / "test_mkdocs_hooks.py").exists()
    assert (ROOT / "tests" / "test_main.py").exists()


def test_the_number_is_written_in_no_program_and_no_template() -> None:
    """One spelling: it stands in `programs.yaml`, and examples in messages must not be taken for it elsewhere."""
    loaded = registry.load(ROOT / "programs.yaml", "programs.yaml")
    digits = re.sub(r"\D", "", loaded.registry.lifeline.number)[1:]
    allowed = {
        "model/contact.py",
        "phones.py",
        "templates.py",
        "problems.py",
        "server.py",
    }  # examples of form, in messages and docstrings
    found = set()
    for path in [*SCRIPTS.rglob("*.py"), *(ROOT / "overrides").rglob("*.*")]:
        if digits in re.sub(r"[ +-]", "", path.read_text(encoding="utf-8")):
            found.add(path.name if "model" not in path.parts else f"model/{path.name}")
    assert found <= allowed, found - allowed


def test_only_templates_and_assets_stand_in_the_public_theme() -> None:
    """MkDocs copies whatever else it finds there to the site."""
    folder = ROOT / "overrides" / "public"
    for path in folder.rglob("*"):
        if path.is_file():
            assert path.suffix == ".html" or path.parent == folder / "assets", path


def test_no_file_names_a_registry_host_or_a_path_of_a_machine() -> None:
    words = ("python" + "hosted", "py" + r"pi\.org", "registry" + r"\.npmjs", "deb" + r"\.debian", "/" + "work/", "/" + "root/")
    telling = re.compile("|".join(words))
    made = (".git", ".venv", "site", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache")
    for path in ROOT.rglob("*"):
        inside = path.relative_to(ROOT).parts
        if path.is_file() and inside[0] not in made and "node_modules" not in inside and path.suffix not in {".png", ".pyc"}:
            assert not telling.search(path.read_text(encoding="utf-8", errors="replace")), path
