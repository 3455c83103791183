"""A file put in place in one step: whoever reads it sees the old one or the new one, never half. And why one could not be."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from pathlib import Path

REASONS = {
    errno.ENOSPC: "disken är full",
    errno.EDQUOT: "disken är full",
    errno.EFBIG: "filen får inte bli så stor",
    errno.EACCES: "du får inte läsa eller skriva där",
    errno.EPERM: "du får inte läsa eller skriva där",
    errno.EROFS: "disken är skrivskyddad",
    errno.ENOENT: "den finns inte",
    errno.ENOTDIR: "en fil står där en mapp ska vara",
}
"""What the system says when a file cannot be read or written, in words; anything else is told as the system says it."""


def replace(path: Path, data: bytes) -> None:
    """Write `data` to a file beside `path` and let it take its place, with the rights that the old one had.

    Raises OSError; the old file is then as it was.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-", suffix=".half")
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as target:
            target.write(data)
            target.flush()
            os.fsync(target.fileno())
        if path.exists():
            shutil.copymode(path, new)
        else:
            new.chmod(0o644)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def reason(fault: OSError) -> str:
    """Return why a file could not be read or written."""
    return REASONS.get(fault.errno or 0) or fault.strerror or str(fault)
