"""The pictures are of the right size, and show something."""

from __future__ import annotations

import base64
import struct
from typing import TYPE_CHECKING

import pictures
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

# How many colours a picture has, looked at as a browser shows it.
COLOURS = """async address => {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    const canvas = document.createElement("canvas");
    canvas.width = picture.width;
    canvas.height = picture.height;
    const pen = canvas.getContext("2d");
    pen.drawImage(picture, 0, 0);
    return new Set(new Uint32Array(pen.getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size;
}"""


def _colours(browser: Browser, picture: Path) -> int:
    page = browser.new_page()
    found: int = page.evaluate(COLOURS, "data:image/png;base64," + base64.b64encode(picture.read_bytes()).decode())
    page.close()
    return found


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
    for picture in (taken[0], taken[1], taken[-1], made):
        assert _colours(browser, picture) > 10, picture.name


def test_the_guide_is_pictured_under_way(browser: Browser, address: str, tmp_path: Path) -> None:
    only = ("danger-360-screen", "more-360-screen")
    taken = list(pictures.take(browser, address, {"guide": "guide/"}, tmp_path, only))
    assert [picture.stem for picture in taken] == [
        "guide-danger-360-screen",
        "guide-ending-danger-360-screen",
        "guide-more-360-screen",
    ]
    assert len({picture.read_bytes() for picture in taken}) == len(taken)
