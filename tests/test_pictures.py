"""The pictures are of the right size, and show something."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pictures
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow


def _size(picture: Path) -> tuple[int, int]:
    width, height = struct.unpack(">II", picture.read_bytes()[16:24])
    return width, height


def test_a_page_is_pictured_in_every_view_and_the_sheet_has_them_all(
    browser: Browser, address: str, built: Path, tmp_path: Path
) -> None:
    name = "404"
    pages = {name: pictures.names(built)[name]}
    taken = list(pictures.take(browser, address, pages, tmp_path))
    assert [picture.stem for picture in taken] == [f"{name}-{view.name}" for view in pictures.VIEWS]
    heights = {}
    for view, picture in zip(pictures.VIEWS, taken, strict=True):
        width, heights[view.name] = _size(picture)
        assert width == view.width, view.name
        assert heights[view.name] >= view.height, view.name
    assert heights["360-first-screen"] == 640 < heights["360-light"] < heights["360-text-200"]
    assert (tmp_path / f"{name}-print.pdf").read_bytes().startswith(b"%PDF")
    made = pictures.sheet(browser, name, taken, tmp_path)
    assert min(picture.stat().st_size for picture in (*taken, made)) > 5_000, "something is to be seen"


def test_the_guide_is_pictured_under_way(browser: Browser, address: str, tmp_path: Path) -> None:
    only = ("danger-360-screen", "more-360-screen")
    taken = list(pictures.take(browser, address, {"guide": "guide/"}, tmp_path, only))
    assert [picture.stem for picture in taken] == [
        "guide-danger-360-screen",
        "guide-ending-danger-360-screen",
        "guide-more-360-screen",
    ]
    assert len({picture.read_bytes() for picture in taken}) == len(taken)
