"""The project as editors had written it when the golden files were last written: whoever corrects a fact makes no test red."""

from __future__ import annotations

import gzip
import os
import shutil
import tarfile
from typing import TYPE_CHECKING

from builders import ROOT, a_project

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.project import Project

FROZEN = ROOT / "tests" / "golden" / "frozen.tar.gz"
"""What editors had written then."""


def frozen(folder: Path) -> Project:
    """Return a project in `folder` of what editors had written when the golden files were last written, with today's templates."""
    project = a_project(folder)
    if os.environ.get("UTVAG_REWRITE") == "1":
        _freeze(project)
    shutil.rmtree(project.content)
    with tarfile.open(FROZEN) as kept_files:
        kept_files.extractall(folder, filter="data")
    return project


def _freeze(project: Project) -> None:
    """Keep what editors write in FROZEN, the same bytes for the same files."""
    with gzip.GzipFile(FROZEN, "wb", mtime=0) as packed, tarfile.open(fileobj=packed, mode="w") as kept_files:
        for path in (project.registry, project.personas, project.config, *sorted(project.content.rglob("*"))):
            kept_files.add(path, path.relative_to(project.root), recursive=False, filter=_without_traces)


def _without_traces(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.mtime, entry.mode, entry.uid, entry.gid, entry.uname, entry.gname = 0, 0o755 if entry.isdir() else 0o644, 0, 0, "", ""
    return entry
