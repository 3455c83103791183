"""The pages that people write by hand: which there are, and what they are called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from utvag.registry import source

if TYPE_CHECKING:
    from pathlib import Path, PurePath

    from utvag.registry.source import Source


def address(path: PurePath) -> str:
    """Return where the page in the file `path` below content/ is built: "en/index.md" → "en/index.html"."""
    folder = path.parent if path.stem in ("index", "README") else path.with_suffix("")
    return (folder / "index.html").as_posix()


def front_matter(text: str, name: str) -> Source | None:
    """Return what a page begins with, between two lines of ---, or None when it does not. `name` is what problems call the file."""
    found = re.match(r"---\n(.*?\n)---\n", text, flags=re.DOTALL)
    return source.parse(f"---\n{found[1]}".encode(), name) if found else None


def titles(content: Path) -> dict[str, str]:
    """Return the title of every page below the folder `content`, by address; an empty one where a page does not say."""
    return {address(path.relative_to(content)): _title(path) for path in sorted(content.rglob("*.md"))}


def _title(path: Path) -> str:
    head = front_matter(path.read_text(encoding="utf-8-sig", errors="replace"), path.name)
    return str(head.document.get("title", "")) if head is not None and head.document is not None else ""
