"""What a rule found wrong, before it is told where in the file it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from utvag.registry.source import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: the path of the thing, what is wrong, what to write instead."""

    path: Path
    message: str
    remedy: str
