"""Checks A1 … of safety.md that need a browser or a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from safety.visit import Check

CHECKS: dict[str, Check] = {}
SLOW: dict[str, Check] = {}
