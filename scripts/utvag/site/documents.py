"""The files of docs/ and schema/ that are made of the model, the rules, the registry and its guide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from utvag import files, rules
from utvag.content import page_source, urls
from utvag.guide import gaps
from utvag.registry import schema
from utvag.rules import codes

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.project import Project


def write(project: Project) -> list[Path]:
    """Write what is not as it should be; return what was written. Raises OSError."""
    texts = made(project)
    new = [path for path, text in texts.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in new:
        files.rewrite(path, texts[path])
    return new


def made(project: Project) -> dict[Path, str]:
    """Return the text of each file, by its path; those of the registry only where there is one."""
    page = project.root / "docs" / "nycklar.md"
    found = {project.root / "schema" / "programs.schema.json": schema.as_text()}
    if page.exists():  # where the program is developed
        found |= {page: schema.refreshed(page.read_text(encoding="utf-8")), project.root / "docs" / "koder.md": codes.page()}
    if project.registry.exists():
        loaded, tree = rules.read(project)
        path = project.root / "docs" / "adresser.txt"
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        found[path] = urls.listed(loaded.registry, loaded.languages, page_source.titles(project.content), before)
        endings = list(gaps.every(loaded.registry, tree, [language.code for language in loaded.languages]))
        found[project.root / gaps.KEPT] = gaps.as_table(gaps.counted(endings))
    return found
