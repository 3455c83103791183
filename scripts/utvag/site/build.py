"""One strict MkDocs build beside the target folder, put in its place only when every check of it has passed."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from utvag import git, rules
from utvag.problems import InvalidRegistry, Location, Problem, Severity, in_order
from utvag.project import STAFF, Project
from utvag.registry import loader
from utvag.site import atomic_folder, manifest
from utvag.upkeep import facts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from utvag.git import Revision
    from utvag.guide.journeys import Tree
    from utvag.registry.loader import Loaded
    from utvag.registry.model import Lifeline

STAFF_NEEDS = {"Material för MkDocs": "material", "Typst": "typst", "Typsnittet Lexend": "fontpkg_lexend"}
"""What the staff edition is built with and the public one is not, by the names of their modules."""

MADE_OF = (
    *("programs.yaml", "personas.yaml", "content", "overrides", "scripts", "schema"),
    *("mkdocs.yml", "mkdocs.staff.yml", "requirements.txt", "requirements-staff.txt"),
)
"""What a site is made of: with changes in any of it, the commit alone does not tell what was built."""


def build(project: Project, on: date | None = None) -> tuple[Problem, ...]:
    """Build the project's edition into `project.site`; return what is wrong, in which case the folder is as it was.

    Nothing in the target changes until the new site is whole and read; then the two folders change places. `on` is the day
    it is: no page may tell of a check after it, and the staff edition tells of it. Without one the staff edition's day is that of
    the registry's latest check.
    """
    try:
        text = _registry(project)
        if refused := _refuse(project):
            found = rules.check(project)[2]
            return found if _stops(found) else (refused,)
        with atomic_folder.held(project.site) as work:
            revision = git.current(project.root, MADE_OF)
            loaded, tree, found = rules.check(project)
            found = (*found, *(facts.ahead(loaded, on) if on else ()))
            if not _stops(found):
                found = (*found, *_written(project, loaded, tree, work.new, on))
            if _registry(project) != text:
                found = (*found, _changed(project))
            if not _stops(found):
                _list(work.new, loaded.registry.lifeline, text, _version(project, revision))
                work.put_in_place()
            return in_order(found)
    except InvalidRegistry as fault:
        return fault.problems
    except atomic_folder.Busy:
        return (_target(project, "Ett annat bygge håller på i samma mapp.", "Vänta tills det är klart. Bygg sedan igen."),)
    except OSError as fault:
        return (rules.unreadable(project, fault),)


def _written(project: Project, loaded: Loaded, tree: Tree, target: Path, on: date | None) -> tuple[Problem, ...]:
    """Let MkDocs write the site into `target`; return what is wrong with it, or what is missing for that. Raises OSError."""
    if missing := [name for name, module in STAFF_NEEDS.items() if project.edition is STAFF and find_spec(module) is None]:
        remedy = "Skriv: make staff. Då hämtas det som behövs."
        return (
            Problem(Location(project.shown(project.settings)), "theme", f"{missing[0]} är inte installerat.", remedy, "bygget"),
        )
    from utvag.site import mkdocs_build  # noqa: PLC0415 -- `check` is quicker without it

    return mkdocs_build.run(mkdocs_build.Making(project, loaded, tree, on), target)


def _stops(found: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in found)


def _registry(project: Project) -> bytes:
    return loader.read(project.registry, project.shown(project.registry))


def _version(project: Project, revision: Revision | None) -> str:
    """Return what the list calls the files that the site was made of: "" when git does not know them."""
    if revision is None:
        return ""
    is_other = project.registry != Project.at(project.root).registry
    return f"{revision.commit}{manifest.CHANGED if revision.is_changed or is_other else ''}"


def _list(site: Path, line: Lifeline, text: bytes, version: str) -> None:
    """Put the list of what was made into the new site. Raises OSError."""
    made = manifest.Manifest(line.number, line.dialled, manifest.digest(text), version, manifest.files(site))
    (site / manifest.NAME).write_text(made.as_text(), encoding="utf-8")


def _refuse(project: Project) -> Problem | None:
    """Return the problem of a target that holds something else than a site: building there would throw it away."""
    folder = project.site
    made_from = (project.content, project.templates, project.theme, project.root / "scripts")
    if project.root.is_relative_to(folder) or any(folder.is_relative_to(part) for part in made_from):
        return _target(project, "Där ligger det som webbplatsen görs av.")
    if folder.is_dir() and any(folder.iterdir()) and not all((folder / name).is_file() for name in ("404.html", "index.html")):
        return _target(project, "Mappen innehåller något annat än en webbplats.")
    if folder.exists() and not folder.is_dir():
        return _target(project, "Det är en fil, ingen mapp.")
    return None


def _target(project: Project, message: str, remedy: str = "") -> Problem:
    name = project.shown(project.site)
    choose = f"Välj en tom mapp, eller ingen alls: då blir det {project.edition.site}/."
    return Problem(Location(name), name, message, remedy or choose, "malmapp")


def _changed(project: Project) -> Problem:
    name = project.shown(project.registry)
    return Problem(Location(name), name, "Filen ändrades medan webbplatsen byggdes.", "Bygg igen.", "bygget")
