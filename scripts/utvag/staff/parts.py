"""The two parts of the staff edition that are made elsewhere: the drawing of the guide, and the view for who is on the phone.

This is the one place where they are plugged in. Each is a function to HTML; an empty text means that there is none yet, and the
page then says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from utvag.journeys import Tree
    from utvag.registry import Loaded
    from utvag.templates import Environment


def drawing(loaded: Loaded, tree: Tree, env: Environment) -> str:
    """Return the guide as one accessible SVG: here goes `staff.drawing`. Its endings may link to the rows below it (`Way.id`)."""
    del loaded, tree, env
    return ""


def phone_view(loaded: Loaded, tree: Tree, env: Environment) -> str:
    """Return what the phone view shows: here goes `staff.phone_view`. Its style and script stand in overrides/staff/assets/."""
    del loaded, tree, env
    return ""
