"""Checks A1 … of safety.md that need a browser or a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safety import checks_headers

if TYPE_CHECKING:
    from safety.visit import Check

CHECKS: dict[str, Check] = {"a5": checks_headers.a5, "a7": checks_headers.a7, "a8": checks_headers.a8}
SLOW: dict[str, Check] = {"a9": checks_headers.a9}
