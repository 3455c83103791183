"""The fixed shape of the project, as one value."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


PACKAGED = Path(__file__).parent / "packaged"
HOME = PACKAGED if PACKAGED.is_dir() else Path(__file__).parents[2]
"""Where templates, hooks and what else the program brings stand: in the installed package, or in the folder it is developed in."""

CALLED = "utvag" if HOME == PACKAGED else ".venv/bin/python scripts"
"""What people write before the name of a command."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What is built from the same facts: its id, MkDocs settings, theme folder, where it is built, at which port it is shown."""

    id: str
    settings: str
    theme: str
    site: str
    port: int


PUBLIC = Edition("public", "mkdocs.yml", "overrides/public", "site", 8000)
STAFF = Edition("staff", "mkdocs.staff.yml", "overrides/staff", "site-staff", 8001)
DATA = Edition("data", "mkdocs.yml", "overrides/data", "site-data", 8002)
EDITIONS = {edition.id: edition for edition in (PUBLIC, STAFF, DATA)}
"""All editions by id; the first is built when nobody says which. MkDocs makes two of them, `utvag.data` the third."""


@dataclass(frozen=True, slots=True)
class Project:
    """Where things stand, every path absolute; `edition` is the site that is built."""

    root: Path
    registry: Path
    content: Path
    templates: Path
    papers: Path
    config: Path
    site: Path
    personas: Path
    edition: Edition = PUBLIC

    @classmethod
    def at(cls, root: Path, registry: Path | None = None, site: Path | None = None, edition: Edition = PUBLIC) -> Project:
        """Return the project whose top folder is `root`, with another registry, target folder or edition if given."""
        root = root.resolve()
        return cls(
            root=root,
            registry=_absolute(registry or root / "programs.yaml"),
            content=root / "content",
            templates=_found(root, PUBLIC.theme),
            papers=_found(root, "overrides/paper"),
            config=root / "mkdocs.yml",
            site=(site or root / edition.site).resolve(),
            personas=root / "personas.yaml",
            edition=edition,
        )

    @property
    def settings(self) -> Path:
        """What MkDocs reads to build the edition; `config` is the public one, which names the languages of both."""
        return self.root / self.edition.settings

    @property
    def theme(self) -> Path:
        """The folder of the edition's templates; the program's when the project has none of its own."""
        return self.found(self.edition.theme)

    def found(self, name: str) -> Path:
        """Return what the project has under `name`, or what the program brings when it has nothing."""
        return _found(self.root, name)

    def shown(self, path: Path) -> str:
        """Return `path` as a person in the top folder would type it."""
        path = _absolute(path)
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)


@contextmanager
def copied(project: Project) -> Iterator[Project]:
    """Give a copy of what editors write, in which something can be tried, beside the same templates; it is gone afterwards."""
    with TemporaryDirectory(prefix="utvag-") as folder:
        copy = Project.at(Path(folder), Path(folder) / project.registry.name)
        shutil.copytree(project.content, copy.content)
        for path in (path for path in (project.registry, project.config, project.personas) if path.exists()):
            shutil.copy(path, copy.root / path.name)
        for shared in filter(Path.exists, (project.root / "overrides", project.root / "scripts")):
            (copy.root / shared.name).symlink_to(shared)
        yield copy


def _found(root: Path, name: str) -> Path:
    return root / name if (root / name).exists() else HOME / name


def _absolute(path: Path) -> Path:
    """Return the whole path of a file, by its own name also when that is a link."""
    return path.parent.resolve() / path.name
