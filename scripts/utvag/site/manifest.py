"""What a build made, as a list that a site can be checked against: the number, where it came from, and every file's SHA-256.

The list is published with the site. It is one that the program `sha256sum -c` reads too.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAME = "SHA256SUMS"
"""Where in a built site the list stands."""

CHANGED = " med ändringar"
"""What stands behind the commit when files were changed after it."""

_HEAD = ("number", "dialled", "registry", "version")
_FILE = re.compile(r"(?P<sum>[0-9a-f]{64})  (?P<name>[^/\\\n][^\\\n]*)")


@dataclass(frozen=True, slots=True)
class Manifest:
    """The number as people read it and as a phone dials it, the registry's SHA-256, the commit ("" when unknown), every file's."""

    number: str
    dialled: str
    registry: str
    version: str
    files: Mapping[str, str]

    @property
    def is_changed(self) -> bool:
        """Whether files were changed after the commit."""
        return self.version.endswith(CHANGED)

    def as_text(self) -> str:
        """Return the list as it is published."""
        head = [f"# {name}: {getattr(self, name)}".rstrip() for name in _HEAD]
        return "\n".join([*head, *(f"{self.files[name]}  {name}" for name in sorted(self.files)), ""])


def digest(data: bytes) -> str:
    """Return the SHA-256 of `data` as the list writes it."""
    return hashlib.sha256(data).hexdigest()


def files(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below `folder`, but for the list itself. Raises OSError."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: digest(path.read_bytes()) for name, path in sorted(found.items()) if name != NAME}


def parse(data: bytes) -> Manifest:
    """Return the list that was published as `data`. Raises ValueError when it is none."""
    lines = data.decode("utf-8").splitlines()
    head = dict(line.removeprefix("# ").partition(":")[::2] for line in lines[: len(_HEAD)])
    if tuple(head) != _HEAD:
        raise ValueError(lines[:1])
    listed = [(_FILE.fullmatch(line), line) for line in lines[len(_HEAD) :]]
    if wrong := [line for found, line in listed if found is None or ".." in found["name"].split("/")]:
        raise ValueError(wrong[0])
    return Manifest(**{name: words.strip() for name, words in head.items()}, files={f["name"]: f["sum"] for f, _ in listed if f})


def read(site: Path) -> Manifest | None:
    """Return the list of the site in a folder, or None when there is none."""
    try:
        return parse((site / NAME).read_bytes())
    except (OSError, ValueError):
        return None
