"""The only way in for files that people write, and a way out in one step: whoever reads sees the old file or the new one."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import tempfile
import unicodedata
from pathlib import Path

MOST = 1_000_000
"""How many bytes a file may be that people write: many times the longest page."""

REASONS = {
    errno.ENOSPC: "disken är full",
    errno.EDQUOT: "disken är full",
    errno.EFBIG: "filen får inte bli så stor",
    errno.EACCES: "du får inte läsa eller skriva där",
    errno.EPERM: "du får inte läsa eller skriva där",
    errno.EROFS: "disken är skrivskyddad",
    errno.ENOENT: "den finns inte",
    errno.ENOTDIR: "en fil står där en mapp ska vara",
    errno.EEXIST: "en fil står där en mapp ska vara",
    errno.EISDIR: "en mapp står där en fil ska vara",
    errno.EPIPE: "den som läste det har slutat",
    errno.EBUSY: "den är monterad för sig, eller används av något annat",
    errno.EXDEV: "den ligger på en annan disk",
}
"""What the system says when a file cannot be read or written, in words; anything else is told as the system says it."""


class NotWritten(Exception):  # noqa: N818 -- what there is, as InvalidRegistry
    """A file could not be put in place and is as it was. Its text says why, in Swedish, and goes on after the name of `path`."""

    def __init__(self, path: Path, why: str) -> None:
        """Keep what it is about."""
        super().__init__(why)
        self.path = path


def read(path: Path, most: int = MOST) -> bytes:
    """Return the bytes of a file that somebody wrote. Raises OSError, also for a device, a pipe, or more than `most` bytes."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "den är ingen vanlig fil", str(path))
    if found.st_size > most:
        raise OSError(errno.EINVAL, f"den är större än {most // 1_000_000} MB", str(path))
    return path.read_bytes()


def text(data: bytes, errors: str = "strict") -> str:
    """Return the text of a file, each letter one sign, for rules compare signs. Raises UnicodeDecodeError if `errors` is strict."""
    return unicodedata.normalize("NFC", data.decode("utf-8-sig", errors))


def below(folder: Path) -> list[Path]:
    """Return every file below a folder, in order. Raises OSError for a folder that is a link: what it leads to can be endless."""
    found = sorted(folder.rglob("*"))
    for path in found:
        if path.is_symlink() and path.is_dir():
            raise OSError(errno.EINVAL, "det är en länk till en mapp", str(path))
    return [path for path in found if path.exists() and not path.is_dir()]  # the lock of an editor is a link to nothing


def rewrite(path: Path, text: str, before: bytes | None = None) -> None:
    """Put a file's new text in its place, unless it no longer holds what was read `before`. Raises NotWritten."""
    try:
        if before is not None and path.read_bytes() != before:
            raise NotWritten(path, "sparades av någon annan under tiden. Inget är ändrat. Skriv samma kommando igen.")
        replace(path, text.encode())
    except OSError as fault:
        raise NotWritten(path, f"går inte att skriva: {reason(fault)}. Inget är ändrat.") from fault


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
