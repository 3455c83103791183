"""A file put in place in one step: whoever reads it sees the old one or the new one, never half."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path


def replace(path: Path, data: bytes) -> None:
    """Write `data` to a file beside `path` and let it take its place, with the rights that the old one had.

    Raises OSError; the old file is then as it was.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
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
