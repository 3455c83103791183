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

    from utvag.registry.model import Lifeline

NAME = "SHA256SUMS"
"""Where in a built site the list stands."""

CHANGED = " med ändringar"
"""What stands behind the commit when files were changed after it."""

_HEAD = ("number", "dialled", "registry", "version")
_FILE = re.compile(r"(?P<sum>[0-9a-f]{64})  (?P<name>(?!(?:.*/)?\.\.(?:/|$))[^/\\\n][^\\\n]*)")


@dataclass(frozen=True, slots=True)
class Manifest:
    """The number as people read it and as a phone dials it, the registry's SHA-256, the commit ("" when unknown), every file's."""

    number: str
    dialled: str
    registry: str
    version: str
    files: Mapping[str, str]

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


def write(site: Path, line: Lifeline, registry: bytes, version: str) -> None:
    """Put the list of what was made of the text `registry`, whatever ends its lines, into the new `site`. Raises OSError."""
    made = Manifest(line.number, line.dialled, digest(registry.replace(b"\r\n", b"\n")), version, files(site))
    (site / NAME).write_text(made.as_text(), encoding="utf-8")


def parse(data: bytes) -> Manifest:
    """Return the list that was published as `data`. Raises ValueError when it is none."""
    lines = data.decode("utf-8").splitlines()
    head = dict(line.removeprefix("# ").partition(":")[::2] for line in lines[: len(_HEAD)])
    listed = [_FILE.fullmatch(line) for line in lines[len(_HEAD) :]]
    if tuple(head) != _HEAD or None in listed:
        raise ValueError(lines[:1])
    return Manifest(**{name: words.strip() for name, words in head.items()}, files={f["name"]: f["sum"] for f in listed if f})


def read(site: Path) -> Manifest | None:
    """Return the list of the site in a folder, or None when there is none."""
    try:
        return parse((site / NAME).read_bytes())
    except (OSError, ValueError):
        return None
