"""What is said in which language: a programme has a page where all its texts are translated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from utvag.registry import walk
from utvag.registry.model import Text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from utvag.registry.model import Model, Program
    from utvag.registry.source import Path


def is_translated(program: Program, lang: str) -> bool:
    """Return whether everything that visitors need to read of `program` has words in `lang`."""
    return program.status == "unconfirmed" or lang in program.languages


def missing(group: Model, lang: str, path: Path = (), only: Collection[str] = ()) -> Iterator[Path]:
    """Yield the path of every text inside `group`, which stands at `path`, that has no words in `lang`; see `walk.texts`."""
    return (one.path for one in walk.texts(group, path, only) if isinstance(one.value, Text) and lang not in one.value)
