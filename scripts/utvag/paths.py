"""The fixed shape of the project, as one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Project:
    """Where things stand, every path absolute."""

    root: Path
    registry: Path
    content: Path
    templates: Path
    papers: Path
    config: Path
    site: Path

    @classmethod
    def at(cls, root: Path, registry: Path | None = None, site: Path | None = None) -> Project:
        """Return the project whose top folder is `root`, with another registry file or target folder if given."""
        root = root.resolve()
        return cls(
            root=root,
            registry=(registry or root / "programs.yaml").resolve(),
            content=root / "content",
            templates=root / "overrides" / "public",
            papers=root / "overrides" / "paper",
            config=root / "mkdocs.yml",
            site=(site or root / "site").resolve(),
        )

    def shown(self, path: Path) -> str:
        """Return `path` as a person in the top folder would type it."""
        path = path.resolve()
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)
