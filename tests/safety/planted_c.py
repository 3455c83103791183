"""Faults for the checks C1 … of safety.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from safety.planted import Planted

PLANTED: list[Planted] = []
