"""The project as editors had written it when the golden files were last written: whoever corrects a fact makes no test red."""

from __future__ import annotations

import atexit
import gzip
import os
import shutil
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
FROZEN = ROOT / "tests" / "golden" / "frozen.tar.gz"
"""What editors had written then: registry, people, settings, pages and words."""


def _freeze() -> None:
    """Keep what editors write in FROZEN, the same bytes for the same files."""
    written = [ROOT / name for name in ("programs.yaml", "personas.yaml", "mkdocs.yml")]
    with gzip.GzipFile(FROZEN, "wb", mtime=0) as packed, tarfile.open(fileobj=packed, mode="w") as kept_files:
        for path in (*written, *sorted((ROOT / "content").rglob("*"))):
            kept_files.add(path, path.relative_to(ROOT), recursive=False, filter=_without_traces)


def _without_traces(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.mtime, entry.mode, entry.uid, entry.gid, entry.uname, entry.gname = 0, 0o755 if entry.isdir() else 0o644, 0, 0, "", ""
    return entry


def _thawed() -> Path:
    """Return a folder with what is kept in FROZEN, beside today's code and templates; it goes when the tests are done."""
    if os.environ.get("UTVAG_REWRITE") == "1":
        _freeze()
    folder = Path(tempfile.mkdtemp(prefix="utvag-frozen-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with tarfile.open(FROZEN) as kept_files:
        kept_files.extractall(folder, filter="data")
    for name in ("overrides", "scripts", "mkdocs.staff.yml"):
        (folder / name).symlink_to(ROOT / name)
    return folder


THEN = _thawed()
"""The folder of the project as it was then. Tests read it and change copies of it (`builders.a_project`)."""
